"""Posts and lists in X's archive: what the owner wrote, blocked, followed, and from where."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from holdfast.model.message import Message, MessageKind
from holdfast.model.moment import Moment
from holdfast.readers.html_tokens import unescape
from holdfast.readers.json_values import facts_of, object_of, objects_of, text_at, whole_number
from holdfast.readers.moments import from_iso, impossible, marks_of
from holdfast.readers.reader import OWNER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.span import Span

POSTS = frozenset({
    "tweet", "tweets", "deleted_tweet", "deleted_tweets", "community_tweet", "note_tweet",
})  # fmt: skip
"""Kinds of files whose records are posts."""

LISTS: Mapping[str, str] = MappingProxyType({
    "block": "contact-blocked", "mute": "contact-muted", "follower": "contact",
    "following": "contact", "ip_audit": "log-in", "device_token": "log-in",
    "connected_application": "connected-app", "screen_name_change": "account-changed",
    "email_address_change": "account-changed", "account_suspension": "account-changed",
    "protected_history": "account-changed", "account_creation_ip": "log-in",
    "contact": "contact", "direct_message_mute": "contact-muted", "sso": "account-changed",
})  # fmt: skip
"""Kinds of files whose records are events, and the mark of each."""

_TIMES = (
    "createdAt",
    "loginAt",
    "approvedAt",
    "changedAt",
    "timeStamp",
    "protectedAt",
    "lastSeenAt",
)
_MONTHS = {
    name: f"{number:02}"
    for number, name in enumerate(
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], 1
    )
}
# Sun Mar 21 12:53:22 +0000 2021
_STAMP = re.compile(r"\w{3} (\w{3}) (\d\d) (\d\d:\d\d:\d\d) ([+-]\d{4}) (\d{4})")


def parse_stamp(written: str) -> Moment:
    """Give the moment of a time as posts state it, or as ISO 8601 has it.

    Args:
        written: `Sun Mar 21 12:53:22 +0000 2021`.
    """
    found = _STAMP.fullmatch(written)
    if found is None:
        return from_iso(written) if written else Moment("", None)
    month, day, clock, offset, year = found.groups()
    if month not in _MONTHS:
        return impossible(written)
    return from_iso(f"{year}-{_MONTHS[month]}-{day}T{clock}{offset}")._replace(as_written=written)


def is_post(record: dict[str, object]) -> bool:
    """Tell whether a record is a post, in a file of any kind: those to a circle have their own.

    Args:
        record: with its wrapper.
    """
    return bool(text_at(object_of(record.get("tweet")), "full_text", "text"))


def read_post(post: dict[str, object], span: Span, *, is_deleted: bool) -> Message:
    """Give a post of the owner.

    Args:
        post: the record, without its wrapper.
        span: where it stands.
        is_deleted: whether the file is that of deleted posts.
    """
    happened = parse_stamp(text_at(post, "created_at", "createdAt"))
    written = text_at(post, "full_text", "text") or text_at(object_of(post.get("core")), "text")
    media = objects_of(object_of(post.get("extended_entities")).get("media")) or objects_of(
        object_of(post.get("entities")).get("media")
    )
    number = text_at(post, "id_str", "id")
    files = [_address(each).rpartition("/")[2].partition("?")[0] for each in media]
    return Message(
        MessageKind.POST.value, "", OWNER, unescape(written), happened, span,
        tuple(f"{number}-{file}" for file in files if file),
        (*(("deleted",) if is_deleted else ()), *marks_of(happened)), None, tuple(_details(post)),
    )  # fmt: skip


def _address(media: dict[str, object]) -> str:
    """Give the address a file in the archive is named after: of a video, its largest version."""
    versions = objects_of(object_of(media.get("video_info")).get("variants"))
    found = [each for each in versions if text_at(each, "content_type").startswith("video/mp4")]
    if not found:
        return text_at(media, "media_url_https", "media_url")
    return text_at(max(found, key=lambda each: whole_number(each.get("bitrate")) or 0), "url")


def _details(post: dict[str, object]) -> Iterator[tuple[str, str]]:
    """Give what else is stated of a post."""
    answered = text_at(post, "in_reply_to_screen_name", "in_reply_to_user_id_str")
    if answered:
        number = text_at(post, "in_reply_to_status_id_str", "in_reply_to_status_id")
        yield "reply-to", f"{answered} {number}".strip()
    entities = object_of(post.get("entities"))
    for each in objects_of(entities.get("user_mentions")):
        yield "mentions", f"@{text_at(each, 'screen_name')} {text_at(each, 'name')}".strip()
    for each in objects_of(entities.get("urls")):
        yield "link", text_at(each, "expanded_url", "url")
    place = object_of(post.get("coordinates")) or object_of(post.get("geo"))
    at = place.get("coordinates")
    if isinstance(at, list):
        yield "position", ", ".join(map(str, at))
    if text_at(post, "deleted_at"):
        yield "deleted-at", text_at(post, "deleted_at")


def read_listed(record: dict[str, object], span: Span, kind: str) -> Message:
    """Give a record of a list as an event in the export's own words.

    Args:
        record: without its wrapper.
        span: where it stands.
        kind: of the file, a key of `LISTS`.
    """
    inner = object_of(next(iter(record.values()), None)) if len(record) == 1 else {}
    fields = inner or record
    # {"accountId": …, "screenNameChange": {"changedAt": …, "changedFrom": …
    facts = facts_of(fields)
    deeper = next((text for key, text in facts if key in _TIMES), "")
    happened = parse_stamp(text_at(fields, *_TIMES) or deeper)
    told = ", ".join(text for _, text in facts)
    return Message(
        MessageKind.EVENT.value, "", None, f"{kind}: {told}", happened, span, (),
        (LISTS[kind], *marks_of(happened)),
    )  # fmt: skip
