"""Whether a table is one of calls: what its headings and its cells say of it.

References: docs/readers/call-records.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.readers.call_records_cells import is_number
from holdfast.readers.call_records_roles import say
from holdfast.readers.call_records_words import KINDS, Role, is_withheld, plain_words
from holdfast.readers.reader import Confidence

if TYPE_CHECKING:
    from holdfast.readers.call_records_layout import Layout

_FEWEST_DIGITS = 5
_SENTENCE = 5
"""So many words stand in no column of a bill; in one of a diary most cells have more."""

_PARTIES = (Role.NUMBER, Role.CALLER, Role.CALLED)
# What a train, a parcel and a night's sleep have as well.
_OF_ANYTHING = frozenset({
    "from", "to", "source", "origin", "origen", "destination", "destino", "contact", "who", "von",
    "an", "sender", "recipient", "receiver", "destinatario", "destinataire",
})  # fmt: skip


def how_sure(layout: Layout) -> Confidence:
    """Tell whether a table is one of calls.

    Args:
        layout: of its beginning.
    """
    stated = {column.role for column in layout.columns}
    has_party = not stated.isdisjoint(_PARTIES)
    if Role.WHEN in stated and has_party:
        speaks_of_calls = any("call" in plain_words(column.heading) for column in layout.columns)
        if Role.DURATION in stated:
            is_one = speaks_of_calls or _is_of_telephones(layout)
            return Confidence.YES if is_one else Confidence.NO
        if speaks_of_calls and Role.WORDS not in stated:
            return Confidence.YES
        return Confidence.PERHAPS if _has_numbers(layout) else Confidence.NO
    if layout.has_heading:
        could_be = layout.has_dates and (has_party or layout.candidates(Role.NUMBER))
        is_said = Role.DURATION in stated or (has_party and _says_kinds(layout))
        is_likely = could_be and is_said and _has_numbers(layout)
        return Confidence.PERHAPS if is_likely else Confidence.NO
    numbers = layout.candidates(Role.NUMBER) and layout.candidates(Role.DURATION)
    return Confidence.PERHAPS if layout.candidates(Role.WHEN) and numbers else Confidence.NO


def is_in_doubt(layout: Layout) -> bool:
    """Tell whether nothing makes it likely that a table is one of calls.

    Args:
        layout: of its beginning.
    """
    return how_sure(layout) is Confidence.NO or could_be_diary(layout)


def could_be_diary(layout: Layout) -> bool:
    """Tell whether a table has dates and numbers, but sentences in place of what tells of calls.

    Args:
        layout: of its beginning.
    """
    if how_sure(layout) is not Confidence.PERHAPS or not layout.has_heading:
        return False
    tell = {Role.DURATION, Role.KIND, Role.DIRECTION, Role.WORDS}
    is_bare = tell.isdisjoint(column.role for column in layout.columns)
    return is_bare and any(
        2 * sum(len(cell.split()) >= _SENTENCE for cell in column.examples) > len(column.examples)
        for column in layout.columns
        if column.role is None and column.examples
    )


def _is_of_telephones(layout: Layout) -> bool:
    """Tell whether anything beside a length speaks of calls: a heading, a number, a kind, a way."""
    for column in layout.columns:
        if column.role in {Role.KIND, Role.DIRECTION}:
            return True
        if column.role in _PARTIES:
            heading = "".join(plain_words(column.heading))
            if heading not in _OF_ANYTHING or not column.examples:
                return True
            if any(is_withheld(cell) for cell in column.examples):
                return True
    return _has_numbers(layout)


def _says_kinds(layout: Layout) -> bool:
    """Tell whether there is a column of nothing but *call*, *text* or *data*."""
    return any(
        column.role is Role.KIND and say(column.examples, KINDS) for column in layout.columns
    )


def _has_numbers(layout: Layout) -> bool:
    """Tell whether some column holds what could be telephone numbers."""
    return any(
        is_number(cell) and sum(map(str.isdigit, cell)) >= _FEWEST_DIGITS
        for column in layout.columns
        if Role.WHEN not in column.could_be and "." not in "".join(column.examples)
        for cell in column.examples
    )
