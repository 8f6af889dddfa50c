"""Rows of WhatsApp's store on iPhone and Mac, `ChatStorage.sqlite`.

| `ZMESSAGETYPE`             | meaning                                                     |
| -------------------------- | ----------------------------------------------------------- |
| 0, 7                       | words; words with a link                                    |
| 1, 2, 3, 8, 11, 15, 54, 66 | picture, video, sound, document, GIF, sticker, video, album |
| 20, 24, 43                 | picture, document, video, of kinds that nobody told apart   |
| 4, 5, 46, 63               | contact, place, poll, planned event                         |
| 6                          | the group changed                                           |
| 10                         | a notice of the app, told by `ZGROUPEVENTTYPE`              |
| 12                         | a message that had not arrived yet                          |
| 14                         | deleted for everybody                                       |
| 28                         | messages that delete themselves were set                    |
| 38, 39, 53                 | picture, video, sound to be seen or heard once              |
| 59                         | a call                                                      |

References: docs/readers/whatsapp-store.md.
"""

from __future__ import annotations

import hashlib
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.message import Message, MessageKind
from holdfast.readers.apple_times import apple_moment, said
from holdfast.readers.moments import Unit, from_epoch, marks_of
from holdfast.readers.reader import OWNER
from holdfast.readers.whatsapp_accounts import (
    called,
    is_account,
    is_group,
    is_number,
    shown,
    with_numbers,
)
from holdfast.readers.whatsapp_cards import words_of_card
from holdfast.readers.whatsapp_reactions import answered_in, poll_in, reactions_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.readers.sqlite_rows import Database, Row, Value

TABLE = "ZWAMESSAGE"
COLUMNS = (
    "ZCHATSESSION", "ZGROUPMEMBER", "ZMEDIAITEM", "ZISFROMME", "ZMESSAGETYPE", "ZGROUPEVENTTYPE",
    "ZMESSAGEDATE", "ZSENTDATE", "ZTEXT", "ZFROMJID", "ZPARENTMESSAGE", "ZMESSAGEINFO",
)  # fmt: skip
MUST_HAVE = ("ZCHATSESSION", "ZISFROMME", "ZMESSAGEDATE", "ZTEXT")
"""Columns without which the table is another app's."""

FILES_IN_BACK_UP = "AppDomainGroup-group.net.whatsapp.WhatsApp.shared-Message/"
"""What stands before the place of a file; the SHA-1 of both is its name in a back-up."""

_MEDIA = ("ZMEDIALOCALPATH", "ZTITLE", "ZLATITUDE", "ZLONGITUDE", "ZVCARDNAME", "ZMOVIEDURATION",
          "ZMETADATA", "ZVCARDSTRING")  # fmt: skip
_MESSAGE, _EVENT, _CALL = (
    MessageKind.MESSAGE.value, MessageKind.EVENT.value, MessageKind.CALL.value,
)  # fmt: skip


class _Kind(NamedTuple):
    """What a kind of row is."""

    kind: str = _MESSAGE
    marks: tuple[str, ...] = ()
    has_file: bool = False
    is_known: bool = True


_ONCE = _Kind(marks=("view-once",), has_file=True)
_FILE = _Kind(has_file=True)
_KINDS: Mapping[int, _Kind] = MappingProxyType(
    {
        0: _Kind(), 1: _FILE, 2: _FILE, 3: _FILE,
        4: _Kind(marks=("contact",)), 5: _Kind(marks=("location",)),
        6: _Kind(_EVENT, ("group-changed",)), 7: _Kind(), 8: _FILE,
        10: _Kind(_EVENT, ("app-notice",)), 11: _FILE,
        12: _Kind(_EVENT, ("app-notice",)), 14: _Kind(_EVENT, ("deleted",)),
        15: _Kind(marks=("sticker",), has_file=True), 20: _FILE, 24: _FILE,
        28: _Kind(_EVENT, ("disappearing-messages",)), 43: _FILE,
        38: _ONCE, 39: _ONCE, 46: _Kind(marks=("poll",)), 53: _ONCE, 54: _FILE,
        **dict.fromkeys((55, 58, 62, 68, 73), _Kind(_EVENT, ("app-notice",))),
        59: _Kind(_CALL), 63: _Kind(marks=("planned-event",)), 66: _Kind(),
    }
)  # fmt: skip
_MISSED, _MISSED_VIDEO = _Kind(_CALL, ("missed",)), _Kind(_CALL, ("missed", "video-call"))
_BUSINESS = _Kind(_EVENT, ("business-notice",))
_NOTICES: Mapping[tuple[int, int], _Kind] = MappingProxyType(
    {
        **{(10, notice): _MISSED for notice in (1, 21, 45)},
        **{(10, notice): _MISSED_VIDEO for notice in (4, 22, 46)},
        **{(10, notice): _BUSINESS for notice in (25, 26, 29, 30, 38)},
        **{(10, notice): _Kind(_EVENT, ("security-code-changed",)) for notice in (3, 36)},
        **{(10, notice): _Kind(_EVENT, ("contact-blocked",)) for notice in (34, 35)},
        **{at: _Kind(_EVENT, ("number-changed",)) for at in ((6, 9), (10, 5), (10, 6))},
        **{at: _Kind(_EVENT, ("disappearing-messages",)) for at in ((6, 26), (10, 47))},
        **{at: _Kind(_CALL, ("call-started", "video-call")) for at in ((10, 40), (10, 41))},
        (10, 2): _Kind(_EVENT, ("encryption-notice",)),
    }
)
"""Kind and `ZGROUPEVENTTYPE` -> what the notice is; others are told by their kind alone."""

_UNKNOWN = _Kind(is_known=False)
_LINK, _DOCUMENT = 7, 8
Cells = dict[str, "Value"]
Details = list[tuple[str, str]]


def _text(value: Value) -> str:
    """Give a cell as text, empty when it holds none."""
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    return value if isinstance(value, str) else ""


class Rows:
    """Turns rows into messages; knows chats and members."""

    def __init__(self, database: Database) -> None:
        """Read the look-ups.

        Args:
            database: the open store.
        """
        self._database = database
        look_up = database.look_up
        self._chats = look_up("ZWACHATSESSION", "rowid", "ZCONTACTJID", "ZPARTNERNAME", "ZREMOVED")
        self._members = look_up(
            "ZWAGROUPMEMBER", "rowid", "ZMEMBERJID", "ZCONTACTNAME", "ZFIRSTNAME"
        )
        self._own_names = look_up("ZWAPROFILEPUSHNAME", "ZJID", "ZPUSHNAME")

    def read(self, row: Row) -> Message:
        """Give one row as a message, call or event.

        Args:
            row: of `ZWAMESSAGE`, with `COLUMNS`.
        """
        cells: Cells = dict(zip(COLUMNS, row.values, strict=True))
        chat, name, removed = self._chats.get(cells["ZCHATSESSION"], (None, None, None))
        account, contact = self._who(cells, _text(chat), _text(name))
        what = _kind_of(cells)
        mine = bool(cells["ZISFROMME"])
        happened = apple_moment(cells["ZMESSAGEDATE"])
        marks = [*what.marks, *marks_of(happened)]
        if not _is_notice(what):
            marks.insert(0, "sent" if mine else "received")
        marks += ["no-time"] if not cells["ZMESSAGEDATE"] else []
        marks += ["bytes-replaced"] if row.replaced else []
        marks += ["recently-deleted"] if removed else []
        details = self._about(cells, what, account, contact)
        message = Message(
            kind=what.kind,
            conversation=called(_text(chat), _text(name)),
            sender=self._sender(what, account, mine=mine),
            text="",
            happened=happened,
            span=row.span,
        )
        return self._filled(message, cells, (what, marks, details))

    @staticmethod
    def _sender(what: _Kind, account: str, *, mine: bool) -> str | None:
        """Give who wrote or called; a notice is nobody's."""
        if _is_notice(what):
            return None
        return OWNER if mine else shown(account) or None

    def _who(self, cells: Cells, chat: str, name: str) -> tuple[str, str]:
        """Give the account of the other side, and the name in the phone's contacts."""
        member = self._members.get(cells["ZGROUPMEMBER"])
        if member is not None:
            account, contact, first = map(_text, member)
            return account, contact or first
        account = _text(cells["ZFROMJID"]) or chat
        if is_group(account) or is_group(chat):
            return ("" if is_group(account) else account), ""
        # Since 2025 a row may name an id where the chat still knows the number.
        return (chat if is_number(chat) and not is_number(account) else account), name

    def _about(self, cells: Cells, what: _Kind, account: str, contact: str) -> Details:
        """Give what is known of who and when."""
        details: Details = []
        if account and (not cells["ZISFROMME"] or what.kind == _EVENT):
            details += [("contact-name", contact)] if contact and contact != shown(account) else []
            own = _text(self._own_names.get(account, (None,))[0])
            details += [("nickname", own)] if own and own != contact else []
        if account and _is_notice(what):
            details.append(("with", shown(account)))
        sent = said(cells["ZSENTDATE"])
        if sent and sent != said(cells["ZMESSAGEDATE"]):
            details.append(("sent-at", sent))
        if what.kind != _MESSAGE or not what.is_known:
            number = f"{_number(cells['ZMESSAGETYPE'])}/{_number(cells['ZGROUPEVENTTYPE'])}"
            details.append(("item-type", number))
        return details

    def _filled(
        self, message: Message, cells: Cells, about: tuple[_Kind, list[str], Details]
    ) -> Message:
        """Add words, files, places, answers and reactions."""
        what, marks, details = about
        media = self._media(cells["ZMEDIAITEM"])
        path, title = _text(media["ZMEDIALOCALPATH"]), _text(media["ZTITLE"])
        words = _text(cells["ZTEXT"])
        words = with_numbers(words) if what.kind == _EVENT else words
        kind = cells["ZMESSAGETYPE"]
        if title and kind in {_LINK, _DOCUMENT}:
            details.append(("title" if kind == _LINK else "file-name", title))
        elif title and title != words:
            words = f"{words}\n{title}" if words else title
        if "contact" in what.marks and not words:
            words = words_of_card(_text(media["ZVCARDSTRING"])) or _text(media["ZVCARDNAME"])
        if "poll" in what.marks:
            question, answers = poll_in(self._info(cells))
            words = "\n".join([words or question, *(f"- {each}" for each in answers)])
        if "deleted" in what.marks and is_account(by := _text(media["ZVCARDSTRING"])):
            details.append(("done-by", shown(by)))
        latitude, longitude = media["ZLATITUDE"], media["ZLONGITUDE"]
        if isinstance(latitude, float) and isinstance(longitude, float) and (latitude or longitude):
            details.append(("position", f"{latitude}, {longitude}"))
        if path:
            details += [("path", path), ("back-up-name", name_in_back_up(path))]
        elif what.has_file:
            marks.append("media-omitted")
        details += self._relations(cells, media["ZMETADATA"])
        if what.kind == _MESSAGE and not (words or path or what.has_file or what.marks):
            marks.append("no-words")
        return message._replace(
            text=words,
            attachments=(path.rpartition("/")[2],) if path else (),
            marks=tuple(marks),
            duration_seconds=_seconds(media["ZMOVIEDURATION"]) if message.kind == _CALL else None,
            details=tuple(details),
        )

    def _media(self, number: Value) -> Cells:
        """Give the row of what was sent with a message; empty cells when there is none."""
        found = None
        if isinstance(number, int) and number:
            found = self._database.find("ZWAMEDIAITEM", "Z_PK", number, _MEDIA)
        return dict(zip(_MEDIA, found or (None,) * len(_MEDIA), strict=True))

    def _answered(self, parent: Value, metadata: Value) -> str:
        """Give the words that a message answers, else which row or id has them."""
        value: str | int
        if isinstance(parent, int) and parent:
            column, value, otherwise = "Z_PK", parent, f"{TABLE}:{parent}"
        else:
            value, words = answered_in(metadata) if isinstance(metadata, bytes) else ("", "")
            column, otherwise = "ZSTANZAID", words or value
        found = self._database.find(TABLE, column, value, ("ZTEXT",)) if value else None
        return (_text(found[0]) if found else "") or otherwise

    def _info(self, cells: Cells) -> bytes:
        """Give what is stored of receipts, reactions and a poll; nothing when there is none."""
        number = cells["ZMESSAGEINFO"]
        if not isinstance(number, int) or not number:
            return b""
        info = self._database.find("ZWAMESSAGEINFO", "Z_PK", number, ("ZRECEIPTINFO",))
        return info[0] if info and isinstance(info[0], bytes) else b""

    def _relations(self, cells: Cells, metadata: Value) -> Iterator[tuple[str, str]]:
        """Give what a message answers, and the reactions to it."""
        if answered := self._answered(cells["ZPARENTMESSAGE"], metadata):
            yield "reply-to", answered
        for each in reactions_in(self._info(cells)):
            when = from_epoch(each.milliseconds, Unit.MILLISECONDS).iso if each.milliseconds else ""
            by = f"{each.sign} by {shown(each.account) or OWNER}"
            yield "reaction", f"{by}, {when}" if when else by


def _is_notice(what: _Kind) -> bool:
    """Tell whether the app speaks, so that nobody wrote it."""
    return what.kind == _EVENT and "deleted" not in what.marks


def _kind_of(cells: Cells) -> _Kind:
    """Give the kind of a row."""
    kind, notice = cells["ZMESSAGETYPE"], cells["ZGROUPEVENTTYPE"]
    if not isinstance(kind, int):
        return _KINDS[0] if kind is None else _UNKNOWN
    told = _NOTICES.get((kind, notice)) if isinstance(notice, int) else None
    return told or _KINDS.get(kind, _UNKNOWN)


def _number(value: Value) -> int:
    """Give a number; what is none, or not set, as 0."""
    return value if isinstance(value, int) else 0


def _seconds(value: Value) -> int | None:
    """Give a length; a length that cannot be is none."""
    return value if isinstance(value, int) and 0 < value < 1 << 31 else None


def name_in_back_up(path: str) -> str:
    """Give the name that a back-up gives to a file of WhatsApp.

    Args:
        path: as stored, `Media/…`.
    """
    place = f"{FILES_IN_BACK_UP}{path.lstrip('/')}".encode()
    return hashlib.sha1(place, usedforsecurity=False).hexdigest()
