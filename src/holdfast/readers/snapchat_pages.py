"""Snapchat's My Data as pages, which every download holds; JSON is in it only when asked for.

| since | a message is                                                     | a page holds    |
| ----- | ---------------------------------------------------------------- | --------------- |
| 2023  | `<h4>` who, words or kind, `<h6>` when                           | one chat        |
| 2018  | a row with who, kind and when, then one with the words           | received, sent  |

References: docs/readers/snapchat.md. Seen: made-up pages in public programs, no person's own.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from holdfast.model.message import Leftover
from holdfast.model.span import Span
from holdfast.readers.html_leaves import Leaves
from holdfast.readers.html_pieces import pieces, shifted
from holdfast.readers.html_text import hides_words, text_of_html, title_of_html
from holdfast.readers.snapchat_records import chat_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.model.message import Found, Message
    from holdfast.readers.reader import Source

_PAGE = re.compile(rb"\s*(?:<!doctype html|<html|<div class=.rightpanel)", re.IGNORECASE)
_STAMP = rb"\d{4}[-/]\d\d[-/]\d\d \d\d:\d\d:\d\d UTC"
_CARDS = re.compile(rb"<h6\b[^<>]{0,200}>\s*" + _STAMP + rb"\s*</h6")
_CARD = re.compile(rb"<h4\b")
_TABLE = re.compile(rb"<t[hd]\b[^<>]{0,200}>\s*(?:<b>)?\s*Media Type\s*<")
_ROW = re.compile(rb"<tr\b")
_BEGINS = re.compile(rb"<h4\b|<tr\b[^<>]{0,200}>\s*<td\b[^<>]{0,200}>[^<]{0,200}</td\s*>\s*<td\b")
# Up to the tag that ends it or begins the next, so that time is linear.
_WHO = re.compile(rb"<h4\b[^<>]{0,400}>([^<]*+(?:<(?!/?h4\b)[^<]*+)*+)</h4\s{0,9}>")
_WHEN = re.compile(rb"<h6\b[^<>]{0,400}>([^<]{0,200})</h6\s*>")
_CELL = re.compile(rb"<(t[hd])\b[^<>]{0,400}>([^<]*+(?:<(?!/?t[hdr]\b)[^<]*+)*+)</t[hd]\s{0,9}>")
_KIND = re.compile(r"(?:TEXT|MEDIA|IMAGE|VIDEO|NOTE|STICKER|SHARE|LOCATION|STATUS[A-Z]{3,60})")
_OTHERS_CHAT = re.compile(r"subpage_(.+?)(?: ?\(\d+\))?\.html?", re.IGNORECASE)
_COLUMNS = ("From", "Media Type", "Created")
_SENT, _RECEIVED = "Sent History", "Received History"
_DIRECTIONS = frozenset({"sent", "received"})


def is_page(head: bytes) -> bool:
    """Tell whether a file is a page with chats or snaps.

    Args:
        head: its first bytes.
    """
    if _PAGE.match(head) is None:
        return False
    is_cards = _CARDS.search(head) is not None and _CARD.search(head) is not None
    return is_cards or (_TABLE.search(head) is not None and re.search(_STAMP, head) is not None)


def read_pages(source: Source) -> Iterator[Found]:
    """Divide a page into messages and what stands around them.

    Args:
        source: `subpage_NAME.html`, `chat_history.html` or `snap_history.html`.

    Yields:
        Messages in file order; every stretch with words between them as a leftover.
    """
    named = _OTHERS_CHAT.fullmatch(source.name)
    title = named[1] if named else ""
    rows = _Rows()
    for piece in pieces(source, _BEGINS):
        title = title or title_of_html(piece.content)
        page = Leaves(piece.content)
        found = [*_cards(page, title), *rows.messages(page)]
        yield from shifted(_with_rest(page, found), piece.start)


def _with_rest(page: Leaves, found: list[Message]) -> Iterator[Found]:
    """Give messages with what stands around them."""
    covered = 0
    for message in sorted(found, key=lambda each: each.span.start):
        yield from _around(page, covered, message.span.start)
        yield message
        covered = message.span.end
    yield from _around(page, covered, len(page.content))


def _around(page: Leaves, start: int, end: int) -> Iterator[Leftover]:
    """Leave over the words between messages."""
    has_words = page.words_between(start, end) is not None
    # A quotation mark that was never closed can swallow what stands between two messages.
    if has_words or hides_words(page.content[start:end]):
        has_card = _CARD.search(page.content, start, end) is not None
        # The whole stretch: what a browser drops in it is left over as well.
        why = "about-the-export" if has_words and not has_card else "not-understood"
        yield Leftover(Span(start, end - start), why)


def _starts(page: Leaves, tag: re.Pattern[bytes]) -> list[int]:
    """Give where elements begin; what looks like one in a comment or a title is none."""
    shown = {element.start for element in page.elements}
    return [at for found in tag.finditer(page.content) if (at := found.start()) in shown]


def _cards(page: Leaves, title: str) -> Iterator[Message]:
    """Give the messages that are cards: a name, words, a time."""
    starts = _starts(page, _CARD)
    for start, following in pairwise([*starts, len(page.content)]):
        who = _WHO.match(page.content, start, following)
        when = _WHEN.search(page.content, who.end(), following) if who else None
        if who is None or when is None:
            continue
        said = text_of_html(page.content[who.end() : when.start()]).strip()
        kind, words = _kind_and_words(said)
        record: dict[str, object] = {
            "From": text_of_html(who[1]).strip(), "Media Type": kind, "Content": words,
            "Created": text_of_html(when[1]).strip(),
            "Media IDs": " | ".join(page.files_between(start, when.end())),
        }  # fmt: skip
        message = chat_of(record, Span(start, when.end() - start), title)
        # Whose download it is, a page does not say.
        marks = tuple(mark for mark in message.marks if mark not in _DIRECTIONS)
        yield message._replace(marks=marks)


def _kind_and_words(said: str) -> tuple[str, str]:
    """Divide what stands between name and time; the kind is not on every page."""
    first, _, rest = said.partition("\n")
    if _KIND.fullmatch(first) and (rest or first != "TEXT"):
        return first, rest.strip()
    return "TEXT", said


class _Rows:
    """Reads tables; remembers the columns, which stand once above all rows."""

    def __init__(self) -> None:
        self._columns: tuple[str, ...] = ()

    def messages(self, page: Leaves) -> Iterator[Message]:
        """Give the messages of a piece.

        Args:
            page: the piece.
        """
        starts = _starts(page, _ROW)
        held: tuple[int, int, list[str]] | None = None
        for start, following in pairwise([*starts, len(page.content)]):
            found = list(_CELL.finditer(page.content, start, following))
            cells = [text_of_html(cell[2]).strip() for cell in found]
            if held is not None:
                is_words = len(cells) == 1 and found[0][1] == b"td"
                yield self._message(held, (found[0].end(), cells[0]) if is_words else None)
                held = None
            if "Media Type" in cells:
                self._columns = tuple(cells)
            elif len(cells) >= len(_COLUMNS) and self._columns:
                held = (start, found[-1].end(), cells)
        if held is not None:
            yield self._message(held, None)

    def _message(self, row: tuple[int, int, list[str]], words: tuple[int, str] | None) -> Message:
        """Give a row, with the words in the row after it."""
        start, end, cells = row
        record: dict[str, object] = dict(zip(self._columns, cells, strict=False))
        if words is not None:
            end, record["Content"] = words
        key = _SENT if "To" in record else _RECEIVED
        return chat_of(record, Span(start, end - start), key)
