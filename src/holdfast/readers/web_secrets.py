"""What lets others in: cookies, passwords and keys in recordings and archives of the web.

They are told by their names. `author` and `postcode` are no such names, although they hold one.
"""

from __future__ import annotations

import re

from holdfast.readers.json_fields import dict_of, list_of, text_of

HIDDEN = "…"
"""Stands where a secret was."""

_HEADERS = frozenset({
    "cookie", "set-cookie", "authorization", "proxy-authorization", "x-api-key", "x-auth-token",
    "x-csrf-token", "x-xsrf-token",
})  # fmt: skip
_SECRET_NAME = re.compile(
    r"token|secret|passw|pwd|session|auth(?!or(?!i[sz]))|api[_-]?key|jwt|credential|csrf|xsrf|cookie"
    r"|signature|(?:sid|sig|hmac|otp|pin|assertion)\Z",
)
# Only in addresses: in data these are words for many other things.
_SECRET_PARAMETER = re.compile(
    r"nonce|ticket|(?:(?:auth|access|device|user|verif|sms|mfa|invit|log|reset|confirm)\w*)?code\Z"
    r"|(?:key|state)\Z"
)
_WHOLE = frozenset({"sid", "sig", "hmac", "otp", "pin", "assertion", "key", "state"})
"""Names that are secrets as they stand, and mean something else inside of others."""

_OTHER_WORDS = frozenset({"key", "state"})
"""Names that are as often of something short: a column, a county."""

_SHORTEST_KEY = 12
_PIECES = re.compile(r"([?&#;])")
_LONGEST_NAME = 130
_KEY = re.compile(rf"\"([^\"\\\n]{{1,{_LONGEST_NAME}}}+)\"\s{{0,5}}:\s{{0,5}}")
# "secret"     ["secret", "secret"]     12345; what is cut off has no end
_VALUE = re.compile(
    r"\"(?:[^\"\\\n]|\\.)*+\"?|\[[^\[\]{}]*+\]?|-?\d[\d.eE+-]*+",
)
# access_token=secret&     in an address, a form, or a line of text
_IN_FORM = re.compile(
    rf"(?<![^\s?&;\"'(])([^\s?&;\"'(=<>]{{1,{_LONGEST_NAME}}}+)=([^&;\s\"'<>)]++)"
)
_IN_HEADER = re.compile(r"\b(Bearer|Basic) [A-Za-z0-9._~+/-]{8,}+=*")
# eyJ…: what a JSON Web Token begins with, wherever it stands
_WEB_TOKEN = re.compile(r"\beyJ[\w-]{10,}+\.[\w-]{4,}+(?:\.[\w-]*+){0,3}")
_USER = re.compile(r"\A([a-zA-Z][a-zA-Z0-9+.-]{0,20}://)[^/?#@]{1,300}@")


def without_secrets(address: str) -> str:
    """Give an address without the passwords and keys in it.

    Args:
        address: as requested.
    """
    pieces = _PIECES.split(_USER.sub(rf"\1{HIDDEN}@", address))
    shown = "".join(pieces[:1] + [_without(piece) for piece in pieces[1:]])
    return _WEB_TOKEN.sub(HIDDEN, shown)


def words_without_secrets(text: str) -> str:
    """Give data in words without the keys that are named as such in it.

    Args:
        text: JSON, XML or plain text that came back.
    """
    plain = _IN_FORM.sub(_without_value, _data_without_secrets(text))
    return _WEB_TOKEN.sub(HIDDEN, _IN_HEADER.sub(rf"\1 {HIDDEN}", plain))


def _data_without_secrets(text: str) -> str:
    """Give JSON with a mark in place of every value whose name says that it is a secret."""
    pieces, at = list[str](), 0
    for found in _KEY.finditer(text):
        value = _VALUE.match(text, found.end()) if _is_secret(found[1]) else None
        if value is not None and found.start() >= at:
            pieces += [text[at : found.end()], f'"{HIDDEN}"']
            at = value.end()
    return "".join([*pieces, text[at:]])


def _is_secret(name: str) -> bool:
    """Tell whether a name says that its value lets others in."""
    found = _SECRET_NAME.search(name.lower())
    return found is not None and (found[0] not in _WHOLE or name.lower() in _WHOLE)


def _is_secret_parameter(name: str) -> bool:
    """Tell whether a part of an address lets others in by its name."""
    plain = name.lower()
    found = _SECRET_PARAMETER.search(plain)
    return _is_secret(plain) or (
        found is not None
        and (found[0] not in _WHOLE or plain in _WHOLE)
        and (found[0] != "code" or plain == "code")
    )


def _without(piece: str) -> str:
    """Give `name=value` without its value when the name says that it is a secret."""
    name, equals, value = piece.partition("=")
    is_short = name.lower() in _OTHER_WORDS and len(value) < _SHORTEST_KEY
    is_hidden = equals and not is_short and _is_secret_parameter(name)
    return f"{name}={HIDDEN}" if is_hidden else piece


def _without_value(found: re.Match[str]) -> str:
    return f"{found[1]}={HIDDEN}" if _is_secret(found[1]) else found[0]


def has_secrets(said: dict[str, object]) -> bool:
    """Tell whether a request or response carries cookies, keys, or what was typed into a form.

    Args:
        said: a HAR `request` or `response`.
    """
    if list_of(said.get("cookies")) or dict_of(said.get("postData")):
        return True
    names = {text_of(dict_of(each), "name").lower() for each in list_of(said.get("headers"))}
    return bool(names & _HEADERS)
