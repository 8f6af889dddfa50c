"""A multimedia message saved as JSON: its pieces, its addresses, and the files inside.

| app                   | pieces    | addresses                                   | a file |
| --------------------- | --------- | ------------------------------------------- | ------ |
| SMS Import / Export 2 | `__parts` | `__sender_address`, `__recipient_addresses` | beside |
| SMS Import / Export   | `parts`   | `sender_address`, `recipient_addresses`     | base64 |
| Fossify, Simple SMS   | `parts`   | `addresses`                                 | base64 |

A file beside it lies in the folder `data`, under the last part of the place it had on the phone.
References: docs/readers/sms-json.md.
"""

from __future__ import annotations

import binascii
from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.message import Part
from holdfast.readers.android_parts import WORDS, is_attachment, is_frame, media_type_of, name_of
from holdfast.readers.android_records import FROM, NOBODY, multimedia_message
from holdfast.readers.json_values import SECONDS_LIMIT, object_of, objects_of, text_at, text_of
from holdfast.readers.moments import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.model.span import Span

_PIECES = ("__parts", "parts")
_SENDER = ("__sender_address", "sender_address")
_RECIPIENTS = ("__recipient_addresses", "recipient_addresses")
_ADDRESSES = (*_SENDER, *_RECIPIENTS, "addresses")
_NAMES = ("__display_name", "display_name")
_TELLING = ("msg_box", "messageBox", *_PIECES, *_ADDRESSES)
_INSIDE = ("binary_data", "__binary_data", "data")
_COLUMNS = {
    "contentType": "ct", "contentLocation": "cl", "contentId": "cid", "filename": "fn",
    "charset": "chset",
}  # fmt: skip
_BESIDE = "data/"


class _Content(NamedTuple):
    """What the pieces hold."""

    words: list[str]
    names: list[str]
    details: list[tuple[str, str]]
    files: list[tuple[str, str, bytes]]
    """Name, declared type, bytes."""
    lacks: list[str]
    """Marks for files that are neither inside nor beside, or damaged."""


def is_multimedia(record: Mapping[str, object]) -> bool:
    """Tell whether a record is a multimedia message.

    Args:
        record: as the app wrote it.
    """
    return any(key in record for key in _TELLING)


def multimedia(
    record: Mapping[str, object], row: dict[str, str], span: Span, number: int
) -> Iterator[Found]:
    """Give a multimedia message and the files it carries.

    Args:
        record: as the app wrote it.
        row: its single values under Android's names of columns.
        span: its place.
        number: of the message.
    """
    content = _content(record)
    lacks = tuple(dict.fromkeys(content.lacks))
    if "contact_name" not in row and (name := _name_of_other(record)):
        row["contact_name"] = name
    addresses = _addresses(record)
    if len([each for each in addresses if each[0] != FROM]) > 1:
        # A group is named by everybody in it, so that no chat of two is mixed with it.
        numbers = {number for _, number in addresses} - NOBODY
        row.setdefault("address", "~".join(sorted(numbers)))
    # Android counts seconds here; an app may have made them milliseconds, as of text messages.
    date = row.get("date", "")
    is_fine = date.isdecimal() and int(date[:20]) > SECONDS_LIMIT
    message = multimedia_message(
        row,
        addresses,
        ("\n".join(content.words), tuple(content.names), lacks),
        span=span,
        unit=Unit.MILLISECONDS if is_fine else Unit.SECONDS,
    )
    yield message._replace(details=(*message.details, *content.details))
    for name, media_type, inside in content.files:
        yield Part(span, name, media_type, inside, number)


def _addresses(record: Mapping[str, object]) -> list[tuple[str, str]]:
    """Give the header each address comes from (137, 151, …) and the number."""
    found: list[tuple[str, str]] = []
    for key in _ADDRESSES:
        stored = record.get(key)
        each_of = [object_of(stored)] if isinstance(stored, dict) else objects_of(stored)
        found += [(text_at(each, "type"), text_at(each, "address")) for each in each_of]
    return found


def _name_of_other(record: Mapping[str, object]) -> str:
    """Give the name of the one person a message came from or went to; empty for a group."""
    went = text_at(record, "msg_box", "messageBox") not in {"1", ""}
    senders, recipients = (
        [each for key in keys for each in (record.get(key), *objects_of(record.get(key)))
         if isinstance(each, dict)]
        for keys in (_SENDER, _RECIPIENTS)
    )  # fmt: skip
    others = recipients if went else senders
    return text_at(others[0], *_NAMES) if len(others) == len(recipients) == 1 else ""


def _content(record: Mapping[str, object]) -> _Content:
    """Give the words of a message, and its files with their names."""
    content = _Content([], [], [], [], [])
    for key in _PIECES:
        for stored in objects_of(record.get(key)):
            _add(stored, content)
    return content


def _add(stored: Mapping[str, object], content: _Content) -> None:
    """Add one piece."""
    part = {_COLUMNS.get(key, key): text_of(value) for key, value in stored.items()}
    encoded = next(filter(None, (part.get(key, "") for key in _INSIDE)), "")
    if media_type_of(part) == WORDS and (words := part.get("text", "")):
        content.words.append(words)
    if not is_attachment(part) or (not encoded and is_frame(part)):
        return
    name = name_of(part, len(content.names) + 1)
    if encoded:
        try:
            content.files.append((name, media_type_of(part), binascii.a2b_base64(encoded)))
        except (binascii.Error, ValueError):
            content.lacks.append("parts-left-out")
    elif place := part.get("_data", ""):
        content.details.append(("file-name", name))
        name = _BESIDE + place.rpartition("/")[2]
    else:
        content.lacks.append("media-omitted")
    content.names.append(name)
