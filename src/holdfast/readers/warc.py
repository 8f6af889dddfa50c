"""Web archives (WARC, ARC): every page that was fetched, as a capture with its address and time.

Documents become captures; pictures and other files become files of their own; what only a browser
reads, and what the archiving program wrote about itself, is left over with the reason.
References: docs/readers/warc.md; ISO 28500 (WARC 1.1).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Message, Part
from holdfast.readers import captures
from holdfast.readers.captured_bytes import is_plain_text, unpack, without_chunks
from holdfast.readers.captured_times import read_time
from holdfast.readers.head_source import HeadSource
from holdfast.readers.reader import Confidence
from holdfast.readers.warc_digests import Judgement, judge
from holdfast.readers.warc_flow import Flow
from holdfast.readers.warc_records import records
from holdfast.readers.web_secrets import without_secrets, words_without_secrets

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.reader import Source
    from holdfast.readers.warc_records import Record

NAME = "warc"
VERSION = 2

_BEGINS = re.compile(rb"WARC/\d\.\d{1,2}\r?\n|filedesc://\S{1,2000} \S{1,45} \d{8,14} ")
_HTTP = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3}[^\r\n]{0,200})\r?\n")
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_SOFTWARE = re.compile(rb"^software\s*:\s*([^\r\n]{1,300})", re.IGNORECASE | re.MULTILINE)
_CAPTURES = frozenset({"response", "resource", "revisit", "arc", "conversion"})
_ABOUT_ITSELF = frozenset({"warcinfo", "request", "metadata", "continuation"})
_NO_PAGES = ("dns:", "urn:pageinfo:", "metadata://")
"""Where a server was found, and what Browsertrix and wget note for themselves: nobody saw these."""

_NEVER_PACKED = frozenset({"resource", "conversion"})


class _Answer(NamedTuple):
    """What a server sent, taken apart."""

    status: str
    content: captures.Content
    payloads: tuple[bytes, ...]
    """The body as it was sent, and without its chunks: programs differ in what they hash."""

    is_unpacked: bool = True


def recognises(head: bytes, name: str) -> Confidence:  # noqa: ARG001  # content alone decides
    """Tell whether a file is a web archive, packed or not.

    Args:
        head: the first bytes of the file.
        name: not looked at.
    """
    begin = Flow(HeadSource(head)).take(4_096)
    return Confidence.YES if _BEGINS.match(begin) else Confidence.NO


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:  # noqa: ARG001  # no questions
    """Give every page and file that was captured.

    Args:
        source: the archive.
        answers: none are asked for.

    Yields:
        For every record a message, with the file it holds, or a leftover, in file order.

    Raises:
        NotThisFormatError: it is no web archive.
    """
    if recognises(source.read(0, 65_536), source.name) is Confidence.NO:
        raise NotThisFormatError
    software, count = "", 0
    for record in records(source):
        kind = record.fields.get("warc-type", "").lower()
        if kind == "warcinfo" and (found := _SOFTWARE.search(record.block or b"")):
            software = found[1].decode("utf-8", "replace").strip()
        for each in _found(record, kind, software):
            # A file is of the message before it.
            yield each._replace(message=count - 1) if isinstance(each, Part) else each
            count += isinstance(each, Message)


def _found(record: Record, kind: str, software: str) -> Iterator[Found]:
    """Give what one record is."""
    address = record.fields.get("warc-target-uri", "").removeprefix("<").removesuffix(">")
    if kind in _ABOUT_ITSELF or (kind in _CAPTURES and address.lower().startswith(_NO_PAGES)):
        yield Leftover(record.span, "about-the-export")
    elif kind not in _CAPTURES:
        yield Leftover(record.span, "not-understood")
    elif record.block is None:
        yield Leftover(record.span, "part-too-long")
    else:
        answer = _answer(kind, record.fields.get("content-type", ""), record.block)
        if captures.is_for_browsers(answer.content):
            yield Leftover(record.span, "page-support")
            return
        body = answer.content.body
        if kind == "revisit" or not body or captures.is_document(answer.content):
            yield _capture(record, address, answer, software)
            return
        name = captures.name_of(address, answer.content.media_type)
        nothing_to_read = answer._replace(content=answer.content._replace(body=b""))
        file = _capture(record, address, nothing_to_read, software)
        yield file._replace(attachments=(name,), marks=(captures.WEB_REQUEST, *file.marks[1:]))
        yield Part(record.span, name, answer.content.media_type, body)


def _capture(record: Record, address: str, answer: _Answer, software: str) -> Message:
    """Give a record as a saved page."""
    is_revisit = record.fields.get("warc-type", "").lower() == "revisit"
    shown = answer.is_unpacked and not is_revisit
    words = captures.words_of(answer.content) if shown else captures.Words("", "")
    plain, shown_address = words_without_secrets(words.text), without_secrets(address)
    has_secrets = plain != words.text or shown_address != address
    message = captures.capture(
        shown_address,
        words._replace(text=plain, title=without_secrets(words.title)),
        span=record.span,
        happened=read_time(record.fields.get("warc-date", "")),
        details={
            "status": answer.status,
            "media-type": answer.content.media_type,
            "software": software,
            "digest": record.fields.get("warc-payload-digest", ""),
        },
    )
    marks = (
        *(["page-unchanged"] if is_revisit else []),
        *([] if record.is_whole else ["record-cut"]),
        *([] if answer.is_unpacked else ["page-packed"]),
        *(["secrets-hidden"] if has_secrets else []),
        *_judged(record, answer, is_revisit=is_revisit),
    )
    return message._replace(marks=message.marks + marks)


def _judged(record: Record, answer: _Answer, *, is_revisit: bool) -> list[str]:
    """Compare the digests that are stated; one mark for all of them."""
    if not record.is_whole:
        return []
    judged = [judge(record.fields.get("warc-block-digest", ""), [record.block or b""])]
    if not is_revisit:
        judged.append(judge(record.fields.get("warc-payload-digest", ""), answer.payloads))
    if Judgement.DIFFERS in judged:
        return [Judgement.DIFFERS.value]
    return [Judgement.MATCHES.value] if Judgement.MATCHES in judged else []


def _answer(kind: str, media_type: str, block: bytes) -> _Answer:
    """Take apart what a server sent; a resource has no header of its own."""
    status = _HTTP.match(block)
    if status is None or kind in _NEVER_PACKED:
        return _Answer("", captures.content_of(media_type, block), (block,))
    end = _HEADER_END.search(block)
    header, body = (block[: end.end()], block[end.end() :]) if end else (block, b"")
    fields = _fields(header)
    dechunked = body
    if "chunked" in fields.get("transfer-encoding", "").lower():
        dechunked = without_chunks(body)
    unpacked = unpack(dechunked, fields.get("content-encoding", ""))
    if unpacked is None and is_plain_text(dechunked):
        # Browsers hand over pages unpacked, and some programs keep the header all the same.
        unpacked = dechunked
    content = captures.content_of(
        fields.get("content-type", ""), dechunked if unpacked is None else unpacked
    )
    said = " ".join(status[1].decode("latin-1").split())
    return _Answer(said, content, (body, dechunked), unpacked is not None)


def _fields(header: bytes) -> dict[str, str]:
    """Give a header's fields, names in lower case; of two equal ones the first."""
    fields: dict[str, str] = {}
    for line in header.splitlines()[1:1_000]:
        name, colon, value = line.decode("latin-1").partition(":")
        if colon:
            fields.setdefault(name.strip().lower(), value.strip())
    return fields
