"""Change the passphrase: the record stays as it is, only the key slot is made anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.passphrases import refuse_guessable
from holdfast.actions.people import known_words

if TYPE_CHECKING:
    from holdfast.vault.casebook import OpenCasebook


def change_passphrase(book: OpenCasebook, new: str) -> None:
    """Wrap the casebook's secret under another passphrase; the old one opens nothing any more.

    Args:
        book: the open casebook.
        new: refused when it could be guessed, also from names in her own record.
    """
    refuse_guessable(new.rstrip("\r\n"), known_words(book))
    book.change_passphrase(new)
