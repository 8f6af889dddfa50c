"""Snapchat's My Data: chats, snaps, calls, friends, log-ins and places, one JSON file each.

Chats and snaps are read from its pages too.

References: docs/readers/snapchat.md, downloads of 2018 to 2026.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from holdfast.model.errors import NotThisFormatError
from holdfast.readers.reader import HEAD_BYTES, Confidence
from holdfast.readers.snapchat_pages import is_page, read_pages
from holdfast.readers.snapchat_records import read_records

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.reader import Source

NAME = "snapchat"
VERSION = 4

_BOM = b"\xef\xbb\xbf"
_CHAT = re.compile(
    rb'"(?:From|To)"\s*:\s*(?:"|null).{0,400}?"Media Type"\s*:|'
    rb'"Media Type"\s*:.{0,400}?"(?:From|To|IsSender)"\s*:', re.DOTALL
)  # fmt: skip
_CREATED = re.compile(rb'"Created"\s*:\s*"\d{4}-\d\d-\d\d')
# {"Friends": [{"Username": …     {"Login History": [ …
_KEY = re.compile(
    rb'\s*\{\s*"(?:(?:Received|Sent) (?:Saved |Unsaved )?(?:Chat|Snap) History|Saved Media|'
    rb"Login History|Display Name Change|Frequent Locations|Latest Location|Outgoing Calls|"
    rb"Incoming Calls|Completed Calls|Your Story Views|Friend Requests Sent|Blocked Users|"
    rb'Deleted Friends)"\s*:'
)
_ACCOUNT = re.compile(rb'\s*\{\s*"Basic Information"\s*:\s*\{\s*"Username"\s*:')
_FRIENDS = re.compile(rb'\s*\{\s*"Friends"\s*:\s*\[\s*(?:\]|\{\s*"Username"\s*:)')

# location_history.json, also when a list that nobody knows yet stands first
_NAMED = re.compile(
    r"(?:account|location|memories|snap|talk)_history(?: ?\(\d{1,3}\))?\.json", re.IGNORECASE
)
_TITLED = re.compile(rb'\s*\{\s*"[A-Z][A-Za-z &/-]{2,80}"\s*:\s*[\[{]')


def _is_own(head: bytes, name: str) -> bool:
    """Tell whether a file is of such a download."""
    head = head.removeprefix(_BOM)
    if not head.lstrip().startswith(b"{"):
        return False
    if _NAMED.fullmatch(name) and _TITLED.match(head):
        return True
    if _KEY.match(head) or _ACCOUNT.match(head) or _FRIENDS.match(head):
        return True
    return bool(_CREATED.search(head) and _CHAT.search(head))


def recognises(head: bytes, name: str) -> Confidence:
    """Tell whether a file is of such a download.

    Args:
        head: the first bytes of the file.
        name: `location_history.json` and the like, where the first list is not known.
    """
    return Confidence.YES if _is_own(head, name) or is_page(head) else Confidence.NO


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:  # noqa: ARG001  # none are asked
    """Divide one file of the download into messages, calls, events and leftovers.

    Args:
        source: the file.
        answers: none are asked for.

    Yields:
        What is found, in file order.

    Raises:
        NotThisFormatError: the file is not of such a download.
    """
    head = source.read(0, HEAD_BYTES)
    if is_page(head):
        yield from read_pages(source)
    elif _is_own(head, source.name):
        yield from read_records(source)
    else:
        raise NotThisFormatError
