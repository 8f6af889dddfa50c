"""WhatsApp's "Export chat": one text file per chat, in any phone's language and way of dates.

The file is read twice: once for its dates, because one line cannot tell which number is the month
(`whatsapp_dates`), once for its entries. References: docs/readers/whatsapp.md.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.moment import Moment, Precision, ZoneSource
from holdfast.model.span import Span
from holdfast.readers.reader import Confidence
from holdfast.readers.whatsapp_bodies import APP_MARK, classify, is_part_of_a_notice, needs_a_look
from holdfast.readers.whatsapp_clock import parse_clock
from holdfast.readers.whatsapp_dates import Dates
from holdfast.readers.whatsapp_lines import (
    BRACKET_DATED,
    BRACKET_GROUPS,
    DATED,
    DATED_PER_WAY,
    HEADING,
    LEVELS,
    date_group,
    find_headings,
)
from holdfast.readers.whatsapp_titles import find_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.reader import Source
    from holdfast.readers.whatsapp_bodies import Body
    from holdfast.readers.whatsapp_lines import Window

NAME = "whatsapp"
VERSION = 6

# What DiscordChatExporter's text begins with, and how signal-export's tells files and reactions.
_OTHERS = re.compile(rb"(?:\xef\xbb\xbf)?={20,80}\r?\nGuild: ")
_OTHERS_LINK = re.compile(rb"\]\(\./media/|\n\(- [^\n]{1,200} -\)")
MOST_ZEROS = 100
"""More than one zero byte in so many is no text."""

MOST_REMEMBERED = 100_000
"""How many dates and times are remembered; a day has 86,400 seconds."""

LONGEST_REMEMBERED = 40
"""The lines that stand for a file, a call or a deletion are shorter than this."""

# [04/03/25, 14:05:09]
_SECONDS_IN_BRACKETS = re.compile(rb"\[[^\]\n]{6,30}[:.]\d\d[:.]\d\d[^\]\n]{0,12}\]")
# <Media omitted>    IMG-20250304-WA0003.jpg (file attached)    <attached: …
_APP_WORDS = re.compile(rb"<[^<>\n]{3,60}>\r?\n|-WA\d{4}\.\w{3,4} \(|end-to-end|\b2-step\b")
MOST_SPACES = 4
"""A name of more than four words is the beginning of a sentence."""

MANY = 200
"""So many authors are looked at."""

_EDGE_MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_UNKNOWN = Precision.UNKNOWN.value
_NO_ZONE = ZoneSource.UNKNOWN.value
_MESSAGE = MessageKind.MESSAGE.value
# 14:05:09 without its hour: the minute is looked up, the second added
_SECONDS_END = re.compile(rb":[0-5]\d:[0-5]\d")
_SECOND_OF = {f":{second:02}".encode(): f":{second:02}" for second in range(60)}
_SECOND = Precision.SECOND.value
_RETURN, _LINE_FEED = b"\r\n"
MARK_BYTES = APP_MARK.encode()
# What the named tuples' own constructors do, without their keyword handling: twice as fast.
_new = tuple.__new__


def recognises(head: bytes, name: str) -> Confidence:
    """Tell whether a file looks like an exported chat.

    Args:
        head: the first bytes of the file.
        name: file name as received; a name that WhatsApp gives makes one heading enough.
    """
    headings = HEADING.findall(b"\n" + head)
    if _OTHERS.match(head) or (headings and all(map(_is_level, headings))):
        return Confidence.NO
    # A zero byte in a message must not hide a chat; a file of another kind has them everywhere.
    if not headings or head.count(b"\0") * MOST_ZEROS > len(head):
        return Confidence.NO
    starts_with_one = HEADING.match(b"\n" + head) is not None
    if name.endswith(".md") or _OTHERS_LINK.search(head):
        return Confidence.PERHAPS
    if name.endswith("_chat.txt") or "whatsapp" in name.casefold():
        return Confidence.YES
    is_dense = starts_with_one or len(headings) * 20 >= head.count(b"\n")
    return Confidence.YES if is_dense and _is_by_an_app(head, headings) else Confidence.PERHAPS


def _is_by_an_app(head: bytes, headings: list[tuple[bytes, ...]]) -> bool:
    """Tell whether nobody would have typed these lines: notes of one's own can look like a chat.

    `04/03/2025, 14:05 - He was there again: I hid` has the form of a message. What people do not
    type are seconds in brackets and the app's own marks and words; what notes do not have is a
    name before each colon, or the same few words before it again and again.
    """
    if MARK_BYTES in head or _APP_WORDS.search(head) or _SECONDS_IN_BRACKETS.search(head):
        return True
    looked_at = headings[:MANY]
    every = [each for heading in looked_at for at in _times(heading) if (each := heading[at + 1])]
    # `Anna changed the subject to "Re: x"`, where Anna writes too, is the app's own.
    names = tuple({each + b" " for each in every})
    authors = [each for each in every if not each.startswith(names)]
    if len(authors) * 2 >= len(looked_at) and all(map(_could_be_a_name, authors)):
        return True
    short = [author for author in authors if author.count(b" ") < MOST_SPACES]
    return any(number > 1 for number in Counter(short).values())


def _could_be_a_name(author: bytes) -> bool:
    """Tell whether the words of an author begin like names, with no small letters."""
    words = author.decode(errors="replace").split()
    return len(words) == 1 or not any(word[0].islower() for word in words)


def _times(heading: tuple[bytes, ...]) -> Iterator[int]:
    """Give where in a heading's groups its time is; the author stands behind it."""
    return (at for at in range(1, len(heading) - 1, 3) if heading[at])


def _is_level(heading: tuple[bytes, ...]) -> bool:
    """Tell whether a heading's author is a word of programs' diaries (`ERROR`, `shop.ERROR`)."""
    return any(part.rpartition(b".")[2] in LEVELS for part in heading if part)


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
    for window in find_headings(source, DATED):
        found_any = True
        for heading in window.headings:
            group = ((heading.lastindex or 1) - 1) // DATED_PER_WAY * DATED_PER_WAY + 1
            written = (heading[group], group in BRACKET_DATED)
            if written != last:
                last = written
                dates.note(written[0].decode(errors="replace"), bracketed=written[1])
    return dates if found_any else None


class _Entries:
    """Turns headings into messages; remembers dates, times and names it has seen."""

    def __init__(self, dates: Dates, title: str) -> None:
        self._dates = dates
        self._title = title
        self._days: dict[tuple[bytes, bool], str] = {}
        self._clocks: dict[bytes, tuple[str, str]] = {}
        self._minutes: dict[bytes, str] = {}
        self._names: dict[bytes, str] = {}
        self._classified: dict[str, Body] = {}
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
        """Give the messages of one window.

        This is where the time goes, a million times over: what is plain (a known name and time,
        words that nothing sets apart) is built here without further calls.
        """
        base, view, headings, end = window
        names, days, title = self._names, self._days, self._title
        clocks, minutes = self._clocks, self._minutes
        may_be_marked, may_have_returns = MARK_BYTES in view, b"\r" in view
        ends = [heading.start() + 1 for heading in headings[1:]]
        ends.append(end)
        for heading, stop in zip(headings, ends, strict=True):
            group = ((heading.lastindex or 1) - 1) // 3 * 3 + 1
            date, time, author = heading.group(group, group + 1, group + 2)
            start, body_at = heading.span()
            name = names.get(author)
            day = days.get((date, group in BRACKET_GROUPS))
            clock = clocks.get(time)
            if clock is None:
                minute, second = minutes.get(time[:-3]), _SECOND_OF.get(time[-3:])
                clock = (minute + second, _SECOND) if minute and second else self._clock(time)
            try:
                text = view[body_at : stop - 1 - (view[stop - 2] == _RETURN)].decode()
            except UnicodeDecodeError:
                text, name = "", None
            if may_have_returns and "\r" in text:
                text = text.replace("\r\n", "\n")
            if (
                name is None or day is None or clock is None or view[stop - 1] != _LINE_FEED
                or (may_be_marked and APP_MARK in text) or needs_a_look(text, name)
            ):  # fmt: skip
                yield self._unusual(view, heading, base, stop)
                continue
            stated, precision = clock
            written = (date + time).decode()
            moment = (written, day + stated, precision, _NO_ZONE, None, None, False)
            yield _new(Message, (
                _MESSAGE, title, name, text, _new(Moment, moment),
                _new(Span, (base + start + 1, stop - start - 1, "")), (), (), None, (),
            ))  # fmt: skip

    def _unusual(self, view: bytes, heading: re.Match[bytes], base: int, stop: int) -> Message:
        """Give one entry as a message, call or event, whatever it is."""
        start = heading.start() + 1
        group = date_group(heading)
        date, time, author = heading.group(group, group + 1, group + 2)
        body_at = heading.end()
        name = None
        if author is not None:
            name = self._name(author)
            if name is None:
                # What looked like a name is the beginning of a notice: the line has no author.
                body_at = heading.start(group + 2)
        text, decoding = _text(view[body_at:stop])
        happened, marks = self._happened(date, time, bracketed=group in BRACKET_GROUPS)
        what = self._classify(text, name)
        if what.is_notice and name is not None:
            # The app speaks, whosever name the export puts before it: no sender, the whole line.
            text, name = f"{name}: {text}", None
        return Message(
            what.kind, self._title, name, text, happened, Span(base + start, stop - start),
            what.attachments, (*what.marks, *marks, *decoding), what.duration_seconds,
        )  # fmt: skip

    def _classify(self, text: str, name: str | None) -> Body:
        """Tell what an entry is; remember it for the short texts that the app writes often."""
        if name is None or len(text) > LONGEST_REMEMBERED or text.startswith(name):
            # What begins with the sender's name is another thing in another's mouth.
            return classify(text, name)
        what = self._classified.get(text)
        if what is None:
            if len(self._classified) >= MOST_REMEMBERED:
                self._classified.clear()
            what = self._classified[text] = classify(text, name)
        return what

    def _name(self, author: bytes) -> str | None:
        """Give a sender's name, None when it is the beginning of a notice."""
        text = author.decode(errors="replace").strip(_EDGE_MARKS)
        if is_part_of_a_notice(text):
            return None
        if len(self._names) >= MOST_REMEMBERED:
            self._names.clear()
        self._names[author] = text
        return text

    def _happened(
        self, date: bytes, time: bytes, *, bracketed: bool
    ) -> tuple[Moment, tuple[str, ...]]:
        """Give when an entry says it was, with marks for doubts; remember a day that is certain."""
        # A time that begins with a figure, not with what parts it from a date, stands first.
        whole = time + date if time[:1].isdigit() else date + time
        written = whole.decode(errors="replace").strip()
        known_day, known_clock = self._days.get((date, bracketed)), self._clocks.get(time)
        if known_day and known_clock:
            return Moment(written, known_day + known_clock[0], known_clock[1], _NO_ZONE), ()
        days = self._dates.days(date.decode(errors="replace"), bracketed=bracketed)
        clock = parse_clock(time.decode(errors="replace"))
        if len(days) != 1:
            mark = "date-open" if days else "date-impossible"
            return Moment(written, None, _UNKNOWN, _NO_ZONE), (mark, *clock.marks)
        day = days.pop().isoformat()
        if len(self._days) >= MOST_REMEMBERED:
            self._days.clear()
        self._days[date, bracketed] = day
        return Moment(written, day + clock.stated, clock.precision, _NO_ZONE), clock.marks

    def _clock(self, time: bytes) -> tuple[str, str] | None:
        """Give a time of day that is certain, and remember it; None when it is in doubt."""
        written = time.decode(errors="replace")
        clock = parse_clock(written)
        if clock.marks or written != written.rstrip() or "\ufffd" in written:
            return None
        found = clock.stated, clock.precision
        if _SECONDS_END.fullmatch(time[-6:]):
            self._minutes[time[:-3]] = clock.stated[:-3]
        if len(self._clocks) >= MOST_REMEMBERED:
            self._clocks.clear()
            self._minutes.clear()
        self._clocks[time] = found
        return found


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
