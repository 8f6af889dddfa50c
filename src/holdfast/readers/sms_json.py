"""Text messages and calls that apps of Android phones save as JSON.

| written by                             | how                                                    |
| -------------------------------------- | ------------------------------------------------------ |
| SMS Import / Export since 2            | `messages.ndjson`: a record a line, `__parts`, …       |
| SMS Import / Export before, its calls  | `[ {record}, … ]`                                      |
| Fossify Messages                       | `[ {record}, … ]`                                      |
| Simple SMS Messenger                   | `[ {"sms": [{record}, …], "mms": [{record}, …]}, … ]`  |
| QKSMS and QUIK                         | `{"messageCount": 2, "messages": [ {record}, … ]}`     |

Their records are rows of Android's own store (`android_records`), under its names of columns or
under names of their own. References: docs/readers/sms-json.md.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Message
from holdfast.readers.android_records import call, text_message
from holdfast.readers.json_records import BROKEN, lines, records
from holdfast.readers.json_values import text_at, text_of
from holdfast.readers.reader import HEAD_BYTES, Confidence
from holdfast.readers.sms_json_mms import is_multimedia, multimedia

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.model.span import Span
    from holdfast.readers.json_records import Node, Path
    from holdfast.readers.reader import Source

NAME = "sms-json"
VERSION = 1

_BOM = b"\xef\xbb\xbf"
_LIST = re.compile(rb'\s*\[\s*\{\s*"')
_BY_CHAT = re.compile(rb'\s*\[\s*\{\s*"(?:sms|mms)"\s*:\s*(?:\[|null)')
_COUNTED = re.compile(rb'\s*\{\s*"(?:messageCount|messages)"\s*:\s*(?:\d|\[)')
_LINES = re.compile(rb'\s*\{\s*"')
# Keys that a record has, and keys of which it has at least one: no chat app writes both.
_MESSAGE = (
    (b"date",),
    (
        b"date_sent", b"dateSent", b"service_center", b"serviceCenter", b"msg_box", b"messageBox",
        b"__display_name", b"thread_id", b"sub_id", b"subId", b"subscriptionId",
    ),
    (b"address", b"parts", b"__parts", b"msg_box", b"messageBox"),
    (b"body", b"parts", b"__parts", b"msg_box", b"messageBox"),
)  # fmt: skip
_CALL = (
    (b"number",), (b"date",), (b"duration",), (b"type",),
    (b"presentation", b"countryiso", b"subscription_id", b"geocoded_location", b"features"),
)  # fmt: skip
# Names that apps have of their own -> Android's.
_COLUMNS = {
    "dateSent": "date_sent", "serviceCenter": "service_center", "subId": "sub_id",
    "subscriptionId": "sub_id", "messageBox": "msg_box", "messageType": "m_type",
    "subject": "sub", "subjectCharSet": "sub_cs", "display_name": "contact_name",
}  # fmt: skip


def _way_of(head: bytes) -> tuple[Callable[[Path], bool] | None, bool]:
    """Give where records lie (None: one a line), and whether a file begins like one at all."""
    if _BY_CHAT.match(head):
        return (lambda path: len(path) == 3), True  # noqa: PLR2004  # chat, kind, record
    if _LIST.match(head):
        return (lambda path: len(path) == 1), True
    if _COUNTED.match(head):
        return (lambda path: len(path) == 2 and path[0] == "messages"), True  # noqa: PLR2004
    return None, _LINES.match(head) is not None


def recognises(head: bytes, name: str) -> Confidence:  # noqa: ARG001  # content alone decides
    """Tell whether a file is such a back-up.

    Args:
        head: the first bytes of the file.
        name: not looked at.
    """
    head = head.removeprefix(_BOM)
    if not _way_of(head)[1]:
        return Confidence.NO
    keys = set(re.findall(rb'"(\w{1,40})"\s*:', head))
    is_one = any(all(keys.intersection(any_of) for any_of in kind) for kind in (_MESSAGE, _CALL))
    return Confidence.YES if is_one else Confidence.NO


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:  # noqa: ARG001  # no questions
    """Give every message and call, with the files inside, in the order of the file.

    Args:
        source: the back-up.
        answers: none are asked for.

    Yields:
        Messages, calls, the files that came with them, and what is left over.

    Raises:
        NotThisFormatError: it does not look like such a back-up.
    """
    head = source.read(0, HEAD_BYTES)
    if recognises(head, source.name) is Confidence.NO:
        raise NotThisFormatError
    wanted, _ = _way_of(head.removeprefix(_BOM))
    nodes = lines(source) if wanted is None else records(source, wanted)
    number = 0
    for node in nodes:
        for found in _found(node, number, is_record=wanted is None or wanted(node.path)):
            number += isinstance(found, Message)
            yield found


def _found(node: Node, number: int, *, is_record: bool) -> Iterator[Found]:
    """Give what one value of the file holds."""
    if node.value is BROKEN:
        yield Leftover(node.span, "damaged-record")
    elif not is_record:
        if node.value not in ([], {}, None, ""):
            yield Leftover(node.span, "about-the-export")
    elif isinstance(node.value, dict) and is_multimedia(node.value):
        yield from multimedia(node.value, row_of(node.value), node.span, number)
    else:
        yield _one(node.value, node.span)


def _one(value: object, span: Span) -> Message | Leftover:
    """Give a text message or a call."""
    if not isinstance(value, dict):
        return Leftover(span, "not-understood")
    row = row_of(value)
    if "number" in value and "duration" in value:
        return _call(value, row, span)
    if "address" in value or "body" in value:
        row["subject"] = row.pop("sub", "")
        return text_message(row, span)
    return Leftover(span, "not-understood")


def _call(value: Mapping[str, object], row: dict[str, str], span: Span) -> Message:
    """Give a call, with the region of the number and, where there is no contact, its old name."""
    row.setdefault("contact_name", text_at(value, "name"))
    message = call(row, span)
    place = text_at(value, "geocoded_location")
    return message._replace(
        details=(*message.details, *((("number-place", place),) if place else ()))
    )


def row_of(record: Mapping[str, object]) -> dict[str, str]:
    """Give the values of a record that are single, under Android's names of columns.

    Args:
        record: as the app wrote it.
    """
    row: dict[str, str] = {}
    for name, value in record.items():
        text = text_of(value)
        if text:
            plain = name.removeprefix("__")
            row[_COLUMNS.get(plain, plain)] = text
    return row
