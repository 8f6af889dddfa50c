"""Anything else: kept, hashed and listed, never interpreted and never shown as if it were."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from holdfast.model.message import Leftover
from holdfast.model.span import Span
from holdfast.readers.reader import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.reader import Source

NAME = "opaque"
VERSION = 2

_BEGINNINGS = (
    (b"!BDN", "outlook-store"), (b"Rar!\x1a\x07", "archive-not-opened"),
    (b"7z\xbc\xaf\x27\x1c", "archive-not-opened"), (b"\x28\xb5\x2f\xfd", "archive-not-opened"),
    (b"PK\x07\x08PK\x03\x04", "skipped-in-parts"),
)  # fmt: skip
"""What a file that is known and not read begins with -> why, with what to do instead."""

# msgstore.db.crypt15    signal-2026-03-04-10-00-00.backup
_NAMES = (
    (re.compile(r"(?:msgstore|wa)\b.{0,60}\.crypt\d{0,2}", re.IGNORECASE), "whatsapp-locked"),
    (re.compile(r"signal-\d{4}-\d\d-\d\d.{0,20}\.backup", re.IGNORECASE), "signal-locked"),
)
"""What is locked begins with nothing that could be known; its name tells what it is."""

_OLD, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
# bill.xls    bill.xlsx, locked, is of the same old form outside    list.ods    list.numbers
_TABLES = (
    (_OLD, re.compile(r".*\.xls", re.IGNORECASE), "spreadsheet-not-read"),
    (_OLD, re.compile(r".*\.xls[xmb]", re.IGNORECASE), "document-locked"),
    (_ZIP, re.compile(r".*\.(?:xls[xmb]|ods|numbers)", re.IGNORECASE), "spreadsheet-not-read"),
)
"""What begins like other documents too, and is told by its name."""

_TRACK, _TRACK_AT = b".FIT", 8
HEAD_NEEDED = 16
"""So many bytes tell every kind."""


def recognises(head: bytes, name: str) -> Confidence:  # noqa: ARG001  # it looks at nothing
    """Take any file, but never against a reader that knows it.

    Args:
        head: not looked at.
        name: not looked at.
    """
    return Confidence.NO


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:  # noqa: ARG001  # no questions
    """Leave the whole file over.

    Args:
        source: the original.
        answers: none are asked for.

    Yields:
        One leftover that covers every byte; nothing for an empty file.
    """
    if source.size:
        why = why_not_read(source.read(0, HEAD_NEEDED), source.name)
        yield Leftover(span=Span(0, source.size), why=why)


def why_not_read(head: bytes, name: str) -> str:
    """Give why a file is not read: a code of knowledge/words/en/leftovers.toml.

    Args:
        head: its first bytes.
        name: as received.
    """
    for beginning, why in _BEGINNINGS:
        if head.startswith(beginning):
            return why
    if head[_TRACK_AT:].startswith(_TRACK):
        return "track-not-read"
    for beginning, form, why in _TABLES:
        if head.startswith(beginning) and form.fullmatch(name):
            return why
    return next((why for form, why in _NAMES if form.fullmatch(name)), "format-unknown")
