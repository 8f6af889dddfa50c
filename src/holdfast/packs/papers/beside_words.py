"""What a file states of a message beside its words: that it was a call, its length, marks, details.

It is printed apart from the words, under a label of its own, so that nobody takes it for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.knowledge.media_words import length_words
from holdfast.knowledge.wording import words
from holdfast.packs.papers.paper_rows import says

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from holdfast.knowledge.table import Table
    from holdfast.model.entry import JsonValue

KIND, MARKS, SECONDS, DETAILS = 2, 9, 10, 11
"""Places in the values of a message's leaf text."""

TOLD_BY_SENDER = frozenset({"received", "sent"})
"""Of a message the sender tells which way it went; of a call nothing else does."""

PAIR = 2


def beside_words(parts: Sequence[JsonValue]) -> str:
    """Give what the file states beside a message's words, on one line; empty for nothing.

    Args:
        parts: the values of its leaf text.
    """
    facts = [*_kind(parts[KIND]), *_marks(parts), *_length(parts[SECONDS]), *_details(parts)]
    return says().table("exhibits").text("beside").format(facts=" · ".join(facts)) if facts else ""


def _kind(kind: JsonValue) -> Iterator[str]:
    said = says().table("exhibits").table("message_kinds")
    if isinstance(kind, str) and kind in said.keys():  # noqa: SIM118  # a Table is no dict
        yield said.text(kind)


def _marks(parts: Sequence[JsonValue]) -> Iterator[str]:
    known, marks = words("marks"), parts[MARKS]
    for mark in marks if isinstance(marks, list) else []:
        is_said = parts[KIND] == "message" and mark in TOLD_BY_SENDER
        if isinstance(mark, str) and mark in known.keys() and not is_said:  # noqa: SIM118  # a Table
            yield known.table(mark).text("says")


def _length(seconds: JsonValue) -> Iterator[str]:
    if seconds is not None:
        yield length_words(seconds)


def _details(parts: Sequence[JsonValue]) -> Iterator[str]:
    known, pairs = words("details"), parts[DETAILS] if len(parts) > DETAILS else None
    for pair in pairs if isinstance(pairs, list) else []:
        if not isinstance(pair, list) or len(pair) != PAIR:
            continue
        code, text = map(str, pair)
        label = _label(known, code)
        if label:
            yield f"{label}: {text}"


def _label(known: Table, code: str) -> str:
    """Give a detail's label; empty for what only somebody who checks looks at, in the table."""
    if code not in known.keys():  # noqa: SIM118  # a Table is no dict
        return ""
    detail = known.table(code)
    return "" if detail.text_or_empty("technical") else detail.text("says")
