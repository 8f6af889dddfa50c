"""Telegram: what Telegram Desktop exports, one chat or all of them, as JSON or HTML.

References: docs/readers/telegram.md, exports of 2018 to 2026.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from holdfast.model.errors import NotThisFormatError
from holdfast.readers.reader import HEAD_BYTES, Confidence
from holdfast.readers.telegram_copied import looks_copied, read_copied
from holdfast.readers.telegram_pages import read_page
from holdfast.readers.telegram_records import read_channel, read_records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.reader import Source

NAME = "telegram"
VERSION = 4

_BOM = b"\xef\xbb\xbf"
# {"name": …, "type": "personal_chat", "id": 7, "messages": [{"id": 1, "type": "message", "date": …
_TYPE = re.compile(rb'"type"\s*:\s*"(?:message|service|unsupported)"')
_DATE = re.compile(rb'"date(?:_unixtime)?"\s*:\s*"')
_MESSAGES = re.compile(rb'"messages"\s*:\s*\[')
_EMPTY_CHAT = re.compile(
    rb'"type"\s*:\s*"(?:personal_chat|bot_chat|saved_messages|(?:private|public)_\w+)"'
)
# {"about": "Here is the data you requested. …", "personal_information": {"user_id": …
_WHOLE = re.compile(rb'"(?:personal_information|frequent_contacts|chats)"\s*:\s*\{')
_WHOLE_TOO = re.compile(
    rb'"about"\s*:\s*"[^"]*Telegram|"(?:user_id|phone_number)"\s*:|"list"\s*:\s*\['
)
# [{"sender_id": -1, "text": …, "date": …, "message.id": 7
_CHANNEL = re.compile(rb'\s*\[\s*\{[^{}\]]*"message\.id"\s*:')
_PAGE = re.compile(rb"\s*(?:<!doctype html|<html)", re.IGNORECASE)
_PAGE_MESSAGE = re.compile(rb'class="message (?:default|service)')


def _find_way(head: bytes) -> Callable[[Source], Iterator[Found]] | None:
    """Give how a file is read, None when it is not Telegram's."""
    head = head.removeprefix(_BOM)
    if _PAGE.match(head):
        return read_page if _PAGE_MESSAGE.search(head) else None
    if _CHANNEL.match(head):
        return read_channel
    if not head.lstrip().startswith(b"{"):
        return None
    if _MESSAGES.search(head) and (
        _EMPTY_CHAT.search(head) or (_TYPE.search(head) and _DATE.search(head))
    ):
        return read_records
    return read_records if _WHOLE.search(head) and _WHOLE_TOO.search(head) else None


def recognises(head: bytes, name: str) -> Confidence:  # noqa: ARG001  # content alone decides
    """Tell whether a file is an export of Telegram Desktop, or text copied out of it.

    Args:
        head: the first bytes of the file.
        name: not looked at.
    """
    return Confidence.YES if _find_way(head) or looks_copied(head) else Confidence.NO


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:
    """Divide an export into messages, calls, notices and leftovers.

    Args:
        source: `result.json`, one `messages.html`, or text that was copied.
        answers: of text that was copied, `date-order`.

    Yields:
        What is found, in file order.

    Raises:
        NotThisFormatError: the file is not Telegram's.
    """
    head = source.read(0, HEAD_BYTES)
    way = _find_way(head)
    if way is not None:
        yield from way(source)
    elif looks_copied(head):
        yield from read_copied(source, answers)
    else:
        raise NotThisFormatError
