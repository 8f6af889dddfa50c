"""The parts of a mail: where each one's bytes stand, found in one pass and without recursion.

A mail of any size is walked through once; only the lines that may divide it are looked at.
References: RFC 2046 section 5.1; docs/readers/mail.md.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from holdfast.readers.mail_headers import Head, declared_by, read_head

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.readers.mail_headers import Bytes, Declared

DEEPEST = 50
"""Multiparts within multiparts that are taken apart; deeper ones stay as they are."""

MOST_PARTS = 2_000
"""Parts that are taken out of one mail."""

LONGEST_DELIMITER = 1_000
"""Longer lines are no delimiters: RFC 2046 allows 70 characters."""

PIECE_BYTES = 1 << 20
"""How much is looked through at once."""

_DASHES = re.compile(rb"\n(--[^\n]{1,%d})(?:\n|\Z)" % LONGEST_DELIMITER)
_TRAILING = b" \t\r\n"
_PART_BEGINS = b"content-"


class Leaf(NamedTuple):
    """A part that holds no further parts, or is not taken apart."""

    head: Head
    """Its header fields."""

    declared: Declared
    """What they declare."""

    start: int
    """Offset of its body."""

    end: int
    """Offset just past its body; the line break before a delimiter is not part of it."""

    choice: int | None = None
    """Number of the `multipart/alternative` it is one way of saying, None when of none."""

    is_outside: bool = False
    """True for what stands before the first or after the last part of a multipart."""


class _Open(NamedTuple):
    """A multipart whose end has not come."""

    boundary: bytes
    otherwise: str
    choice: int | None


def find_delimiters(source: Bytes, start: int, end: int) -> Iterator[tuple[int, bytes, int]]:
    """Give the lines that begin with two hyphens.

    Args:
        source: the mail.
        start: offset just past a line break.
        end: where to stop.

    Yields:
        Offset of the line break before the line, the line, and the offset of the next line.
    """
    at = start - 1 if start else 0
    first = b"" if start else b"\n"
    while at < end:
        view = first + source.read(at, min(PIECE_BYTES, end - at))
        base = at - len(first)
        is_last = base + len(view) >= end
        # A line that is not whole yet is looked at again with what follows.
        until = len(view) if is_last else max(len(view) - LONGEST_DELIMITER - 4, 1)
        done = 0
        for match in _iter_dashes(view):
            if match[0] >= until:
                break
            yield base + match[0], match[1], base + match[2]
            done = match[0]
        if is_last or not len(view) - len(first):
            return
        at, first = base + max(until, done + 1), b""


def _iter_dashes(view: bytes) -> Iterator[tuple[int, bytes, int]]:
    """Give offset of line break, line and next line; two may follow each other."""
    at = 0
    while (match := _DASHES.search(view, at)) is not None:
        yield match.start(), match[1], match.end()
        at = match.end(1)


class Structure:
    """Walks through one mail; `depth` and numbers of choices are its state."""

    def __init__(self, source: Bytes, end: int) -> None:
        """Take the mail.

        Args:
            source: where its bytes are.
            end: offset just past it.
        """
        self._source = source
        self._end = end
        self._stack: list[_Open] = []
        self._choices = 0
        self._rest: int | None = None
        self._instead = b""

    @property
    def rest(self) -> int | None:
        """Where reading stopped because of too many parts, None when it did not."""
        return self._rest

    def leaves(self, head: Head) -> Iterator[Leaf]:
        """Give the parts in order.

        Args:
            head: the mail's own header fields.
        """
        declared = declared_by(head)
        if declared.media_type.startswith("multipart/"):
            self._instead = self._written(head.body_at, declared.boundary)
        current = self._begin(head, "text/plain", None)
        if not self._stack:
            yield current._replace(end=self._end)
            return
        number = 0
        for line_break, line, after in find_delimiters(self._source, head.body_at, self._end):
            depth, is_close = self._find(line.rstrip(_TRAILING))
            if depth is None or line_break + 1 < current.start:
                continue
            yield self._ended(current, line_break)
            number += 1
            if number >= MOST_PARTS:
                self._rest = after
                return
            current = self._next(depth, after, is_close=is_close)
        yield current._replace(end=self._end)

    def _written(self, start: int, stated: bytes) -> bytes:
        """Give what divides a mail whose headers state nothing, or what never comes; else nothing.

        It is the first line of two hyphens and a word that has the header of a part below it.
        """
        found = b""
        for _, line, after in find_delimiters(self._source, start, self._end):
            said = line.rstrip(_TRAILING)[2:]
            if stated and said.removesuffix(b"--") == stated.removesuffix(b"--"):
                return b""
            if not found and said:
                below = self._source.read(after, len(_PART_BEGINS)).lower()
                found = said if below == _PART_BEGINS else b""
            if found and not stated:
                break
        return found

    def _find(self, line: bytes) -> tuple[int | None, bool]:
        """Give which open multipart a line divides, and whether it ends it."""
        said = line[2:]
        for depth in range(len(self._stack) - 1, -1, -1):
            boundary = self._stack[depth].boundary
            if said.startswith(boundary):
                rest = said[len(boundary) :]
                if not rest:
                    return depth, False
                if rest == b"--":
                    return depth, True
        return None, False

    def _next(self, depth: int, after: int, *, is_close: bool) -> Leaf:
        """Give what begins after a delimiter."""
        opened = self._stack[depth]
        del self._stack[depth + (not is_close) :]
        if is_close:
            return _outside(after)
        return self._begin(
            read_head(self._source, after, self._end), opened.otherwise, opened.choice
        )

    def _begin(self, head: Head, otherwise: str, choice: int | None) -> Leaf:
        """Give the part that some headers begin; of a multipart, what precedes its parts."""
        declared = declared_by(head, otherwise)
        kind, _, subtype = declared.media_type.partition("/")
        boundary, self._instead = self._instead or declared.boundary, b""
        if kind == "multipart" and not boundary:
            # Nothing can divide it, so it is a text.
            declared = declared._replace(media_type="text/plain")
        if kind != "multipart" or not boundary or len(self._stack) >= DEEPEST:
            return Leaf(head, declared, head.body_at, head.body_at, choice)
        if subtype == "alternative":
            self._choices += 1
            choice = self._choices
        inner = "message/rfc822" if subtype == "digest" else "text/plain"
        self._stack.append(_Open(boundary, inner, choice))
        return Leaf(head, declared, head.body_at, head.body_at, choice, is_outside=True)

    def _ended(self, leaf: Leaf, line_break: int) -> Leaf:
        """Give a part whose end was found; the line break belongs to the delimiter."""
        end = max(line_break, leaf.start)
        if end > leaf.start and self._source.read(end - 1, 1) == b"\r":
            end -= 1
        return leaf._replace(end=end)


def as_text(leaf: Leaf) -> Leaf:
    """Give a stretch outside of any part as if it were a part of plain text.

    Args:
        leaf: the stretch.
    """
    declared = leaf.declared._replace(media_type="text/plain", disposition="", name="")
    return leaf._replace(declared=declared, is_outside=False)


def _outside(start: int) -> Leaf:
    """Give what stands after the last part of a multipart."""
    head = _NO_HEAD._replace(body_at=start)
    return Leaf(head, _NOTHING_DECLARED, start, start, is_outside=True)


_NO_HEAD = Head([], 0)
_NOTHING_DECLARED = declared_by(_NO_HEAD)
