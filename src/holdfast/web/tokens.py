"""Cookies and form tokens: proof that a form came from a page we gave to this very browser."""

from __future__ import annotations

import hashlib
import hmac
import secrets

COOKIE_BYTES = 32
NONCE_BYTES = 9


def new_cookie() -> str:
    """Give a fresh random cookie value."""
    return secrets.token_urlsafe(COOKIE_BYTES)


def cookie_hash(cookie: str) -> str:
    """Give what may be kept of a cookie outside the process that made it.

    Args:
        cookie: the value the browser sends.
    """
    return hashlib.sha256(cookie.encode()).hexdigest()


def make_token(key: bytes, cookie: str) -> str:
    """Give a form token for the browser that holds a cookie; a different one each time.

    Args:
        key: the keeper's own random key, which opens nothing else.
        cookie: the browser's cookie.
    """
    nonce = secrets.token_urlsafe(NONCE_BYTES)
    return f"{nonce}.{_mac(key, nonce, cookie)}"


def is_token(key: bytes, cookie: str, token: str) -> bool:
    """Say whether `make_token` gave this token for this cookie.

    Args:
        key: the keeper's own random key.
        cookie: the browser's cookie.
        token: what came with the form.
    """
    nonce, _, mac = token.partition(".")
    return bool(cookie) and hmac.compare_digest(mac.encode(), _mac(key, nonce, cookie).encode())


def _mac(key: bytes, nonce: str, cookie: str) -> str:
    return hmac.new(key, f"form {nonce} {cookie}".encode(), hashlib.sha256).hexdigest()[:40]
