"""The pages of a PDF and what it says of itself, through pypdf, which is loaded only for this."""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from typing import TYPE_CHECKING, NamedTuple

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import StreamObject

from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.moment import UNKNOWN_MOMENT
from holdfast.model.span import Span
from holdfast.readers.captured_times import read_pdf_time

if TYPE_CHECKING:
    from holdfast.readers.reader import Source

MOST_PAGES = 500
"""Whose words are read."""

LONGEST_TEXT = 1_000_000
"""Characters of one file; more are cut off, marked `text-cut`, and still in the file."""

_LONGEST_DETAIL = 4_000
_LONGEST_XMP = 1 << 20
# <xmp:CreateDate>2024-03-02T10:11:12+01:00</xmp:CreateDate>     xmp:CreateDate="2024-03-02"
_XMP_CREATED = re.compile(
    rb"<xmp:CreateDate>\s{0,20}([0-9T:.Z+-]{4,40})\s{0,20}<|\bxmp:CreateDate=[\"']([0-9T:.Z+-]{4,40})[\"']"
)
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


# Letters that a font draws in one: the words, and the address at a page's foot, have none.
_LIGATURES = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st",
    0xFB06: "st",
}  # fmt: skip
_AT_EDGE = 4
"""Lines at the beginning and end of a page among which a browser's head and foot stand."""

# https://example.org/page?id=1 1/3     https://example.org/page Page 1 of 3
_ADDRESS = re.compile(
    r"(https?://\S{3,4000})(?:\s{1,9}(?:\d{1,4} ?/ ?\d{1,4}|(?:Page )?\d{1,4} of \d{1,4}))?"
)


class _Words(NamedTuple):
    """What could be read of the pages."""

    text: str
    pages: int
    marks: tuple[str, ...]
    address: str
    """Printed at the edge of a page, as browsers do; empty when none is."""


def read_document(source: Source) -> Message | Leftover:
    """Give a PDF as a message, or left over where it cannot be opened.

    Args:
        source: the file.
    """
    whole = Span(0, source.size)
    # What pypdf would say about a damaged file may quote it.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
    try:
        document = PdfReader(io.BytesIO(source.read(0, source.size)), strict=False)
        if document.is_encrypted and not document.decrypt(""):
            return Leftover(whole, "document-locked")
        return _message(document, source, whole)
    except _BROKEN:
        return Leftover(whole, "damaged-record")


def _message(document: PdfReader, source: Source, whole: Span) -> Message:
    """Give a document as a message."""
    stated = _stated(document)
    words = _words(document)
    written = stated.get("created-at", "")
    happened = read_pdf_time(written) if written else UNKNOWN_MOMENT
    impossible = ("clock-impossible",) if written and happened.stated is None else ()
    printed = {"page-address": words.address} if words.address else {}
    details = {**printed, **stated, "pages": str(words.pages)}
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
        if "created-at" not in stated and (found := _XMP_CREATED.search(_xmp(document))):
            stated["created-at"] = (found[1] or found[2]).decode("ascii", "replace")
    except _BROKEN:
        return stated
    return stated


def _xmp(document: PdfReader) -> bytes:
    """Give what newer programs write about a document as XML, as far as a date may stand in it."""
    stream = document.root_object.get("/Metadata")
    content = stream.get_object() if stream is not None else None
    return content.get_data()[:_LONGEST_XMP] if isinstance(content, StreamObject) else b""


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
        texts.append(text.translate(_LIGATURES).encode("utf-8", "replace").decode().strip())
        length += len(text)
        if length > LONGEST_TEXT:
            marks.add("text-cut")
            break
    if count > MOST_PAGES:
        marks.add("text-cut")
    joined = "\n\n".join(filter(None, texts))[:LONGEST_TEXT]
    if not joined:
        marks.add("no-words")
    address = next(filter(None, map(_printed_address, texts)), "")
    return _Words(joined, count, tuple(sorted(marks)), address)


def _printed_address(page: str) -> str:
    """Give the address that stands alone, or with the page's number, at the edge of a page."""
    lines = [line.strip() for line in page.splitlines() if line.strip()]
    for line in [*lines[:_AT_EDGE], *reversed(lines[-_AT_EDGE:])]:
        if (found := _ADDRESS.fullmatch(line)) is not None:
            return found[1]
    return ""
