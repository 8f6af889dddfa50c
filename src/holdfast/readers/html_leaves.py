"""The places of an HTML page where words stand, each with the elements around it.

Built from tokens in one pass; elements that are never closed end with what is around them.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.span import Span
from holdfast.readers.html_text import hides_words
from holdfast.readers.html_tokens import TokenKind, attributes_of, tokens, unescape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.readers.html_tokens import Token

MOST_DEPTH = 256
"""Elements inside each other beyond these many count as one."""

_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "mark", "q", "s", "small",
    "strong", "sub", "sup", "u", "wbr", "br", "img",
})  # fmt: skip
_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
})  # fmt: skip
_FILES = {"img": "src", "video": "src", "audio": "src", "source": "src", "a": "href"}


class Element(NamedTuple):
    """An element around words."""

    parent: int
    """Its place in the list of elements; -1 for none."""

    start: int
    """Offset of its opening tag."""

    classes: str
    """Its `class`, as written."""


class Leaf(NamedTuple):
    """Words that stand together; its `repr` shows none."""

    start: int
    """Offset of the first byte."""

    end: int
    """Offset past the last byte."""

    element: int
    """The innermost block element around it."""

    def __repr__(self) -> str:
        """Tell the place only."""
        return f"Leaf({self.start}-{self.end})"


def _start_of(element: Element) -> int:
    return element.start


def _never_ends(content: bytes, last: Token) -> bool:
    """Tell whether the last token of a page is a comment, style or script without an end."""
    if last.kind is TokenKind.COMMENT:
        is_comment = content.startswith(b"<!--", last.start)
        return not content.endswith((b"-->", b"--!>") if is_comment else b">")
    return last.kind is TokenKind.RAW


class Leaves:
    """The words of a page in order, the elements around them, and the files it names."""

    def __init__(self, content: bytes) -> None:
        """Cut a page.

        Args:
            content: the page, in UTF-8.
        """
        self.content = content
        self.elements: list[Element] = []
        self.ends: list[int] = []
        self.leaves: list[Leaf] = []
        self.files: list[tuple[int, str]] = []
        self._titles: list[Leaf] = []
        self._open: list[tuple[str, int]] = []
        self._hidden = 0
        token = None
        for token in tokens(content):
            self._take(token)
        if token and _never_ends(content, token):
            # What it swallows may be words.
            self._titles.append(Leaf(token.start, token.end, -1))
        for _, element in self._open:
            self.ends[element] = len(content)
        self._starts = [leaf.start for leaf in self.leaves]
        self._title_starts = [leaf.start for leaf in self._titles]
        self._file_starts = [start for start, _ in self.files]

    def _take(self, token: Token) -> None:
        """Follow one token."""
        if token.kind is TokenKind.TEXT:
            if self.content[token.start : token.end].strip():
                if self._hidden:
                    self._titles.append(Leaf(token.start, token.end, -1))
                else:
                    self._words(token)
        elif token.kind is TokenKind.OPEN:
            self._note_file(token)
            if token.name == "title":
                self._hidden += 1
            elif token.name not in _VOID and token.name not in _INLINE:
                self._begin(token)
        elif token.kind is TokenKind.CLOSE:
            if token.name == "title":
                self._hidden = 0
            elif token.name not in _INLINE:
                self._end(token)

    def _words(self, token: Token) -> None:
        """Add words to the last leaf of the same element, or as a leaf of their own."""
        element = self._open[-1][1] if self._open else -1
        if self.leaves and self.leaves[-1].element == element and element >= 0:
            last = self.leaves[-1]
            if len(self.elements) - 1 <= element or self.elements[-1].start < last.start:
                self.leaves[-1] = last._replace(end=token.end)
                return
        self.leaves.append(Leaf(token.start, token.end, element))

    def _note_file(self, token: Token) -> None:
        """Keep the address of a file that lies beside the page."""
        attribute = _FILES.get(token.name)
        if attribute:
            address = attributes_of(self.content, token).get(attribute, "")
            if address and ":" not in address.split("/", 1)[0] and address[0] not in "#?":
                self.files.append((token.start, address))

    def _begin(self, token: Token) -> None:
        """Open an element."""
        if len(self._open) >= MOST_DEPTH:
            return
        parent = self._open[-1][1] if self._open else -1
        classes = attributes_of(self.content, token).get("class", "")
        self._open.append((token.name, len(self.elements)))
        self.elements.append(Element(parent, token.start, classes))
        self.ends.append(len(self.content))

    def _end(self, token: Token) -> None:
        """Close an element, and those in it that were left open."""
        for place in range(len(self._open) - 1, max(-1, len(self._open) - 17), -1):
            if self._open[place][0] == token.name:
                for _, element in self._open[place:]:
                    self.ends[element] = token.end
                del self._open[place:]
                return

    def text(self, leaf: Leaf) -> str:
        """Give the words of a leaf on one line.

        Args:
            leaf: one of `leaves`; tags inside it are left out.
        """
        piece = self.content[leaf.start : leaf.end]
        if b"<" in piece:
            piece = b"".join(
                piece[token.start : token.end]
                for token in tokens(piece)
                if token.kind is TokenKind.TEXT
            )
        return " ".join(unescape(piece.decode(errors="replace")).split())

    def around(self, leaf: Leaf) -> Iterator[int]:
        """Give the elements around a leaf, the innermost first.

        Args:
            leaf: one of `leaves`.
        """
        element = leaf.element
        while element >= 0:
            yield element
            element = self.elements[element].parent

    def between(self, start: int, end: int) -> list[Leaf]:
        """Give the leaves that begin between two offsets.

        Args:
            start: the first offset.
            end: just past the last one.
        """
        return self.leaves[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def elements_between(self, start: int, end: int) -> list[Element]:
        """Give the elements that begin between two offsets.

        Args:
            start: the first offset.
            end: just past the last one.
        """
        first = bisect_left(self.elements, start, key=_start_of)
        return self.elements[first : bisect_left(self.elements, end, lo=first, key=_start_of)]

    def file_between(self, start: int, end: int) -> int | None:
        """Give where the first file is named between two offsets; None for nowhere.

        Args:
            start: the first offset.
            end: just past the last one.
        """
        first = bisect_left(self._file_starts, start)
        found = self._file_starts[first : first + 1]
        return found[0] if found and found[0] < end else None

    def words_between(self, start: int, end: int) -> Span | None:
        """Give the stretch of all words between two offsets, of the title too; None for none.

        Args:
            start: the first offset.
            end: just past the last one.
        """
        ends: list[Leaf] = []
        for leaves, starts in ((self.leaves, self._starts), (self._titles, self._title_starts)):
            first, last = bisect_left(starts, start), bisect_left(starts, end)
            ends += [*leaves[first : min(first + 1, last)], *leaves[max(first, last - 1) : last]]
            ends += self._going_on(leaves[first - 1], start, end) if first else []
        if not ends:
            return None
        begin = min(leaf.start for leaf in ends)
        return Span(begin, min(max(leaf.end for leaf in ends), end) - begin)

    def _going_on(self, leaf: Leaf, start: int, end: int) -> list[Leaf]:
        """Give what words that begin before an offset still say up to another one."""
        until = min(leaf.end, end)
        if until <= start or not hides_words(self.content[start:until]):
            return []
        return [leaf._replace(start=start, end=until)]

    def files_between(self, start: int, end: int) -> tuple[str, ...]:
        """Give the addresses of files that are named between two offsets, each once.

        Args:
            start: the first offset.
            end: just past the last one.
        """
        first, last = bisect_left(self._file_starts, start), bisect_left(self._file_starts, end)
        return tuple(dict.fromkeys(name for _, name in self.files[first:last]))
