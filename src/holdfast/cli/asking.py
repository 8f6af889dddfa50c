"""Asking for a new passphrase: her own, or six words drawn by lot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.passphrases import generate_passphrase
from holdfast.cli.words import says
from holdfast.model.errors import PassphrasesDifferError

if TYPE_CHECKING:
    from holdfast.cli.speak import Speaker


def ask_new_passphrase(speaker: Speaker) -> str:
    """Ask twice; when the first answer is empty, show six words and ask for them once.

    Args:
        speaker: asks.

    Raises:
        PassphrasesDifferError: the two were not the same.
    """
    typed = speaker.ask_secret(says("asks_new_passphrase"))
    if not typed:
        typed = generate_passphrase()
        speaker.say(f"{says('given_passphrase')}\n\n    {typed}\n\n{says('copy_passphrase')}")
    if speaker.ask_secret(says("asks_again")) != typed:
        raise PassphrasesDifferError
    return typed
