"""Messages of an iPhone before iOS 6: one table `message` without handles and chats.

| column    | text messages                                   | iMessage (`is_madrid`)             |
| --------- | ----------------------------------------------- | ---------------------------------- |
| who       | `address`; of a group `group_member`            | `madrid_handle`, `madrid_roomname` |
| `date`    | seconds since 1970, UTC                         | seconds since 2001, UTC            |
| which way | `flags`: 2 came, 3 went, 33 failed, 129 deleted | `madrid_flags`: 4 from the owner   |
| words     | `text`, or pieces of an MMS in `msg_pieces`     | `text`, `madrid_attributedBody`    |

References: docs/readers/imessage.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.model.message import Message, MessageKind
from holdfast.readers.apple_times import LAST_YEAR, apple_moment, said
from holdfast.readers.imessage_bodies import read_body, without_placeholders
from holdfast.readers.imessage_people import owner, text_of
from holdfast.readers.moments import Unit, from_epoch, impossible, marks_of
from holdfast.readers.reader import OWNER
from holdfast.readers.sqlite_joins import Join
from holdfast.readers.sqlite_rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.model.message import Found
    from holdfast.model.moment import Moment
    from holdfast.readers.sqlite_rows import Database, Value

MOST_PIECES = 1_000
"""Of one message; what is beyond is not looked at."""

_COLUMNS = (
    "address", "date", "text", "flags", "svc_center", "group_id", "subject", "is_madrid",
    "madrid_handle", "madrid_attributedBody", "madrid_flags", "madrid_roomname", "madrid_account",
    "madrid_error", "madrid_date_read", "madrid_date_delivered",
)  # fmt: skip
_OWN_COLUMNS = frozenset({"svc_center", "group_id", "madrid_guid"})
_WAYS = {
    2: ("received",), 3: ("sent",), 33: ("sending-failed",),
    129: ("direction-unknown", "deleted-by-owner"),
}  # fmt: skip
_FROM_OWNER = 4
"""Of `madrid_flags`."""

_PIECE = ("content_type", "content_loc", "data")
_WORDS, _LAYOUT = "text/plain", "application/smil"

Cells = dict[str, "Value"]


def is_old(database: Database) -> bool:
    """Tell whether a store is of a system before iOS 6.

    Args:
        database: the open store.
    """
    is_one = database.has("message", "address", "date", "text", "flags")
    return is_one and not _OWN_COLUMNS.isdisjoint(database.columns("message"))


def read_old(database: Database) -> Iterator[Found]:
    """Give every message of an old store, in the order of row numbers.

    Args:
        database: the open store.
    """
    store = _Store(database)
    yield from store.damage
    for row in database.rows("message", _COLUMNS):
        yield store.read(row) if isinstance(row, Row) else row


class _Store:
    """Makes messages of rows; knows who is in a group and what an MMS is made of."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._pieces = Join(database, "msg_pieces", "message_id", "ROWID")
        self._groups = Join(database, "group_member", "group_id", "ROWID")
        members = database.look_up("group_member", "ROWID", "address")
        self._members = {number: text_of(address) for number, (address,) in members.items()}
        self.damage = [*self._pieces.damage, *self._groups.damage]

    def read(self, row: Row) -> Message:
        """Give what one row says."""
        cells: Cells = dict(zip(_COLUMNS, row.values, strict=True))
        return self._madrid(row, cells) if cells["is_madrid"] else self._text(row, cells)

    def _madrid(self, row: Row, cells: Cells) -> Message:
        """Give an iMessage."""
        handle = text_of(cells["madrid_handle"])
        flags = cells["madrid_flags"]
        is_mine = isinstance(flags, int) and bool(flags & _FROM_OWNER)
        marks: tuple[str, ...] = ("sent" if is_mine else "received",)
        if is_mine and cells["madrid_error"]:
            marks += ("sending-failed",)
        details = [
            ("to", handle if is_mine else ""), ("service", "iMessage"),
            ("read-at", said(cells["madrid_date_read"])),
            ("delivered-at", said(cells["madrid_date_delivered"])),
        ]  # fmt: skip
        words = text_of(cells["text"]) or read_body(cells["madrid_attributedBody"]) or ""
        sender = owner(None, cells["madrid_account"]) if is_mine else handle
        conversation = text_of(cells["madrid_roomname"]) or handle
        moment = apple_moment(cells["date"])
        message = _message(row, cells, moment, (sender, conversation, words), details)
        return message._replace(marks=(*marks, *message.marks))

    def _text(self, row: Row, cells: Cells) -> Message:
        """Give a text message or an MMS."""
        address, flags = text_of(cells["address"]), cells["flags"]
        ways = _WAYS.get(flags) if isinstance(flags, int) else None
        marks = ways or ("direction-unknown",)
        members = self._members_of(cells["group_id"])
        conversation = ", ".join(members) or address
        is_mine = marks[0] in {"sent", "sending-failed"}
        others = members if len(members) > 1 else [address]
        details = [("to", each) for each in others] if is_mine else []
        if not is_mine and marks[0] != "received":
            details.append(("address", address))
        details.append(("service-centre", text_of(cells["svc_center"])))
        if ways is None:
            details.append(("item-type", str(flags)))
        words, names = self._made_of(row.number)
        text = text_of(cells["text"]) or words
        sender = OWNER if is_mine else address if marks[0] == "received" else ""
        message = _message(row, cells, _unix(cells["date"]), (sender, conversation, text), details)
        lacks = ("media-omitted",) if names else ()
        return message._replace(marks=(*marks, *message.marks, *lacks), attachments=tuple(names))

    def _members_of(self, group: Value) -> list[str]:
        """Give the numbers of a group; of a chat of two there is one."""
        found = self._groups.of(group) if isinstance(group, int) else ()
        return [name for at in found if (name := self._members.get(at, ""))]

    def _made_of(self, message: int) -> tuple[str, list[str]]:
        """Give the words and the names of files among the pieces of an MMS."""
        words, names = [], []
        for number, _ in zip(self._pieces.of(message), range(MOST_PIECES), strict=False):
            piece = self._database.find("msg_pieces", "ROWID", number, _PIECE)
            kind, name, data = piece or (None, None, None)
            if text_of(kind) == _WORDS:
                words.append(text_of(data))
            elif text_of(kind) != _LAYOUT:
                names.append(text_of(name) or text_of(kind) or "?")
        return "\n".join(filter(None, words)), names


def _message(
    row: Row,
    cells: Cells,
    moment: Moment,
    said_by: tuple[str, str, str],
    details: list[tuple[str, str]],
) -> Message:
    """Put a message together from who sent it, its conversation and its words, and the rest."""
    sender, conversation, words = said_by
    marks = [*marks_of(moment), *(["no-time"] if not cells["date"] else [])]
    if row.replaced:
        marks.append("bytes-replaced")
    subject = ("subject", text_of(cells["subject"]))
    return Message(
        kind=MessageKind.MESSAGE.value,
        conversation=conversation,
        sender=sender or None,
        text=without_placeholders(words),
        happened=moment,
        span=row.span,
        marks=tuple(marks),
        details=tuple((code, text) for code, text in [*details, subject] if text),
    )


def _unix(value: Value) -> Moment:
    """Give the moment of a count of seconds since 1970."""
    if not value:
        return apple_moment(None)
    moment = from_epoch(value, Unit.SECONDS)
    return moment if (moment.stated or "") < LAST_YEAR else impossible(value)
