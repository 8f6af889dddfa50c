"""What was left over of a file, found again by reading it once more, and given as it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.actions.account import latest_reading
from holdfast.actions.intake import original_of
from holdfast.actions.reading.asking import ReadingChild, read_original
from holdfast.model.entry import Entry
from holdfast.model.errors import NotThatKindError, NotThisFormatError, ReaderStoppedError
from holdfast.model.message import Leftover
from holdfast.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from holdfast.actions.intake import Original
    from holdfast.model.message import Found
    from holdfast.vault.casebook import OpenCasebook

MOST_PLACES = 100_000
"""Places that are kept of one file; the first of them."""

MOST_BYTES = 2_000
"""Of one stretch; what is longer is cut, and said so."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Places:
    """Where something was left over in one file, for one reason."""

    spans: tuple[Span, ...]
    """In file order, at most `MOST_PLACES`."""

    everything: int
    """How many there are."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """One stretch that was left over."""

    span: Span
    """Where it stands."""

    content: bytes = field(repr=False)
    """Its first bytes, as they stand; empty for a place in a database."""

    @property
    def more(self) -> int:
        """How many bytes follow that are not given."""
        return self.span.length - len(self.content)


def find_places(book: OpenCasebook, entry_id: str, why: str) -> Places:
    """Read a file again in the child, and note where something was left over for one reason.

    Args:
        book: the open casebook.
        entry_id: of the exhibit or import.
        why: code of the reason.

    Returns:
        The places; the whole file when no reader could read it.
    """
    entry = _file(book, entry_id)
    original = original_of(book, entry)
    spans: list[Span] = []
    everything = 0
    with ReadingChild() as child:
        for span in _left_over(child, original, _answers(book, entry), why):
            everything += 1
            if len(spans) < MOST_PLACES:
                spans.append(span)
    return Places(spans=tuple(spans), everything=everything)


def read_stretches(book: OpenCasebook, entry_id: str, spans: Sequence[Span]) -> list[Stretch]:
    """Give the bytes of some places, as they stand in the original.

    Args:
        book: the open casebook.
        entry_id: of the exhibit or import.
        spans: the places.
    """
    original = original_of(book, _file(book, entry_id))
    return [
        Stretch(span=span, content=original.read(span.start, min(span.length, MOST_BYTES)))
        if span.length
        else Stretch(span=span, content=b"")
        for span in spans
    ]


def _left_over(
    child: ReadingChild, original: Original, answers: Mapping[str, str], why: str
) -> Iterator[Span]:
    """Give the places, in the order in which the reader tells them.

    What ended the reading when the file came in ends it again: then all of it is left over.
    """
    try:
        batches: Iterable[list[Found]] = read_original(child, original, answers=answers).batches
        for batch in batches:
            for each in batch:
                if isinstance(each, Leftover) and each.why == why:
                    yield each.span
    except NotThisFormatError:
        yield Span(0, original.size)
    except ReaderStoppedError as stopped:
        if why == f"reader-{stopped.place}":
            yield Span(0, original.size)


def _file(book: OpenCasebook, entry_id: str) -> Entry:
    """Give the entry of a file.

    Raises:
        NotThatKindError: the entry holds none.
    """
    entry = book.record.entry(entry_id)
    if not entry.text("blob"):
        raise NotThatKindError
    return entry


def _answers(book: OpenCasebook, entry: Entry) -> dict[str, str]:
    """Give the answers that the file was last read with."""
    about = [each for each in book.record.about(entry.id) if isinstance(each, Entry)]
    stored = (latest_reading(about) or entry).fields.get("answers")
    return {name: str(value) for name, value in stored.items()} if isinstance(stored, dict) else {}
