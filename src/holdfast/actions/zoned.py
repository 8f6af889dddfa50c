"""Times that state no zone, with the zone that the person named for their file.

This happens once for all formats, after the reader: no reader needs to know of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.model.message import Message
from holdfast.model.moment import OFFSET, Moment
from holdfast.readers.zones import NOT_KNOWN, ZONE, has_open_zone, in_told_zone, in_zone

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.entry import Entry, JsonValue
    from holdfast.model.message import Found


def in_stated_zone(
    batches: Iterator[list[Found]], answers: Mapping[str, str]
) -> Iterator[list[Found]]:
    """Give what was found, its times in the zone that was answered.

    Args:
        batches: what a reader finds.
        answers: choices by question id.

    Returns:
        The batches as they were when nothing was answered.
    """
    answer = answers.get(ZONE, NOT_KNOWN)
    return batches if answer == NOT_KNOWN else _zoned(batches, answer)


def _zoned(batches: Iterator[list[Found]], answer: str) -> Iterator[list[Found]]:
    for batch in batches:
        yield [_in_zone(each, answer) if isinstance(each, Message) else each for each in batch]


def _in_zone(message: Message, answer: str) -> Message:
    """Give a message with its instant, or with the mark why it has none."""
    if not has_open_zone(message.happened):
        return message
    moment, marks = in_zone(message.happened, answer)
    return message._replace(happened=moment, marks=(*message.marks, *marks))


def is_zone_open(reading: Entry) -> bool:
    """Tell whether a file can be given a zone: it has times of day without one, or was given one.

    Args:
        reading: an import or exhibit, or a later reading of it.
    """
    if has_open_zone(Moment.from_json(reading.fields.get("taken"))):
        return True
    answers = reading.fields.get("answers")
    if isinstance(answers, dict) and ZONE in answers:
        return True
    asked = reading.fields.get("questions")
    if any(str(each.get("id")).startswith("date-order") for each in _rows(asked)):
        return True
    return any(lacks_zone(reading.text(name)) for name in ("first", "last"))


def taken_in_zone(fields: Mapping[str, JsonValue], answers: Mapping[str, str]) -> Moment:
    """Give when a picture or recording says it was made, in the zone that was told for it.

    Args:
        fields: of its exhibit, as logged.
        answers: what was said about the file.

    Returns:
        As it stands in the file, when no zone was told or the clock shows that hour twice.
    """
    return Moment.from_json(in_told_zone(fields, answers).get("taken"))


def _rows(asked: JsonValue) -> list[dict[str, JsonValue]]:
    return [each for each in asked if isinstance(each, dict)] if isinstance(asked, list) else []


def lacks_zone(stated: str) -> bool:
    """Tell whether a time, as an account states it, has a time of day and no offset.

    Args:
        stated: ISO 8601; empty for none.
    """
    return "T" in stated and OFFSET.search(stated) is None
