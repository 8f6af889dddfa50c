"""Signal's own plaintext export: a line of JSON for each person, chat and message.

| line                     | becomes                                                    |
| ------------------------ | ---------------------------------------------------------- |
| `chatItem`               | a message, call or event                                   |
| `adHocCall`              | a call                                                     |
| `account`, `recipient`,… | about the export; people and chats are looked up           |
| the same line again      | left over as said twice                                    |
"""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING

from holdfast.model.message import Leftover, StatedHash
from holdfast.readers.signal_items import read_call_link, read_item
from holdfast.readers.signal_lines import records
from holdfast.readers.signal_names import as_object, learn_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.model.message import Found
    from holdfast.readers.reader import Source
    from holdfast.readers.signal_lines import Line
    from holdfast.readers.signal_names import Names

KNOWN = (
    "account", "recipient", "chat", "chatItem", "stickerPack", "adHocCall", "notificationProfile",
    "chatFolder", "version", "backupTimeMs", "mediaRootBackupKey", "currentAppVersion",
    "firstAppVersion", "debugInfo",
)  # fmt: skip
"""What a line may begin with."""

FRAME_START = re.compile(rb'\s*\{\s*"(?:' + "|".join(KNOWN).encode() + rb')"\s*:')

MOST_REMEMBERED = 200_000
"""How many lines are remembered to tell a repeated one."""


class _Seen:
    """Tells whether a line was there before, word for word; forgets those long ago."""

    def __init__(self) -> None:
        self._digests: dict[bytes, None] = {}

    def is_repeated(self, content: bytes) -> bool:
        """Note a line and tell whether it came before."""
        digest = blake2b(content, digest_size=16).digest()
        if digest in self._digests:
            return True
        if len(self._digests) >= MOST_REMEMBERED:
            self._digests.pop(next(iter(self._digests)))
        self._digests[digest] = None
        return False


def read_frames(source: Source) -> Iterator[Found]:
    """Divide `main.jsonl` into messages, stated hashes and leftovers.

    Args:
        source: the file; it is gone through twice, first for its names.
    """
    names = learn_names(source, FRAME_START)
    seen = _Seen()
    for line in records(source, FRAME_START):
        if line.value is None:
            yield Leftover(line.span, "not-understood")
        elif seen.is_repeated(line.content):
            yield Leftover(line.span, "said-twice")
        else:
            yield from _read_frame(line, line.value, names)


def _read_frame(line: Line, frame: dict[str, object], names: Names) -> Iterator[Found]:
    """Give what one line holds."""
    if "chatItem" in frame:
        message, files = read_item(as_object(frame["chatItem"]), names, line.span)
        yield message
        for file in files:
            if file.sha256:
                yield StatedHash(line.span, file.name, file.sha256)
    elif "adHocCall" in frame:
        yield read_call_link(as_object(frame["adHocCall"]), names, line.span)
    else:
        is_known = any(key in frame for key in KNOWN)
        yield Leftover(line.span, "about-the-export" if is_known else "not-understood")
