"""PDF: the words of each page, and what the file says of itself.

A letter, a receipt, a page that was printed to a file. Pictures of pages have no words; they are
kept like any other. References: docs/readers/pdf.md; ISO 32000-2, 7.9.4 and 14.3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover
from holdfast.model.span import Span
from holdfast.readers.reader import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.reader import Source

NAME = "pdf"
VERSION = 2

MOST_BYTES = 64 << 20
"""A larger file is kept, but not read: it would not fit beside what it unpacks to."""

_BEGIN_WITHIN = 1_024


def recognises(head: bytes, name: str) -> Confidence:  # noqa: ARG001  # content alone decides
    """Tell whether a file is a PDF.

    Args:
        head: the first bytes of the file.
        name: not looked at.
    """
    return Confidence.YES if b"%PDF-" in head[:_BEGIN_WITHIN] else Confidence.NO


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:  # noqa: ARG001  # no questions
    """Give the words of a PDF.

    Args:
        source: the file.
        answers: none are asked for.

    Yields:
        One message for the whole file; where it cannot be opened, one leftover.

    Raises:
        NotThisFormatError: it is no PDF.
    """
    if b"%PDF-" not in source.read(0, _BEGIN_WITHIN):
        raise NotThisFormatError
    if source.size > MOST_BYTES:
        yield Leftover(Span(0, source.size), "too-large")
        return
    # Slow to load, and a chat in a hurry needs none of it.
    from holdfast.readers.pdf_pages import read_document  # noqa: PLC0415

    yield read_document(source)
