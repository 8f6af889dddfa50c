"""DiscordChatExporter's HTML: every message carries its id, and the id holds the exact time.

Since 2021 attributes stand without quotes. A message that follows another one of the same group
does not name its author again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.span import Span
from holdfast.readers.discord_text import kind_of_words
from holdfast.readers.discord_times import moment_of_id
from holdfast.readers.html_leaves import Leaves
from holdfast.readers.html_pieces import pieces, shifted
from holdfast.readers.html_text import text_of_html, title_of_html
from holdfast.readers.html_tokens import unescape
from holdfast.readers.moments import marks_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.model.message import Found
    from holdfast.readers.reader import Source

_BEGINS = re.compile(rb'<div class="?chatlog__message-group\b')
_ID = re.compile(rb'[^>]{0,400}?\bdata-message-id="?(\d{1,20})')
_USER = re.compile(rb'[^>]{0,400}?\bdata-user-id="?(\d{1,20})')
_TITLE = re.compile(rb"[^>]{0,400}?\btitle=(?:\"([^\"<>]{1,80})\"|([^\s<>\"]{1,80}))")
_ANSWERED = re.compile(
    rb"scrollToMessage\(event, ?'?\"?(\d{1,20})|#(?:chatlog__message-container|message)-(\d+)"
)
_AUTHORS = frozenset({
    "chatlog__author", "chatlog__author-name", "chatlog__system-notification-author",
})  # fmt: skip
_WORDS = frozenset({"chatlog__content", "chatlog__system-notification-content"})
_TIMES = frozenset({
    "chatlog__timestamp", "chatlog__short-timestamp", "chatlog__system-notification-timestamp",
})  # fmt: skip
_FILES = frozenset({
    "chatlog__attachment", "chatlog__sticker", "chatlog__forwarded-attachments",
})  # fmt: skip
_PASSED_ON, _WORDS_PASSED_ON = b"chatlog__forwarded", "chatlog__forwarded-content"
_NOT_NAMED = "null"
"""As JSON says it: whose words were passed on is not stated."""

_ADDRESS = re.compile(rb"\b(?:href|src)=(?:\"([^\"<>]{1,2000})\"|([^\s<>\"]{1,2000}))")
_REACTION = "chatlog__reaction"
_ALT = re.compile(rb"\balt=(?:\"([^\"<>]{1,200})\"|([^\s<>\"]{1,200}))")
_RANGE = re.compile(
    rb"preamble__entry[^<>]{0,60}>\s*(?:Between|After|Before)\s|>\s*Range:", re.IGNORECASE
)
_CHANGED = re.compile(r"(?:joined|left|added|removed|changed) ", re.IGNORECASE)
_ELSEWHERE = _AUTHORS | _WORDS | _TIMES | {_REACTION, _WORDS_PASSED_ON}


class _Block(NamedTuple):
    """One message on the page."""

    number: str
    element: int
    start: int
    end: int


def read_page(source: Source) -> Iterator[Found]:
    """Divide a page into messages and notices.

    Args:
        source: one channel as HTML.

    Yields:
        Messages in file order; what stands around them as leftovers.
    """
    page: _Page | None = None
    for piece in pieces(source, _BEGINS):
        page = page or _Page(title_of_html(piece.content))
        yield from shifted(page.found(Leaves(piece.content)), piece.start)


class _Page:
    """Goes through a page piece by piece; remembers the author of the group."""

    _page: Leaves

    def __init__(self, conversation: str) -> None:
        self._conversation = conversation
        self._author: str | None = None
        self._account = ""

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
        """Give the elements that are messages; note authors that stand before them."""
        end = 0
        for element, each in enumerate(self._page.elements):
            classes = set(each.classes.split())
            if "chatlog__message-group" in classes:
                self._author, self._account = None, ""
            elif classes & _AUTHORS and each.start >= end:
                self._note_author(element)
            found = _ID.match(self._page.content, each.start) if each.start >= end else None
            if found:
                end = self._page.ends[element]
                yield _Block(found[1].decode(), element, each.start, end)

    def _note_author(self, element: int) -> None:
        """Remember an author's name and account."""
        start = self._page.elements[element].start
        name = text_of_html(self._page.content[start : self._page.ends[element]])
        self._author = name or None
        account = _USER.match(self._page.content, start)
        self._account = account[1].decode() if account else ""

    def _around(self, start: int, end: int) -> Iterator[Leftover]:
        """Leave over the words between messages."""
        words = self._page.words_between(start, end)
        if words is not None:
            is_part = _RANGE.search(self._page.content, start, end) is not None
            yield Leftover(words, "looks-partial" if is_part else "about-the-export")

    def _message(self, block: _Block) -> Message:
        """Give one message."""
        page = self._page
        text, marks, is_notice, details = "", [], False, []
        covered: list[tuple[int, int]] = []
        reacted, files = 0, list[str]()
        for element in self._inside(block):
            classes = set(page.elements[element].classes.split())
            start, end = page.elements[element].start, page.ends[element]
            if classes & _ELSEWHERE:
                covered.append((start, end))
            if classes & _AUTHORS:
                self._note_author(element)
            elif classes & _FILES:
                files += _addresses(page.content[start:end])
            elif classes & _WORDS and _WORDS_PASSED_ON not in classes:
                is_notice = is_notice or "chatlog__system-notification-content" in classes
                end = self._before_edited(element, end)
                text = "\n".join(filter(None, (text, text_of_html(page.content[start:end]))))
            elif _REACTION in classes and start >= reacted:
                reacted = end
                details.append(("reaction", _reaction(page.content[start:end])))
            elif classes & _TIMES:
                details.append(("local-time", self._time(start, end)))
            elif "chatlog__edited-timestamp" in classes:
                marks.append("edited")
            elif "chatlog__reference" in classes or "chatlog__reply" in classes:
                answered = _ANSWERED.search(page.content, start, end)
                details.append(("reply-to", _first(answered) if answered else ""))
        text, passed_on = self._with_passed_on(block, text)
        details += [
            *passed_on, ("account-id", self._account), ("message-id", block.number),
            *self._rest(block, covered),
        ]  # fmt: skip
        said = text, tuple(dict.fromkeys(files)), is_notice
        return self._put_together(block, said, tuple(dict.fromkeys(marks)), details)

    def _with_passed_on(self, block: _Block, text: str) -> tuple[str, list[tuple[str, str]]]:
        """Give words that are somebody else's and were passed on, where there are no others."""
        page = self._page
        if page.content.find(_PASSED_ON, block.start, block.end) < 0:
            return text, []
        passed_on = "\n".join(
            text_of_html(page.content[page.elements[element].start : page.ends[element]])
            for element in self._inside(block)
            if _WORDS_PASSED_ON in page.elements[element].classes.split()
        )
        found = [("forwarded-from", _NOT_NAMED)]
        return (text, [*found, ("also-stated", passed_on)]) if text else (passed_on, found)

    def _before_edited(self, element: int, end: int) -> int:
        """Give where words end, before the note that they were changed."""
        for each in self._page.elements[element + 1 : element + 65]:
            if "chatlog__edited-timestamp" in each.classes.split() and each.start < end:
                return each.start
        return end

    def _put_together(
        self, block: _Block, said: tuple[str, tuple[str, ...], bool], marks: tuple[str, ...],
        details: list[tuple[str, str]],
    ) -> Message:  # fmt: skip
        """Give a message of its parts."""
        text, files, is_notice = said
        happened = moment_of_id(block.number)
        shown = any(key == "also-stated" for key, _ in details)
        if not (text or files or is_notice or shown):
            marks = (*marks, "no-text")
        kind, seconds = MessageKind.MESSAGE.value, None
        if is_notice:
            kind, _, seconds = kind_of_words(text)
            is_call = kind == MessageKind.CALL.value
            kind = kind if is_call else MessageKind.EVENT.value
            marks = (*marks, "group-changed") if _CHANGED.match(text) and not is_call else marks
        return Message(
            kind, self._conversation, self._author, text, happened,
            Span(block.start, block.end - block.start), files, (*marks, *marks_of(happened)),
            seconds,
            tuple((key, value) for key, value in details if value),
        )  # fmt: skip

    def _inside(self, block: _Block) -> Iterator[int]:
        """Give the elements inside a message."""
        for element in range(block.element, len(self._page.elements)):
            if self._page.elements[element].start >= block.end:
                return
            yield element

    def _time(self, start: int, end: int) -> str:
        """Give a time as the exporting computer showed it."""
        title = _TITLE.match(self._page.content, start)
        return _first(title) if title else text_of_html(self._page.content[start:end])

    def _rest(self, block: _Block, covered: list[tuple[int, int]]) -> Iterator[tuple[str, str]]:
        """Give the words of a message that stand elsewhere: previews, reactions."""
        for leaf in self._page.between(block.start, block.end):
            if not any(start <= leaf.start < end for start, end in covered):
                yield "also-stated", self._page.text(leaf)


def _reaction(content: bytes) -> str:
    """Give a reaction with how many gave it."""
    sign = _ALT.search(content)
    said = unescape(_first(sign)) if sign else ""
    # Small pictures are words already, where they stand for a sign.
    count = text_of_html(content).removeprefix(said).strip()
    return " ".join(filter(None, (said, count)))


def _addresses(content: bytes) -> list[str]:
    """Give the addresses of files in a piece of a page."""
    found = (_first(each) for each in _ADDRESS.finditer(content))
    return [unescape(each) for each in found if not each.startswith("#")]


def _first(found: re.Match[bytes]) -> str:
    """Give the first group that took part."""
    return next((each for each in found.groups() if each), b"").decode(errors="replace")
