"""Skype's and free Teams' export: `messages.json` with every conversation and its messages.

References: docs/readers/skype.md.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.moment import UNKNOWN_MOMENT
from holdfast.readers.html_text import text_of_html
from holdfast.readers.json_records import BROKEN, records
from holdfast.readers.moments import Unit, from_epoch, from_iso, impossible, marks_of
from holdfast.readers.skype_bodies import Body, attribute, call_event, read_body, read_change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.model.message import Found
    from holdfast.model.moment import Moment
    from holdfast.model.span import Span
    from holdfast.readers.json_records import Node, Path
    from holdfast.readers.reader import Source

_DEPTH = 4
_MESSAGE, _CALL, _EVENT = (
    MessageKind.MESSAGE.value, MessageKind.CALL.value, MessageKind.EVENT.value,
)  # fmt: skip
FIRST_YEAR, LAST_YEAR = "2003", "2060"
"""Skype began in 2003. A number that would be an earlier or much later time is only a number."""

MOST_REACTIONS = 500
"""So many reactions to one message are told."""

_new = tuple.__new__
_NONE: dict[str, object] = {}
_COME_AND_GONE = {
    "ThreadActivity/MemberJoined": "group-added", "ThreadActivity/MemberLeft": "group-removed",
}  # fmt: skip
_CALL_MARKS = {
    "missed": "missed", "declined": "rejected", "rejected": "rejected", "busy": "rejected",
    "noAnswer": "missed",
}  # fmt: skip
_VOICE = ("voice-message",)
_WAYS = {"incoming": "received", "outgoing": "sent"}


def is_message(path: Path) -> bool:
    """Tell whether a message stands at a path.

    Args:
        path: `conversations`, number, `MessageList`, number.
    """
    return (
        len(path) == _DEPTH
        and path[0] == "conversations"
        and path[2] in {"MessageList", "messages"}
    )


def read_export(source: Source) -> Iterator[Found]:
    """Give everything in an export.

    Args:
        source: the file `messages.json`.

    Yields:
        One message, call or event for every record of a list of messages; a leftover for every
        value around them.
    """
    export = _Export()
    for node in records(source, is_message):
        path, span, value = node
        if is_message(path) and isinstance(value, dict):
            yield export.message(path[1], span, value)
            continue
        export.note(node)
        if node.value is BROKEN:
            why = "damaged-record"
        elif is_message(node.path):
            why = "not-understood"
        else:
            why = "about-the-export"
        yield Leftover(span=node.span, why=why)


class _Export:
    """Remembers whose export it is and what the conversation at hand is called."""

    def __init__(self) -> None:
        self._owner = ""
        self._at: object = None
        self._facts: dict[str, object] = {}
        self._called: str | None = None
        self._names: dict[str, str] = {}

    def note(self, node: Node) -> None:
        """Remember a value that stands around the messages."""
        path, value = node.path, node.value
        self._called = None
        if path == ("userId",) and isinstance(value, str):
            self._owner = value
        elif len(path) == _DEPTH - 1 and path[0] == "conversations":
            self._enter(path[1])
            self._facts[str(path[2])] = value
        elif len(path) == _DEPTH and path[2] == "threadProperties":
            self._enter(path[1])
            properties = self._facts.setdefault("threadProperties", {})
            if isinstance(properties, dict):
                properties[str(path[3])] = value

    def _enter(self, number: object) -> None:
        """Begin a conversation."""
        if number != self._at:
            self._at, self._facts, self._called = number, {}, None

    def _conversation(self, record: dict[str, object]) -> str:
        """Give the name of the conversation at hand; sought once, until more is known of it."""
        if self._called is None:
            properties = _inside(self._facts.get("threadProperties"))
            known = (self._facts.get("displayName"), properties.get("topic"), self._facts.get("id"))
            self._called = next((each for each in known if isinstance(each, str) and each), "")
        return self._called or _text(record.get("conversationid"))

    def _who(self, record: dict[str, object]) -> tuple[str | None, str]:
        """Give who wrote a message, by name where one is stated, and their address."""
        # https://…/users/ME/contacts/8:live:somebody, or only the last part
        address = _text(record.get("from")).rpartition("/contacts/")[2]
        name = record.get("displayName") or record.get("imdisplayname")
        if name and isinstance(name, str):
            self._names[address] = name
            return name, address
        if address == self._facts.get("id") and (name := _text(self._facts.get("displayName"))):
            return name, address
        return self._names.get(address) or address or None, address

    def message(self, number: object, span: Span, record: dict[str, object]) -> Message:
        """Give what one record of a conversation of a number says."""
        if number != self._at:
            self._enter(number)
        sender, address = self._who(record)
        happened = _moment(record)
        kind, body, marks = _read_kind(record)
        if record.get("amsreferences"):
            body = _with_media(body, record["amsreferences"])
        text, files, details, more, seconds = body
        stated = record.get("properties")
        properties = _inside(stated) if stated else _NONE
        if properties:
            if properties.get("files"):
                files += tuple(_files(properties["files"]))
            if properties.get("emotions"):
                details += tuple(_reactions(properties["emotions"]))
        if address and sender != address:
            details += (("address", address),)
        marks = _direction(address, self._owner) + marks + more
        if happened[1] is None:
            marks += marks_of(happened)
        if properties or "skypeeditedid" in record:
            changed, when = _change(record, properties)
            marks, details = marks + changed, details + when
        message = _new(Message, (
            kind, self._called or self._conversation(record), sender, text, happened, span, files,
            marks, seconds if kind == _CALL else None,
            tuple([each for each in details if each[1]]) if details else (),
        ))  # fmt: skip
        call = _inside(properties.get("call-log")) if properties else None
        return _logged(message, call, self._owner) if call else message


def _with_media(body: Body, references: object) -> Body:
    """Name files as they are called in the export's folder `media`, without their ending.

    `0-weu-d1-0a.1.jpeg` is one of `0-weu-d1-0a`; what it was called stands beside it, in a file of
    its own.
    """
    names = tuple(f"{each}.1" for each in map(_text, _several(references)) if each)
    if not names:
        return body
    details = (*body.details, *(("file-name", each) for each in body.files))
    marks = tuple(mark for mark in body.marks if mark != "media-omitted")
    return body._replace(files=names, details=details, marks=marks)


def _change(
    record: dict[str, object], properties: dict[str, object]
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Give the mark and the time of a message that was deleted or changed."""
    if properties.get("deletetime"):
        mark, when = "deleted", _time(properties["deletetime"])
    elif properties.get("edittime") or record.get("skypeeditedid"):
        mark, when = "edited", _time(properties.get("edittime"))
    else:
        return (), ()
    return (mark,), ((f"{mark}-at", when),)


def _direction(address: str, owner: str) -> tuple[str, ...]:
    """Tell which way a message went."""
    if not owner or not address:
        return ()
    return ("sent",) if address == owner else ("received",)


def _read_kind(record: dict[str, object]) -> tuple[str, Body, tuple[str, ...]]:
    """Give the kind of a record and what its content says."""
    stated, content = _text(record.get("messagetype")), _content(record)
    if stated.startswith(("Text", "RichText")) or not stated:
        marks = _VOICE if stated == "RichText/Media_AudioMsg" else ()
        return _MESSAGE, Body(content) if stated == "Text" else read_body(content), marks
    if stated.startswith("Event/Call"):
        return _told_call(content)
    if stated.startswith("ThreadActivity"):
        return _EVENT, _with_type(_members(stated, content) or read_change(content), stated), ()
    if stated == "Poll":
        return _MESSAGE, Body(content), ("poll",)
    return _EVENT, _with_type(Body(text_of_html(content).strip()), stated), ("app-notice",)


def _content(record: dict[str, object]) -> str:
    """Give the content as text, whatever it is."""
    content = record.get("content")
    if type(content) is str:
        return content
    if content is None:
        return ""
    return json.dumps(content, ensure_ascii=False)


def _with_type(body: Body, stated: str) -> Body:
    """Say of a notice what kind it is, as written."""
    return body._replace(details=(("item-type", stated), *body.details))


def _members(stated: str, content: str) -> Body | None:
    """Give who came to a group of Teams or left it, told as JSON; None for other notices."""
    told, code = _inside(content), _COME_AND_GONE.get(stated)
    people = [_inside(each) for each in _several(told.get("members"))]
    named = [
        f"{_text(each.get('friendlyname'))} {_text(each.get('id'))}".strip() for each in people
    ]
    if code is None or not any(named):
        return None
    by = _text(told.get("initiator"))
    details = [*((code, each) for each in named if each), *([("done-by", by)] if by else [])]
    return Body("", details=tuple(details), marks=("group-changed",))


def _told_call(content: str) -> tuple[str, Body, tuple[str, ...]]:
    """Give a call that is told of in a conversation; its beginning is a record of its own."""
    what = attribute(content, "type") or call_event(content)
    if what == "started":
        return _EVENT, read_body(content), ("call-started",)
    return _CALL, read_body(content), (_CALL_MARKS[what],) if what in _CALL_MARKS else ()


def _logged(message: Message, call: dict[str, object], owner: str) -> Message:
    """Give a call of the log of calls, which says more of it than the record it stands in."""
    ends = [_text(call.get(key)) for key in ("connectTime", "endTime")]
    begin, end = (from_iso(each, utc_by_format=True).happened_at for each in ends)
    is_stated = begin is not None and end is not None and begin.year > 1
    started = from_iso(_text(call.get("startTime")), utc_by_format=True)
    people = [
        (_text(call.get(role)), _text(_inside(call.get(f"{role}Participant")).get("displayName")))
        for role in ("originator", "target")
    ]
    (caller, caller_name), (callee, callee_name) = people
    other, other_name = people[0] if callee == owner else people[1]
    way = _WAYS.get(_text(call.get("callDirection")).lower())
    mark = _CALL_MARKS.get(
        _text(call.get("callState"))[:1].lower() + _text(call.get("callState"))[1:]
    )
    return message._replace(
        kind=_CALL,
        conversation=other_name or other or message.conversation,
        sender=caller_name or caller or message.sender,
        text="",
        happened=started if started.stated else message.happened,
        marks=tuple(filter(None, (way, mark))),
        duration_seconds=int((end - begin).total_seconds())
        if is_stated and begin and end
        else None,
        details=tuple(
            (code, text)
            for code, text in (
                ("to", callee_name or callee),
                ("caption", message.text),
            )
            if text
        ),
    )


def _files(stored: object) -> list[str]:
    """Give the names of files that Teams keeps beside a message."""
    files = map(_inside, _several(stored))
    return [name for each in files if (name := _text(each.get("fileName") or each.get("title")))]


def _reactions(stored: object) -> list[tuple[str, str]]:
    """Give who reacted how."""
    found: list[tuple[str, str]] = []
    for each in _several(stored):
        sign = _text(_inside(each).get("key"))
        users = _several(_inside(each).get("users"))
        names = [_text(_inside(user).get("mri")) for user in users] or [""]
        found += [("reaction", f"{sign} {name}".strip()) for name in names]
    return found[:MOST_REACTIONS]


def _moment(record: dict[str, object]) -> Moment:
    """Give when a record says it arrived; its number mostly counts milliseconds since 1970."""
    stated = record.get("originalarrivaltime")
    if stated and isinstance(stated, str):
        moment = from_iso(stated, utc_by_format=True)
        return moment if is_of_skype(moment) else impossible(stated)
    return _counted(record.get("id"))


def _counted(stored: object) -> Moment:
    """Give the moment of a count of milliseconds; a number that is none is kept as written."""
    if not stored or isinstance(stored, bool) or not isinstance(stored, str | int):
        return UNKNOWN_MOMENT
    moment = from_epoch(stored, Unit.MILLISECONDS)
    return moment if is_of_skype(moment) else impossible(stored)


def is_of_skype(moment: Moment) -> bool:
    """Tell whether Skype was there at a moment, or could still be.

    Args:
        moment: as read.
    """
    return FIRST_YEAR <= (moment.stated or "") < LAST_YEAR


def _time(stored: object) -> str:
    """Give a count of milliseconds as it is shown, empty when it is none."""
    return _counted(stored).iso or ""


def _text(value: object) -> str:
    """Give a text, empty for anything else."""
    return value if isinstance(value, str) else ""


def _inside(value: object) -> dict[str, object]:
    """Give an object that stands as such or as a text of its own."""
    if isinstance(value, str) and value.startswith("{"):
        value = _parsed(value)
    return value if isinstance(value, dict) else {}


def _several(value: object) -> list[object]:
    """Give a list that stands as such or as a text of its own."""
    if isinstance(value, str) and value.startswith("["):
        value = _parsed(value)
    return value[:MOST_REACTIONS] if isinstance(value, list) else []


def _parsed(text: str) -> object:
    """Give what JSON inside a text says, None when it is broken."""
    try:
        parsed: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return parsed
