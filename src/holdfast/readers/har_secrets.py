"""What lets others in: cookies, passwords and keys in recordings of web requests."""

from __future__ import annotations

import re

from holdfast.readers.json_fields import dict_of, list_of, text_of

HIDDEN = "…"
"""Stands where a secret was."""

_HEADERS = frozenset({
    "cookie", "set-cookie", "authorization", "proxy-authorization", "x-api-key", "x-auth-token",
    "x-csrf-token", "x-xsrf-token",
})  # fmt: skip
_WORDS = (
    "token", "auth", "session", "secret", "passw", "pwd", "apikey", "api_key", "api-key", "jwt",
    "signature", "credential", "csrf", "xsrf", "code", "ticket", "nonce",
)  # fmt: skip
_NAMES = frozenset({"key", "sid", "sig", "state", "assertion", "hmac", "otp", "pin", "login"})
_PIECES = re.compile(r"([?&#;])")
_IN_JSON = re.compile(
    r"(\"[^\"\\\n]{0,60}(?:token|secret|passw|session|auth|api_?key|csrf|xsrf|jwt|credential|cookie)"
    r"[^\"\\\n]{0,60}\"\s{0,5}:\s{0,5}\")[^\"\\\n]{1,8000}",
    re.IGNORECASE,
)
# eyJ…: what a JSON Web Token begins with, wherever it stands
_WEB_TOKEN = re.compile(r"\beyJ[\w-]{10,4000}\.[\w-]{4,8000}(?:\.[\w-]{0,4000})?")
_USER = re.compile(r"\A([a-zA-Z][a-zA-Z0-9+.-]{0,20}://)[^/?#@]{1,300}@")


def without_secrets(address: str) -> str:
    """Give an address without the passwords and keys in it.

    Args:
        address: as requested.
    """
    pieces = _PIECES.split(_USER.sub(rf"\1{HIDDEN}@", address))
    return "".join(pieces[:1] + [_without(piece) for piece in pieces[1:]])


def words_without_secrets(text: str) -> str:
    """Give data in words without the keys that are named as such in it.

    Args:
        text: JSON, XML or plain text that came back.
    """
    return _WEB_TOKEN.sub(HIDDEN, _IN_JSON.sub(rf"\1{HIDDEN}", text))


def _without(piece: str) -> str:
    """Give `name=value` without its value when the name says that it is a secret."""
    name, equals, _ = piece.partition("=")
    plain = name.lower()
    if equals and (plain in _NAMES or any(word in plain for word in _WORDS)):
        return f"{name}={HIDDEN}"
    return piece


def has_secrets(said: dict[str, object]) -> bool:
    """Tell whether a request or response carries cookies, keys, or what was typed into a form.

    Args:
        said: a HAR `request` or `response`.
    """
    if list_of(said.get("cookies")) or dict_of(said.get("postData")):
        return True
    names = {text_of(dict_of(each), "name").lower() for each in list_of(said.get("headers"))}
    return bool(names & _HEADERS)
