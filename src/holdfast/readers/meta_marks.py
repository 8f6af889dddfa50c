"""How files of Facebook's, Messenger's and Instagram's exports are told apart, by their beginning.

A conversation of Instagram and one of Messenger have the same keys. What tells them apart are
addresses and folders named inside, then the folder it lay in; where there are none, one with
participants is Messenger's.
"""

from __future__ import annotations

import re
from enum import Enum

_BOM = b"\xef\xbb\xbf"
# {"messages": [{"sender_name": …     {"participants": [{"name": …}], "messages": [ …
_THREAD = re.compile(rb'"messages"\s*:\s*\[')
_SENDER = re.compile(rb'"sender_name"\s*:|"senderName"\s*:')
_TIME = re.compile(rb'"timestamp(?:_ms)?"\s*:\s*"?\d')
_EMPTY_THREAD = re.compile(rb'"messages"\s*:\s*\[\s*\]')
_PEOPLE = re.compile(rb'\s*\{\s*"participants"\s*:\s*\[\s*(?:\{\s*"name"|")')
_OLD_CHATS = re.compile(
    rb'\s*\[\s*\{\s*"participants"\s*:\s*\[[^\[\]]*\]\s*,\s*"conversation"\s*:\s*\['
)
_LONG_HEAD = 32_768
_FIRST_KEY = re.compile(rb'\s*\{\s*"([A-Za-z0-9_]{3,80})"\s*:')
_LIST = re.compile(rb"\s*\[\s*\{")
_INSTAGRAM = re.compile(
    rb"instagram\.com|your_instagram_activity|Instagram User|cdninstagram|Instagram-Logo",
    re.IGNORECASE,
)
# In a conversation: folders, and members that only one of the two writes.
_INSTAGRAM_CHAT = re.compile(
    rb'your_instagram_activity|"original_content_owner"|"profile_share_username"|'
    rb'"Instagram User"|"content"\s*:\s*"Liked a message"'
)
_FACEBOOK_CHAT = re.compile(
    rb'your_activity_across_facebook|your_facebook_activity|"Facebook user"|"thread_type"|'
    rb'e2ee_cutover|stickers_used|"senderName"',
    re.IGNORECASE,
)
_FOLDER_OF_INSTAGRAM = "instagram/"
_INSTAGRAM_LINK = re.compile(rb'"link"\s*:\s*"https://(?:www\.)?instagram\.com')
_INSTAGRAM_SHAPES = re.compile(rb'"string_(?:map|list)_data"\s*:')
_INSTAGRAM_KEYS = re.compile(
    rb"relationships_|likes_(?:media|comment)|account_history_|comments_(?:media|reels)|ig_|"
    rb"profile_(?:user|account|photo)|story_activities|media_(?:comments|likes)|comment_likes|text_(?:post_)?app_|saved_saved|stories_"
)
_FACEBOOK_KEYS = re.compile(
    rb"(?:friends|received_requests|rejected_requests|sent_requests|deleted_friends|removed_friends|"
    rb"comments|reactions|blocked_users|account_accesses|account_activity|used_ip_address|"
    rb"active_sessions|recognized_devices|login_protection_data|admin_records|mobile_devices|"
    rb"following|followers|pokes|page_likes|searches|status_updates|wall_posts_sent_to_you|"
    rb"other_photos|videos|datr_cookies|event_invitations|events_joined|group_posts|groups_joined|"
    rb"group_comments|address_book|off_facebook_activity|account_status_changes|your_posts|"
    rb"logins|notifications)(?:_v\d)?|[a-z_]{4,60}_v\d"
)
_ANY_TIME = re.compile(rb'"(?:[a-z_]*timestamp|time)"\s*:\s*\d{9}')
_POST_SHAPE = re.compile(
    rb'"data"\s*:\s*\[\s*\{\s*"(?:post|comment|update_timestamp|backdated|reaction"\s*:\s*\{)'
)
# A post without words: a picture, a link.
_ATTACHED = re.compile(rb'"attachments"\s*:\s*\[\s*\{\s*"data"\s*:\s*\[')
_ALBUM = re.compile(rb'\s*\{\s*"name"\s*:\s*"(?:[^"\\]|\\.){0,500}"\s*,\s*"photos"\s*:\s*\[')
_LABELS = re.compile(rb'"label_values"\s*:\s*\[')
# {"timestamp": 1772645400, "media": [], "label_values": [ …: a list that would have one element
_ONE_RECORD = re.compile(rb'\s*\{\s*"(?:timestamp|media|label_values|fbid|title)"\s*:')
_USER_NAME = b'"Username"'
_MEDIA_POST = re.compile(rb'"media"\s*:\s*\[\s*\{\s*"uri"[^\]]*"creation_timestamp"\s*:')
_HTML = re.compile(rb"\s*(?:<!doctype html|<html)", re.IGNORECASE)
_HTML_CLASSES = re.compile(
    rb'class="[^"]*(?:_a6-g|_a6-p|_a72d|_2lem|_2lek|_3-9[456]|_2let)\b|class="message_header"|'
    # The rules of style, which may fill the whole beginning of a page.
    rb"\._(?:a6-g|a6-p|a72d|3-95|3-96|2ph_|2pin|4t5n)\b"
)


class Kind(Enum):
    """What a file is."""

    NEITHER = "neither"
    """Not of Meta."""

    FACEBOOK = "facebook"
    """Facebook's or Messenger's."""

    INSTAGRAM = "instagram"
    """Instagram's."""


class Shape(Enum):
    """How a file is read."""

    THREAD = "thread"
    """A conversation as JSON."""

    ACTIVITY = "activity"
    """Anything else as JSON."""

    OLD = "old"
    """All conversations of Instagram in one file, until 2020."""

    PAGE = "page"
    """Anything as HTML."""


_APPS = {
    "instagram": Kind.INSTAGRAM, "facebook": Kind.FACEBOOK, "messenger": Kind.FACEBOOK,
}  # fmt: skip
"""Folder that tells of a conversation -> whose it is."""


def find_kind(head: bytes, name: str) -> tuple[Kind, Shape]:
    """Tell whose file it is and how it is read.

    Args:
        head: the first bytes of the file.
        name: file name as received; it decides only between the two.
    """
    head = head.removeprefix(_BOM)
    if _HTML.match(head):
        return _kind_of_page(head, name), Shape.PAGE
    if _OLD_CHATS.match(head):
        return Kind.INSTAGRAM, Shape.OLD
    if _is_thread(head):
        return _kind_of_thread(head, name), Shape.THREAD
    return _kind_of_activity(head, name), Shape.ACTIVITY


def _kind_of_page(head: bytes, name: str) -> Kind:
    """Tell whose page it is: by its folder, else by its words, which may quote the other app."""
    if not _HTML_CLASSES.search(head):
        return Kind.NEITHER
    folder, slash, _ = name.casefold().partition("/")
    if slash and folder in _APPS:
        return _APPS[folder]
    return Kind.INSTAGRAM if _INSTAGRAM.search(head) else Kind.FACEBOOK


def _is_thread(head: bytes) -> bool:
    """Tell whether a file is a conversation."""
    if not head.lstrip().startswith(b"{"):
        return False
    if not _THREAD.search(head):
        # A group with so many people that its messages begin further on.
        return _PEOPLE.match(head) is not None and len(head) >= _LONG_HEAD
    if _EMPTY_THREAD.search(head):
        return b'"participants"' in head and (b'"thread_path"' in head or b'"threadName"' in head)
    return bool(_SENDER.search(head) and _TIME.search(head))


def _kind_of_thread(head: bytes, name: str) -> Kind:
    """Tell whose conversation it is: by its words, else by the folder it lay in."""
    if _INSTAGRAM_CHAT.search(head):
        return Kind.INSTAGRAM
    if _FACEBOOK_CHAT.search(head):
        return Kind.FACEBOOK
    if _INSTAGRAM_LINK.search(head) and b'"type"' not in head:
        return Kind.INSTAGRAM
    if name.casefold().startswith(_FOLDER_OF_INSTAGRAM):
        return Kind.INSTAGRAM
    return Kind.FACEBOOK if b'"participants"' in head else Kind.INSTAGRAM


def _kind_of_activity(head: bytes, name: str) -> Kind:
    """Tell whose file it is when it is no conversation."""
    key = _FIRST_KEY.match(head)
    if is_one_record(head):
        return _kind_of_record(head, name)
    if _INSTAGRAM_SHAPES.search(head):
        return Kind.INSTAGRAM
    if key is not None:
        if _INSTAGRAM_KEYS.match(key[1]):
            return Kind.INSTAGRAM
        versioned = key[1][-3:-1] == b"_v"
        is_own = _FACEBOOK_KEYS.fullmatch(key[1]) and (versioned or _ANY_TIME.search(head))
        is_album = _ALBUM.match(head) is not None and b'"uri"' in head
        # A list nobody knows by its name yet, of posts, comments or reactions.
        is_posts = _POST_SHAPE.search(head) and _ANY_TIME.search(head)
        return Kind.FACEBOOK if is_own or is_album or is_posts else Kind.NEITHER
    return _kind_of_list(head, name) if _LIST.match(head) else Kind.NEITHER


def is_one_record(head: bytes) -> bool:
    """Tell whether a file is one object with labels, where others are a list of them.

    Args:
        head: the first bytes of the file.
    """
    return _ONE_RECORD.match(head.removeprefix(_BOM)) is not None and bool(_LABELS.search(head))


def _kind_of_record(head: bytes, name: str) -> Kind:
    """Tell whose record it is: by its words, else by the folder it lay in."""
    is_told = _INSTAGRAM.search(head) or _USER_NAME in head
    is_in_folder = name.casefold().startswith(_FOLDER_OF_INSTAGRAM)
    return Kind.INSTAGRAM if is_told or is_in_folder else Kind.FACEBOOK


def _kind_of_list(head: bytes, name: str) -> Kind:
    """Tell whose file it is when its outermost value is a list."""
    if _POST_SHAPE.search(head) or (_ATTACHED.search(head) and _ANY_TIME.search(head)):
        return Kind.FACEBOOK
    if _LABELS.search(head):
        return Kind.INSTAGRAM if _INSTAGRAM.search(head) else Kind.FACEBOOK
    if _MEDIA_POST.search(head):
        return Kind.FACEBOOK if name.startswith("your_") else Kind.INSTAGRAM
    return Kind.NEITHER
