"""Make a casebook, and with it the recovery kit on paper or a stick."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from holdfast.actions.passphrases import refuse_guessable
from holdfast.model.errors import CannotWriteError, FileInTheWayError
from holdfast.vault.making import make_casebook
from holdfast.vault.slots import STANDARD

if TYPE_CHECKING:
    from pathlib import Path

    from holdfast.vault.casebook import OpenCasebook
    from holdfast.vault.slots import Derivation

IN_A_ROW = 4


def new_casebook(
    home: Path, passphrase: str, *, derivation: Derivation = STANDARD, kit: Path | None = None
) -> OpenCasebook:
    """Make a casebook that nobody can guess the way into.

    Args:
        home: a folder that is empty or not there yet.
        passphrase: opens it from now on.
        derivation: how much work one try costs.
        kit: where the recovery words go; a file that is not there yet.

    Returns:
        The open casebook.

    Raises:
        FileInTheWayError: there is a file where the kit should go.
    """
    refuse_guessable(passphrase.rstrip("\r\n"))
    if kit is not None and kit.exists():
        place = "--kit"
        raise FileInTheWayError(place)
    with ExitStack() as undo:
        book = undo.enter_context(make_casebook(home, passphrase, derivation=derivation))
        if kit is not None:
            write_kit(kit, book.make_kit())
        undo.pop_all()
    return book


def write_kit(kit: Path, words: str) -> None:
    """Write recovery words to a new file, numbered in rows, for its owner's eyes only.

    Args:
        kit: a file that is not there yet.
        words: twenty, with a space between.

    Raises:
        CannotWriteError: the file is there already, or cannot be written.
    """
    try:
        kit.touch(mode=0o600, exist_ok=False)
        kit.write_text("\n".join(kit_rows(words)) + "\n", encoding="ascii")
    except OSError:
        place = "--kit"
        raise CannotWriteError(place) from None


def kit_rows(words: str) -> tuple[str, ...]:
    """Give recovery words in numbered rows, as they are best copied by hand.

    Args:
        words: with a space between.
    """
    numbered = [f"{number:2} {word:10}" for number, word in enumerate(words.split(), 1)]
    return tuple(
        "  ".join(numbered[start : start + IN_A_ROW]).rstrip()
        for start in range(0, len(numbered), IN_A_ROW)
    )
