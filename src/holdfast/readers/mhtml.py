"""Saved pages as MHTML (`.mht`, `.mhtml`): one page with its pictures in one MIME message.

References: docs/readers/mhtml.md; RFC 2557; Chromium, `MHTMLArchive`.
"""

from __future__ import annotations

import re
from email.errors import MessageError
from email.header import decode_header, make_header
from typing import TYPE_CHECKING

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Part
from holdfast.model.span import Span
from holdfast.readers import captures
from holdfast.readers.captured_times import read_time
from holdfast.readers.head_source import HeadSource
from holdfast.readers.mhtml_parts import parts, read_header
from holdfast.readers.reader import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found, Message
    from holdfast.readers.mhtml_parts import Header, MimePart
    from holdfast.readers.reader import Source

NAME = "mhtml"
VERSION = 2

_SAVED_BY = re.compile(r"[<\"]?(Saved by [^>\"]{1,200})", re.IGNORECASE)
_OF_MAIL = ("to", "received", "message-id", "delivered-to", "return-path")
_LONGEST_SUBJECT = 4_000
_LONGEST_BETWEEN = 65_536
# Lines that part the parts, and headers of parts that hold others.
_BETWEEN = re.compile(
    rb"(?:\s++|--[^\r\n]*+|[A-Za-z][A-Za-z-]*+:[^\r\n]*+(?:\r?\n[ \t][^\r\n]*+)*+)*+"
)


def recognises(head: bytes, name: str) -> Confidence:
    """Tell whether a file is a page saved as MHTML.

    Args:
        head: the first bytes of the file.
        name: `.mht` or `.mhtml` decides where the header alone could be a letter's.
    """
    header = read_header(HeadSource(head), 0, len(head))
    kind = header.field("content-type").lower()
    # A page without any picture may come without parts.
    is_alone = kind.startswith("text/html") and bool(header.field("content-location"))
    if not (header.boundary and "multipart/related" in kind) and not is_alone:
        return Confidence.NO
    if header.field("snapshot-content-location") or _SAVED_BY.match(header.field("from")):
        return Confidence.YES
    is_mail = any(header.field(each) for each in _OF_MAIL)
    if not is_mail and name.lower().endswith((".mht", ".mhtml")):
        return Confidence.YES
    return Confidence.NO if is_mail or is_alone else Confidence.PERHAPS


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:  # noqa: ARG001  # no questions
    """Give the page, and the pictures and other files in it.

    Args:
        source: the file.
        answers: none are asked for.

    Yields:
        What stands before the parts, one message, and the parts in file order.

    Raises:
        NotThisFormatError: it is no MHTML, or has no page in it.
    """
    if recognises(source.read(0, 65_536), "x.mht") is Confidence.NO:
        raise NotThisFormatError
    header = read_header(source, 0, source.size)
    inside = list(parts(source))
    main = _main(source, header, inside)
    if main is None:
        raise NotThisFormatError
    if main.span.start:
        yield Leftover(Span(0, header.end), "about-the-export")
    yield from _in_order(source, header, main, inside)


def _in_order(
    source: Source, header: Header, main: MimePart, inside: list[MimePart]
) -> Iterator[Found]:
    """Give what is between and in the parts; files that stand before the page come after it."""
    others = [each for each in inside if each is not main]
    early: list[MimePart] = []
    covered = header.end
    for each in inside:
        yield from _around(source, covered, each.span.start)
        covered = each.span.end
        if each is main:
            yield _page(source, header, main, others)
            yield from (_other(source, file) for file in early)
        elif each.span.start < main.span.start and _is_file(each):
            early.append(each)
        else:
            yield _other(source, each)
    yield from _around(source, covered, source.size)


def _around(source: Source, start: int, end: int) -> Iterator[Leftover]:
    """Leave over what stands between parts, unless it only parts them."""
    if start < end:
        between = source.read(start, min(end - start, _LONGEST_BETWEEN))
        if end - start > len(between) or not _BETWEEN.fullmatch(between):
            yield Leftover(Span(start, end - start), "not-understood")


def _main(source: Source, header: Header, inside: list[MimePart]) -> MimePart | None:
    """Give the part that is the page: the one that is named, else the first."""
    wanted = header.field("snapshot-content-location")
    root = re.search(r"start\s*=\s*\"?([^\";]{1,300})", header.field("content-type"))
    pages = [each for each in inside if _is_page(source, each)]
    for each in pages:
        if root and each.header.field("content-id") == root[1].strip():
            return each
        if not root and wanted and each.header.field("content-location") == wanted:
            return each
    return pages[0] if pages else None


def _is_page(source: Source, part: MimePart) -> bool:
    """Tell whether a part is HTML, or words when it says nothing."""
    content_type = part.header.field("content-type")
    head = source.read(part.header.end, min(1_024, part.span.end - part.header.end))
    return captures.is_html(captures.content_of(content_type, head))


def _content(source: Source, part: MimePart) -> captures.Content | None:
    """Give what a part holds, None when it is too long."""
    body = part.body(source)
    if body is None:
        return None
    return captures.content_of(part.header.field("content-type"), body)


def _page(source: Source, header: Header, main: MimePart, others: list[MimePart]) -> Message:
    """Give the page with the words of its frames."""
    content = _content(source, main)
    words = captures.words_of(content) if content else captures.Words("", "")
    frames = [
        captures.words_of(framed).text
        for each in others
        if _is_page(source, each) and (framed := _content(source, each)) is not None
    ]
    text = "\n\n".join([words.text, *filter(None, frames)])
    subject = _decoded(header.field("subject"))
    saved_by = _SAVED_BY.match(header.field("from"))
    message = captures.capture(
        header.field("snapshot-content-location")
        or main.header.field("content-location")
        or header.field("content-location"),
        words._replace(title=subject or words.title, text=text[: captures.LONGEST_TEXT]),
        span=main.span,
        happened=read_time(header.field("date")),
        details={"software": saved_by[1] if saved_by else header.field("x-generator")},
    )
    names = tuple(_name(source, each) for each in others if _is_file(each))
    marks = () if content else ("page-packed",)
    return message._replace(attachments=names, marks=message.marks + marks)


def _other(source: Source, part: MimePart) -> Part | Leftover:
    """Give a part that is not the page."""
    if not _is_file(part):
        return Leftover(part.span, "page-support")
    content = _content(source, part)
    if content is None:
        return Leftover(part.span, "part-too-long")
    return Part(part.span, _name(source, part), content.media_type, content.body, message=0)


def _is_file(part: MimePart) -> bool:
    """Tell whether a part is a file of its own, not only for the browser."""
    content = captures.content_of(part.header.field("content-type"), b"")
    return not captures.is_for_browsers(content)


def _name(source: Source, part: MimePart) -> str:
    """Give a part's file name."""
    declared = captures.content_of(part.header.field("content-type"), b"")
    if not declared.media_type and _is_page(source, part):
        declared = declared._replace(media_type="text/html")
    return captures.name_of(part.header.field("content-location"), declared.media_type)


def _decoded(subject: str) -> str:
    """Give a subject in characters; as it stands when it cannot be decoded."""
    try:
        return str(make_header(decode_header(subject[:_LONGEST_SUBJECT]))).strip()
    except (MessageError, LookupError, ValueError):
        return subject
