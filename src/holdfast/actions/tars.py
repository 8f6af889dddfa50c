"""Looking into a tar, packed or not, that may be damaged or made to do harm.

The headers are read by our own code: it needs little, says what it leaves out, and allocates
nothing that a header merely claims.
References: POSIX.1-2017, pax and ustar; GNU tar manual, "Basic Tar Format".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

from holdfast.actions.members import (
    CHUNK_BYTES,
    MOST_MEMBERS,
    Member,
    MemberUnreadableError,
    Skipped,
    Unreadable,
    is_junk,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.actions.members import Budget

BLOCK = 512
"""Everything in a tar begins at a multiple of so many bytes."""

MOST_HEADERS = 4 * MOST_MEMBERS
"""Of one tar, those that name nothing included."""

LONGEST_EXTRA = 1 << 20
"""Of a header that goes before another, with a long name or other facts."""

MOST_EMPTY = 1 << 20
"""Zeros in a row after which a tar has ended; programs fill up to 10,240 bytes."""

_FILES = frozenset(b"\x0007")
_LINKS = frozenset(b"12")
_NO_FILES = frozenset(b"346DM")
_LONG_NAME, _LONG_LINK, _PAX, _PAX_GLOBAL, _OLD_PAX = b"LKxgX"
_FOLDER, _SPARSE, _LABEL = b"5SV"
_SPARSE_GOES_ON_AT, _SPARSE_MORE_GOES_ON_AT = 482, 504
_CHECKSUM = slice(148, 156)
_PAX_RECORD = re.compile(rb"(\d{1,7}) ([^=\n]{1,200})=")
_BIG_NUMBER = 0x80


class Bytes(Protocol):
    """What a tar is read from."""

    def read(self, start: int, length: int) -> bytes:
        """Give up to `length` bytes from `start`; fewer only at the end."""
        ...


class _Header(NamedTuple):
    """One block that describes what follows it."""

    name: str
    kind: int
    size: int
    goes_on: bool


@dataclass(slots=True)
class _Extra:
    """What headers before a header say of it."""

    name: str = ""
    size: int | None = None
    is_sparse: bool = False
    times: dict[str, int] = field(default_factory=dict)

    def forget(self) -> None:
        """Forget all but the names that occurred."""
        self.name, self.size, self.is_sparse = "", None, False


def is_tar(head: bytes) -> bool:
    """Tell whether bytes begin like a tar.

    Args:
        head: at least the first `BLOCK` bytes.
    """
    return _parse(head[:BLOCK]) is not None


def members_of_tar(content: Bytes, budget: Budget) -> Iterator[Member | Skipped]:
    """Give what is in a tar, in its own order.

    Args:
        content: the tar, unpacked.
        budget: shared with whatever lies around it.

    Yields:
        Every file, and everything that is skipped with the reason. Where it breaks off, one
        `Skipped` about the whole is the last.
    """
    try:
        yield from _members(content, budget)
    except MemberUnreadableError as error:
        yield Skipped("", error.why)


def _members(content: Bytes, budget: Budget) -> Iterator[Member | Skipped]:
    """Go from header to header."""
    at, extra = 0, _Extra()
    for _ in range(MOST_HEADERS):
        found = _next_header(content, at)
        if found is None:
            return
        at, block = found
        header = _parse(block)
        if header is None:
            yield Skipped("", "skipped-damaged")
            return
        start = at + BLOCK
        while header.goes_on and (more := content.read(start, BLOCK)):
            start += BLOCK
            header = header._replace(goes_on=more[_SPARSE_MORE_GOES_ON_AT:505] not in {b"", b"\0"})
        if _is_about_the_next(header, content, start, extra):
            at = start + _filled(header.size)
            continue
        size = header.size if extra.size is None else extra.size
        at = start + _filled(size)
        found_here = _member(header, content, (start, size), extra, budget)
        extra.forget()
        if found_here is not None:
            yield found_here
    yield Skipped("", "skipped-too-many")


def _filled(size: int) -> int:
    """Give a length with what fills its last block."""
    return -(-size // BLOCK) * BLOCK


def _next_header(content: Bytes, at: int) -> tuple[int, bytes] | None:
    """Give the next block that is not empty and its place; None at the end."""
    for start in range(at, at + MOST_EMPTY, BLOCK):
        block = content.read(start, BLOCK)
        if not block:
            return None
        if block.strip(b"\0"):
            return start, block
    return None


def _parse(block: bytes) -> _Header | None:
    """Read a header; None when its sum does not fit."""
    if len(block) < BLOCK:
        return None
    stated = _number(block[_CHECKSUM])
    plain = block[: _CHECKSUM.start] + b" " * 8 + block[_CHECKSUM.stop :]
    # Old programs took the bytes as signed.
    if stated is None or stated not in {sum(plain), sum(plain) - 256 * sum(b > 127 for b in plain)}:  # noqa: PLR2004  # signed
        return None
    name, size = _text(block[:100]), _number(block[124:136])
    if block[257:262] == b"ustar" and block[263:265] == b"00" and (prefix := _text(block[345:500])):
        name = f"{prefix}/{name}"
    kind = block[156]
    goes_on = kind == _SPARSE and block[_SPARSE_GOES_ON_AT] == 1
    return None if size is None or not name else _Header(name, kind, size, goes_on)


def _number(written: bytes) -> int | None:
    """Read a number in octal digits, or in binary when it is large."""
    if written[:1] and written[0] & _BIG_NUMBER:
        is_negative = bool(written[0] & 0x40)
        return (
            None
            if is_negative
            else int.from_bytes(written, "big") & ~(0x80 << 8 * (len(written) - 1))
        )
    digits = written.replace(b"\0", b" ").strip()
    try:
        return int(digits, 8) if digits else 0
    except ValueError:
        return None


def _text(written: bytes) -> str:
    """Give a name, up to its first zero."""
    name = written.split(b"\0", 1)[0]
    try:
        return name.decode()
    except UnicodeDecodeError:
        return name.decode("cp1252", "replace")


def _is_about_the_next(header: _Header, content: Bytes, start: int, extra: _Extra) -> bool:
    """Take note of a header that says something of the one after it."""
    if header.kind not in {_LONG_NAME, _LONG_LINK, _PAX, _PAX_GLOBAL, _OLD_PAX}:
        return False
    if header.kind == _LONG_NAME:
        extra.name = _text(content.read(start, min(header.size, LONGEST_EXTRA)))[:4096]
    elif header.kind in {_PAX, _OLD_PAX}:
        _read_pax(content.read(start, min(header.size, LONGEST_EXTRA)), extra)
    return True


def _read_pax(records: bytes, extra: _Extra) -> None:
    """Read what an extended header says: `30 path=some/long/name` and their like."""
    at = 0
    while found := _PAX_RECORD.match(records, at):
        length = int(found[1])
        value = records[found.end() : at + length].removesuffix(b"\n")
        if found[2] == b"path":
            extra.name = _text(value)[:4096]
        elif found[2] == b"size" and value.isdigit() and len(value) < len(str(1 << 60)):
            extra.size = int(value)
        elif found[2].startswith(b"GNU.sparse."):
            extra.is_sparse = True
        if length <= found.end() - at:
            return
        at += length


def _member(
    header: _Header, content: Bytes, place: tuple[int, int], extra: _Extra, budget: Budget
) -> Member | Skipped | None:
    """Give what a header describes; nothing for a folder."""
    inside = (extra.name or header.name).removeprefix("./")
    # Old programs had no kind for folders, only names that end so.
    if header.kind in {_FOLDER, _LABEL} or (header.kind in _FILES and inside.endswith("/")):
        return None
    if budget.members <= 0 or budget.size_bytes <= 0:
        return Skipped(inside, "skipped-too-many")
    budget.members -= 1
    why = _why_skipped(header, inside, is_sparse=extra.is_sparse)
    if why:
        return Skipped(inside, why)
    extra.times[inside] = extra.times.get(inside, 0) + 1
    times = extra.times[inside]
    shown = inside if times == 1 else f"{inside} ({times})"
    name = inside.replace("\\", "/").rsplit("/", 1)[-1]
    return Member(name, shown, place[1], _Stream(content, place, budget))


def _why_skipped(header: _Header, inside: str, *, is_sparse: bool) -> str:
    """Give the reason not to take a member in, empty when there is none."""
    if is_junk(inside.replace("\\", "/")):
        return "skipped-junk"
    if header.kind in _LINKS:
        return "skipped-link"
    if header.kind in _NO_FILES:
        return "skipped-no-file"
    return "skipped-method" if is_sparse or header.kind == _SPARSE else ""


class _Stream:
    """Gives the bytes of one member, as far as the budget goes."""

    def __init__(self, content: Bytes, place: tuple[int, int], budget: Budget) -> None:
        self._content = content
        self._place = place
        self._budget = budget

    def __call__(self) -> Iterator[bytes]:
        """Give the bytes.

        Raises:
            MemberUnreadableError: they end too early, are damaged or grow too large.
        """
        at, left = self._place
        while left:
            chunk = self._content.read(at, min(left, CHUNK_BYTES))
            if not chunk:
                raise MemberUnreadableError(Unreadable.DAMAGED)
            self._budget.size_bytes -= len(chunk)
            if self._budget.size_bytes < 0:
                raise MemberUnreadableError(Unreadable.BOMB)
            at, left = at + len(chunk), left - len(chunk)
            yield chunk
