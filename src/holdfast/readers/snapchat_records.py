"""The objects in Snapchat's lists: `{"<key>": [{…}, …], …}` in every file.

| key                                          | holds                                   |
| -------------------------------------------- | --------------------------------------- |
| a user's name or a group's number            | chats and snaps with them (since 2022)  |
| `Received …`, `Sent … Chat/Snap History`     | the same, before; what was sent names   |
|                                              | under `From` the owner or the other one |
| `Outgoing`, `Incoming`, `Completed Calls`    | calls                                   |
| `Friends`, `Blocked Users`, `Login History`… | events                                  |
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.moment import UNKNOWN_MOMENT
from holdfast.readers.json_records import BROKEN, records
from holdfast.readers.json_values import facts_of, text_at, text_of, whole_number
from holdfast.readers.moments import Unit, from_epoch, from_iso, marks_of
from holdfast.readers.reader import OWNER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.model.moment import Moment
    from holdfast.model.span import Span
    from holdfast.readers.json_records import Path
    from holdfast.readers.reader import Source

_TIMES = (
    "Created", "Date", "Time", "Timestamp", "Creation Timestamp", "Start Time", "Created Time",
    "Date & Time", "Last Modified Timestamp", "Story Date", "View Date", "Date and time (hourly)",
)  # fmt: skip
_EXACT = "Created(microseconds)"
_MICROSECONDS_FROM = 100_000_000_000_000
_SAID = frozenset({
    "From", "To", "Media Type", "Created", "Content", "Text", "Conversation Title", "IsSender",
    _EXACT, "Media IDs",
})  # fmt: skip
_FILES = ("MEDIA", "IMAGE", "VIDEO", "NOTE")
# STATUSERASEDMESSAGE, STATUSERASEDSNAPMESSAGE, STATUSCONVERSATIONCAPTURESCREENSHOT, …
_STATUS = (
    ("ERASED", "deleted"), ("PARTICIPANT", "group-changed"), ("CAPTURE", "screenshot-taken"),
    ("SCREENSHOT", "screenshot-taken"), ("MISSED", "missed"),
)  # fmt: skip
_MEDIA_MARKS = {"STICKER": "sticker", "LOCATION": "location", "NOTE": "voice-message"}
_EVENTS = (
    ("login", "log-in"), ("device", "log-in"), ("password", "log-in"), ("two-factor", "log-in"),
    ("block", "contact-blocked"), ("friend", "contact"), ("request", "contact"),
    ("ignored", "contact"), ("location", "position"),
    ("you may have visited", "position"),
)  # fmt: skip
_MISSED = ("miss", "no answer", "unanswered")


def is_listed(path: Path) -> bool:
    """Tell whether an element of an outermost list lies at a path.

    Args:
        path: where in the file.
    """
    return len(path) == 2 and isinstance(path[1], int)  # noqa: PLR2004


def read_records(source: Source) -> Iterator[Found]:
    """Divide a file of the download.

    Args:
        source: any of its JSON files.

    Yields:
        Messages, calls and events in file order; leftovers for all else.
    """
    for node in records(source, is_listed):
        if node.value is BROKEN:
            yield Leftover(node.span, "damaged-record")
        elif is_listed(node.path) and isinstance(node.value, dict | list) and node.value:
            yield _one(node.value, node.span, str(node.path[0]))
        elif node.value not in ([], {}, None, ""):
            known = bool(node.path) and not is_listed(node.path)
            yield Leftover(node.span, "about-the-export" if known else "not-understood")


def _one(value: dict[str, object] | list[object], span: Span, key: str) -> Message:
    """Give one element of a list."""
    if isinstance(value, list):
        value = {str(number): each for number, each in enumerate(value)}
        return _event(value, span, key)
    if "Media Type" in value and value.keys() & {"From", "To", "IsSender"}:
        return chat_of(value, span, key)
    if key.endswith("Calls"):
        return _call(value, span, key)
    return _event(value, span, key)


def moment_of(record: Mapping[str, object]) -> Moment:
    """Give the time of an object.

    Args:
        record: with a written time in UTC and, in newer chats, a count that is finer. The count's
            key says microseconds; it counts milliseconds. It is used when both agree.
    """
    written = text_at(record, *_TIMES)
    moment = from_iso(written.replace("/", "-"), utc_by_format=True) if written else UNKNOWN_MOMENT
    count = whole_number(record.get(_EXACT))
    if not count:
        return moment._replace(as_written=written)
    unit = Unit.MICROSECONDS if count >= _MICROSECONDS_FROM else Unit.MILLISECONDS
    exact = from_epoch(count, unit)
    agree = exact.stated is not None and exact.stated[:19] == (moment.stated or "")[:19]
    return exact if agree or not written else moment._replace(as_written=written)


def chat_of(record: dict[str, object], span: Span, key: str) -> Message:
    """Give one chat message or snap.

    Args:
        record: the object.
        span: where it stands.
        key: of the list it stands in: the other's name, or `Sent …` or `Received …`.
    """
    what = text_of(record.get("Media Type")).upper()
    happened = moment_of(record)
    is_sent = record.get("IsSender") is True or key.startswith("Sent ")
    text = text_of(record.get("Content")) or html.unescape(text_of(record.get("Text")))
    files = tuple(name for name in text_of(record.get("Media IDs")).split(" | ") if name)
    marks: tuple[str, ...] = ("sent",) if is_sent else ("received",)
    kind = MessageKind.MESSAGE.value
    if what.startswith("STATUS"):
        is_call = what.startswith("STATUSCALL")
        kind = MessageKind.CALL.value if is_call else MessageKind.EVENT.value
        marks = (*marks, *[mark for word, mark in _STATUS if word in what][:1])
        text = text or text_of(record.get("Media Type"))
    elif what in _MEDIA_MARKS:
        marks = (*marks, _MEDIA_MARKS[what])
    if what in _FILES and not files:
        marks = (*marks, "media-omitted")
    elif what in {"", "TEXT"} and not text and not files:
        marks = (*marks, "no-text")
    written, to = text_at(record, "From"), text_at(record, "To")
    old = key.startswith(("Sent ", "Received "))
    # Of what was sent, some downloads name the owner here, some the one it went to.
    is_doubtful = is_sent and not to and (old or written == key)
    title = text_at(record, "Conversation Title")
    title = title or (key if not old else to or written if is_sent else written)
    sender = OWNER if is_doubtful else written or (OWNER if is_sent else None)
    rest = {name: value for name, value in record.items() if name not in _SAID}
    details = [("to", to)]
    details += [("also-stated", f"From: {written}")] if is_doubtful and written else []
    details += [("item-type", what)] if what not in {"", "TEXT"} else []
    details += [("also-stated", f"{name}: {value}") for name, value in facts_of(rest)]
    return Message(
        kind, title, sender, text, happened, span, files, (*marks, *marks_of(happened)), None,
        tuple((name, value) for name, value in details if value),
    )  # fmt: skip


def _call(record: dict[str, object], span: Span, key: str) -> Message:
    """Give one call."""
    happened = moment_of(record)
    result = text_at(record, "Result", "Call Result").lower()
    marks = ("sent",) if key.startswith("Outgoing") else ("received",) * key.startswith("Incoming")
    if any(word in result for word in _MISSED):
        marks = (*marks, "missed")
    seconds = next(
        (
            whole_number(value)
            for name, value in record.items()
            if "ength" in name and "sec" in name
        ),
        None,
    )
    return Message(
        MessageKind.CALL.value, text_at(record, "Conversation Title", "To", "From") or key,
        OWNER if key.startswith("Outgoing") else None, _lines(record), happened, span, (),
        (*marks, *marks_of(happened)), seconds,
    )  # fmt: skip


def _event(record: dict[str, object], span: Span, key: str) -> Message:
    """Give a friend, a log-in, a place or anything else with its values."""
    happened = moment_of(record)
    if happened.stated is None and text_of(record.get("0")):
        # A place: its time, then its coordinates.
        first = text_of(record.get("0"))
        found = from_iso(first.replace("/", "-"), utc_by_format=True)
        happened = found._replace(as_written=first) if found.stated else happened
    marks = next(((mark,) for word, mark in _EVENTS if word in key.lower()), ())
    return Message(
        MessageKind.EVENT.value, key, None, _lines(record), happened, span, (),
        (*marks, *marks_of(happened)),
    )  # fmt: skip


def _lines(record: dict[str, object]) -> str:
    """Give all values of an object, one per line."""
    return "\n".join(f"{name}: {value}" for name, value in facts_of(record))
