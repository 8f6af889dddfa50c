"""Discord, as DiscordChatExporter writes it: JSON, CSV, HTML and text, one channel per file.

References: docs/readers/discord.md, exports of 2019 to 2026.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from holdfast.model.errors import NotThisFormatError
from holdfast.readers.discord_pages import read_page
from holdfast.readers.discord_records import read_records
from holdfast.readers.discord_tables import delimiter_of, read_table
from holdfast.readers.discord_text import BEGINNING, read_text
from holdfast.readers.figured_days import with_days_told
from holdfast.readers.reader import HEAD_BYTES, Confidence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.reader import Source

NAME = "discord"
VERSION = 3

_BOM = b"\xef\xbb\xbf"
# {"guild": {"id": "0", "name": "Direct Messages", …}, "channel": {"id": …}, "dateRange": …
_JSON = re.compile(rb'\s*\{\s*"(?:guild|channel)"\s*:\s*\{')
_PAGE = re.compile(
    rb"\s*(?:<!--.{0,500}-->\s*)?(?:<!doctype html|<html)", re.IGNORECASE | re.DOTALL
)
_PAGE_CLASS = re.compile(rb"\.chatlog__|class=\"?chatlog")


def _find_way(head: bytes) -> Callable[[Source], Iterator[Found]] | None:
    """Give how a file is read, None when it is not one of these."""
    head = head.removeprefix(_BOM)
    if _JSON.match(head):
        return read_records if b'"channel"' in head and b'"guild"' in head else None
    if BEGINNING.match(head):
        return read_text
    if _PAGE.match(head):
        return read_page if _PAGE_CLASS.search(head) else None
    if head.lstrip()[:12].strip(b'"').startswith((b"Author", b"MessageID")):
        return read_table if delimiter_of(head) else None
    return None


def recognises(head: bytes, name: str) -> Confidence:  # noqa: ARG001  # content alone decides
    """Tell whether a file is such an export.

    Args:
        head: the first bytes of the file.
        name: not looked at.
    """
    return Confidence.YES if _find_way(head) else Confidence.NO


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:
    """Divide an export into messages, calls, notices and leftovers.

    Args:
        source: one channel.
        answers: of a table or text whose dates are in figures, `date-order`.

    Yields:
        First the questions that are open, then what is found, in file order.

    Raises:
        NotThisFormatError: the file is not one of these.
    """
    way = _find_way(source.read(0, HEAD_BYTES))
    if way is None:
        raise NotThisFormatError
    if way in {read_table, read_text}:
        yield from with_days_told(way, source, answers)
    else:
        yield from way(source)
