"""TikTok's "Download your data": one JSON file, or a text file per kind.

References: docs/readers/tiktok.md.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.readers.json_records import BROKEN, records
from holdfast.readers.json_values import facts_of, text_at
from holdfast.readers.moments import from_iso, marks_of
from holdfast.readers.reader import HEAD_BYTES, OWNER, Confidence
from holdfast.readers.tiktok_text import find_kind, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.json_records import Node, Path
    from holdfast.readers.reader import Source

NAME = "tiktok"
VERSION = 2

_SECTIONS = (
    "Activity", "Your Activity", "Ads and data", "App Settings", "Comment", "Direct Message",
    "Direct Messages", "Profile", "Tiktok Live", "TikTok Live", "Tiktok Shopping", "TikTok Shop",
    "Video", "Post", "Location Review", "Likes and Favorites", "Profile And Settings",
)  # fmt: skip
_START = re.compile(
    rb'^(?:\xef\xbb\xbf)?\s*\{\s*"(?:' + "|".join(_SECTIONS).encode() + rb')"\s*:\s*\{'
)
_SECTION = re.compile(rb'^(?:\xef\xbb\xbf)?\s*\{\s*"[^"\\]{1,60}"\s*:\s*\{')
_OWN_KEYS = re.compile(
    rb'"(?:ChatHistory|LoginHistoryList|VideoList|FansList|ItemFavoriteList|CommentsList|BlockList|'
    rb'ProfileMap|SettingsMap|WatchLiveMap|FavoriteVideoList|SearchList|FavoriteEffectsList)"\s*:'
)
# {"PlatformInfo": [{…}], "bioDescription": …, "userName": "sam.quill"}
_USER_NAME = re.compile(
    rb'"ProfileMap"\s*:\s*\{.{0,6000}?"userName"\s*:\s*"([^"\\]{1,100})"', re.DOTALL
)
_CHAT = re.compile(r"^(?:(?:Group )?Chat History with )?(.*?):{0,2}$")
_CHATS = frozenset({"ChatHistory", "GroupChat", "GroupChatHistory"})
_WINDOW_BYTES = 1 << 20
_OVERLAP_BYTES = 8_192

# Name of a list -> the mark of its events; an empty one stands for posts of the owner.
_LISTS = {
    "CommentsList": "", "BlockList": "contact-blocked", "LoginHistoryList": "log-in",
    "FansList": "contact", "Following": "contact",
}  # fmt: skip
_POSTED = frozenset({"Post", "Posts", "Video", "Videos", "Recently Deleted Posts"})
_WATCHED = frozenset({
    "Activity", "Your Activity", "Video Browsing History", "Watch History", "Likes and Favorites",
})  # fmt: skip


def recognises(head: bytes, name: str) -> Confidence:
    """Tell whether a file is TikTok's.

    Args:
        head: the first bytes of the file.
        name: `user_data_tiktok.json`, or that of a text such as `Direct Messages.txt`.
    """
    if _is_json(head, name) and _OWN_KEYS.search(head):
        return Confidence.YES
    if _START.match(head) and name.startswith("user_data"):
        return Confidence.PERHAPS
    return Confidence.YES if find_kind(head) else Confidence.NO


def _is_json(head: bytes, name: str) -> bool:
    """Tell whether a file begins as TikTok's does; of one of its name, with whatever section."""
    is_named = name.startswith("user_data") and _SECTION.match(head) is not None
    return is_named or _START.match(head) is not None


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:  # noqa: ARG001  # no questions
    """Divide an export into messages, posts, events and leftovers.

    Args:
        source: `user_data.json`, `user_data_tiktok.json`, or one of the texts.
        answers: none are asked for.

    Yields:
        Messages in file order; all other values are left over.

    Raises:
        NotThisFormatError: the file is none of them.
    """
    head = source.read(0, HEAD_BYTES)
    if _is_json(head, source.name):
        yield from _read_json(source)
    elif find_kind(head):
        yield from read_text(source)
    else:
        raise NotThisFormatError


def _is_record(path: Path) -> bool:
    """Tell whether a message, or a record of a list that is read, lies at a path."""
    if len(path) < 3 or not isinstance(path[-1], int):  # noqa: PLR2004  # section, list, place
        return False
    return path[-3] in _CHATS or path[-2] in _LISTS or _is_posted(path)


def _is_posted(path: Path) -> bool:
    """Tell whether a path is that of a video the owner posted, not of one they watched."""
    return path[-2] == "VideoList" and path[0] in _POSTED and not _WATCHED.intersection(path)


def _read_json(source: Source) -> Iterator[Found]:
    """Divide the JSON file."""
    own = find_user_name(source)
    for node in records(source, _is_record):
        if node.value is BROKEN:
            yield Leftover(node.span, "not-understood")
        elif not _is_record(node.path) or not isinstance(node.value, dict):
            if node.value not in (None, "", [], {}):
                yield Leftover(node.span, "about-the-export")
        elif node.path[-3] in _CHATS:
            yield _message(node, node.value, own)
        else:
            yield _listed(node, node.value, own)


def find_user_name(source: Source) -> str:
    """Give the owner's own name, which stands anywhere in the file; empty when it does not.

    Args:
        source: the JSON file.
    """
    at = 0
    while at < source.size:
        piece = source.read(at, _WINDOW_BYTES + _OVERLAP_BYTES)
        found = _USER_NAME.search(piece)
        if found is not None:
            return found[1].decode(errors="replace")
        at += _WINDOW_BYTES
    return ""


def _message(node: Node, record: dict[str, object], own: str) -> Message:
    """Give one message."""
    happened = from_iso(text_at(record, "Date", "date"), utc_by_format=True)
    sender = text_at(record, "From", "from") or None
    found = _CHAT.match(str(node.path[-2]))
    direction = (("sent",) if sender == own else ("received",)) if own and sender else ()
    text = text_at(record, "Content", "content", "comment", "Comment")
    known = {"date", "from", "content", "comment"}
    rest = {key: value for key, value in record.items() if key.casefold() not in known}
    details = tuple(
        ("other", f"{key} {told}".strip()) for key, told in facts_of(rest) if told != "N/A"
    )
    return Message(
        MessageKind.MESSAGE.value, found[1] if found else "", sender, text, happened, node.span,
        (), (*direction, *marks_of(happened)), None, details,
    )  # fmt: skip


def _listed(node: Node, record: dict[str, object], own: str) -> Message:
    """Give a comment, a post, or an event of a list."""
    happened = from_iso(text_at(record, "Date", "date"), utc_by_format=True)
    mark = _LISTS.get(str(node.path[-2]), "")
    if mark:
        told = [text for key, text in facts_of(record) if key.casefold() != "date"]
        return Message(
            MessageKind.EVENT.value, "", None, f"{node.path[-2]}: {', '.join(told)}", happened,
            node.span, (), (mark, *marks_of(happened)),
        )  # fmt: skip
    text = text_at(record, "comment", "Comment", "Title", "title")
    known = {"date", "comment", "title"}
    rest = {key: value for key, value in record.items() if key.casefold() not in known}
    details = tuple(
        ("other", f"{key} {told}".strip()) for key, told in facts_of(rest) if told != "N/A"
    )
    return Message(
        MessageKind.POST.value, "", own or OWNER, text, happened, node.span, (),
        marks_of(happened), None, details,
    )  # fmt: skip
