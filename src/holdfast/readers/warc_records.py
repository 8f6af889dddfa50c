"""Records of web archives: WARC, and ARC, which came before it.

    WARC/1.0                                            http://example.org/ 192.0.2.1 20240102030405
    WARC-Type: response                                  text/html 1234      (on one line)
    WARC-Target-URI: http://example.org/                HTTP/1.1 200 OK
    Content-Length: 1234                                …

References: ISO 28500 (WARC 1.1); Internet Archive, ARC 1.0 and 2.0.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.span import Span
from holdfast.readers.warc_flow import Flow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.readers.reader import Source

LONGEST_RECORD = 40 << 20
"""A longer one is passed over: memory holds it several times while it is read."""

_LONGEST_HEADER = 64 << 10
_LONGEST_LINE = 16 << 10
_BEGINS = re.compile(rb"WARC/\d\.\d{1,2}\r?\n")
# The empty line; a line that begins a record before it says that the header has no end.
_HEADER_END = re.compile(rb"\r?\n(?:(\r?\n)|(?=WARC/\d\.\d{1,2}\r?\n))")
_FIELD = re.compile(rb"([^\s:]{1,100})[ \t]*:[ \t]*(.*(?:\r?\n[ \t].*)*)")
# http://example.org/a b 192.0.2.1 20240102030405 text/html 1234
_ARC = re.compile(
    rb"([a-zA-Z][a-zA-Z0-9+.-]{0,20}:.{1,8000}) (\S{1,45}) (\d{8,14}) (\S{1,200})"
    rb"(?: \S{1,9} \S{1,99} \S{1,999} \d{1,19} \S{1,999})? (\d{1,15})\r?\n"
)
_MAY_BEGIN = re.compile(rb"\n(?=WARC/\d\.\d|[a-zA-Z][a-zA-Z0-9+.-]{0,20}:[^\n]{1,8000} \d{8,14} )")


class Record(NamedTuple):
    """One record, or a stretch that is none."""

    span: Span
    """Where it stands in the file."""

    fields: Mapping[str, str]
    """Its header, names in lower case; empty for a stretch that is no record."""

    block: bytes | None
    """What it holds; None when that is too long to be read."""

    is_whole: bool
    """Whether the file goes on to the record's end."""

    def __repr__(self) -> str:
        """Tell the place only."""
        return f"Record(at {self.span.start}+{self.span.length})"


class _Taken(NamedTuple):
    """A record before it is known where the next begins."""

    fields: Mapping[str, str]
    block: bytes | None
    is_whole: bool


def records(source: Source) -> Iterator[Record]:
    """Cut an archive into its records.

    Args:
        source: WARC or ARC, packed or not.

    Yields:
        Records, and stretches between them that are none, in order. Their spans cover the file;
        of several records in one gzip member, only the last has a length.
    """
    flow = Flow(source)
    number = 0
    while flow.ahead(1):
        start = flow.place
        taken = _take(flow)
        _skip_line_ends(flow)
        end = flow.place if flow.ahead(1) else _end(flow, source)
        number += 1
        yield Record(Span(start, end - start, f"record {number}"), *taken)
    if (end := _end(flow, source)) < source.size:
        yield Record(Span(end, source.size - end), {}, b"", is_whole=False)


def _end(flow: Flow, source: Source) -> int:
    """Give where in the file the last byte that could be unpacked stands."""
    return source.size if flow.damaged_at is None else flow.damaged_at


def _take(flow: Flow) -> _Taken:
    """Take the record, or the stretch without one, that comes next."""
    ahead = bytes(flow.ahead(_LONGEST_HEADER)[:_LONGEST_HEADER])
    if _BEGINS.match(ahead):
        end = _HEADER_END.search(ahead)
        if end is not None and end[1]:
            header = flow.take(end.end())
            fields = _fields(header)
            length = fields.get("content-length", "")
            if length.isascii() and length.isdecimal() and len(length) < len(str(1 << 50)):
                return _Taken(fields, *_block(flow, int(length)))
            return _Taken({}, *_lost(flow))
    if (found := _ARC.match(ahead)) is not None:
        flow.skip(found.end())
        return _Taken(_arc_fields(found), *_block(flow, int(found[5])))
    return _Taken({}, *_lost(flow))


def _fields(header: bytes) -> dict[str, str]:
    """Give a header's fields; of two equal ones the first."""
    fields: dict[str, str] = {}
    for name, value in _FIELD.findall(header.partition(b"\n")[2]):
        text = " ".join(value.decode("utf-8", "replace").split())
        fields.setdefault(name.decode("latin-1").lower(), text)
    return fields


def _arc_fields(found: re.Match[bytes]) -> dict[str, str]:
    """Give the fields of an ARC's line under the names that WARC has for them."""
    address, server, date, media_type = (
        found[each].decode("utf-8", "replace") for each in (1, 2, 3, 4)
    )
    return {
        "warc-type": "warcinfo" if address.startswith("filedesc:") else "arc",
        "warc-target-uri": address,
        "warc-ip-address": server,
        "warc-date": date,
        "content-type": media_type,
    }


def _block(flow: Flow, length: int) -> tuple[bytes | None, bool]:
    """Take what a record holds."""
    if length > LONGEST_RECORD:
        return None, flow.skip(length) == length
    block = flow.take(length)
    return block, len(block) == length


def _lost(flow: Flow) -> tuple[bytes, bool]:
    """Pass over a stretch that is no record, up to the line where one may begin."""
    while flow.ahead(1):
        window = bytes(flow.ahead(_LONGEST_HEADER)[:_LONGEST_HEADER])
        found = _MAY_BEGIN.search(window)
        if found is not None:
            flow.skip(found.end())
            break
        # The line that the window cuts through may be one.
        is_last = len(window) < _LONGEST_HEADER
        flow.skip(len(window) if is_last else len(window) - _LONGEST_LINE)
    return b"", True


def _skip_line_ends(flow: Flow) -> None:
    """Pass over the line ends between records."""
    while window := bytes(flow.ahead(1)[:_LONGEST_LINE]):
        ends = len(window) - len(window.lstrip(b"\r\n"))
        flow.skip(ends)
        if ends < len(window):
            break
