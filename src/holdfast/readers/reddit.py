"""Reddit's data request: a table per kind, as CSV.

References: docs/readers/reddit.md.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.span import Span
from holdfast.readers.csv_tables import Layout, find_table_in, read_table
from holdfast.readers.moments import from_iso, marks_of
from holdfast.readers.reader import OWNER, Confidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.csv_tables import Record
    from holdfast.readers.reader import Source

NAME = "reddit"
VERSION = 3

LAYOUTS = (
    Layout("messages", ("id", "permalink", "date", "from", "to", "body")),
    Layout("chats", ("message_id", "created_at", "username", "message")),
    Layout("posts", ("id", "permalink", "date", "subreddit", "title", "body")),
    Layout("comments", ("id", "permalink", "date", "subreddit", "body"), ("title",)),
    Layout("message-headers", ("id", "permalink", "date", "from", "to"), ("body",)),
    Layout("headers", ("id", "permalink", "date", "subreddit"), ("body", "title")),
    Layout("votes", ("id", "permalink", "direction"), ("body", "title")),
    Layout("friends", ("username", "note"), ("message", "body")),
    Layout("log-ins", ("date", "ip"), ("id", "permalink", "body", "from", "username")),
)
"""The tables that are read, by their columns."""

_NEVER = "1970-01-01"
"""What `updated_at` begins with where nothing was changed."""

MOST_NAMED = 8
"""So many who wrote name a direct chat."""

_NAMED = {"log-ins": ("ip_logs", b"date,ip"), "friends": ("friends", b"username,note")}


def recognises(head: bytes, name: str) -> Confidence:
    """Tell whether a file is a table of Reddit's.

    Args:
        head: the first bytes of the file.
        name: as received; some tables have too common columns to be known without it.
    """
    found = find_table_in(head, LAYOUTS)
    if found is None:
        return Confidence.NO
    layout = found[0]
    if layout.name in _NAMED:
        begins, columns = _NAMED[layout.name]
        is_named = name.startswith(begins) and head.split(b"\n", 1)[0].strip() == columns
        return Confidence.YES if is_named else Confidence.NO
    return Confidence.YES


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:  # noqa: ARG001  # no questions
    """Divide a table into messages, posts or events.

    Args:
        source: the table.
        answers: none are asked for.

    Yields:
        Messages in file order; the names of the columns and what is cut are left over.

    Raises:
        NotThisFormatError: the columns are of no table that is known.
    """
    found = read_table(source, LAYOUTS)
    if found is None:
        raise NotThisFormatError
    layout, every = found
    if layout.name in {"posts", "comments"}:
        yield Leftover(Span(0, 0, ""), "one-sided")
    reads = _READS.get(layout.name, _post)
    if layout.name == "chats":
        reads = partial(_chat, _direct_chats(source))
    for each in every:
        yield each if isinstance(each, Leftover) else reads(each)


def _details(record: Record, *names: str) -> tuple[tuple[str, str], ...]:
    """Give what some columns hold, each under its code."""
    codes = {
        "ip": "ip-address",
        "permalink": "link",
        "url": "link",
        "parent": "reply-to",
        "to": "to",
    }
    told = [(codes.get(name, name), record.values.get(name, "")) for name in names]
    return (*(each for each in told if each[1]), *(("other", rest) for rest in record.rest if rest))


def _message(record: Record) -> Message:
    """Give a private message; both names, in one order, name the conversation."""
    happened = from_iso(record.first("date"))
    sender, to = record.first("from"), record.first("to")
    return Message(
        MessageKind.MESSAGE.value, ", ".join(sorted(filter(None, {sender, to}), key=str.casefold)),
        sender or None, record.first("body"), happened, record.row.span, (),
        (*record.row.marks, *marks_of(happened)), None,
        _details(record, "to", "subject", "ip", "permalink"),
    )  # fmt: skip


def _is_direct(record: Record) -> bool:
    """Tell whether a message is of a chat of two, which are all named `Direct Chat`."""
    return "direct" in record.first("conversation_type", "channel_name").casefold()


def _direct_chats(source: Source) -> Mapping[str, str]:
    """Name every direct chat by those who wrote in it; by its address if only one of them did."""
    people: dict[str, dict[str, None]] = {}
    found = read_table(source, LAYOUTS)
    for each in found[1] if found else ():
        if isinstance(each, Leftover) or not _is_direct(each):
            continue
        wrote = people.setdefault(each.first("channel_url"), {})
        if len(wrote) < MOST_NAMED and each.first("username"):
            wrote[each.first("username")] = None
    return {
        address: ", ".join(sorted(wrote, key=str.casefold))
        for address, wrote in people.items()
        if address and len(wrote) > 1
    }


def _chat(direct_chats: Mapping[str, str], record: Record) -> Message:
    """Give a message of a chat."""
    happened = from_iso(record.first("created_at"))
    updated = record.first("updated_at")
    is_edited = updated not in {"", happened.as_written} and not updated.startswith(_NEVER)
    edited = (("edited-at", updated),) if is_edited else ()
    reply = record.first("thread_parent_message_id")
    address = record.first("channel_url")
    conversation = record.first("channel_name", "channel_url", "subreddit")
    if _is_direct(record) and address:
        conversation = direct_chats.get(address, address)
    return Message(
        MessageKind.MESSAGE.value, conversation,
        record.first("username") or None, record.first("message"), happened, record.row.span, (),
        (*record.row.marks, *marks_of(happened)), None,
        (*edited, *((("reply-to", reply),) if reply else ()), *_details(record, "ip")),
    )  # fmt: skip


def _post(record: Record) -> Message:
    """Give a post or comment of the owner, whom the table does not name."""
    happened = from_iso(record.first("date"))
    text = "\n\n".join(filter(None, (record.first("title"), record.first("body"))))
    return Message(
        MessageKind.POST.value, record.first("subreddit"), OWNER, text, happened, record.row.span,
        (), (*record.row.marks, *marks_of(happened)), None,
        _details(record, "parent", "permalink", "url", "link", "ip"),
    )  # fmt: skip


def _log_in(record: Record) -> Message:
    """Give a log-in; `registration ip` stands where a date should be, in the first row."""
    written = record.first("date")
    happened = from_iso(written)
    is_word = happened.stated is None and not any(map(str.isdigit, written))
    text = f"{written} {record.first('ip')}" if is_word else record.first("ip")
    marks = () if is_word else marks_of(happened)
    return Message(
        MessageKind.EVENT.value, "", None, text, happened, record.row.span, (), ("log-in", *marks)
    )


def _header(record: Record) -> Message:
    """Give that something was written, as the tables without words tell it: never twice a message.

    The same is told with its words in another table, unless it is there no more.
    """
    happened = from_iso(record.first("date"))
    between = {record.first("from"), record.first("to")}
    conversation = ", ".join(sorted(filter(None, between), key=str.casefold))
    return Message(
        MessageKind.EVENT.value, conversation or record.first("subreddit"),
        record.first("from") or None, _all_of(record), happened, record.row.span, (),
        ("no-text", *record.row.marks, *marks_of(happened)), None, _details(record, "ip"),
    )  # fmt: skip


def _vote(record: Record) -> Message:
    """Give a vote, or somebody the owner follows: all that the row says."""
    happened = from_iso(record.first("date"))
    mark = "reaction" if "direction" in record.values else "contact"
    # Votes without a date are the rule; that is no damage.
    marks = marks_of(happened) if record.first("date") else ()
    return Message(
        MessageKind.EVENT.value, "", None, _all_of(record), happened, record.row.span, (),
        (mark, *record.row.marks, *marks),
    )  # fmt: skip


def _all_of(record: Record) -> str:
    """Give every cell of a row that says something, with the name of its column."""
    left_out = {"date", "ip"}
    told = (
        f"{name}: {cell}" for name, cell in record.values.items() if name not in left_out and cell
    )
    return "\n".join(told)


_READS = {
    "messages": _message, "log-ins": _log_in, "message-headers": _header,
    "headers": _header, "votes": _vote, "friends": _vote,
}  # fmt: skip
