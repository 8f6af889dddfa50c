"""Uploads that came from somebody: from where they lie sealed since they arrived to the in-tray."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.bring import bring, opens_here
from holdfast.actions.received import Received
from holdfast.knowledge.wording import words
from holdfast.model.errors import InTrayFullError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from holdfast.vault.casebook import OpenCasebook
    from holdfast.web.uploads import Received as Uploaded

TOO_LARGE = InTrayFullError.code


def bring_uploads(book: OpenCasebook, files: Sequence[Uploaded]) -> list[str]:
    """Put uploads into the in-tray, and let go of where they were sealed first.

    Args:
        book: the open casebook.
        files: sealed while they arrived.

    Returns:
        For each a sentence that says what became of it.
    """
    return [_brought(book, each) for each in files]


def _brought(book: OpenCasebook, uploaded: Uploaded) -> str:
    said = words("contributions").table("brought_in")
    try:
        state = bring(book, _as_received(book, uploaded)).state
    except InTrayFullError:
        state = TOO_LARGE
    book.originals.forget(uploaded.kept)
    return f"{uploaded.name}: {said.text(state)}"


def part_sealed(
    book: OpenCasebook, files: Sequence[Uploaded]
) -> tuple[list[Uploaded], list[Uploaded]]:
    """Part uploads into those that were sealed for this casebook and all others.

    Args:
        book: the open casebook.
        files: sealed while they arrived.

    Returns:
        Those for the in-tray, and the others.
    """
    sealed = [each for each in files if opens_here(book, _as_received(book, each))]
    return sealed, [each for each in files if each not in sealed]


def _as_received(book: OpenCasebook, uploaded: Uploaded) -> Received:
    return Received(
        name=uploaded.name,
        path=uploaded.name,
        chunks=book.originals.open_kept(uploaded.kept).chunks,
        size_bytes=uploaded.kept.size_bytes,
    )
