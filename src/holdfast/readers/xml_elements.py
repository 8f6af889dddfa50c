"""Elements of an XML file of any size, each with its place in bytes; no entities, no fetching.

References: XML 1.0; expat, which counts bytes as it goes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

from holdfast.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.readers.reader import Source

MOST_FIELDS = 200_000
"""Inside one element; what follows is not kept, and `is_whole` says so."""

MOST_DEPTH = 200
"""Of elements inside each other; deeper ones end the reading."""

_PIECE_BYTES = 256 << 10
_MOST_SPACE = 4_096
_SPACE = " \t\r\n"
"""White space as XML has it: a no-break space is text."""

_LONGEST_TEXT = 1_000_000
# What a file may call itself that is UTF-8, or was UTF-16 and is handed over as UTF-8.
_IS_UTF8 = re.compile(
    rb"<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"'](?:utf-?16\w{0,3}|utf_?8|ucs-?2|unicode)[\"']",
    re.IGNORECASE,
)
DATA = "Data "
"""Before the name of a value that is named by an attribute (`<Data name="…">`) in KML."""


class Element(NamedTuple):
    """An element that was asked for, with everything in it."""

    name: str
    """Without its prefix."""

    attributes: Mapping[str, str]
    """As they stand."""

    fields: list[tuple[str, str]]
    """Name and text of every element inside that has text, in order of their ends; of some also
    without text. A value that an attribute names stands under `DATA` and that name."""

    inside: str
    """What the nearest element around it that has a `<name>` is called."""

    span: Span
    """Where it stands."""

    is_whole: bool
    """Whether all of it is in `fields`."""


class Stretch(NamedTuple):
    """Text outside of the elements that were asked for, or the rest of a file that is no XML."""

    span: Span
    """Where it stands."""

    is_broken: bool
    """Whether reading ends here."""


class _BrokenError(ValueError):
    """The file declares an entity, or goes too deep."""


class _Listener:
    """Takes what expat finds."""

    def __init__(
        self, wanted: frozenset[str], even_empty: frozenset[str], begin: int, encoding: str | None
    ) -> None:
        self.found: list[Element | Stretch] = []
        self.read_to = 0
        self._begin = begin
        self._wanted = wanted
        self._even_empty = even_empty
        self._depth = 0
        self._names: list[str] = [""]
        self._open: tuple[str, dict[str, str], int, int] | None = None
        self._closed: tuple[str, dict[str, str], int] | None = None
        self._fields: list[tuple[str, str]] = []
        self._texts: list[list[str]] = [[]]
        self._stretch = -1
        self._label = ""
        self.parser = expat.ParserCreate(encoding)
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.DefaultHandler = self._other
        self.parser.EntityDeclHandler = self._entity

    def _entity(self, *_: object) -> None:
        raise _BrokenError

    def _here(self) -> int:
        """Give the place of what is at hand, which is where what came before ends."""
        here = self._begin + self.parser.CurrentByteIndex
        if self._closed is not None:
            name, attributes, start = self._closed
            span = Span(start, here - start)
            whole = len(self._fields) < MOST_FIELDS
            self.found.append(
                Element(name, attributes, self._fields, self._inside(), span, is_whole=whole)
            )
            self._closed, self._fields = None, []
            self.read_to = here
        elif self._stretch >= 0:
            self.found.append(Stretch(Span(self._stretch, here - self._stretch), is_broken=False))
            self._stretch = -1
            self.read_to = here
        elif self._open is None:
            self.read_to = here
        return here

    def _inside(self) -> str:
        return next(filter(None, reversed(self._names)), "")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        here = self._here()
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise _BrokenError
        self._texts.append([])
        local = name.rpartition(":")[2]
        self._label = attributes.get("name", "") or self._label
        if self._open is None:
            self._names.append("")
            if local in self._wanted:
                self._open = (local, attributes, here, self._depth)

    def _end(self, name: str) -> None:
        self._here()
        local = name.rpartition(":")[2]
        text = "".join(self._texts.pop())[:_LONGEST_TEXT].strip()
        if self._open is None:
            self._names.pop()
            if local == "name" and text:
                self._names[-1] = text
        elif self._open[3] == self._depth:
            self._closed = self._open[:3]
            self._open = None
            self._names.pop()
        elif (text or local in self._even_empty) and len(self._fields) < MOST_FIELDS:
            # KML: <Data name="accuracy"><value>12</value></Data>   <SimpleData name="speed">3</…>
            is_named = local in {"value", "SimpleData"} and self._label
            self._fields.append((f"{DATA}{self._label}" if is_named else local, text))
        self._depth -= 1

    def _text(self, text: str) -> None:
        here = self._here()
        if self._open is None and not text.strip(_SPACE):
            return
        self._texts[-1].append(text)
        self._stretch = here if self._open is None else -1

    def _other(self, _text: str) -> None:
        self._here()


def elements(
    source: Source, wanted: frozenset[str], *, even_empty: frozenset[str] = frozenset()
) -> Iterator[Element | Stretch]:
    """Give the elements of a file that are asked for, as they end.

    Args:
        source: XML; in UTF-16 as `wide_text` shows it.
        wanted: their names, without prefix; one inside another belongs to the outer.
        even_empty: names of elements inside that are fields without any text, too.

    Yields:
        Elements and the text around them, in file order; of a file that breaks off or declares
        entities of its own, the rest as a last stretch.
    """
    # Some apps write an empty line before the declaration, which XML does not allow.
    head = source.read(0, _MOST_SPACE)
    begin = len(head) - len(head.lstrip())
    encoding = "utf-8" if _IS_UTF8.match(head, begin) else None
    listener = _Listener(wanted, even_empty, begin, encoding)
    try:
        for start in range(begin, source.size, _PIECE_BYTES):
            listener.parser.Parse(source.read(start, _PIECE_BYTES), False)  # noqa: FBT003  # expat's
            yield from listener.found
            listener.found.clear()
        listener.parser.Parse(b"", True)  # noqa: FBT003  # expat's
    except (expat.ExpatError, _BrokenError, ValueError, LookupError):
        yield from listener.found
        yield Stretch(Span(listener.read_to, source.size - listener.read_to), is_broken=True)
        return
    yield from listener.found
