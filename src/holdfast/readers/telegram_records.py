"""Telegram's `result.json`: one chat, or all of them with contacts and devices.

| where                                   | what                        |
| --------------------------------------- | --------------------------- |
| `messages[]`                            | of one chat                 |
| `chats.list[].messages[]`, `left_chats` | of all chats                |
| `chats[].messages[]`                    | the same, as scripts make it |
| `contacts.list[]`, `frequent_contacts`  | contacts                    |
| `sessions.list[]`, `web_sessions`       | devices that were signed in |
| `other_data.ips[]`                      | internet addresses          |
| `other_data.drafts[]`                   | words that were not sent    |
| `stories[]`, `profile_pictures[]`       | what the owner showed       |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.moment import UNKNOWN_MOMENT
from holdfast.readers.json_ends import object_at_end
from holdfast.readers.json_records import BROKEN, records
from holdfast.readers.json_values import facts_of, text_at, text_of
from holdfast.readers.moments import Unit, from_epoch, from_iso, marks_of
from holdfast.readers.telegram_messages import message_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.model.message import Found
    from holdfast.model.moment import Moment
    from holdfast.model.span import Span
    from holdfast.readers.json_records import Path
    from holdfast.readers.reader import Source

_CHATS = frozenset({"chats", "left_chats"})
_LISTS = {
    "contacts": ("contact",), "frequent_contacts": ("contact",),
    "sessions": ("log-in",), "web_sessions": ("log-in",),
}  # fmt: skip
_OTHERS = {
    "ips": (MessageKind.EVENT.value, ("log-in",)),
    "drafts": (MessageKind.MESSAGE.value, ("draft",)),
    "stories": (MessageKind.POST.value, ()),
    "profile_pictures": (MessageKind.EVENT.value, ("account-changed",)),
}  # fmt: skip
"""List of what is neither said nor listed -> its kind and marks."""

_FILES = ("media", "photo")
_OWN_CHATS = frozenset({"saved_messages", "replies", "verification_codes"})
"""Kinds of chats of which an account has one each."""

_TIMES = (
    "date_unixtime", "last_active_unixtime", "created_unixtime", "date", "last_active", "created",
)  # fmt: skip
_ONE_CHAT, _ALL_CHATS, _CHATS_ONLY, _IN_LIST = 2, 5, 4, 3


def is_message(path: Path) -> bool:
    """Tell whether a message lies at a path.

    Args:
        path: where in the file.
    """
    if len(path) < _ONE_CHAT or path[-2] != "messages":
        return False
    return len(path) == _ONE_CHAT or (len(path) in {_ALL_CHATS, _CHATS_ONLY} and path[0] in _CHATS)


def _is_listed(path: Path) -> bool:
    """Tell whether a contact or device lies at a path."""
    return len(path) == _IN_LIST and path[0] in _LISTS and path[1] == "list"


def _is_other(path: Path) -> bool:
    """Tell whether a story, a picture, an address or a draft lies at a path."""
    if len(path) == _IN_LIST:
        return path[0] == "other_data" and path[1] in {"ips", "drafts"}
    return len(path) == _ONE_CHAT and path[0] in {"stories", "profile_pictures"}


def _is_wanted(path: Path) -> bool:
    return is_message(path) or _is_listed(path) or _is_other(path)


def read_records(source: Source) -> Iterator[Found]:
    """Divide a `result.json` into messages and leftovers.

    Args:
        source: the file.

    Yields:
        Messages, calls, notices, contacts and devices in file order, leftovers where they stand.
    """
    chat: Path = ()
    about = object_at_end(source)
    name = _name(about)
    for path, span, value in records(source, _is_wanted):
        if is_message(path):
            if path[:-2] != chat:
                chat, about, name = path[:-2], {}, ""
            yield message_of(value, span, name) if isinstance(value, dict) else _odd(value, span)
        elif _is_listed(path) and isinstance(value, dict):
            yield _listed(value, span, str(path[0]))
        elif _is_other(path) and isinstance(value, dict):
            yield _other(value, span, str(path[-2]))
        elif value is BROKEN:
            yield Leftover(span, "damaged-record")
        else:
            if path[:-1] != chat:
                chat, about = path[:-1], {}
            about[str(path[-1]) if path else ""] = value
            name = _name(about)
            if value not in ([], {}, None, ""):
                yield Leftover(span, "about-the-export")


def _odd(value: object, span: Span) -> Leftover:
    """Give what stands in the place of a message."""
    return Leftover(span, "damaged-record" if value is BROKEN else "not-understood")


def _name(about: dict[str, object]) -> str:
    """Give what a chat is called; one with somebody whose account is gone has no name."""
    name, kind = text_of(about.get("name")), text_of(about.get("type"))
    if name or kind in _OWN_CHATS:
        return name or kind
    return f"{kind} {text_of(about.get('id'))}".strip()


def _listed(record: dict[str, object], span: Span, name: str) -> Message:
    """Give a contact or a device."""
    happened = _moment(record)
    text = "\n".join(f"{key}: {value}" for key, value in facts_of(record))
    marks = (*_LISTS[name], *marks_of(happened))
    return Message(MessageKind.EVENT.value, name, None, text, happened, span, (), marks)


def _other(record: dict[str, object], span: Span, name: str) -> Message:
    """Give what the owner showed or did not send, or an address that was signed in from."""
    kind, marks = _OTHERS[name]
    happened = _moment(record)
    files = tuple(filter(None, (text_at(record, key) for key in _FILES)))
    is_left_out = any(file.startswith("(") for file in files)
    said = text_at(record, "html", "text", "caption") if name in {"drafts", "stories"} else ""
    rest = {key: value for key, value in record.items() if key not in _TIMES}
    facts = tuple(("also-stated", f"{key}: {value}") for key, value in facts_of(rest))
    text = said or "\n".join(fact for _, fact in facts)
    return Message(
        kind, text_at(record, "chat_name", "chat") if name == "drafts" else name, None, text,
        happened, span, tuple(file for file in files if not file.startswith("(")),
        (*marks, *(("media-omitted",) if is_left_out else ()), *marks_of(happened)), None,
        facts if said else (),
    )  # fmt: skip


def _moment(record: dict[str, object]) -> Moment:
    """Give the first time that is stated."""
    for key in _TIMES:
        text = text_of(record.get(key))
        if text.strip("0"):
            return from_epoch(text, Unit.SECONDS) if key.endswith("unixtime") else from_iso(text)
    return UNKNOWN_MOMENT


def read_channel(source: Source) -> Iterator[Found]:
    """Divide a list of posts, as scripts take them from a channel, into messages.

    Args:
        source: a list of objects with `message.id`, `sender_id`, `date` and `text`.

    Yields:
        Messages in file order, leftovers where they stand.
    """
    for node in records(source, lambda path: len(path) == 1):
        if not isinstance(node.value, dict):
            damaged = node.value is BROKEN
            yield Leftover(node.span, "damaged-record" if damaged else "not-understood")
            continue
        record = node.value
        happened = from_iso(text_of(record.get("date")))
        answered = text_of(record.get("reply_to_id"))
        yield Message(
            MessageKind.MESSAGE.value, "", text_at(record, "sender", "sender_id") or None,
            text_of(record.get("text")), happened, node.span, (), marks_of(happened), None,
            (("reply-to", answered),) if answered else (),
        )  # fmt: skip
