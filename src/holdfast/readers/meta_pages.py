"""Meta's exports as HTML, read by their structure: the classes change every year.

What ends a message is a date with a time that stands alone, in an element with the same class each
time. The smallest element that holds it and words before it is the message; its first words are
the sender's name. Times have no zone, and reactions stand among the words.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.span import Span
from holdfast.readers.html_leaves import Leaves
from holdfast.readers.html_text import text_of_html, title_of_html
from holdfast.readers.meta_activity import kind_of_list
from holdfast.readers.written_dates import LONGEST, find_written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.model.message import Found
    from holdfast.model.moment import Moment
    from holdfast.readers.html_leaves import Leaf
    from holdfast.readers.reader import Source

MOST_BYTES = 48 << 20
"""Of a page; Meta begins a new file after some thousand messages."""

_THREAD_NAME = re.compile(r"messages?(?:_\d+)?(?: ?\(\d+\))?\.html?$", re.IGNORECASE)
_OF_THREADS = re.compile(rb"Participants|class=\"message_header")
_YEAR = re.compile(rb"(?:19|20)\d\d|/\d\d\b")


class _Block(NamedTuple):
    """One message on the page."""

    start: int
    end: int
    date: Leaf
    happened: Moment


def read_page(source: Source) -> Iterator[Found]:
    """Divide a page into messages, or posts and events, and what stands around them.

    Args:
        source: one HTML file of the export.

    Yields:
        Messages in file order; every stretch with words between them as a leftover.
    """
    content = source.read(0, MOST_BYTES)
    page = Leaves(content)
    conversation = title_of_html(content) or source.name.rsplit(".", 1)[0]
    is_thread = _THREAD_NAME.search(source.name) is not None or _OF_THREADS.search(
        content, 0, 65_536
    )
    covered = 0
    for block in _blocks(page):
        yield from _around(page, covered, block.start)
        if is_thread:
            yield _message(page, block, conversation)
        else:
            yield _activity(page, block, conversation, source.name)
        covered = block.end
    yield from _around(page, covered, len(content))
    if source.size > len(content):
        yield Leftover(Span(len(content), source.size - len(content)), "too-long")


def _around(page: Leaves, start: int, end: int) -> Iterator[Leftover]:
    """Leave over the words between messages."""
    words = page.words_between(start, end)
    if words is not None:
        yield Leftover(words, "about-the-export")


def _blocks(page: Leaves) -> Iterator[_Block]:
    """Give the messages of a page."""
    previous = 0
    dates = _dates(page)
    for number, (leaf, happened) in enumerate(dates):
        place = page.between(leaf.start, leaf.start + 1)[0]
        before = page.between(previous, place.start)
        element = next(
            (
                one
                for one in page.around(leaf)
                if before and page.elements[one].start <= before[-1].start
            ),
            leaf.element,
        )
        start, end = page.elements[element].start, page.ends[element]
        if start < previous or not before:
            start, end = (before[0].start if before else leaf.start), leaf.end
        following = dates[number + 1][0].start if number + 1 < len(dates) else len(page.content)
        if end > following:
            end = leaf.end
        end = _old_end(page, (start, end), leaf, following)
        yield _Block(start, end, leaf, happened)
        previous = end


def _old_end(page: Leaves, block: tuple[int, int], date: Leaf, following: int) -> int:
    """Give where a message ends whose words come after its date (before 2018)."""
    start, end = block
    inside = page.between(start, date.start)
    header = next(page.around(date), -1)
    is_header = any("message_header" in page.elements[one].classes for one in page.around(date))
    if not is_header or len(inside) != 1 or header < 0:
        return end
    after = page.between(end, following)
    own = [leaf for leaf in after if not _is_header(page, leaf)]
    return own[-1].end if own else end


def _is_header(page: Leaves, leaf: Leaf) -> bool:
    """Tell whether a leaf is in the line with name and date of an old message."""
    return any("message_header" in page.elements[one].classes for one in page.around(leaf))


def _dates(page: Leaves) -> list[tuple[Leaf, Moment]]:
    """Give the leaves that are dates, in elements of the class that most of them have."""
    found: list[tuple[Leaf, Moment]] = []
    for leaf in page.leaves:
        if leaf.end - leaf.start <= 4 * LONGEST and _YEAR.search(
            page.content, leaf.start, leaf.end
        ):
            happened = find_written(page.text(leaf))
            if happened is not None:
                found.append((leaf, happened))
    classes = Counter(page.elements[leaf.element].classes for leaf, _ in found if leaf.element >= 0)
    if not classes:
        return []
    (usual, _), *_ = classes.most_common(1)
    return [
        (leaf, happened)
        for leaf, happened in found
        if leaf.element >= 0 and page.elements[leaf.element].classes == usual
    ]


def _message(page: Leaves, block: _Block, conversation: str) -> Message:
    """Give one message of a conversation."""
    inside = page.between(block.start, block.date.start)
    sender = page.text(inside[0]) if inside else None
    body_at = inside[0].end if inside else block.start
    body = text_of_html(page.content[body_at : block.date.start])
    after = text_of_html(page.content[block.date.end : block.end])
    text = "\n".join(filter(None, (body.strip("\n"), after.strip("\n"))))
    files = page.files_between(block.start, block.end)
    marks = () if text or files else ("no-text",)
    return Message(
        MessageKind.MESSAGE.value, conversation, sender, text, block.happened,
        Span(block.start, block.end - block.start), files, (*marks, *_marks(block.happened)),
    )  # fmt: skip


def _activity(page: Leaves, block: _Block, conversation: str, name: str) -> Message:
    """Give one post or event."""
    kind, marks = kind_of_list(name)
    text = text_of_html(page.content[block.start : block.date.start])
    return Message(
        kind, conversation, None, text, block.happened,
        Span(block.start, block.end - block.start), page.files_between(block.start, block.end),
        (*marks, *_marks(block.happened)),
    )  # fmt: skip


def _marks(happened: Moment) -> tuple[str, ...]:
    """Give the mark of a date that is open or impossible."""
    return ("date-open",) if happened.stated is None else ()
