"""Passphrases: six words drawn by lot, or her own words when they cannot be guessed."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from holdfast.actions.guessing import ENOUGH_BITS, guess_bits
from holdfast.knowledge.wording import passphrase_words
from holdfast.model.errors import PassphraseGuessableError

if TYPE_CHECKING:
    from collections.abc import Iterable

WORDS_DRAWN = 6
"""77 bits with EFF's list; what EFF itself recommends."""


def generate_passphrase() -> str:
    """Draw six words by lot.

    Returns:
        Six different words in lower case with a space between; `refuse_guessable` takes it.
    """
    plain = [word for word in passphrase_words() if word.isalpha()]
    while True:
        words = [secrets.choice(plain) for _ in range(WORDS_DRAWN)]
        if len(set(words)) == WORDS_DRAWN and not is_guessable(" ".join(words)):
            return " ".join(words)


def is_guessable(passphrase: str, known: Iterable[str] = ()) -> bool:
    """Tell whether somebody who knows the person could guess a passphrase.

    Args:
        passphrase: as typed.
        known: names, handles, places and dates from her own record.
    """
    return guess_bits(passphrase, known) < ENOUGH_BITS


def refuse_guessable(passphrase: str, known: Iterable[str] = ()) -> None:
    """Stop when a passphrase could be guessed.

    Args:
        passphrase: as typed.
        known: names, handles, places and dates from her own record.

    Raises:
        PassphraseGuessableError: it could be guessed.
    """
    if is_guessable(passphrase, known):
        raise PassphraseGuessableError
