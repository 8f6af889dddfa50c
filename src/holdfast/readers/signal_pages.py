"""Pages that signalbackup-tools makes of an Android phone's back-up of Signal, one per chat.

    <!-- Generated on 2026-03-05 09:00:00 by signalbackup-tools (20260301.101010). … -->
    <pre class="threadtitle">Ann Example</pre>
    <div class="msg … msg-incoming">
      <span class="msg-name msg-name-3">Ann Example</span>      in groups only
      <div class="msg-quote">…</div>                            what it answers
      <div><pre dir="auto">are you home?</pre></div>
      <div class="footer"><span class="msg-data">Mar 04, 2026 17:30:05</span></div>
      <div class="msg-reactions">…</div>
    </div>

Times are those of the computer that made the page.
References: `htmlwrite.cc` of signalbackup-tools, 2023 to 2026; docs/readers/signal.md.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.span import Span
from holdfast.readers.html_leaves import Leaves
from holdfast.readers.html_pieces import pieces, shifted
from holdfast.readers.html_text import text_of_html
from holdfast.readers.moments import impossible, marks_of
from holdfast.readers.reader import OWNER
from holdfast.readers.written_dates import find_written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.html_leaves import Leaf
    from holdfast.readers.reader import Source

_MADE_BY = re.compile(rb"<!-- Generated on [^<>]{10,40} by signalbackup-tools \(")
# An earlier wording inside a message has the same words before it, but not on a line of their own.
BEGINS = re.compile(rb"(?<=\n) {10}<!-- Message: _id:")
"""What a message begins with."""

_EARLIER = "edited-info"
_PARTS = (
    _EARLIER, "msg-receipt-info", "msg-quote", "msg-reactions", "msg-name", "msg-data",
    "edited", "linkpreview", "attachment", "avatar",
    "threadtitle",
)  # fmt: skip
"""Parts of a message by their class; the outermost counts, an earlier wording before any."""

_REACTION = re.compile(
    rb'<span class="msg-emoji">(.{0,400}?)</span>.{0,200}?<div class="msg-reaction-info">'
    rb"(.{0,20000}?)</div>", re.DOTALL,
)  # fmt: skip
_BY = re.compile(r"From:? (.{1,200})\nSent: (.{1,40})")
_WITH_AVATAR = "incoming-group-msg"
_PENDING = b"pending-attachment"
_CALLS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "msg-call-incoming": ("received",), "msg-call-outgoing": ("sent",),
        "msg-call-missed": ("received", "missed"), "msg-group-call": (),
        "msg-video-call-incoming": ("received", "video-call"),
        "msg-video-call-outgoing": ("sent", "video-call"),
        "msg-video-call-missed": ("received", "missed", "video-call"),
    }
)  # fmt: skip
_NOTICES: Mapping[str, str] = MappingProxyType(
    {
        "msg-security-icon": "security-code-changed", "msg-phone-icon": "number-changed",
        "msg-expiration-timer-set": "disappearing-messages",
        "msg-expiration-timer-disabled": "disappearing-messages",
        **dict.fromkeys(
            (
                "msg-group-quit-icon", "msg-members-icon", "msg-member-add-icon",
                "msg-member-remove-icon", "msg-member-approved-icon", "msg-member-rejected-icon",
                "msg-pencil-icon", "msg-megaphone-icon", "msg-avatar-update-icon",
            ),
            "group-changed",
        ),
    }
)  # fmt: skip


class _Block(NamedTuple):
    """One message on the page."""

    element: int
    start: int
    end: int
    classes: frozenset[str]


def looks_like_page(head: bytes) -> bool:
    """Tell whether a page is a chat by signalbackup-tools; its other pages show no messages.

    Args:
        head: the file's first bytes, without a mark.
    """
    return _MADE_BY.match(head) is not None and b".msg-incoming" in head


def read_page(source: Source) -> Iterator[Found]:
    """Divide a page into messages, calls and notices.

    Args:
        source: the page.

    Yields:
        Messages in file order; what stands around them as leftovers.
    """
    page = _Page()
    for piece in pieces(source, BEGINS):
        yield from shifted(page.found(Leaves(piece.content)), piece.start)


class _Page:
    """Goes through a page piece by piece; remembers whose chat it is."""

    _page: Leaves

    def __init__(self) -> None:
        self._title = ""
        self._is_group = False

    def found(self, page: Leaves) -> Iterator[Found]:
        """Give everything in a piece."""
        self._page = page
        if not self._title:
            titles = [leaf for leaf in page.leaves if self._part_of(leaf, -1) == "threadtitle"]
            self._title = page.text(titles[0]) if titles else ""
            self._is_group = any("groupdetails" in each.classes for each in page.elements)
        covered = 0
        for block in self._blocks():
            yield from self._around(covered, block.start)
            covered = block.end
            yield self._message(block)
        yield from self._around(covered, len(page.content))

    def _blocks(self) -> Iterator[_Block]:
        """Give the elements that are messages; an earlier wording lies inside the newest."""
        end = 0
        for number, element in enumerate(self._page.elements):
            classes = frozenset(element.classes.split())
            is_one = classes & {"msg-incoming", "msg-outgoing", "msg-status"}
            if "msg" in classes and is_one and element.start >= end:
                outer = self._page.elements[element.parent] if element.parent >= 0 else element
                # Of a damaged page, the one around it may have begun before the last message.
                is_with = _WITH_AVATAR in outer.classes.split() and outer.start >= end
                around = element.parent if is_with else number
                end = self._page.ends[around]
                yield _Block(around, self._page.elements[around].start, end, classes)

    def _around(self, start: int, end: int) -> Iterator[Leftover]:
        """Leave over the words between messages."""
        words = self._page.words_between(start, end)
        if words is not None:
            yield Leftover(words, "about-the-export")

    def _part_of(self, leaf: Leaf, outermost: int) -> str:
        """Give which part of a message a leaf belongs to, empty for its words."""
        part = ""
        for element in self._page.around(leaf):
            if element == outermost:
                break
            classes = self._page.elements[element].classes.split()
            if part != _EARLIER:
                part = next((name for name in _PARTS if name in classes), part)
        return part

    def _words(self, leaves: list[Leaf]) -> str:
        """Give the words of a part with their line breaks: those of each `<pre>` as a whole."""
        content, told = self._page.content, dict[int, str]()
        for leaf in leaves:
            at, end = leaf.start, leaf.end
            for element in self._page.around(leaf):
                start = self._page.elements[element].start
                if content.startswith(b"<pre", start):
                    at, end = start, self._page.ends[element]
                    break
            if at not in told:
                told[at] = text_of_html(content[at:end]).strip("\n")
        return "\n".join(filter(None, told.values()))

    def _message(self, block: _Block) -> Message:
        """Give one message, call or notice."""
        parts: dict[str, list[Leaf]] = {}
        for leaf in self._page.between(block.start, block.end):
            parts.setdefault(self._part_of(leaf, block.element), []).append(leaf)
        written = self._page.text(parts["msg-data"][-1]) if parts.get("msg-data") else ""
        happened = find_written(written) or impossible(written)
        kind, marks, sender = self._kind(block, parts)
        text = self._words(parts.get("", []))
        if {"deleted", "view-once"}.intersection(marks):
            text = ""
        files = self._files(block)
        if _PENDING in self._page.content[block.start : block.end] or (
            "view-once" in marks and not files
        ):
            marks = (*marks, "media-omitted")
        if kind is MessageKind.MESSAGE and not (text or files or marks[1:]):
            marks = (*marks, "no-text")
        span = Span(block.start, block.end - block.start)
        return Message(
            kind.value, self._title, sender, text, happened, span, files,
            (*marks, *marks_of(happened)), None, tuple(self._details(block, parts)),
        )  # fmt: skip

    def _kind(
        self, block: _Block, parts: dict[str, list[Leaf]]
    ) -> tuple[MessageKind, tuple[str, ...], str | None]:
        """Give what a block is, its marks, and who sent it."""
        if "msg-status" in block.classes:
            icons = frozenset[str]().union(*(classes for _, classes in self._inside(block)))
            call = next((marks for icon, marks in _CALLS.items() if icon in icons), None)
            if call is None:
                notice = next((mark for icon, mark in _NOTICES.items() if icon in icons), None)
                return MessageKind.EVENT, (notice,) if notice else (), None
            by = OWNER if "sent" in call else self._title if "received" in call else None
            return MessageKind.CALL, call, None if self._is_group and by != OWNER else by
        is_mine = "msg-outgoing" in block.classes
        marks = ["sent" if is_mine else "received"]
        marks += ["view-once"] if "msg-viewonce" in block.classes else []
        marks += ["deleted"] if "deleted-msg" in block.classes else []
        marks += ["edited"] if parts.get("edited") else []
        names = parts.get("msg-name", []) if self._is_group else []
        other = self._page.text(names[0]) if names else "" if self._is_group else self._title
        return MessageKind.MESSAGE, tuple(marks), OWNER if is_mine else other or None

    def _inside(self, block: _Block) -> Iterator[tuple[int, frozenset[str]]]:
        """Give the elements inside a block with their classes."""
        for number in range(block.element + 1, len(self._page.elements)):
            element = self._page.elements[number]
            if element.start >= block.end:
                return
            yield number, frozenset(element.classes.split())

    def _files(self, block: _Block) -> tuple[str, ...]:
        """Give the files of a message, without those of what it answers or of earlier wordings."""
        page, at = self._page, block.start
        found: list[str] = []
        for number, classes in self._inside(block):
            if classes & {"msg-quote", _EARLIER}:
                found += page.files_between(at, max(at, page.elements[number].start))
                at = max(at, page.ends[number])
        return tuple(dict.fromkeys([*found, *page.files_between(at, block.end)]))

    def _details(self, block: _Block, parts: dict[str, list[Leaf]]) -> Iterator[tuple[str, str]]:
        """Give what else a message states."""
        quoted = [
            leaf
            for leaf in parts.get("msg-quote", [])
            if "msg-name" not in self._page.elements[leaf.element].classes.split()
        ]
        if parts.get("msg-quote"):
            yield "reply-to", self._words(quoted) or self._words(parts["msg-quote"])
        for leaf in parts.get(_EARLIER, []):
            start = self._page.elements[leaf.element].start
            if self._page.content.startswith(b"<pre", start):
                yield "earlier-text", self._words([leaf])
        for part in ("linkpreview", "attachment", "msg-receipt-info"):
            for leaf in parts.get(part, []):
                words = self._page.text(leaf)
                if any(map(str.isalnum, words)):
                    yield "also-stated", words
        if parts.get("msg-reactions"):
            yield from _reactions(self._page.content[block.start : block.end])


def _reactions(content: bytes) -> Iterator[tuple[str, str]]:
    """Give each reaction with who gave it and when."""
    for found in _REACTION.finditer(content):
        sign, told = text_of_html(found[1]).strip(), text_of_html(found[2])
        by = _BY.findall(told)
        for name, when in by:
            yield "reaction", f"{sign} by {name}, {when}"
        if not by:
            yield "reaction", sign
