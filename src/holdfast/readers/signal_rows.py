"""`data.json` of signal-export: a JSON object per line and message, in the computer's own time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.readers.moments import from_iso, marks_of
from holdfast.readers.signal_lines import records
from holdfast.readers.signal_names import as_list, as_object, as_text
from holdfast.readers.signal_text import MOST_NAMED, OWN, kind_of_words, name_on_disk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.model.message import Found
    from holdfast.readers.reader import Source

# {"date": "2019-12-24T12:23:45.123000", "sender": "Jane Doe", "body": "text", "quote": "", …
ROW_START = re.compile(rb'\{"date": ?"\d{4}-\d\d-\d\dT[^"]{5,15}", ?"sender": ?"')


def read_rows(source: Source) -> Iterator[Found]:
    """Divide `data.json` into messages and leftovers.

    Args:
        source: the file; gone through twice, first for the participants.
    """
    people: dict[str, None] = {}
    for line in records(source, ROW_START):
        name = as_text((line.value or {}).get("sender"))
        if name and name != OWN:
            people[name] = None
            if len(people) >= MOST_NAMED:
                break
    title = ", ".join(people)
    for line in records(source, ROW_START):
        if line.value is None or "date" not in line.value or "sender" not in line.value:
            yield Leftover(line.span, "not-understood")
            continue
        row = line.value
        happened = from_iso(as_text(row["date"]))
        files = [as_object(each) for each in as_list(row.get("attachments"))]
        paths = [name_on_disk(as_text(each.get("path") or each.get("name"))) for each in files]
        name = as_text(row["sender"])
        is_call, is_missed = row.get("call") is True, row.get("missed") is True
        marks = [
            *(["sent"] if name == OWN else []),
            *(["deleted"] if row.get("deleted") is True else []),
            *(["missed"] if is_missed else []),
            *(["sticker"] if row.get("sticker") else []),
            *(["media-omitted"] if any(each.get("missing_kind") for each in files) else []),
            *marks_of(happened),
        ]
        text = as_text(row.get("body")).strip()
        # Older versions write a call as words only.
        says_not = row.get("call") is False
        kind, more, seconds = kind_of_words("" if says_not else text)
        marks = list(dict.fromkeys([*marks, *more]))
        yield Message(
            MessageKind.CALL.value if is_call or is_missed else kind, title, name,
            text or _sticker(row), happened, line.span,
            tuple(filter(None, paths)),
            tuple(marks), seconds, _details(row),
        )  # fmt: skip


def _sticker(row: dict[str, object]) -> str:
    """Give a sticker's emoji, as a text in older and an object in newer versions."""
    return as_text(row.get("sticker")) or as_text(as_object(row.get("sticker")).get("emoji"))


def _details(row: dict[str, object]) -> tuple[tuple[str, str], ...]:
    """Give what was answered to, and the reactions."""
    quote = as_text(row.get("quote")).replace("\n> ", "\n").strip(" \n>")
    details = [("reply-to", quote)] if quote else []
    for each in as_list(row.get("reactions")):
        pair = [as_text(one) for one in as_list(each)] or [
            as_text(as_object(each).get(key)) for key in ("name", "emoji")
        ]
        details.append(("reaction", " by ".join(reversed(pair))))
    return tuple(details)
