"""Telegram's `messages.html`: told apart by its classes, which have not changed since 2018.

A message `joined` to the one before it does not name its sender again. The full time with its zone
stands in the `title` of the date; notices have none, only the day's heading above them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.moment import UNKNOWN_MOMENT, Moment, Precision
from holdfast.model.span import Span
from holdfast.readers.html_leaves import Leaves
from holdfast.readers.html_pieces import pieces, shifted
from holdfast.readers.html_text import text_of_html
from holdfast.readers.moments import from_iso, marks_of
from holdfast.readers.written_dates import find_written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.model.message import Found
    from holdfast.readers.html_leaves import Leaf
    from holdfast.readers.reader import Source

_BEGINS = re.compile(rb'<div class="message ')
_ID = re.compile(rb'\bid="message(-?\d+)"')
# photos/photo_1.jpg beside photos/photo_1_thumb.jpg    video_files/a.mp4_thumb.jpg
_THUMB = re.compile(r"_thumb\.\w{1,5}$")
_TITLE = re.compile(rb'\btitle="([^"<>]{1,80})"')
_ANSWERED = re.compile(rb"go_to_message(\d+)")
# 28.07.2023 10:11:12 UTC+01:00    … GMT+01:00    … EST: names of zones are not one offset each
_DATE = re.compile(
    r"(\d\d)\.(\d\d)\.(\d{4}) (\d\d:\d\d:\d\d)(?: (?:(?:UTC|GMT)([+-]\d\d:\d\d)?|\S.*))?"
)
_ZERO = re.compile(r"(?:UTC|GMT)\Z")
_SECONDS = re.compile(r"\((\d{1,6}) ")
# <div class="from_name"> Ann via @gif </div>: what a bot found for her to send
_VIA = re.compile(r"(.*\S) via (@\w{1,64})", re.DOTALL)
# Of several that were passed on from one person within minutes, only the first names that person.
_PASSED_ON = re.compile(rb'<div class="forwarded body"')
_NOT_NAMED = "null"
_NOON = " 12:00"
_NAMED = (
    "from_name", "text", "date", "reply_to", "reactions", "userpic", "title", "status",
    "description", "signature", "forwarded", "page_header",
)  # fmt: skip
_MEDIA = {b"media_voice_message": "voice-message", b"media_location": "location",
          b"media_live_location": "live-location", b"media_contact": "contact",
          b"media_poll": "poll", b"sticker_wrap": "sticker"}  # fmt: skip
# class="media clearfix pull_left block_link media_location"    class="sticker_wrap clearfix"
_KIND = re.compile(
    rb'<(?:a|div)\s[^<>]{0,99}?class="(?:media [^"<>]*?)?(media_[a-z_]+|sticker_wrap)\b'
)
_REACTED = re.compile(
    rb'<span class="emoji">(.{0,400}?)</span>|\btitle="([^"<>]{1,200})"'
    rb'|<span class="count">\s*(\d{1,9})', re.DOTALL,
)  # fmt: skip
# The notices of Telegram Desktop are in English whatever its language.
_NOTICES = (
    (re.compile(r"took a screenshot"), "screenshot-taken"),
    (re.compile(r"auto-delete|self-destruct"), "disappearing-messages"),
    (
        re.compile(
            r" invited | removed | joined group| created | group (?:title|photo)| converted "
        ),
        "group-changed",
    ),
)


def moment_of_title(title: str) -> Moment:
    """Give the moment that the title of a date states.

    Args:
        title: `23.08.2023 13:11:23 UTC-08:00`, day first in every language; before 2022 no zone.
            A zone with a name only (`EST`) stays unknown.
    """
    found = _DATE.fullmatch(title)
    if found is None:
        return Moment(title, None)
    day, month, year, clock, offset = found.groups()
    zone = offset or ("Z" if _ZERO.search(title) else "")
    return from_iso(f"{year}-{month}-{day}T{clock}{zone}")._replace(as_written=title)


class _Block(NamedTuple):
    """One message on the page: its element and where it ends."""

    element: int
    start: int
    end: int
    classes: frozenset[str]


def read_page(source: Source) -> Iterator[Found]:
    """Divide a page into messages, calls and notices.

    Args:
        source: one `messages.html`.

    Yields:
        Messages in file order; headings and what stands around messages as leftovers.
    """
    page = _Page()
    for piece in pieces(source, _BEGINS):
        yield from shifted(page.found(Leaves(piece.content)), piece.start)


class _Page:
    """Goes through a page piece by piece; remembers who spoke, whose words, and the day."""

    _page: Leaves

    def __init__(self) -> None:
        self._sender: str | None = None
        self._via = ""
        self._first = _NOT_NAMED
        self._day = UNKNOWN_MOMENT
        self._conversation = ""

    def found(self, page: Leaves) -> Iterator[Found]:
        """Give everything in a piece."""
        self._page = page
        covered = 0
        for block in self._blocks():
            yield from self._around(covered, block.start)
            covered = block.end
            yield self._message(block)
        yield from self._around(covered, len(self._page.content))

    def _blocks(self) -> Iterator[_Block]:
        """Give the elements that are messages."""
        end = 0
        for number, element in enumerate(self._page.elements):
            classes = frozenset(element.classes.split())
            is_one = "message" in classes and classes & {"default", "service"}
            if is_one and element.start >= end:
                end = self._page.ends[number]
                yield _Block(number, element.start, end, classes)

    def _around(self, start: int, end: int) -> Iterator[Leftover]:
        """Leave over the words between messages; the first ones are the chat's name."""
        leaves = self._page.between(start, end)
        if leaves:
            self._conversation = self._conversation or self._page.text(leaves[0])
        words = self._page.words_between(start, end)
        if words is not None:
            yield Leftover(words, "about-the-export")

    def _message(self, block: _Block) -> Found:
        """Give one message."""
        leaves = self._page.between(block.start, block.end)
        span = Span(block.start, block.end - block.start)
        if "service" in block.classes:
            return self._service(block, leaves, span)
        kinds: dict[str, list[Leaf]] = {}
        for leaf in leaves:
            kinds.setdefault(self._place_of(leaf, block.element), []).append(leaf)
        self._note_sender(block, kinds)
        return self._put_together(block, kinds, span)

    def _note_sender(self, block: _Block, kinds: dict[str, list[Leaf]]) -> None:
        """Remember who speaks, for the messages that are joined to this one."""
        if kinds.get("from_name"):
            named = self._page.text(kinds["from_name"][0])
            bot = _VIA.fullmatch(named)
            self._sender, self._via = (bot[1], bot[2]) if bot else (named, "")
        elif "joined" not in block.classes:
            self._sender, self._via = None, ""

    def _service(self, block: _Block, leaves: list[Leaf], span: Span) -> Found:
        """Give a notice, or leave over a day's heading."""
        text = "\n".join(self._page.text(leaf) for leaf in leaves)
        number = _ID.search(self._page.content, block.start, block.start + 200)
        heading = find_written(text + _NOON)
        if number is None or number[1].startswith(b"-"):
            if heading is not None and heading.stated:
                self._day = Moment(text, heading.stated[:10], Precision.DAY.value)
            return Leftover(span, "about-the-export")
        files = _without_thumbs(self._page.files_between(block.start, block.end))
        marks = [mark for form, mark in _NOTICES if form.search(text)][:1]
        return Message(
            MessageKind.EVENT.value, self._conversation, None, text, self._day, span, files,
            tuple(marks),
        )  # fmt: skip

    def _place_of(self, leaf: Leaf, outermost: int) -> str:
        """Give which part of a message a leaf belongs to."""
        place = ""
        for element in self._page.around(leaf):
            if element == outermost:
                break
            classes = self._page.elements[element].classes.split()
            if "forwarded" in classes and place == "from_name":
                return "forwarded"
            place = place or next((name for name in _NAMED if name in classes), "")
        return place

    def _put_together(self, block: _Block, kinds: dict[str, list[Leaf]], span: Span) -> Message:
        """Give a message of its parts."""
        page = self._page
        happened = self._moment(kinds.get("date", []), block)
        files = _without_thumbs(page.files_between(block.start, block.end))
        kind, marks, seconds = self._media(block, kinds)
        text = "\n".join(filter(None, (self._words(leaf) for leaf in kinds.get("text", []))))
        media = [page.text(leaf) for name in ("title", "status", "description", "")
                 for leaf in kinds.get(name, [])]  # fmt: skip
        details = list(self._details(block, kinds))
        if text:
            details += [("also-stated", words) for words in media if words]
        else:
            text = "\n".join(filter(None, media))
        if kind == MessageKind.MESSAGE.value and not text and not files:
            marks = (*marks, "no-text")
        return Message(
            kind, self._conversation, self._sender, text, happened, span, files,
            (*marks, *marks_of(happened)), seconds,
            tuple(details),
        )  # fmt: skip

    def _words(self, leaf: Leaf) -> str:
        """Give the words of a leaf with their line breaks."""
        return text_of_html(self._page.content[leaf.start : leaf.end])

    def _moment(self, dates: list[Leaf], block: _Block) -> Moment:
        """Give the time in the title of the date, else the one that is shown."""
        for leaf in dates:
            start = self._page.elements[leaf.element].start
            title = _TITLE.search(self._page.content, start, leaf.start)
            if title is not None:
                return moment_of_title(title[1].decode(errors="replace"))
        title = _TITLE.search(self._page.content, block.start, block.end)
        shown = self._page.text(dates[0]) if dates else ""
        return moment_of_title(title[1].decode(errors="replace")) if title else Moment(shown, None)

    def _media(
        self, block: _Block, kinds: dict[str, list[Leaf]]
    ) -> tuple[str, tuple[str, ...], int | None]:
        """Tell what a message is by its media: its kind, marks and length."""
        found = _KIND.findall(self._page.content, block.start, block.end)
        status = " ".join(self._page.text(leaf) for leaf in kinds.get("status", []))
        if b"media_call" in found:
            marks = tuple(
                mark for word, mark in (("Missed", "missed"), ("Declined", "rejected"))
                if word in status
            )  # fmt: skip
            length = _SECONDS.search(status)
            return MessageKind.CALL.value, marks, int(length[1]) if length else None
        marks = tuple(mark for name, mark in _MEDIA.items() if name in found)
        if any("ot included" in self._page.text(leaf)
               for name in ("status", "description") for leaf in kinds.get(name, [])):  # fmt: skip
            marks = (*marks, "media-omitted")
        return MessageKind.MESSAGE.value, marks, None

    def _details(self, block: _Block, kinds: dict[str, list[Leaf]]) -> Iterator[tuple[str, str]]:
        """Give what else a message states."""
        answered = _ANSWERED.search(self._page.content, block.start, block.end)
        if kinds.get("reply_to"):
            yield (
                "reply-to",
                answered[1].decode() if answered else self._page.text(kinds["reply_to"][0]),
            )
        if _PASSED_ON.search(self._page.content, block.start, block.end):
            named = kinds.get("forwarded")
            self._first = self._page.text(named[0]) if named else self._first
            yield "forwarded-from", self._first
        if kinds.get("reactions"):
            yield from _reactions(self._page.content, kinds["reactions"][0].start, block.end)
        if self._via:
            yield "also-stated", f"via_bot: {self._via}"
        for leaf in kinds.get("signature", []):
            yield "also-stated", self._page.text(leaf)


def _reactions(content: bytes, start: int, end: int) -> Iterator[tuple[str, str]]:
    """Give each reaction with who gave it, or how many did."""
    begin = max(content.rfind(b"<span", 0, start), 0)
    sign, count = "", ""
    by: list[str] = []
    for found in [*_REACTED.finditer(content, begin, end), None]:
        if found is None or found[1] is not None:
            if sign:
                yield "reaction", f"{sign} by {', '.join(by)}" if by else f"{sign} {count}".strip()
            sign, by, count = (text_of_html(found[1]).strip() if found else ""), [], ""
        elif found[2] is not None:
            by.append(text_of_html(found[2]).strip())
        else:
            count = found[3].decode()


def _without_thumbs(files: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out the small picture that stands for a file which is there itself."""
    stems = {name.rpartition(".")[0] for name in files} | set(files)
    return tuple(
        name for name in files
        if not (small := _THUMB.search(name)) or name[: small.start()] not in stems
    )  # fmt: skip
