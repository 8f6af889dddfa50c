"""One `chatItem` of Signal's export as a message, call or event.

References: Signal's Backup.proto (ChatItem, StandardMessage, ChatUpdateMessage) in its JSON form.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.message import Message, MessageKind
from holdfast.model.moment import Moment
from holdfast.readers.moments import Unit, from_epoch, marks_of
from holdfast.readers.signal_calls import read_call, read_group_call
from holdfast.readers.signal_files import files_of
from holdfast.readers.signal_names import as_list, as_object, as_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from holdfast.model.span import Span
    from holdfast.readers.signal_files import File
    from holdfast.readers.signal_names import Names

Details = tuple[tuple[str, str], ...]
LONGEST_NOTICE = 4_000
"""Characters of a notice that has no words of its own and is told by its fields."""

_NOTICE_MARKS: Mapping[str, str] = MappingProxyType({
    "IDENTITY_UPDATE": "security-code-changed", "IDENTITY_VERIFIED": "security-code-changed",
    "IDENTITY_DEFAULT": "security-code-changed", "CHANGE_NUMBER": "number-changed",
    "BLOCKED": "contact-blocked", "UNBLOCKED": "contact-blocked",
    "expirationTimerChange": "disappearing-messages", "groupChange": "group-changed",
})  # fmt: skip


class Body(NamedTuple):
    """What an item says, without who and when; its `repr` shows no content."""

    text: str
    kind: str = MessageKind.MESSAGE.value
    marks: tuple[str, ...] = ()
    details: Details = ()

    def __repr__(self) -> str:
        """Tell the kind only."""
        return f"Body({self.kind})"


def moment(written: object) -> Moment:
    """Give the moment of Signal's milliseconds; an unset one (0) is unknown.

    Args:
        written: a number or a text that holds one.
    """
    number = as_text(written)
    if not number.strip("0"):
        return Moment(number, None)
    whole: object = (
        int(number) if number.isdecimal() and len(number) < len("99999999999999999") else number
    )
    return from_epoch(whole, Unit.MILLISECONDS)


def read_item(item: dict[str, object], names: Names, span: Span) -> tuple[Message, list[File]]:
    """Give the message that an item is, and its files.

    Args:
        item: the `chatItem`.
        names: people and chats.
        span: the line.
    """
    update = as_object(item.get("updateMessage"))
    chat = names.chat(item.get("chatId"))
    happened = moment(item.get("dateSent"))
    author = names.person(item.get("authorId"))
    party = _party(item, names)
    for kind, reads in (("individualCall", read_call), ("groupCall", read_group_call)):
        if kind in update:
            call = reads(as_object(update[kind]), names, (chat, author, happened, span))
            return call._replace(details=party), []
    is_sent = "outgoing" in item
    body, files = _body(item, names)
    direction = ("sent",) if is_sent else ("received",) if "incoming" in item else ()
    details = [*body.details, *_delivery(item, names), *_revisions(item, names)]
    details += [*(detail for file in files for detail in file.details), *party]
    edited = ("edited",) if as_list(item.get("revisions")) else ()
    message = Message(
        body.kind, chat, author or (names.owner if is_sent else None), body.text, happened, span,
        tuple(file.name for file in files),
        (*direction, *body.marks, *edited, *marks_of(happened)), None, tuple(details),
    )  # fmt: skip
    return message, files


def _party(item: dict[str, object], names: Names) -> Details:
    """Give the other's number: two people may go by the same name."""
    if names.is_owner(item.get("authorId")):
        code, handle = "to", names.handle_in_chat(item.get("chatId"))
    else:
        code, handle = "address", names.handle(item.get("authorId"))
    return ((code, handle),) if handle else ()


def read_call_link(call: dict[str, object], names: Names, span: Span) -> Message:
    """Give a call that was joined by a link.

    Args:
        call: the `adHocCall`.
        names: people and chats.
        span: the line.
    """
    happened = moment(call.get("callTimestamp"))
    return Message(
        MessageKind.CALL.value, names.person(call.get("recipientId")) or "", None,
        as_text(call.get("state")), happened, span, (), marks_of(happened),
    )  # fmt: skip


def _body(item: dict[str, object], names: Names) -> tuple[Body, list[File]]:
    """Give what an item says, and its files."""
    for kind, reads in _BODIES.items():
        if kind in item:
            content = as_object(item[kind])
            return reads(content, names), files_of(content)
    known = {"chatId", "authorId", "dateSent", "incoming", "outgoing", "directionless", "revisions"}
    rest = {key: value for key, value in item.items() if key not in known}
    return Body(tell(rest), MessageKind.EVENT.value, ("app-notice",)), []


def _standard(content: dict[str, object], names: Names) -> Body:
    """Give an ordinary message."""
    details: list[tuple[str, str]] = []
    quote = as_object(content.get("quote"))
    if quote:
        words = _words(quote.get("text"))
        details.append(("reply-to", f"{names.person(quote.get('authorId')) or ''}: {words}"))
    previews = map(as_object, as_list(content.get("linkPreview")))
    details += [("link", _named(preview, "url", "title")) for preview in previews]
    details += _reactions(content, names)
    text = _words(content.get("text"))
    is_voice = any(
        as_object(each).get("flag") == "VOICE_MESSAGE"
        for each in as_list(content.get("attachments"))
    )
    marks = ["voice-message"] if is_voice else []
    # The whole of a long text lies in a file; here is its beginning.
    marks += ["parts-left-out"] if content.get("longText") else []
    marks += ["no-text"] if not (text or content.get("attachments") or marks) else []
    return Body(text, marks=tuple(marks), details=tuple(details))


def _named(content: dict[str, object], *keys: str) -> str:
    """Give the texts under some keys, one after the other."""
    return " ".join(filter(None, (as_text(content.get(key)) for key in keys)))


def _words(text: object) -> str:
    """Give the words of a `Text`, which older exports write as a bare string."""
    return text if isinstance(text, str) else as_text(as_object(text).get("body"))


def _reactions(content: dict[str, object], names: Names) -> list[tuple[str, str]]:
    """Give the reactions to a message."""
    found = []
    for each in map(as_object, as_list(content.get("reactions"))):
        told = f"{as_text(each.get('emoji'))} by {names.person(each.get('authorId')) or '?'}"
        when = moment(each.get("sentTimestamp")).iso
        found.append(("reaction", f"{told}, {when}" if when else told))
    return found


def _deleted(content: dict[str, object], names: Names) -> Body:  # noqa: ARG001  # one shape for all
    """Give a message that was deleted for everybody."""
    return Body("", marks=("deleted",))


def _sticker(content: dict[str, object], names: Names) -> Body:
    """Give a sticker by its emoji."""
    emoji = as_text(as_object(content.get("sticker")).get("emoji"))
    return Body(emoji, marks=("sticker",), details=tuple(_reactions(content, names)))


def _view_once(content: dict[str, object], names: Names) -> Body:
    """Give a picture to be seen once."""
    return Body("", marks=("view-once",), details=tuple(_reactions(content, names)))


def _contact(content: dict[str, object], names: Names) -> Body:
    """Give a contact card by its names and numbers."""
    return Body(
        tell(content.get("contact")), marks=("contact",), details=tuple(_reactions(content, names))
    )


def _story_reply(content: dict[str, object], names: Names) -> Body:
    """Give a reply to a story."""
    reply = as_object(content.get("textReply"))
    text = _words(reply.get("text")) or as_text(content.get("emoji"))
    return Body(text, details=(("reply-to", "story"), *_reactions(content, names)))


def _poll(content: dict[str, object], names: Names) -> Body:
    """Give a poll: the question, then the choices on lines of their own."""
    options = [as_text(as_object(each).get("option")) for each in as_list(content.get("options"))]
    text = "\n".join([as_text(content.get("question")), *options])
    return Body(text, marks=("poll",), details=tuple(_reactions(content, names)))


def _told(content: dict[str, object], names: Names) -> Body:  # noqa: ARG001  # one shape for all
    """Give something that has no words by its fields."""
    return Body(tell(content))


def _update(content: dict[str, object], names: Names) -> Body:
    """Give a notice by the app."""
    simple = as_text(as_object(content.get("simpleUpdate")).get("type"))
    kind = simple or next(iter(content), "")
    text = simple or f"{kind}: {_changes(kind, content, names)}".strip(": ")
    return Body(text, MessageKind.EVENT.value, (_NOTICE_MARKS.get(kind, "app-notice"),))


def _changes(kind: str, content: dict[str, object], names: Names) -> str:
    """Give what a notice says by its fields; of a group each change has a name of its own."""
    changes = list(map(as_object, as_list(as_object(content.get(kind)).get("updates"))))
    if not changes:
        return tell(content.get(kind))
    told = (
        f"{name}: {tell(_with_names(value, names))}"
        for each in changes for name, value in each.items()
    )  # fmt: skip
    return "; ".join(each.removesuffix(": ") for each in told)[:LONGEST_NOTICE]


def _with_names(change: object, names: Names) -> object:
    """Give a change with people's names in place of the ids of their accounts."""
    if not isinstance(change, dict):
        return change
    return {
        key: names.account_of(value) if isinstance(value, str) and key.lower().endswith("aci")
        else value
        for key, value in change.items()
    }  # fmt: skip


_BODIES: Mapping[str, Callable[[dict[str, object], Names], Body]] = MappingProxyType({
    "standardMessage": _standard, "updateMessage": _update, "remoteDeletedMessage": _deleted,
    "adminDeletedMessage": _deleted, "stickerMessage": _sticker, "contactMessage": _contact,
    "viewOnceMessage": _view_once, "directStoryReplyMessage": _story_reply, "poll": _poll,
    "paymentNotification": _told, "giftBadge": _told,
})  # fmt: skip


def tell(value: object) -> str:
    """Give the names and values inside a JSON value as one line, in its order.

    Args:
        value: anything; what is long is cut.
    """
    told: list[str] = []
    waiting: list[tuple[str, object]] = [("", value)]
    room = LONGEST_NOTICE
    while waiting and room > 0:
        name, each = waiting.pop()
        if isinstance(each, dict):
            waiting += [(str(key), inner) for key, inner in reversed(each.items())]
            if name and not each:
                told.append(name)
        elif isinstance(each, list):
            waiting += [(name, inner) for inner in reversed(each)]
        elif each is not None:
            told.append(f"{name} {each}".strip())
        room -= len(told[-1]) if told else 1
    return ", ".join(told)[:LONGEST_NOTICE]


def _delivery(item: dict[str, object], names: Names) -> Details:
    """Give when a message arrived, was read and disappears, as far as it is stated."""
    details: list[tuple[str, str]] = []
    incoming, outgoing = as_object(item.get("incoming")), as_object(item.get("outgoing"))
    arrived = moment(incoming.get("dateReceived")).iso if incoming.get("dateReceived") else None
    if arrived:
        details.append(("received-at", arrived))
    for status in map(as_object, as_list(outgoing.get("sendStatus"))):
        for state in ("read", "viewed", "failed"):
            if state in status:
                when = moment(status.get("timestamp")).iso or ""
                who = names.person(status.get("recipientId")) or ""
                details.append(
                    (f"{state}-at" if state != "failed" else "not-sent", f"{when} {who}".strip())
                )
    seconds = as_text(item.get("expiresInMs"))
    if seconds.isdecimal() and seconds != "0":
        details.append(("disappears-after", f"{seconds} ms"))
    return tuple(details)


def _revisions(item: dict[str, object], names: Names) -> Details:
    """Give the earlier wordings of a message."""
    details: list[tuple[str, str]] = []
    for each in map(as_object, as_list(item.get("revisions"))):
        body, files = _body(each, names)
        words = " ".join([body.text, *(file.name for file in files)]).strip()
        details.append(
            ("earlier-text", f"{moment(each.get('dateSent')).iso or ''} {words}".strip())
        )
    return tuple(details)
