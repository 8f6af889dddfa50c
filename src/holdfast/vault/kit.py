"""The recovery kit: twenty printed words that open the casebook, with a checksum of their own.

A 128-bit secret as one SLIP-39 share (one of one), so that a single wrong word is noticed before
any key is tried and other programs can read the words too.
"""

from __future__ import annotations

import difflib
import secrets
from typing import TYPE_CHECKING

from shamir_mnemonic import MnemonicError, combine_mnemonics, generate_mnemonics
from shamir_mnemonic.wordlist import WORDLIST

from holdfast.model.errors import KitUnreadableError

if TYPE_CHECKING:
    from collections.abc import Sequence

SECRET_BYTES = 16
WORDS = 20
UNIQUE_LETTERS = 4
"""The first four letters of every word on the list are its own (SLIP-39, "Wordlist")."""

MOST_SUGGESTIONS = 3


def new_kit() -> tuple[bytes, str]:
    """Give a fresh secret and the words that carry it."""
    secret = secrets.token_bytes(SECRET_BYTES)
    return secret, words_for(secret)


def words_for(secret: bytes) -> str:
    """Write a secret as words.

    Args:
        secret: 16 bytes.
    """
    return str(generate_mnemonics(1, [(1, 1)], secret)[0][0])


def read_kit(text: str) -> bytes:
    """Give the secret that words carry.

    Args:
        text: twenty words in any case, divided by white space, commas or numbers.

    Raises:
        KitUnreadableError: a word is not on the list (the place says which), or they do not add up.
    """
    words = find_words(text)
    for number, word in enumerate(words, 1):
        if word not in WORDLIST:
            place = f"word {number}"
            raise KitUnreadableError(place)
    return combine([" ".join(words)])


def combine(shares: Sequence[str], passphrase: bytes = b"") -> bytes:
    """Give the secret that shares carry together.

    Args:
        shares: one for a kit.
        passphrase: of SLIP-39; a kit has none.

    Raises:
        KitUnreadableError: they do not add up.
    """
    try:
        return bytes(combine_mnemonics(shares, passphrase))
    except (MnemonicError, ValueError) as wrong:
        raise KitUnreadableError from wrong


def find_words(text: str) -> list[str]:
    """Find the words in what was typed, completing those of which the first letters were given.

    Args:
        text: with whatever stands between the words.
    """
    letters = "".join(each if each.isalpha() else " " for each in text.lower())
    return [_completed(word) for word in letters.split()]


def suggest(word: str) -> tuple[str, ...]:
    """Give words of the list that look like a mistyped one, the likeliest first.

    Args:
        word: as typed.
    """
    return tuple(difflib.get_close_matches(word.lower(), WORDLIST, n=MOST_SUGGESTIONS))


def _completed(word: str) -> str:
    if len(word) < UNIQUE_LETTERS or word in WORDLIST:
        return word
    return next((full for full in WORDLIST if full.startswith(word)), word)
