"""PDF: the words of each page, and what the file says of itself.

A letter, a receipt, a page that was printed to a file. Pictures of pages have no words; they are
kept like any other. References: docs/readers/pdf.md; ISO 32000-2, 7.9.4 and 14.3.
"""

from __future__ import annotations

import io
import logging
import struct
import zlib
from typing import TYPE_CHECKING, NamedTuple

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.moment import UNKNOWN_MOMENT
from holdfast.model.span import Span
from holdfast.readers.captured_times import read_pdf_time
from holdfast.readers.reader import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.reader import Source

NAME = "pdf"
VERSION = 1

MOST_BYTES = 64 << 20
"""A larger file is kept, but not read: it would not fit beside what it unpacks to."""

MOST_PAGES = 500
"""Whose words are read."""

LONGEST_TEXT = 1_000_000
"""Characters of one file; more are cut off, marked `text-cut`, and still in the file."""

_BEGIN_WITHIN = 1_024
_LONGEST_DETAIL = 4_000
# Damaged files make pypdf raise any of these; seen with the qpdf and PayloadsAllThePDFs files.
_BROKEN = (
    PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError,
    NotImplementedError, AssertionError, OverflowError, ArithmeticError, OSError, EOFError,
    LookupError, zlib.error, struct.error,
)  # fmt: skip
_DETAILS = {
    "title": "/Title", "author": "/Author", "subject": "/Subject", "software": "/Creator",
    "made-with": "/Producer", "created-at": "/CreationDate", "changed-at": "/ModDate",
}  # fmt: skip


class _Words(NamedTuple):
    """What could be read of the pages."""

    text: str
    pages: int
    marks: tuple[str, ...]


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
    whole = Span(0, source.size)
    if source.size > MOST_BYTES:
        yield Leftover(whole, "too-large")
        return
    # What pypdf would say about a damaged file may quote it.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
    try:
        document = PdfReader(io.BytesIO(source.read(0, source.size)), strict=False)
        if document.is_encrypted and not document.decrypt(""):
            yield Leftover(whole, "skipped-encrypted")
            return
        found = _message(document, source, whole)
    except _BROKEN:
        yield Leftover(whole, "damaged-record")
        return
    yield found


def _message(document: PdfReader, source: Source, whole: Span) -> Message:
    """Give a document as a message."""
    stated = _stated(document)
    words = _words(document)
    written = stated.get("created-at", "")
    happened = read_pdf_time(written) if written else UNKNOWN_MOMENT
    impossible = ("clock-impossible",) if written and happened.stated is None else ()
    details = {**stated, "pages": str(words.pages)}
    return Message(
        kind=MessageKind.EVENT.value,
        conversation=stated.get("title", "") or source.name,
        sender=None,
        text=words.text,
        happened=happened,
        span=whole,
        marks=("document", *words.marks, *impossible),
        details=tuple(details.items()),
    )


def _stated(document: PdfReader) -> dict[str, str]:
    """Give what a document says of itself, as far as it can be read."""
    stated: dict[str, str] = {}
    try:
        about = document.metadata
        for code, name in _DETAILS.items():
            value = about.get(name) if about is not None else None
            said = str(value).strip("\0 \r\n\t")[:_LONGEST_DETAIL] if value is not None else ""
            if said:
                stated[code] = said.encode("utf-8", "replace").decode()
    except _BROKEN:
        return stated
    return stated


def _words(document: PdfReader) -> _Words:
    """Give the words of all pages, a page that cannot be read as none."""
    count = len(document.pages)
    texts: list[str] = []
    marks: set[str] = set()
    length = 0
    for number in range(min(count, MOST_PAGES)):
        try:
            text = document.pages[number].extract_text()
        except _BROKEN:
            marks.add("page-damaged")
            continue
        texts.append(text.encode("utf-8", "replace").decode().strip())
        length += len(text)
        if length > LONGEST_TEXT:
            marks.add("text-cut")
            break
    if count > MOST_PAGES:
        marks.add("text-cut")
    joined = "\n\n".join(filter(None, texts))[:LONGEST_TEXT]
    if not joined:
        marks.add("no-words")
    return _Words(joined, count, tuple(sorted(marks)))
