"""What a back-up of an iPhone says about itself: whose it is, when it was made, if it is locked.

A back-up is a folder in which files lie under the SHA-1 of their place. `Manifest.db` tells which
is which; the stores themselves are known by their content, by readers of their own.
References: docs/readers/ios_backup.md.
"""

from __future__ import annotations

import plistlib
import re
from datetime import datetime
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.moment import UNKNOWN_MOMENT, Moment, Precision, ZoneSource
from holdfast.model.span import Span
from holdfast.readers.reader import Confidence
from holdfast.readers.sqlite_rows import Row, is_sqlite, opened, tables_in_head

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.reader import Source
    from holdfast.readers.sqlite_rows import Value

NAME = "ios_backup"
VERSION = 1

LARGEST_LIST = 8 << 20
"""A longer property list is not a back-up's."""

MOST_SIGNS_OF_WORDS = 200
"""More different bytes than these are in noise, never in text."""

STORES: Mapping[tuple[str, str], str] = {
    ("HomeDomain", "Library/SMS/sms.db"): "messages",
    ("HomeDomain", "Library/CallHistoryDB/CallHistory.storedata"): "calls",
    ("WirelessDomain", "Library/CallHistory/call_history.db"): "calls",
    ("HomeDomain", "Library/Voicemail/voicemail.db"): "voicemail",
    ("HomeDomain", "Library/AddressBook/AddressBook.sqlitedb"): "contacts",
    ("HomeDomain", "Library/Calendar/Calendar.sqlitedb"): "calendar",
    ("HomeDomain", "Library/Notes/notes.sqlite"): "notes",
    ("HomeDomain", "Library/Safari/History.db"): "web history",
    ("CameraRollDomain", "Media/PhotoData/Photos.sqlite"): "photos",
    ("AppDomainGroup-group.net.whatsapp.WhatsApp.shared", "ChatStorage.sqlite"): "WhatsApp",
    ("AppDomainGroup-group.net.whatsapp.WhatsAppSMB.shared", "ChatStorage.sqlite"): "WhatsApp",
}
"""Domain and path of the stores that matter most -> what is in them, in a word."""

_LISTS = (
    ("Manifest.plist", (b"IsEncrypted", b"BackupKeyBag", b"WasPasscodeSet")),
    ("Info.plist", (b"Last Backup Date", b"Target Identifier", b"iTunes Version")),
    ("Status.plist", (b"IsFullBackup", b"SnapshotState", b"BackupState")),
)
"""Name of each list, and keys of which two must be there."""

_ENOUGH = 2
_DATES = ("Date", "Last Backup Date")
_DETAILS = (
    ("Device Name", "device"), ("DeviceName", "device"), ("Product Name", "device-model"),
    ("ProductType", "device-model"), ("Product Type", "device-model"),
    ("ProductVersion", "system-version"), ("Product Version", "system-version"),
    ("Phone Number", "tel"), ("SerialNumber", "serial-number"),
    ("Serial Number", "serial-number"), ("IMEI", "imei"), ("SnapshotState", "status"),
)  # fmt: skip
_HASH_NAME = re.compile(r"[0-9a-f]{40}")
_DAMAGE = (
    ValueError,
    OverflowError,
    RecursionError,
    TypeError,
    LookupError,
    AttributeError,
    EOFError,
    ExpatError,
)


def recognises(head: bytes, name: str) -> Confidence:
    """Tell whether a file is one of those in which a back-up speaks of itself.

    Args:
        head: the first bytes of the file.
        name: file name as received; of a locked back-up it is all there is to go by.
    """
    if is_sqlite(head):
        is_manifest = "files" in tables_in_head(head) and b"relativePath" in head
        return Confidence.YES if is_manifest and b"fileID" in head else Confidence.NO
    if name == "Manifest.db" and len(set(head)) > MOST_SIGNS_OF_WORDS:
        return Confidence.YES
    if not _is_list(head):
        return Confidence.NO
    if any(sum(key in head for key in keys) >= _ENOUGH for _, keys in _LISTS):
        return Confidence.YES
    return Confidence.PERHAPS if name in {each for each, _ in _LISTS} else Confidence.NO


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:  # noqa: ARG001  # no questions
    """Give what a back-up says about itself.

    Args:
        source: `Manifest.db`, `Manifest.plist`, `Info.plist` or `Status.plist`.
        answers: none are asked for: every time is UTC.

    Yields:
        Of a list: one event, when the back-up was made and of which phone, and whether it is
        locked. Of the table of files: one event for each store that matters.

    Raises:
        NotThisFormatError: it is none of these.
    """
    head = source.read(0, 4096)
    if is_sqlite(head):
        yield from _read_table(source)
    elif _is_list(head):
        yield from _read_list(source)
    elif source.name == "Manifest.db" and len(set(head)) > MOST_SIGNS_OF_WORDS:
        # In a locked back-up this file is locked as well: nothing in it can be told from noise.
        yield Leftover(span=Span(0, source.size), why="back-up-locked")
    else:
        raise NotThisFormatError


def _is_list(head: bytes) -> bool:
    """Tell whether a file is a property list."""
    return head.startswith(b"bplist00") or (
        head.lstrip()[:5] in {b"<?xml", b"<!DOC"} and b"<plist" in head
    )


def _read_list(source: Source) -> Iterator[Found]:
    """Give what a property list says.

    Raises:
        NotThisFormatError: it is not one of a back-up.
    """
    if source.size > LARGEST_LIST:
        raise NotThisFormatError
    content = source.read(0, source.size)
    try:
        facts = plistlib.loads(content)
    except _DAMAGE:
        raise NotThisFormatError from None
    keys = {key.decode() for _, known in _LISTS for key in known}
    if not isinstance(facts, dict) or len(keys.intersection(map(str, facts))) < _ENOUGH:
        raise NotThisFormatError
    span = Span(0, source.size)
    if facts.get("IsEncrypted"):
        yield Leftover(span=span, why="back-up-locked")
    inner = facts.get("Lockdown")
    every = {**(inner if isinstance(inner, dict) else {}), **facts}
    details = [(code, str(every[key])) for key, code in _DETAILS if every.get(key)]
    happened = _moment(next((every[key] for key in _DATES if key in every), None))
    marks = ["back-up-made"]
    if facts.get("IsEncrypted"):
        marks.append("locked")
    if happened.stated is None:
        marks.append("no-time")
    yield Message(
        kind=MessageKind.EVENT.value,
        conversation="",
        sender=None,
        text="",
        happened=happened,
        span=span,
        marks=tuple(marks),
        details=tuple(dict.fromkeys(details)),
    )


def _moment(stated: object) -> Moment:
    """Give a date of a property list, which is UTC by the format."""
    if not isinstance(stated, datetime):
        return UNKNOWN_MOMENT
    plain = stated.replace(tzinfo=None).isoformat(timespec="seconds")
    return Moment(f"{plain}Z", plain, Precision.SECOND.value, ZoneSource.BY_FORMAT.value, 0)


def _read_table(source: Source) -> Iterator[Found]:
    """Give the stores that a table of files names.

    Raises:
        NotThisFormatError: there is no such table.
    """
    with opened(source) as database:
        if not database.has("Files", "fileID", "domain", "relativePath"):
            raise NotThisFormatError
        for row in database.rows("Files", ("fileID", "domain", "relativePath")):
            if not isinstance(row, Row):
                yield row
                continue
            name, domain, path = row.values
            if isinstance(domain, str) and isinstance(path, str) and (domain, path) in STORES:
                yield _store(row, name, f"{domain}/{path}", STORES[domain, path])
        yield from database.leftovers()


def _store(row: Row, name: Value, path: str, held: str) -> Message:
    """Say under which name a store lies."""
    written = name if isinstance(name, str) else ""
    place = f"{written[:2]}/{written}" if _HASH_NAME.fullmatch(written) else written
    return Message(
        kind=MessageKind.EVENT.value,
        conversation="",
        sender=None,
        text=path,
        happened=UNKNOWN_MOMENT,
        span=row.span,
        attachments=(written,) if written else (),
        marks=("back-up-file", "no-time"),
        details=(("holds", held), ("path", place)),
    )
