"""The headers that every answer carries, and those of an original that leaves as a file."""

from __future__ import annotations

from types import MappingProxyType
from urllib.parse import quote

# OWASP and MDN Observatory, as tried in Chromium 156: no page needs more than this.
CONTENT_SECURITY_POLICY = "; ".join(  # noqa: FLY002 - one directive a line
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)

NOT_ALLOWED = (
    "accelerometer", "autoplay", "camera", "clipboard-read", "display-capture", "geolocation",
    "gyroscope", "hid", "magnetometer", "microphone", "midi", "payment",
    "publickey-credentials-get", "screen-wake-lock", "serial", "usb",
    "xr-spatial-tracking",
)  # fmt: skip

ALWAYS = MappingProxyType(
    {
        "content-security-policy": CONTENT_SECURITY_POLICY,
        "cache-control": "no-store",
        # Not "no-referrer": that makes browsers send "Origin: null" with our own forms.
        "referrer-policy": "same-origin",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "x-robots-tag": "noindex, nofollow, noarchive",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "cross-origin-embedder-policy": "require-corp",
        "origin-agent-cluster": "?1",
        "permissions-policy": ", ".join(f"{name}=()" for name in NOT_ALLOWED),
    }
)
"""Set on every answer that does not say otherwise."""

CLEAR_SITE_DATA = '"cache", "cookies", "storage"'
"""Sent when she leaves. An extra only: locking does not rest on it."""


def headers_for_file(name: str) -> dict[str, str]:
    """Give the headers under which somebody else's bytes may leave: as a file, never as a page.

    Args:
        name: what the file is to be called; any characters.

    Returns:
        An attachment's headers, with a policy under which nothing in it would run.
    """
    ascii_name = "".join(c if c.isascii() and (c.isalnum() or c in "-_. ") else "_" for c in name)
    return {
        "content-disposition": (
            f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name, safe='')}"
        ),
        "content-security-policy": "sandbox; default-src 'none'",
        "content-type": "application/octet-stream",
    }
