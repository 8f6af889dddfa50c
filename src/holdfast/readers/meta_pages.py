"""Meta's exports as HTML, read by their structure: the classes change every year.

What ends a message is a date with a time that stands alone, in an element with the same class each
time. The smallest element that holds it and words before it is the message; its first words are
the sender's name. A list inside it holds the reactions. Times have no zone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.moment import UNKNOWN_MOMENT
from holdfast.model.span import Span
from holdfast.readers.html_leaves import Leaves
from holdfast.readers.html_pieces import shifted
from holdfast.readers.html_text import text_of_html, title_of_html
from holdfast.readers.meta_activity import kind_of_list
from holdfast.readers.moments import from_iso
from holdfast.readers.written_dates import LONGEST, find_written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.model.message import Found
    from holdfast.model.moment import Moment
    from holdfast.readers.html_leaves import Leaf
    from holdfast.readers.reader import Source

PIECE_BYTES = 2 << 20
"""Meta begins a new file after some thousand messages; a longer page is read in pieces."""

LONGEST_PIECE_BYTES = 8 << 20
"""A piece without a message that ends in it."""

_THREAD_NAME = re.compile(r"messages?(?:_\d+)?(?: ?\(\d+\))?\.html?$", re.IGNORECASE)
_OF_THREADS = re.compile(rb"Participants|class=\"message_header")
# Boris called you.    You missed a video chat with Boris.    You missed an audio call
_CALLED = re.compile(r"(?P<who>.{1,80}) called you\.?|You called (?P<whom>.{1,80}?)\.?")
_MISSED = re.compile(
    r"You missed an? (?:audio |video )?(?:call|chat) (?:from|with) (?P<who>.{1,80}?)\.?"
    r"|(?P<whom>.{1,80}) missed your (?:audio |video )?(?:call|chat)\.?"
    r"|You missed an? (?:audio|video) (?:call|chat)\.?"
)
_ENDED = re.compile(r"(?:Audio|Video) (?:call|chat) ended\.?|The video chat ended\.?")
# Duration: 65 seconds    Duration: 1 minute, 5 seconds
_LENGTH = re.compile(
    r"Duration: (?:(\d{1,3}) hours?)?,? ?(?:(\d{1,4}) minutes?)?,? ?(?:(\d{1,6}) seconds?)?"
)
_UNSENT = re.compile(r"(?P<who>.{1,80}) unsent a message\.?")
_YEAR = re.compile(rb"(?:19|20)\d\d|/\d\d\b")


class _Block(NamedTuple):
    """One message on the page."""

    start: int
    end: int
    date: Leaf
    happened: Moment


class _About(NamedTuple):
    """What the beginning of a page tells of all of it."""

    name: str
    conversation: str
    is_thread: bool


def read_page(source: Source) -> Iterator[Found]:
    """Divide a page into messages, or posts and events, and what stands around them.

    Args:
        source: one HTML file of the export.

    Yields:
        Messages in file order; every stretch with words between them as a leftover.
    """
    start, size, date_class = 0, PIECE_BYTES, None
    about = _about(source.name, source.read(0, PIECE_BYTES))
    while True:
        content = source.read(start, size)
        is_last = start + len(content) >= source.size
        page = Leaves(content)
        dates = _dates(page)
        date_class = date_class or _date_class(page, dates)
        blocks = [*_blocks(page, dates, date_class, is_thread=about.is_thread)]
        if not is_last:
            # The last one may go on beyond this piece.
            blocks = blocks[:-1]
            if not blocks and size < LONGEST_PIECE_BYTES:
                size += PIECE_BYTES
                continue
        end = blocks[-1].end if blocks and not is_last else len(content)
        yield from shifted(_found(page, blocks, end, about), start)
        if is_last:
            return
        start, size = start + end, PIECE_BYTES


def _about(name: str, content: bytes) -> _About:
    """Tell what a page is, by its name and its beginning."""
    is_thread = _THREAD_NAME.search(name) or _OF_THREADS.search(content, 0, 65_536)
    conversation = title_of_html(content) or name.rsplit(".", 1)[0]
    return _About(name, conversation, is_thread is not None)


def _found(page: Leaves, blocks: list[_Block], end: int, about: _About) -> Iterator[Found]:
    """Give messages, posts or events, and what stands around them."""
    covered = 0
    for block in blocks:
        yield from _around(page, covered, block.start)
        if about.is_thread:
            yield _message(page, block, about.conversation)
        else:
            yield _activity(page, block, about.conversation, about.name)
        covered = block.end
    yield from _around(page, covered, end)


def _around(page: Leaves, start: int, end: int) -> Iterator[Leftover]:
    """Leave over the words between messages."""
    words = page.words_between(start, end)
    if words is not None:
        yield Leftover(words, "about-the-export")


def _blocks(
    page: Leaves, dates: list[tuple[Leaf, Moment]], date_class: str | None, *, is_thread: bool
) -> Iterator[_Block]:
    """Give the messages of a page."""
    previous = 0
    dates = [
        each
        for each in dates
        if each[0].element >= 0 and page.elements[each[0].element].classes == date_class
    ]
    starts = [leaf.start for leaf, _ in dates]
    for number, (leaf, happened) in enumerate(dates):
        place = page.between(leaf.start, leaf.start + 1)[0]
        before = page.between(previous, place.start)
        # What has no words begins with its picture.
        first = before[-1].start if before else page.file_between(previous, leaf.start)
        element = next(
            (
                one
                for one in page.around(leaf)
                if first is not None and page.elements[one].start <= first
            ),
            leaf.element,
        )
        element = element if is_thread else _record_of(page, element, leaf, starts)
        start, end = page.elements[element].start, page.ends[element]
        if start < previous or first is None:
            start, end = (before[0].start if before else leaf.start), leaf.end
        following = dates[number + 1][0].start if number + 1 < len(dates) else len(page.content)
        if end > following:
            end = leaf.end
        end = _old_end(page, (start, end), leaf, following)
        yield _Block(start, end, leaf, happened)
        previous = end


def _record_of(page: Leaves, element: int, date: Leaf, dates: list[int]) -> int:
    """Give all of the record that a date stands in: with one heading above, and its whole table.

    What holds another date is more than a record. A page with one date does not show where a record
    ends; only a table does.
    """
    around = [*page.around(date)]
    table = next((one for one in around if _is_table(page, one)), None)
    if table is None and (len(dates) == 1 or element not in around):
        return element
    inner = element if table is None else table
    for one in around[around.index(inner) :]:
        start, end = page.elements[one].start, page.ends[one]
        others = bisect_left(dates, end) - bisect_left(dates, start) > 1
        heading = page.between(start, page.elements[inner].start)
        if others or len(heading) > 1 or page.between(page.ends[inner], end):
            break
        element = one
    return element


def _is_table(page: Leaves, element: int) -> bool:
    """Tell whether an element is a table."""
    start = page.elements[element].start
    return page.content[start : start + len(b"<table")].lower() == b"<table"


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
    """Give the leaves that are dates."""
    found: list[tuple[Leaf, Moment]] = []
    for leaf in page.leaves:
        if leaf.end - leaf.start <= 4 * LONGEST and _YEAR.search(
            page.content, leaf.start, leaf.end
        ):
            happened = find_written(page.text(leaf))
            if happened is not None:
                found.append((leaf, happened))
    return found


def _date_class(page: Leaves, dates: list[tuple[Leaf, Moment]]) -> str | None:
    """Give the class of the elements that most dates stand in; None when there is no date."""
    inside = [leaf.element for leaf, _ in dates if leaf.element >= 0]
    classes = Counter(page.elements[element].classes for element in inside)
    return classes.most_common(1)[0][0] if classes else None


def _message(page: Leaves, block: _Block, conversation: str) -> Message:
    """Give one message of a conversation."""
    inside = page.between(block.start, block.date.start)
    sender = page.text(inside[0]) if inside else None
    body_at = inside[0].end if inside else block.start
    listed = _list_in(page, body_at, block.date.start)
    before, behind = (listed.start, listed.end) if listed else (block.date.start,) * 2
    pieces = ((body_at, before), (behind, block.date.start), (block.date.end, block.end))
    words = (text_of_html(page.content[start:end]).strip("\n") for start, end in pieces)
    text = "\n".join(filter(None, words))
    files = page.files_between(block.start, block.end)
    kind, marks, seconds = _what(text, _names_of(sender, conversation))
    marks = marks if text or files else ("no-text",)
    reactions = page.between(before, behind) if listed else []
    return Message(
        kind, conversation, sender, text, block.happened,
        Span(block.start, block.end - block.start), files, (*marks, *_marks(block.happened)),
        seconds, tuple(("reaction", page.text(leaf)) for leaf in reactions),
    )  # fmt: skip


def _list_in(page: Leaves, start: int, end: int) -> Span | None:
    """Give where the list of reactions stands: nothing else in a message is a list."""
    for leaf in page.between(start, end):
        for one in page.around(leaf):
            at = page.elements[one].start
            if at >= start and page.content[at : at + 3].lower() == b"<ul":
                return Span(at, page.ends[one] - at)
    return None


def _what(text: str, names: frozenset[str]) -> tuple[str, tuple[str, ...], int | None]:
    """Tell what the words of a message are: a call, that something was unsent, or words.

    People write "I missed your call" too. So the app's sentences count only about those who take
    part, and "called" only with a length. Only English downloads are told apart; in others a call
    stays a message.

    Args:
        text: its words.
        names: of the sender and the conversation, whole and up to the first space.
    """
    first, _, rest = text.partition("\n")
    length = _LENGTH.fullmatch(rest.strip()) if rest.strip() else None
    if _is_about(_CALLED.fullmatch(first), names) and length is not None:
        hours, minutes, left = (int(part or 0) for part in length.groups())
        return MessageKind.CALL.value, (), hours * 3600 + minutes * 60 + left
    if _is_about(_MISSED.fullmatch(text), names):
        return MessageKind.CALL.value, ("missed",), None
    if _ENDED.fullmatch(text):
        return MessageKind.CALL.value, (), None
    if _is_about(_UNSENT.fullmatch(text), names | {"You"}):
        return MessageKind.EVENT.value, ("deleted",), None
    return MessageKind.MESSAGE.value, (), None


def _is_about(found: re.Match[str] | None, names: frozenset[str]) -> bool:
    """Tell whether a sentence is there and names nobody but those who take part."""
    return found is not None and all(each in names for each in found.groups() if each)


def _names_of(*written: str | None) -> frozenset[str]:
    """Give names whole and up to the first space."""
    kept = [name for name in written if name]
    return frozenset({*kept, *(name.split()[0] for name in kept if name.split())})


def _activity(page: Leaves, block: _Block, conversation: str, name: str) -> Message:
    """Give one post or event."""
    kind, marks = kind_of_list(name)
    inside = page.between(block.start, block.date.start)
    # A heading in ISO 8601 states the zone, which the date below it lacks.
    heading = from_iso(page.text(inside[0])) if inside else UNKNOWN_MOMENT
    happened = block.happened if heading.offset_minutes is None else heading
    has_more = inside and page.words_between(block.date.end, block.end) is not None
    end = block.end if has_more else block.date.start
    text = text_of_html(page.content[block.start : end])
    return Message(
        kind, conversation, None, text, happened,
        Span(block.start, block.end - block.start), page.files_between(block.start, block.end),
        (*marks, *_marks(happened)),
    )  # fmt: skip


def _marks(happened: Moment) -> tuple[str, ...]:
    """Give the mark of a date that is open or impossible."""
    return ("date-open",) if happened.stated is None else ()
