"""Why an export may be a part only, judged from its counts, dates and format.

Nothing here ever says that an export is whole: an empty answer says only that no sign was seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

NEVER_WHOLE = frozenset(
    {"instagram", "sign-ins", "signal", "snapchat", "telegram", "tiktok", "viber"}
)
"""Formats that leave something out every time."""

ENCRYPTED_SINCE: Mapping[str, date] = MappingProxyType({"facebook": date(2024, 6, 1)})
"""Until when chats of an app were moved to end-to-end encryption, which its download leaves out."""

LONG = timedelta(days=30)
"""An export that ends so long before something newer is an old one."""

EXPORTS = frozenset(
    {
        "whatsapp", "whatsapp-store", "sms-xml", "sms-json", "android-sms", "android-calls",
        "imessage", "ios_calls", "signal", "facebook", "instagram", "telegram", "discord",
        "snapchat", "skype", "google-chat", "google-voice", "tiktok", "twitter", "viber", "line",
        "kakaotalk", "imazing",
    }
)  # fmt: skip
"""What goes on growing after it was exported; a single mail or page is whole as it is."""

SIGNS: Mapping[str, str] = MappingProxyType(
    {
        "newer-rows-beside": "rows-beside", "ends-early": "cut-short",
        "damaged-rows": "cut-short", "google-access-log": "google-access-log",
    }
)  # fmt: skip
"""Why something was left over -> the gap that it is a sign of."""

DAY = len("2026-03-04")


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """What is known of an export and of what else there is."""

    format: str
    """Name of its reader."""

    found: int
    """Messages, calls, events and posts in it."""

    whys: AbstractSet[str] = frozenset()
    """Why parts of it were left over."""

    last: str | None = None
    """Its newest time, ISO 8601."""

    received: str | None = None
    """When it came in, ISO 8601."""

    newest_of_same_people: str | None = None
    """The newest time in any other export of the same people."""

    newest_screenshot: str | None = None
    """When the newest screenshot was taken."""


def gaps(seen: Seen) -> tuple[str, ...]:
    """Give the signs that an export is a part only.

    Args:
        seen: what is known.

    Returns:
        Keys of knowledge/words/gaps.toml, each once; none says that nothing is missing.
    """
    if not seen.found:
        return ()
    found = [seen.format] if _leaves_out(seen) else []
    found += [SIGNS[why] for why in sorted(seen.whys & set(SIGNS))]
    if seen.format not in EXPORTS:
        return tuple(dict.fromkeys(found))
    if _is_long_before(seen.last, seen.newest_of_same_people):
        found.append("older-than-others")
    elif _is_long_before(seen.last, seen.newest_screenshot):
        found.append("older-than-screenshot")
    return tuple(dict.fromkeys(found))


def _leaves_out(seen: Seen) -> bool:
    if seen.format in NEVER_WHOLE or seen.whys & {"one-sided", "looks-partial"}:
        return True
    since, last = ENCRYPTED_SINCE.get(seen.format), _day(seen.last)
    if since is None or last is None:
        return False
    return last < since or _is_long_before(seen.last, seen.received)


def _is_long_before(first: str | None, then: str | None) -> bool:
    one, other = _day(first), _day(then)
    return one is not None and other is not None and other - one > LONG


def _day(iso: str | None) -> date | None:
    if iso is None or len(iso) < DAY:
        return None
    try:
        return date.fromisoformat(iso[:DAY])
    except ValueError:
        return None
