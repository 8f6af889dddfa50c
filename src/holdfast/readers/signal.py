"""Signal's own plaintext export (`main.jsonl`), and what three programs make of its stores.

References: docs/readers/signal.md; field names of Signal's Backup.proto in its JSON form; the
writers of signal-export 2 and 3.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from holdfast.model.errors import NotThisFormatError
from holdfast.readers.reader import HEAD_BYTES, Confidence
from holdfast.readers.signal_frames import FRAME_START, read_frames
from holdfast.readers.signal_pages import looks_like_page, read_page
from holdfast.readers.signal_rows import ROW_START, read_rows
from holdfast.readers.signal_text import HEADING, read_text
from holdfast.readers.signal_tools import looks_like_blocks, looks_like_log, read_blocks, read_log
from holdfast.readers.whatsapp_lines import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.reader import Source

NAME = "signal"
VERSION = 5

_MARK = b"\xef\xbb\xbf"
_OWN_LINK = re.compile(rb"\]\(\./media/|\n\(- [^\n]{1,200} -\)")
# Frames that only Signal writes; `account` or `chat` alone may be anybody's.
_OWN_FRAME = re.compile(
    rb'"(?:chatItem|recipient)"\s*:\s*\{|"backupTimeMs"\s*:|"account"\s*:\s*\{\s*"(?:profileKey|'
    rb'givenName|username|svrPin|accountSettings)"'
)


def recognises(head: bytes, name: str) -> Confidence:
    """Tell whether a file looks like a Signal export.

    Args:
        head: the first bytes of the file.
        name: `main.jsonl`, `chat.md` or `data.json` as they are written; only for text is it asked.
    """
    start = head.removeprefix(_MARK).lstrip()
    if FRAME_START.match(start) and _OWN_FRAME.search(start):
        return Confidence.YES
    if ROW_START.match(start) or looks_like_blocks(start) or looks_like_log(start):
        return Confidence.YES
    if looks_like_page(start):
        return Confidence.YES
    return _recognises_text(start, name)


def _recognises_text(start: bytes, name: str) -> Confidence:
    """Tell whether a text begins with signal-export's headings."""
    heading = HEADING.match(start)
    if heading is None or heading[2] in LEVELS:
        return Confidence.NO
    # Some phones' WhatsApp writes headings like these: only the name or a file's link decides.
    is_own = name == "chat.md" or _OWN_LINK.search(start) is not None
    return Confidence.YES if is_own else Confidence.PERHAPS


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:  # noqa: ARG001  # no questions
    """Divide an export into messages, calls, events and leftovers.

    Args:
        source: `main.jsonl`, `chat.md`, `data.json`, or a text or page by sigtop or
            signalbackup-tools.
        answers: none are asked for.

    Yields:
        Messages in file order, each hash that the export states right after the message whose file
        it is; every record that is none is a leftover.

    Raises:
        NotThisFormatError: the file is none of these.
    """
    start = source.read(0, HEAD_BYTES).removeprefix(_MARK).lstrip()
    if FRAME_START.match(start):
        yield from read_frames(source)
    elif ROW_START.match(start):
        yield from read_rows(source)
    elif looks_like_blocks(start):
        yield from read_blocks(source)
    elif looks_like_log(start):
        yield from read_log(source)
    elif looks_like_page(start):
        yield from read_page(source)
    elif HEADING.search(start):
        yield from read_text(source)
    else:
        raise NotThisFormatError
