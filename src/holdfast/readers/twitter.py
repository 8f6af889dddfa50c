"""The archive of X (Twitter): files `data/*.js`, each a list behind `window.YTD.<kind>.part0 =`.

References: docs/readers/twitter.md.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover
from holdfast.model.span import Span
from holdfast.readers.json_records import BROKEN, records
from holdfast.readers.json_values import object_of, text_of
from holdfast.readers.reader import Confidence
from holdfast.readers.twitter_messages import read_entry
from holdfast.readers.twitter_others import LISTS, POSTS, is_post, read_listed, read_post

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.json_records import Node, Path
    from holdfast.readers.reader import Source

NAME = "twitter"
VERSION = 3

# window.YTD.direct_messages.part0 = [      Grailbird.data.tweets_2013_01 =   (until 2018)
_START = re.compile(
    rb"\s*(?:window\.YTD\.(\w{1,60})\.part\d{1,4}|Grailbird\.data\.(tweets)_\w{1,20})\s*=\s*"
)
_MARK = b"\xef\xbb\xbf"
_LONGEST_START = 300
_CONVERSATIONS = frozenset({
    "direct_message", "direct_messages", "direct_message_group", "direct_messages_group",
    "direct_message_group_part", "direct_messages_part",
})  # fmt: skip
_DEPTH_OF_ENTRY = 4


def recognises(head: bytes, name: str) -> Confidence:  # noqa: ARG001  # content alone decides
    """Tell whether a file belongs to an archive of X.

    Args:
        head: the first bytes of the file.
        name: not looked at.
    """
    return Confidence.YES if _START.match(head.removeprefix(_MARK)) else Confidence.NO


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:  # noqa: ARG001  # no questions
    """Divide one file of an archive into messages, posts, events and leftovers.

    Args:
        source: the file.
        answers: none are asked for.

    Yields:
        What the kind of the file holds, in its order; all other values are left over.

    Raises:
        NotThisFormatError: the file does not begin as those of the archive do.
    """
    head = source.read(0, _LONGEST_START)
    mark = len(_MARK) if head.startswith(_MARK) else 0
    found = _START.match(head[mark:])
    if found is None:
        raise NotThisFormatError
    kind = (found[1] or found[2]).decode()
    start = mark + found.end()
    if kind in _CONVERSATIONS:
        yield from _read_conversations(source, start)
        return
    if kind in POSTS:
        yield Leftover(Span(0, 0, ""), "one-sided")
    for node in records(source, _is_in_list, start=start):
        yield from _read_record(node, kind)


def _is_in_list(path: Path) -> bool:
    """Tell whether a path is a place in the outermost list."""
    return len(path) == 1


def _read_record(node: Node, kind: str) -> Iterator[Found]:
    """Give what one record of a plain list holds."""
    record = object_of(node.value)
    # Each record is wrapped in one key of its own kind; the oldest archives' tweets are not.
    inner = object_of(next(iter(record.values()), None)) if len(record) == 1 else record
    if node.value is BROKEN:
        yield Leftover(node.span, "not-understood")
    elif inner and (kind in POSTS or is_post(record)):
        yield read_post(inner, node.span, is_deleted="deleted" in kind)
    elif kind in LISTS and inner:
        yield read_listed(inner, node.span, kind)
    elif node.value not in (None, "", [], {}):
        yield Leftover(node.span, "about-the-export")


def _is_entry(path: Path) -> bool:
    """Tell whether a path is that of a message in a conversation."""
    return len(path) == _DEPTH_OF_ENTRY and path[1:3] == ("dmConversation", "messages")


def _read_conversations(source: Source, start: int) -> Iterator[Found]:
    """Divide a file of direct messages."""
    title, place = "", None
    for node in records(source, _is_entry, start=start):
        if node.path[:1] != place:
            title, place = "", node.path[:1]
        if node.value is BROKEN:
            yield Leftover(node.span, "not-understood")
        elif _is_entry(node.path) and isinstance(node.value, dict):
            yield read_entry(node.value, node.span, title)
        elif node.value not in (None, "", [], {}):
            if node.path[-1:] == ("conversationId",):
                title = text_of(node.value)
            yield Leftover(node.span, "about-the-export")
