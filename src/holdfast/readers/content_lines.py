"""Lines of vCards and calendars: folded lines joined, properties taken apart, with their places.

    item1.TEL;TYPE=CELL,VOICE:+44 7700 900123          group, name, parameters, value

A long line goes on in the next one, which begins with a space or tab; in vCard 2.1 also after a
quoted-printable “=” and through unindented base64. References: RFC 6350 section 3, RFC 5545
section 3.1, vCard 2.1 (1996) sections 2.1.2 and 2.1.3.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from holdfast.readers.mail_words import decode_text, decode_transfer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from holdfast.readers.mail_headers import Bytes
    from holdfast.readers.reader import Source

PIECE_BYTES = 1 << 20
"""How much is read at once."""

MOST_KEPT = 24 << 20
"""Bytes of one line, or of the lines of one part, that are kept; what is longer is cut."""

BOM = b"\xef\xbb\xbf"

# DTSTART;TZID=tzone://Microsoft/Utc:…    Exchange writes an address where it should quote it.
_HEAD = re.compile(
    rb"(?:([A-Za-z0-9_-]{1,100})\.)?([A-Za-z0-9_-]{1,100})"
    rb'((?:;TZID=tzone://[^":;\n]{0,200}|;[^":;\n]{0,2000}(?:"[^"\n]{0,2000}"[^":;\n]{0,2000}){0,20}){0,100}):'
)
_PARAMETER = re.compile(r';([^=;"]{0,200})(?:=((?:"[^"]*"|[^;"])*))?')
_BASE64_ONLY = re.compile(rb"[ \t]*[A-Za-z0-9+/]{4,}={0,2}[ \t]*\r*\n?")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_BASE64 = frozenset({"B", "BASE64"})
MOST_BLANK = 2
"""Empty lines that may part a long line: some programs double every line break."""

# TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=4D=61=72):…       a name of one's own
_CUSTOM = re.compile(
    r";X-CUSTOM\((?:CHARSET=([^,()]{0,40}),)?(ENCODING=QUOTED-PRINTABLE,)?([^()]*)\)", re.IGNORECASE
)
_LOOKED_AT = 4096


class Property(NamedTuple):
    """One line, joined."""

    start: int
    """Offset of its first byte."""

    end: int
    """Offset just past its line break."""

    group: str
    """`item1` of `item1.TEL`; empty when there is none."""

    name: str
    """In capitals; empty when the line is no property."""

    parameters: Mapping[str, str]
    """Name in capitals to value as written; vCard 2.1's bare values stand under `TYPE`."""

    value: bytes
    """After the colon, still encoded; of a line that is no property, the whole line."""

    @property
    def encoding(self) -> str:
        """Give the encoding in capitals, empty when there is none."""
        return self.parameters.get("ENCODING", "").upper()

    @property
    def decoded(self) -> bytes:
        """Give the value's bytes as they were before they were made fit for a line."""
        if self.encoding in _BASE64:
            return decode_transfer(self.value, "base64")
        if self.encoding == "QUOTED-PRINTABLE":
            return decode_transfer(self.value, "quoted-printable")
        return self.value

    @property
    def text(self) -> str:
        """Give the value as text, escapes resolved."""
        return unescape(self.raw_text)

    @property
    def raw_text(self) -> str:
        """Give the value as text, escapes as written."""
        text = decode_text(self.decoded, self.parameters.get("CHARSET", "")).text
        return text.replace("\r\n", "\n") if "\r" in text else text

    @property
    def marks(self) -> tuple[str, ...]:
        """Give what is in doubt about the characters of the value, if anything is."""
        if not self.encoding and self.value.isascii():
            return ()
        if self.encoding in _BASE64:
            return ()
        return decode_text(self.decoded, self.parameters.get("CHARSET", "")).marks

    @property
    def as_written(self) -> str:
        """Give name, parameters and value on one line."""
        parameters = "".join(f";{name}={value}" for name, value in self.parameters.items())
        before = f"{self.group}." if self.group else ""
        return f"{before}{self.name}{parameters}: {self.text}" if self.name else self.text


def doubts_of(lines: Iterable[Property]) -> tuple[str, ...]:
    """Give what is in doubt about the characters of lines, each mark once.

    Args:
        lines: of one card or appointment.
    """
    return tuple(dict.fromkeys(mark for line in lines for mark in line.marks))


def unescape(text: str) -> str:
    """Give a value with its escapes resolved.

    Args:
        text: as written.
    """
    return _ESCAPED.sub(_unescaped, text) if "\\" in text else text


def _unescaped(match: re.Match[str]) -> str:
    """Give what an escape stands for."""
    return "\n" if match[1] in "nN" else match[1]


def properties(source: Bytes) -> Iterator[Property]:
    """Give every line of a file, joined and taken apart, in order and without gaps.

    Args:
        source: the file; lines end in LF or CRLF.
    """
    start, pieces, length = 0, list[bytes](), 0
    at = 0
    for line in _with_blanks_joined(_physical_lines(source)):
        if pieces and not _goes_on(pieces, line):
            yield _property(start, at, pieces)
            start, pieces, length = at, [], 0
        at += len(line)
        length += len(line)
        if length <= MOST_KEPT or not pieces:
            pieces.append(line)
    if pieces:
        yield _property(start, at, pieces)


def _with_blanks_joined(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Give lines; empty ones before one that goes on are given with it, as they part nothing."""
    blanks: list[bytes] = []
    for line in lines:
        if not line.strip(b"\r\n"):
            blanks.append(line)
            continue
        if blanks and len(blanks) <= MOST_BLANK and line[:1] in {b" ", b"\t"} and line.strip():
            # The first sign says that it goes on; the empty lines become white space after it.
            yield line[:1] + b"".join(blanks) + line[1:]
        else:
            yield from blanks
            yield line
        blanks = []
    yield from blanks


class _OldMac:
    """A file whose lines end in CR alone, shown with LF in their place."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.name = source.name
        self.size = source.size

    def read(self, start: int, length: int) -> bytes:
        """Give up to `length` bytes from `start`."""
        return self._source.read(start, length).replace(b"\r", b"\n")


def with_line_ends(source: Source) -> Source:
    """Give a file as it stands, or with LF for CR where it has CR alone.

    Args:
        source: the file; places in it stay as they are.
    """
    head = source.read(0, _LOOKED_AT)
    return _OldMac(source) if b"\r" in head and b"\n" not in head else source


def _physical_lines(source: Bytes) -> Iterator[bytes]:
    """Give lines with their ends; one that is too long comes in pieces."""
    at, rest = 0, b""
    while at < source.size:
        piece = source.read(at, PIECE_BYTES)
        if not piece:
            break
        at += len(piece)
        *lines, rest = (rest + piece).split(b"\n")
        for line in lines:
            yield line + b"\n"
        if len(rest) > MOST_KEPT:
            yield rest
            rest = b""
    if rest:
        yield rest


def _goes_on(pieces: list[bytes], line: bytes) -> bool:
    """Tell whether a line belongs to the one before it."""
    if line[:1] in {b" ", b"\t"}:
        return bool(line.strip()) or len(pieces) > 1
    last = pieces[-1]
    if not last.endswith(b"\n"):
        return True
    head = pieces[0][:400].upper()
    if last.rstrip(b"\r\n").endswith(b"=") and b"QUOTED-PRINTABLE" in head:
        return True
    return b"BASE64" in head.split(b":", 1)[0] and _BASE64_ONLY.fullmatch(line) is not None


def _property(start: int, end: int, pieces: list[bytes]) -> Property:
    """Take a line apart."""
    first = pieces[0].removeprefix(BOM) if start == 0 else pieces[0]
    if len(pieces) == 1:
        whole = first.rstrip(b"\r\n")
    elif b"QUOTED-PRINTABLE" in first[:400].upper():
        # The decoder joins the lines itself.
        whole = b"".join([first, *pieces[1:]]).rstrip(b"\r\n")
    else:
        rest = [each[1:] if each[:1] in {b" ", b"\t"} else each for each in pieces[1:]]
        whole = first.rstrip(b"\r\n") + b"".join(each.strip(b"\r\n") for each in rest)
    head = _HEAD.match(whole)
    if head is None:
        return Property(start, end, "", "", {}, whole)
    group = head[1].decode("ascii") if head[1] else ""
    parameters = _parameters(decode_text(head[3]).text) if head[3] else {}
    return Property(
        start, end, group, head[2].decode("ascii").upper(), parameters, whole[head.end() :]
    )


def _parameters(written: str) -> dict[str, str]:
    """Give the parameters of a line; several of one name are joined with commas."""
    found: dict[str, str] = {}
    custom = _CUSTOM.search(written)
    if custom is not None:
        raw = custom[3].encode()
        raw = decode_transfer(raw, "quoted-printable") if custom[2] else raw
        found["TYPE"] = decode_text(raw, custom[1] or "").text
        written = written[: custom.start()] + written[custom.end() :]
    for match in _PARAMETER.finditer(written):
        name, value = match[1].strip().upper(), match[2]
        if value is None:
            # vCard 2.1 leaves out what a bare value is a value of.
            if not name:
                continue
            known = {"QUOTED-PRINTABLE": "ENCODING", "BASE64": "ENCODING", "B": "ENCODING"}
            name, value = known.get(name, "TYPE"), match[1].strip()
        value = value.strip().replace('"', "") if value.count('"') == 2 else value.strip()  # noqa: PLR2004
        found[name] = f"{found[name]},{value}" if name in found else value
    return found


class Section(NamedTuple):
    """A stretch of a file: one part of a wanted kind, or what stands between two."""

    name: str
    """`VCARD`, `VEVENT`, …; empty for what stands between."""

    start: int
    """Offset of its first byte."""

    end: int
    """Offset just past it, empty lines after it included."""

    lines: list[Property]
    """Its lines without the first and last; parts within it keep their own."""


class _Growing:
    """A section that is being read."""

    def __init__(self, name: str, start: int) -> None:
        self.name = name
        self.start = start
        self.lines: list[Property] = []
        self.depth = 0
        self.is_done = False
        self._kept = 0

    def add(self, line: Property) -> None:
        """Take a line in, as long as there is room."""
        self._kept += len(line.value)
        if self._kept <= MOST_KEPT:
            self.lines.append(line)

    def finished(self, end: int) -> Section:
        """Give the section."""
        return Section(self.name, self.start, end, self.lines)


def sections(source: Bytes, wanted: frozenset[str]) -> Iterator[Section]:
    """Divide a file into parts of wanted kinds and what stands between; nothing is left out.

    Args:
        source: the file.
        wanted: names as after `BEGIN:`, in capitals.
    """
    growing = _Growing("", 0)
    for line in properties(source):
        if growing.is_done and (line.name or line.value.strip()):
            yield growing.finished(line.start)
            growing = _Growing("", line.start)
        begun = line.value.strip().upper().decode("latin-1") if line.name == "BEGIN" else ""
        if begun in wanted and not _is_within(growing, begun):
            if line.start > growing.start:
                yield growing.finished(line.start)
            growing = _Growing(begun, line.start)
            continue
        _take(growing, line, begun)
    if source.size > growing.start:
        yield growing.finished(source.size)


def _is_within(growing: _Growing, begun: str) -> bool:
    """Tell whether a part begins inside another one, as a card does for somebody's agent."""
    if not growing.name or growing.is_done:
        return False
    last = growing.lines[-1].name if growing.lines else ""
    return begun != growing.name or last == "AGENT"


def _take(growing: _Growing, line: Property, begun: str) -> None:
    """Take a line into the section that is open."""
    if growing.is_done:
        return
    if growing.name and line.name == "END":
        if growing.depth == 0:
            growing.is_done = True
            return
        growing.depth -= 1
    elif begun and growing.name:
        growing.depth += 1
    growing.add(line)
