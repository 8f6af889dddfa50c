"""The records of a JSON file of any size, one at a time, each with its place in bytes.

A reader says at which paths the records lie; they are parsed whole by Python's own C scanner. What
lies around them is given too, so that a reader can account for it. Nothing here recurses.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple

from holdfast.model.span import Span
from holdfast.readers.json_windows import (
    CHUNK_BYTES,
    LONGEST_VALUE,
    NEAR_END,
    SCAN,
    SCAN_ONCE,
    Window,
    has_halves,
    without_halves,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from holdfast.readers.reader import Source

Path = tuple[str | int, ...]
"""Keys and places in lists, from the outermost value inwards."""

SMALL = CHUNK_BYTES
"""A value around records that is shorter is given whole when no record lies in it."""

MOST_DEPTH = 64
"""How deep a file is walked into; what lies deeper is given whole, or as broken."""

MOST_LOOKED_AT = 100_000
"""How many values are looked through to see whether a record lies among them."""

_SEPARATOR = re.compile(r"[ \t\r\n]*([,\]}])[ \t\r\n]*")
_NEXT_OBJECT = re.compile(r"[ \t\r\n]*,[ \t\r\n]*(?=\{)")
_COLON = re.compile(r"[ \t\r\n]*:[ \t\r\n]*")
_new = tuple.__new__
_LINE_SPACE = " \t\r\n\ufeff\0"


class Broken(Enum):
    """Stands where a value should be."""

    BROKEN = "broken"


BROKEN: Final = Broken.BROKEN
"""The value of a stretch that is no JSON, is cut short, or is deeper or longer than we read."""


class Node(NamedTuple):
    """A value of a JSON file, with where it is."""

    path: Path
    """Where in the structure."""

    span: Span
    """Where in the file; the value alone, without its key."""

    value: object
    """What `json` makes of it (a `dict`, `list`, `str`, …), or `BROKEN`."""

    def __repr__(self) -> str:
        """Tell the place, never the value."""
        return f"Node(at {self.span.start}+{self.span.length})"


def records(source: Source, wanted: Callable[[Path], bool], *, start: int = 0) -> Iterator[Node]:
    """Walk through a JSON file.

    Args:
        source: the file; UTF-8, with or without a byte order mark.
        wanted: whether the value at a path is a record, to be parsed whole; what it says of one
            object of a list goes for all that follow.
        start: byte offset of the outermost value, for files with something before it.

    Yields:
        Every record; every other value around them, whole when it is small and has no record in it.
        Damage inside a list or object costs the value it is in; what cannot be stepped over is one
        last node to the end of the file. Each node comes in file order.
    """
    yield from _Walk(Window(source, start), source.size, wanted).nodes()


def lines(source: Source) -> Iterator[Node]:
    """Give the values of a file that has one JSON value per line.

    Args:
        source: the file; empty lines are passed over.

    Yields:
        One node per line, its path the line's number from 0; `BROKEN` for what is no JSON.
    """
    window, number = Window(source), 0
    while window.position < len(window.text) or window.has_more:
        end = window.text.find("\n", window.position)
        if end < 0 and window.has_more and len(window.text) - window.position < LONGEST_VALUE:
            window.grow()
            continue
        end = len(window.text) if end < 0 else end
        node = _line(window, end, number)
        if node is not None:
            yield node
        window.position, number = min(end + 1, len(window.text)), number + 1


def _line(window: Window, end: int, number: int) -> Node | None:
    """Give the value of one line, None when it is empty."""
    line = window.text[window.position : end]
    begin = window.position + len(line) - len(line.lstrip(_LINE_SPACE))
    stripped = line.strip(_LINE_SPACE)
    if not stripped:
        return None
    first = window.byte_at(begin)
    span = Span(first, window.byte_at(begin + len(stripped)) - first)
    try:
        value, used = SCAN(stripped, 0)
    except (ValueError, RecursionError):
        return Node((number,), span, BROKEN)
    if used != len(stripped):
        return Node((number,), span, BROKEN)
    return Node((number,), span, _readable(value, stripped, window))


def _readable(value: object, text: str, window: Window) -> object:
    """Give a value without halves of characters; looked for only where there may be any."""
    return without_surrogates(value) if window.may_have_halves and has_halves(text) else value


def without_surrogates(value: object) -> object:
    """Give a value whose texts can all be written as UTF-8; halves of characters become U+FFFD.

    Args:
        value: what `json` gave; lists and objects are changed in place.
    """
    if isinstance(value, str):
        return without_halves(value)
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            for key in [key for key in each if without_halves(key) != key]:
                each[without_halves(key)] = each.pop(key)
            items = list(each.items())
        elif isinstance(each, list):
            items = list(enumerate(each))
        else:
            continue
        for place, inner in items:
            if isinstance(inner, str):
                each[place] = without_halves(inner)
            else:
                waiting.append(inner)
    return value


class _Frame:
    """A list or object that is being walked through."""

    __slots__ = ("index", "is_list", "path")

    def __init__(self, path: Path, *, is_list: bool) -> None:
        self.path = path
        self.is_list = is_list
        self.index = -1


class _Walk:
    """Goes through a file value by value."""

    def __init__(self, window: Window, size: int, wanted: Callable[[Path], bool]) -> None:
        self._window = window
        self._size = size
        self._wanted = wanted
        self._frames: list[_Frame] = []
        self._is_lost = False

    def nodes(self) -> Iterator[Node]:
        """Give every value that is not walked into."""
        window = self._window
        path: Path | None = () if window.peek() else None
        while path is not None:
            node = self._take(path)
            if node is not None:
                yield node
            path = None if self._is_lost else self._advance()
            if path and window.text[window.position] == "{" and isinstance(path[-1], int):
                frame = self._frames[-1]
                yield from self._row(frame)
                path = (*frame.path, frame.index)
        if not self._is_lost and window.peek():
            yield self._rest()

    def _row(self, frame: _Frame) -> Iterator[Node]:
        """Give the objects of a list as long as each is a whole record and one more follows it.

        Nearly all of a large file passes here; what is otherwise is left at the position.
        """
        window, above, index = self._window, frame.path, frame.index
        path: Path = (*above, index)
        if not self._wanted(path):
            return
        text, is_plain, begin = window.text, window.is_plain, window.position
        start, may_have_halves = window.byte_at(begin), window.may_have_halves
        following, near_end = _NEXT_OBJECT.match, len(text) - NEAR_END
        while True:
            if begin > near_end and window.has_more:
                window.go_to(begin, start).forget()
                text, is_plain, begin, near_end = window.text, window.is_plain, 0, NEAR_END
            try:
                value, end = SCAN_ONCE(text, begin)
            except (StopIteration, ValueError, RecursionError):
                break
            after = following(text, end)
            if after is None:
                break
            length = end - begin
            if not is_plain and not (written := text[begin:end]).isascii():
                length = len(written.encode(errors="surrogateescape"))
            if may_have_halves:
                value = _readable(value, text[begin:end], window)
            node = _new(Node, (path, _new(Span, (start, length, "")), value))
            begin = after.end()
            # What stands between two records is ASCII.
            start, index = start + length + begin - end, index + 1
            path = (*above, index)
            yield node
        frame.index = index
        window.go_to(begin, start)

    def _take(self, path: Path) -> Node | None:
        """Give the value at the position, or open it and give None."""
        window = self._window
        is_wanted = self._wanted(path)
        opens = window.text[window.position] in "{["
        if opens and not is_wanted and len(self._frames) < MOST_DEPTH and self._walks_in(path):
            self._frames.append(_Frame(path, is_list=window.text[window.position] == "["))
            window.position += 1
            return None
        found = window.scan(LONGEST_VALUE)
        if found is None:
            return self._broken(path)
        return self._node(path, found)

    def _node(self, path: Path, found: tuple[object, int]) -> Node:
        """Give a parsed value and go to its end."""
        window = self._window
        value, end = found
        if window.may_have_halves:
            value = _readable(value, window.text[window.position : end], window)
        start = window.byte_at(window.position)
        window.position = end
        return Node(path, Span(start, window.byte_at(end) - start), value)

    def _walks_in(self, path: Path) -> bool:
        """Tell whether records lie in a list or object, or it is too long to be given whole."""
        window = self._window
        if window.text[window.position] == "[" and self._wanted((*path, 0)):
            return True
        found = window.scan(SMALL)
        return found is None or found[1] - window.position > SMALL or self._holds(path, found[0])

    def _holds(self, path: Path, value: object) -> bool:
        """Tell whether a record lies in a value; very many values are looked at one by one."""
        waiting: list[tuple[Path, object]] = [(path, value)]
        for _ in range(MOST_LOOKED_AT):
            if not waiting:
                return False
            where, each = waiting.pop()
            inner: list[tuple[str | int, object]] = []
            if isinstance(each, dict):
                inner = list(each.items())
            elif isinstance(each, list):
                inner = list(enumerate(each))
            for key, one in reversed(inner):
                place = (*where, key)
                if self._wanted(place):
                    return True
                if isinstance(one, dict | list) and len(place) < MOST_DEPTH:
                    waiting.append((place, one))
        return True

    def _broken(self, path: Path) -> Node:
        """Step over a value that cannot be parsed; when it has no end, give all that is left."""
        window = self._window
        start = window.byte_at(window.position)
        if not window.step_over():
            self._is_lost = True
            return Node(path, Span(start, self._size - start), BROKEN)
        return Node(path, Span(start, window.byte_at(window.position) - start), BROKEN)

    def _rest(self) -> Node:
        """Give what is left of the file."""
        start = self._window.byte_at(self._window.position)
        return Node((), Span(start, self._size - start), BROKEN)

    def _advance(self) -> Path | None:
        """Go to the next value; None at the end, or where the file makes no sense."""
        window, frames = self._window, self._frames
        while frames:
            frame = frames[-1]
            if frame.index < 0 and window.peek() not in {"]", "}"}:
                return self._enter(frame)
            found = _SEPARATOR.match(window.text, window.position)
            if (found is None or found.end() == len(window.text)) and window.has_more:
                window.grow()
                continue
            if found is None:
                return None
            if found[1] == ",":
                window.position = found.end()
                if window.text[window.position : window.position + 1] not in {"]", "}"}:
                    return self._enter(frame)
                continue
            if (found[1] == "]") is not frame.is_list:
                return None
            window.position = found.end()
            frames.pop()
        return None

    def _enter(self, frame: _Frame) -> Path | None:
        """Give the path of the next value of a list or object."""
        frame.index += 1
        if frame.is_list:
            return (*frame.path, frame.index) if self._window.peek() else None
        return self._key(frame)

    def _key(self, frame: _Frame) -> Path | None:
        """Step over a key and its colon; None when there is none."""
        window = self._window
        begin = window.peek()
        found = window.scan(LONGEST_VALUE) if begin == '"' else None
        if found is None:
            return None
        key, end = found
        colon = _COLON.match(window.text, end)
        while (colon is None or colon.end() == len(window.text)) and window.has_more:
            end -= window.position
            window.grow()
            colon = _COLON.match(window.text, end)
        if colon is None or colon.end() == len(window.text):
            return None
        window.position = colon.end()
        return (*frame.path, without_halves(str(key)))
