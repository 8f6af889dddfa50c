"""DiscordChatExporter's JSON: `guild`, `channel`, `dateRange`, `messages`, `messageCount`.

`timestamp` is ISO with the offset of the exporting computer. `type` is `Default`, `Reply`, `Call`,
or the name or number of another kind of notice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.moment import UNKNOWN_MOMENT
from holdfast.readers.discord_names import is_part_by_name
from holdfast.readers.json_records import BROKEN, records
from holdfast.readers.json_values import (
    facts_of,
    object_of,
    objects_of,
    text_at,
    text_of,
    whole_number,
)
from holdfast.readers.moments import from_iso, marks_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.model.moment import Moment
    from holdfast.model.span import Span
    from holdfast.readers.json_records import Path
    from holdfast.readers.reader import Source

_MESSAGES = frozenset({
    "", "Default", "Reply", "0", "19", "20", "21", "23", "24",
    "ApplicationCommand", "ChatInputCommand", "ContextMenuCommand", "ThreadStarterMessage",
})  # fmt: skip
_CALLS = frozenset({"Call", "3"})
_CHANGES = frozenset({
    "RecipientAdd", "RecipientRemove", "ChannelNameChange", "ChannelIconChange", "GuildMemberJoin",
    "1", "2", "4", "5", "7",
})  # fmt: skip
_KNOWN = frozenset({
    "id", "type", "timestamp", "timestampEdited", "callEndedTimestamp", "isPinned", "content",
    "author", "attachments", "embeds", "stickers", "reactions", "mentions", "reference",
    "inlineEmojis", "forwardedMessage",
})  # fmt: skip
_MORE = (
    "timestampEdited", "isPinned", "attachments", "embeds", "stickers", "reactions", "reference",
    "forwardedMessage",
)  # fmt: skip
_MESSAGE, _CALL, _EVENT = (
    MessageKind.MESSAGE.value, MessageKind.CALL.value, MessageKind.EVENT.value,
)  # fmt: skip
_new = tuple.__new__
_FAR = ("http://", "https://")
_OTHER = "also-stated"
_DIRECT = frozenset({"", "0"})
_NOT_NAMED = "null"


def is_message(path: Path) -> bool:
    """Tell whether a message lies at a path.

    Args:
        path: where in the file.
    """
    return len(path) == 2 and path[0] == "messages" and isinstance(path[1], int)  # noqa: PLR2004


def read_records(source: Source) -> Iterator[Found]:
    """Divide an export into messages and leftovers.

    Args:
        source: one channel as JSON.

    Yields:
        Messages in file order, leftovers where they stand; a count that is not right is said.
    """
    about: dict[str, object] = {}
    conversation, number = "", 0
    for path, span, value in records(source, is_message):
        if value is BROKEN:
            yield Leftover(span, "damaged-record")
        elif is_message(path):
            number += 1
            if isinstance(value, dict):
                yield message_of(value, span, conversation)
            else:
                yield Leftover(span, "not-understood")
        elif value not in ([], {}, None):
            about[str(path[0]) if path else ""] = value
            conversation = name_of_channel(about)
            is_part = is_part_by_name(source.name)
            yield Leftover(span, _why(path, value, number, is_part=is_part))


def _why(path: Path, value: object, number: int, *, is_part: bool) -> str:
    """Tell what a value around the messages means: a wrong count, a part of the channel only."""
    if path == ("messageCount",) and value != number:
        return "count-differs"
    if path == ("dateRange",) and (is_part or any(object_of(value).values())):
        return "looks-partial"
    return "about-the-export"


def name_of_channel(about: Mapping[str, object]) -> str:
    """Give a channel's name, after that of its server unless it is a direct message.

    Args:
        about: the members of the file's outermost object.
    """
    guild, channel = object_of(about.get("guild")), object_of(about.get("channel"))
    name = text_at(channel, "name", "id")
    server = "" if text_of(guild.get("id")) in _DIRECT else text_of(guild.get("name"))
    return f"{server} - {name}" if server and name else server or name


def message_of(record: dict[str, object], span: Span, conversation: str) -> Message:
    """Give one message, call or notice.

    Args:
        record: the JSON object.
        span: where it stands.
        conversation: the channel's name.
    """
    get = record.get
    happened = _moment(get("timestamp"))
    kind, marks = _kind(record)
    text = text_of(get("content"))
    author = object_of(get("author"))
    files = tuple(_files(record)) if get("attachments") else ()
    passed_on = get("forwardedMessage")
    if passed_on:
        text = text or text_of(object_of(passed_on).get("content"))
        files = (*files, *_files(object_of(passed_on)))
    details = _of_author(author)
    if number := text_of(get("id")):
        # Answers name it.
        details.append(("message-id", number))
    if get("type") != "Default" or any(map(get, _MORE)) or not _KNOWN.issuperset(record):
        details += _details(record)
    if get("stickers"):
        marks += ("sticker",)
    if not (text or files or marks) and kind == _MESSAGE and not get("embeds") and not passed_on:
        marks = ("no-text",)
    if happened[1] is None:
        marks += marks_of(happened)
    ended = get("callEndedTimestamp")
    return _new(Message, (
        kind, conversation, text_at(author, "name", "nickname", "id") or None, text, happened,
        span, files, marks, _seconds(happened, _moment(ended)) if ended else None, tuple(details),
    ))  # fmt: skip


def _moment(value: object) -> Moment:
    """Give a time; unknown for null."""
    text = text_of(value)
    return from_iso(text) if text else UNKNOWN_MOMENT


def _seconds(begun: Moment, ended: Moment) -> int | None:
    """Give the length of a call."""
    first, last = begun.happened_at, ended.happened_at
    if first is None or last is None or last < first:
        return None
    return int((last - first).total_seconds())


def _kind(record: Mapping[str, object]) -> tuple[str, tuple[str, ...]]:
    """Tell what a record is, with marks."""
    what = text_of(record.get("type"))
    marks = ("edited",) if record.get("timestampEdited") else ()
    if what in _MESSAGES:
        return _MESSAGE, marks
    if what in _CALLS:
        return _CALL, marks
    return _EVENT, (*marks, "group-changed") if what in _CHANGES else marks


def _files(record: Mapping[str, object]) -> list[str]:
    """Give the files of a message: their place beside the export, else their names."""
    found: list[str] = []
    for each in objects_of(record.get("attachments")):
        place, name = text_of(each.get("url")), text_of(each.get("fileName"))
        is_far = place.startswith(_FAR)
        if name or place:
            found.append(name if is_far and name else place or name)
    return found


def _of_author(author: Mapping[str, object]) -> list[tuple[str, str]]:
    """Give what is stated of an author beside the name."""
    account, nickname = text_of(author.get("id")), author.get("nickname")
    found = [("account-id", account)] if account else []
    if nickname != author.get("name") and (said := text_of(nickname)):
        found.append(("nickname", said))
    return found


def _details(record: Mapping[str, object]) -> list[tuple[str, str]]:
    """Give what else a record states."""
    get = record.get
    found: list[tuple[str, str]] = []
    if edited := text_of(get("timestampEdited")):
        found.append(("edited-at", edited))
    if get("reference") or get("forwardedMessage"):
        found.append(_reference(record))
    if get("attachments"):
        places = [text_of(each.get("url")) for each in objects_of(record["attachments"])]
        found += [("link", place) for place in places if place.startswith(_FAR)]
    if get("reactions"):
        found += [("reaction", _reaction(each)) for each in objects_of(record["reactions"])]
    for key in ("embeds", "stickers", "forwardedMessage"):
        if get(key):
            found += _stated(record[key])
    if get("isPinned") is True:
        found.append((_OTHER, "isPinned: true"))
    if (what := text_of(get("type"))) not in _MESSAGES:
        found.append(("item-type", what))
    if not _KNOWN.issuperset(record):
        found += _stated({key: value for key, value in record.items() if key not in _KNOWN})
    return [each for each in found if each[1]]


def _stated(value: object) -> list[tuple[str, str]]:
    """Give what has no field of its own, each with its key."""
    return [(_OTHER, f"{name}: {each}") for name, each in facts_of(value)]


def _reference(record: Mapping[str, object]) -> tuple[str, str]:
    """Give what a message answers, or where it was passed on from: of whom is not stated."""
    reference = object_of(record.get("reference"))
    if record.get("forwardedMessage"):
        return "forwarded-from", text_at(reference, "channelId", "guildId") or _NOT_NAMED
    return "reply-to", text_of(reference.get("messageId"))


def _reaction(record: Mapping[str, object]) -> str:
    """Give a reaction with who it is from, or how many."""
    sign = text_at(object_of(record.get("emoji")), "name", "code", "id")
    names = ", ".join(
        filter(None, (text_at(one, "name", "id") for one in objects_of(record.get("users"))))
    )
    count = whole_number(record.get("count"))
    return f"{sign} by {names}" if names else f"{sign} {'' if count is None else count}".strip()
