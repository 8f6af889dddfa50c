"""What must hold for whatever a reader finds in a file: nothing in it is lost in silence.

- `EXACT` readers: spans follow each other without gap from the first byte to the last.
- Other texts: spans lie inside the file, in rising order, and what none of them covers is only
  structure: white space, punctuation, keys, markup.
- Databases: the rows of every table are told of one by one, or the table as a whole.
- Pictures and recordings: one finding stands for the file.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.message import Leftover, Message, Part, StatedHash

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from holdfast.model.message import Found
    from holdfast.model.span import Span

ONE_FINDING = frozenset({"photo", "recording"})
EXACT = frozenset({
    "calendar", "contacts", "kakaotalk", "line", "mail", "mbox", "opaque", "outlook-msg", "pdf",
    "web-page", "webarchive", "whatsapp",
})  # fmt: skip
PACKED = frozenset({"android-backup"})
GZIP, ZIP = b"\x1f\x8b", b"PK\x03\x04"
"""What is inside has no place of its own in the file; records are named by their path."""

SQLITE = b"SQLite format 3\x00"
WIDE = {
    b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be", b"<\0": "utf-16-le", b"\0<": "utf-16-be",
    b"{\0": "utf-16-le", b"\0{": "utf-16-be", b"[\0": "utf-16-le", b"\0[": "utf-16-be",
}  # fmt: skip
"""How a file in UTF-16 begins."""

NO_CONTENT = ("sqlite_",)
"""Tables that SQLite keeps for itself."""

# White space, punctuation, keys, what says nothing; what X's files put before the JSON.
_JSON = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?:window\.YTD\.\w+\.part\d+)?"
    rb'(?:[\s\x00,:=\[\]{}]|"(?:[^"\\]|\\.)*+"\s*+:|""|null|\xef\xbb\xbf)*+',
    re.DOTALL,
)
# Of a tag with its attributes, up to where a browser ends it.
_TO_ITS_END = rb"(?:=\s*+(?:\"[^\"]*+\"|'[^']*+')|[^>])*+>"
# What stands in these is never shown; each ends with its own tag.
_NOT_SHOWN = b"|".join(
    rb"<%b(?=[\s/>])%b.*?(?:</%b(?=[\s/>])[^>]*+>|\Z)" % (name, _TO_ITS_END, name)
    for name in (b"script", b"style", b"iframe", b"noembed", b"noframes")
)
# Tags (a quotation mark in the name of one opens nothing, and a bracket by itself is no word) and
# comments.
_MARKUP = re.compile(
    rb"(?:[\s\x00\x1c-\x1f>]|\xef\xbb\xbf|<!--.*?--!?>"
    rb"|" + _NOT_SHOWN + rb"|<[!?][^>]*+(?:>|\Z)"
    rb"|<[/a-z][^\s/>]*+" + _TO_ITS_END + rb"|<(?![a-z/!?])|\]\]>)*+",
    re.DOTALL | re.IGNORECASE,
)
# In XML a name may begin with more than a letter.
_XML = re.compile(_MARKUP.pattern.replace(rb"[/a-z]", rb"[/a-z_:\x80-\xff]"), _MARKUP.flags)
_XML_READERS = frozenset({"location", "sms-xml"})
_WIDE_READERS = _XML_READERS | {"har"}
_LINES = re.compile(rb"(?:[\s,;|\x00]|\xef\xbb\xbf|\xff\xfe|\xfe\xff)*+")
# Lines that part the parts, and headers of parts that hold others.
_MIME = re.compile(rb"(?:\s++|--[^\r\n]*+|[\w-]++:[^\r\n]*+(?:\r?\n[ \t][^\r\n]*+)*+)*+")


class Places(NamedTuple):
    """Where in a file something was found; nothing of its content."""

    spans: tuple[Span, ...]
    """Of messages and leftovers that have a length, in order of yielding."""

    inner: tuple[Span, ...]
    """Of files inside, and of stated hashes."""

    paths: Counter[str]
    """Record paths of messages and leftovers without a length."""


def places_of(found: Iterable[Found]) -> Places:
    """Sort the places of what was found."""
    spans: list[Span] = []
    inner: list[Span] = []
    paths: Counter[str] = Counter()
    for each in found:
        if isinstance(each, Part | StatedHash):
            inner.append(each.span)
        elif isinstance(each, Message | Leftover):
            (spans.append(each.span) if each.span.length else paths.update([each.span.path]))
    return Places(tuple(spans), tuple(inner), paths)


def faults(reader: str, content: bytes, found: Iterable[Found]) -> Iterator[str]:
    """Tell what is wrong with the account of a file, in words that quote nothing of it.

    Args:
        reader: its name.
        content: the file.
        found: all that it found.
    """
    places = places_of(found)
    if any(span.start < 0 or span.length < 0 for span in (*places.spans, *places.inner)):
        yield "a place before the beginning"
    if any(span.end > len(content) for span in (*places.spans, *places.inner)):
        yield "a place beyond the end"
    if [span.start for span in places.spans] != sorted(span.start for span in places.spans):
        yield "not in the order of the file"
    if reader in ONE_FINDING or content.startswith(SQLITE):
        return
    if reader in EXACT:
        yield from _gaps_and_overlaps(places.spans, len(content))
    elif reader not in PACKED and not content.startswith((GZIP, ZIP)):
        for start, end in uncovered((*places.spans, *places.inner), len(content)):
            if not is_structure(reader, content, start, end):
                yield f"a value that nothing covers, {start} to {end}"


def _gaps_and_overlaps(spans: tuple[Span, ...], size: int) -> Iterator[str]:
    """Tell where spans do not follow each other."""
    covered = 0
    for span in spans:
        if span.start != covered and (span.start, span.length) != (0, size):
            yield f"{'gap' if span.start > covered else 'overlap'} at {covered}"
        covered = span.end
    if covered != size:
        yield f"gap at {covered}"


def uncovered(spans: Iterable[Span], size: int) -> Iterator[tuple[int, int]]:
    """Give the stretches that no span covers."""
    covered = 0
    for start, length, _ in sorted(spans):
        if start > covered:
            yield covered, start
        covered = max(covered, start + length)
    if covered < size:
        yield covered, size


def is_structure(reader: str, content: bytes, start: int, end: int) -> bool:
    """Tell whether a stretch only parts values; a damaged file need not begin like its kind.

    Args:
        reader: its name.
        content: the file.
        start: offset of the stretch.
        end: offset past it.
    """
    markup = _XML if reader in _XML_READERS else _MARKUP
    patterns = (_MIME,) if reader == "mhtml" else (_JSON, markup, _LINES)
    encoding = WIDE.get(content[:2]) if reader in _WIDE_READERS else None
    if encoding:
        content = content[start:end].decode(encoding, "replace").lstrip("\ufeff").encode()
        start, end = 0, len(content)
    return any(pattern.fullmatch(content, start, end) for pattern in patterns)


def tables_of(content: bytes) -> dict[str, int]:
    """Give the tables of a whole database and how many rows each has."""
    # One that was written beside a journal says so in two bytes; there is no journal here.
    settled = content[:18] + b"\x01\x01" + content[20:]
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(settled)
        names = database.execute("select name from sqlite_master where type = 'table'").fetchall()
        return {
            name: database.execute(f'select count(*) from "{name}"').fetchone()[0]  # noqa: S608
            for (name,) in names
            if not name.startswith(NO_CONTENT)
        }


def faults_of_database(content: bytes, found: Iterable[Found]) -> Iterator[str]:
    """Tell which tables of a whole database are not accounted for.

    Args:
        content: the database.
        found: all that a reader found.
    """
    paths = places_of(found).paths
    by_table = Counter(path.rpartition(":")[0] for path in paths if ":" in path)
    for table, rows in tables_of(content).items():
        if table not in paths and by_table[table] != rows:
            yield f"{table}: {rows} rows, {by_table[table]} told of"
