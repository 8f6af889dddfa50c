"""Discord's own data package: what the account's owner wrote, and nothing of what others wrote.

| file                      | holds                                                        |
| ------------------------- | ------------------------------------------------------------ |
| `messages.json`           | `[{"ID", "Timestamp", "Contents", "Attachments"}]`, UTC      |
| `messages.csv`            | the same columns, until 2024, with an offset                 |
| `channel.json`            | about the channel                                            |
| `index.json`              | names of channels by their number                            |
| `user.json`               | the account, its friends and whom it blocked                 |
References: docs/readers/discord-package.md.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.span import Span
from holdfast.readers.csv_records import first_cells, rows
from holdfast.readers.discord_people import read_people
from holdfast.readers.discord_times import moment_of_id
from holdfast.readers.json_records import BROKEN, records
from holdfast.readers.json_values import facts_of, text_at, text_of
from holdfast.readers.moments import from_iso, marks_of
from holdfast.readers.reader import HEAD_BYTES, OWNER, Confidence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.model.moment import Moment
    from holdfast.readers.reader import Source

NAME = "discord-package"
VERSION = 1

_BOM = b"\xef\xbb\xbf"
_COLUMNS = ["ID", "Timestamp", "Contents", "Attachments"]
_MESSAGE = re.compile(rb'\s*\[\s*\{[^{}\[\]]{0,200}?"ID"\s*:\s*"?\d{15,20}')
_TIMED = re.compile(rb'"Timestamp"\s*:\s*"\d{4}-\d\d-\d\d')
# {"id": "1100000000000000101", "type": 1, "recipients": [      "type": "DM"
_CHANNEL = re.compile(
    rb'\s*\{\s*"id"\s*:\s*"\d{15,20}"\s*,\s*"type"\s*:\s*(?:\d{1,2}|"[A-Z_]{2,40}")\s*[,}]'
)
_INDEX = re.compile(rb'\s*\{\s*"\d{15,20}"\s*:\s*(?:"|null)')
_USER = re.compile(rb'\s*\{\s*"id"\s*:\s*"\d{15,20}"\s*,\s*"username"\s*:')
_USER_TOO = re.compile(rb'"(?:relationships|user_sessions|discriminator|settings|connections)"\s*:')
_KNOWN = frozenset({"ID", "Timestamp", "Contents", "Attachments"})


def _find_way(head: bytes) -> Callable[[Source], Iterator[Found]] | None:
    """Give how a file is read, None when it is not of the package."""
    head = head.removeprefix(_BOM)
    if head.startswith((b"ID,", b'"ID",')):
        return _read_table if first_cells(head) == _COLUMNS else None
    if _MESSAGE.match(head) and _TIMED.search(head):
        return _read_messages
    if _CHANNEL.match(head) or _INDEX.match(head):
        return _read_about
    if _USER.match(head) and _USER_TOO.search(head):
        return read_people
    return None


def recognises(head: bytes, name: str) -> Confidence:  # noqa: ARG001  # content alone decides
    """Tell whether a file is of such a package.

    Args:
        head: the first bytes of the file.
        name: not looked at.
    """
    return Confidence.YES if _find_way(head) else Confidence.NO


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:  # noqa: ARG001  # none are asked
    """Divide one file of the package into what its owner wrote, and leftovers.

    Args:
        source: the file.
        answers: none are asked for.

    Yields:
        First that only one side is here, then messages in file order.

    Raises:
        NotThisFormatError: the file is not of such a package.
    """
    way = _find_way(source.read(0, HEAD_BYTES))
    if way is None:
        raise NotThisFormatError
    yield from way(source)


def _read_messages(source: Source) -> Iterator[Found]:
    """Divide a `messages.json`."""
    yield Leftover(Span(0, 0), "one-sided")
    channel = _channel_of(source.name)
    for node in records(source, lambda path: len(path) == 1):
        if isinstance(node.value, dict):
            record = node.value
            happened = _moment(text_of(record.get("Timestamp")), text_of(record.get("ID")))
            rest = {key: value for key, value in record.items() if key not in _KNOWN}
            more = tuple(("also-stated", f"{key}: {value}") for key, value in facts_of(rest))
            words = (text_at(record, "Contents"), text_at(record, "Attachments"))
            message = _message(text_of(record.get("ID")), words, happened, node.span, more)
            yield message._replace(conversation=channel)
        elif node.value is BROKEN:
            yield Leftover(node.span, "damaged-record")
        else:
            yield Leftover(node.span, "not-understood")


def _read_table(source: Source) -> Iterator[Found]:
    """Divide a `messages.csv`."""
    yield Leftover(Span(0, 0), "one-sided")
    channel = _channel_of(source.name)
    is_header = True
    for row in rows(source):
        if is_header:
            is_header = False
            yield Leftover(row.span, "about-the-export")
            continue
        number, time, text, files = (*row.cells[:4], "", "", "", "")[:4]
        more = tuple(("also-stated", cell) for cell in row.cells[4:])
        text = text.replace("\r\n", "\n")
        message = _message(number, (text, files), _moment(time, number), row.span, more)
        message = message._replace(conversation=channel)
        if row.is_damaged:
            message = message._replace(marks=(*message.marks, "bytes-replaced"))
        yield message


def _channel_of(name: str) -> str:
    """Give the channel by the folder before a file's name; `index.json` tells what it is called."""
    return name.rpartition("/")[0]


def _moment(written: str, number: str) -> Moment:
    """Give the time: as written, else the one that is inside the message's number."""
    moment = from_iso(written, utc_by_format=True)
    return moment_of_id(number) if moment.stated is None and not written else moment


def _message(
    number: str,
    words: tuple[str, str],
    happened: Moment,
    span: Span,
    more: tuple[tuple[str, str], ...],
) -> Message:
    """Give one message of the owner."""
    text, files = words[0], tuple(words[1].split())
    marks = ("sent", "media-omitted") if files else ("sent",) if text else ("sent", "no-text")
    return Message(
        MessageKind.MESSAGE.value, "", OWNER, text, happened, span, files,
        (*marks, *marks_of(happened)), None,
        (("message-id", number), *more) if number else more,
    )  # fmt: skip


def _read_about(source: Source) -> Iterator[Found]:
    """Leave a file over that tells about channels."""
    for node in records(source, lambda path: len(path) == 1):
        damaged = node.value is BROKEN
        if node.value not in ([], {}, None):
            yield Leftover(node.span, "damaged-record" if damaged else "about-the-export")
