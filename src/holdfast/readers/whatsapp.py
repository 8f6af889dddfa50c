"""WhatsApp's "Export chat": one text file per chat, in any phone's language and way of dates.

The file is read twice: once for its dates, because one line cannot tell which number is the month
(`whatsapp_dates`), once for its entries. References: docs/readers/whatsapp.md.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.moment import Moment, Precision, ZoneSource
from holdfast.model.span import Span
from holdfast.readers.reader import Confidence
from holdfast.readers.whatsapp_bodies import classify, is_part_of_a_notice, needs_a_look
from holdfast.readers.whatsapp_clock import parse_clock
from holdfast.readers.whatsapp_dates import Dates
from holdfast.readers.whatsapp_lines import (
    BRACKET_GROUPS,
    HEADING,
    date_group,
    find_headings,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.reader import Source
    from holdfast.readers.whatsapp_clock import Clock
    from holdfast.readers.whatsapp_lines import Window

NAME = "whatsapp"
VERSION = 1

CAPS = (40_000, 10_000)
"""WhatsApp leaves the oldest messages out beyond these many, without and with media."""

NEAR_CAP = 100
"""How near to a cap a count must be to be suspicious; notices are not always counted."""

MOST_ZEROS = 100
"""More than one zero byte in so many is no text."""

MOST_REMEMBERED = 100_000
"""How many dates and times are remembered; a day has 86,400 seconds."""

# WhatsApp Chat with Anna.txt    WhatsApp-Chat mit Anna.txt    Chat de WhatsApp con Anna.txt
# WhatsApp Chat - Anna.zip       Discussion WhatsApp avec Anna.txt    Czat WhatsApp z: Anna.txt
_TITLE = re.compile(
    r"^[^\n]{0,24}WhatsApp[^\n]{0,14}?"
    r"(?: (?:with|mit|con|com|avec|met|med|z|s|с|cu|kanssa|مع) | - |: )"  # noqa: RUF001  # Russian
    r"(?:контактом )?(.+?)(?: ?\(\d+\))?(?:\.(?:txt|zip))*$",
    re.IGNORECASE,
)
_EDGE_MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_UNKNOWN = Precision.UNKNOWN.value
_NO_ZONE = ZoneSource.UNKNOWN.value
_MESSAGE = MessageKind.MESSAGE.value
# What the named tuples' own constructors do, without their keyword handling: twice as fast.
_new = tuple.__new__


def looks_partial(count: int) -> bool:
    """Tell whether an export is so near one of WhatsApp's caps that older messages may be missing.

    Args:
        count: everything found in the file.
    """
    return any(abs(count - cap) <= NEAR_CAP for cap in CAPS)


def find_title(name: str) -> str:
    """Give the chat's name from the file's, empty when it tells none (`_chat.txt`).

    Args:
        name: file name as received.
    """
    found = _TITLE.match(name)
    return found[1].strip() if found else ""


def recognises(head: bytes, name: str) -> Confidence:
    """Tell whether a file looks like an exported chat.

    Args:
        head: the first bytes of the file.
        name: file name as received; a name that WhatsApp gives makes one heading enough.
    """
    headings = HEADING.findall(b"\n" + head)
    # A zero byte in a message must not hide a chat; a file of another kind has them everywhere.
    if not headings or head.count(b"\0") * MOST_ZEROS > len(head):
        return Confidence.NO
    starts_with_one = HEADING.match(b"\n" + head) is not None
    named = name.endswith("_chat.txt") or bool(find_title(name))
    if starts_with_one or named or len(headings) * 20 >= head.count(b"\n"):
        return Confidence.YES
    return Confidence.PERHAPS


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:
    """Divide an export into entries and leftovers.

    Args:
        source: the export; UTF-8, lines end in LF, CRLF or both.
        answers: `date-order` (and `date-order-2`, …): which number is the day, for the forms of
            dates that the file leaves open.

    Yields:
        First the questions that are open, then entries in file order; the spans of entries and
        leftovers cover every byte. A date that is open has `stated` None.

    Raises:
        NotThisFormatError: no line has a heading.
    """
    dates = note_dates(source)
    if dates is None:
        raise NotThisFormatError
    yield from dates.ask(answers)
    yield from _Entries(dates, find_title(source.name)).walk(source)


def note_dates(source: Source) -> Dates | None:
    """Look at every date of a file, None when there is none.

    Args:
        source: the export.
    """
    dates = Dates()
    last, found_any = (b"", False), False
    for window in find_headings(source):
        found_any = True
        for heading in window.headings:
            group = date_group(heading)
            written = (heading[group], group in BRACKET_GROUPS)
            if written != last:
                last = written
                dates.note(written[0].decode(errors="replace"), bracketed=written[1])
    return dates if found_any else None


class _Entries:
    """Turns headings into messages; remembers dates, times and names it has seen."""

    def __init__(self, dates: Dates, title: str) -> None:
        self._dates = dates
        self._title = title
        self._days: dict[tuple[bytes, bool], tuple[str | None, tuple[str, ...]]] = {}
        self._clocks: dict[bytes, Clock] = {}
        self._names: dict[bytes, str | None] = {}
        self._covered = 0

    def walk(self, source: Source) -> Iterator[Found]:
        """Give every entry and every stretch between them."""
        found_any = False
        for window in find_headings(source):
            begin = window.base + window.headings[0].start() + 1
            if begin > self._covered:
                yield self._leftover(begin, found_any=found_any)
            found_any = True
            yield from self._messages(window)
            self._covered = window.base + window.end
        if self._covered < source.size:
            yield self._leftover(source.size, found_any=True)

    def _leftover(self, end: int, *, found_any: bool) -> Leftover:
        """Give what stands before the first entry, or beyond the longest entry."""
        span = Span(self._covered, end - self._covered)
        return Leftover(span, "too-long" if found_any else "before-first-entry")

    def _messages(self, window: Window) -> Iterator[Message]:
        """Give the messages of one window."""
        base, view, headings, end = window
        ends = [heading.start() + 1 for heading in headings[1:]]
        ends.append(end)
        for heading, stop in zip(headings, ends, strict=True):
            yield self._message(view, heading, base, stop)

    def _message(self, view: bytes, heading: re.Match[bytes], base: int, stop: int) -> Message:
        """Give one entry as a message, call or event."""
        start = heading.start() + 1
        group = date_group(heading)
        date, time, author = heading.group(group, group + 1, group + 2)
        body_at = heading.end()
        name = None
        if author is not None:
            name = self._names[author] if author in self._names else self._name(author)
            if name is None:
                # What looked like a name is the beginning of a notice: the line has no author.
                body_at = heading.start(group + 2)
        text, decoding = _text(view[body_at:stop])
        happened, marks = self._happened(date, time, bracketed=group in BRACKET_GROUPS)
        span = _new(Span, (base + start, stop - start, ""))
        if name is not None and not marks and not decoding and not needs_a_look(text, name):
            return _new(Message, (_MESSAGE, self._title, name, text, happened, span, (), (), None))
        what = classify(text, name)
        if what.is_notice and name is not None:
            # The app speaks, whosever name the export puts before it: no sender, the whole line.
            text, name = f"{name}: {text}", None
        return Message(
            what.kind, self._title, name, text, happened, span, what.attachments,
            (*what.marks, *marks, *decoding), what.duration_seconds,
        )  # fmt: skip

    def _name(self, author: bytes) -> str | None:
        """Give a sender's name, None when it is the beginning of a notice."""
        text = author.decode(errors="replace").strip(_EDGE_MARKS)
        if len(self._names) >= MOST_REMEMBERED:
            self._names.clear()
        name = self._names[author] = None if is_part_of_a_notice(text) else text
        return name

    def _happened(
        self, date: bytes, time: bytes, *, bracketed: bool
    ) -> tuple[Moment, tuple[str, ...]]:
        """Give when an entry says it was, with marks for doubts."""
        day, marks = self._days.get((date, bracketed)) or self._day(date, bracketed=bracketed)
        clock = self._clocks.get(time) or self._clock(time)
        written = (date + time).decode(errors="replace").strip()
        if day is None or clock.marks:
            return self._in_doubt(written, day, clock, marks)
        stated, precision, _ = clock
        return _new(Moment, (written, day + stated, precision, _NO_ZONE, None, None, False)), ()

    def _in_doubt(
        self, written: str, day: str | None, clock: Clock, marks: tuple[str, ...]
    ) -> tuple[Moment, tuple[str, ...]]:
        """Give a time of which the day, the time of day or both are not certain."""
        if day is None:
            return Moment(written, None, _UNKNOWN, _NO_ZONE), (*marks, *clock.marks)
        return Moment(written, day + clock.stated, clock.precision, _NO_ZONE), clock.marks

    def _day(self, date: bytes, *, bracketed: bool) -> tuple[str | None, tuple[str, ...]]:
        """Give a day as ISO 8601, None when it is open or there is no such day."""
        days = self._dates.days(date.decode(errors="replace"), bracketed=bracketed)
        if len(days) == 1:
            found: tuple[str | None, tuple[str, ...]] = (days.pop().isoformat(), ())
        else:
            found = (None, ("date-open",) if days else ("date-impossible",))
        if len(self._days) >= MOST_REMEMBERED:
            self._days.clear()
        self._days[date, bracketed] = found
        return found

    def _clock(self, time: bytes) -> Clock:
        """Give a time of day."""
        if len(self._clocks) >= MOST_REMEMBERED:
            self._clocks.clear()
        clock = self._clocks[time] = parse_clock(time.decode(errors="replace"))
        return clock


def _text(body: bytes) -> tuple[str, tuple[str, ...]]:
    """Give a body as text without its own line end; bytes that are no UTF-8 are marked."""
    if body[-1:] == b"\n":
        body = body[:-2] if body[-2:] == b"\r\n" else body[:-1]
    if b"\r" in body:
        body = body.replace(b"\r\n", b"\n")
    try:
        return body.decode(), ()
    except UnicodeDecodeError:
        return body.decode(errors="replace"), ("bytes-replaced",)
