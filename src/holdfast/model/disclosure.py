"""Disclosures: each field with a salt of its own, so that it can be shown or withheld alone.

The idea is SD-JWT's (RFC 9901): the entry's body names only digests; showing a field means
showing its salt. A disclosure is hashed as it stands and never written anew.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from holdfast.model.merkle import leaf_hash

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from holdfast.model.entry import JsonValue

SALT_BYTES = 16
BODY_VERSION = "holdfast-entry/1"
PARTS = 3
"""Salt, name, value."""


class DisclosureUnreadableError(ValueError):
    """A text that is no disclosure."""


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One field as it is shown."""

    text: str = field(repr=False)
    """base64url of the JSON `[salt, name, value]`; what the digest is over."""

    name: str
    """Of the field."""

    value: JsonValue = field(repr=False)
    """What was recorded; None where nothing was said."""

    @property
    def digest(self) -> str:
        """The digest that stands in the entry's body."""
        return digest_of(self.text)


def make_disclosure(name: str, value: JsonValue, salt: bytes) -> str:
    """Write a disclosure.

    Args:
        name: of the field.
        value: any JSON value.
        salt: 16 random bytes, used nowhere else.

    Raises:
        ValueError: the value is no JSON (not a number), or the salt is too short.
    """
    if len(salt) != SALT_BYTES:
        message = "a salt has 16 bytes"
        raise ValueError(message)
    return encode(to_json([encode(salt), name, value]))


def to_json(value: JsonValue) -> bytes:
    """Write JSON compactly in UTF-8; lone surrogates are the only characters escaped for good.

    Args:
        value: any JSON value; a number that JSON has no word for is refused.
    """
    try:
        return _dump(value, ascii_only=False).encode()
    except UnicodeEncodeError:
        return _dump(value, ascii_only=True).encode()


def _dump(value: JsonValue, *, ascii_only: bool) -> str:
    return json.dumps(value, ensure_ascii=ascii_only, separators=(",", ":"), allow_nan=False)


def read_disclosure(text: str) -> Disclosure:
    """Read a disclosure.

    Args:
        text: base64url without padding.

    Raises:
        DisclosureUnreadableError: it is none.
    """
    try:
        plain = decode(text)
        parts = json.loads(plain.decode())
    except (ValueError, RecursionError) as broken:
        raise DisclosureUnreadableError from broken
    match parts:
        case [str(), str() as name, value] if encode(plain) == text:
            return Disclosure(text, name, value)
    raise DisclosureUnreadableError


def digest_of(disclosure: str) -> str:
    """Give base64url of the SHA-256 over a disclosure's ASCII.

    Args:
        disclosure: its text.
    """
    return encode(sha256(disclosure.encode()).digest())


def entry_body(kind: str, sequence: int, digests: Iterable[str]) -> bytes:
    """Write the canonical body of an entry, over which its leaf is hashed.

    Args:
        kind: what is recorded.
        sequence: its place in the log.
        digests: of every field of the kind, in any order.

    Returns:
        UTF-8 lines, LF after each.
    """
    lines = [BODY_VERSION, f"kind {kind}", f"sequence {sequence}", *sorted(digests)]
    return "".join(line + "\n" for line in lines).encode()


def entry_leaf(kind: str, sequence: int, digests: Iterable[str]) -> bytes:
    """Give the leaf of an entry.

    Args:
        kind: what is recorded.
        sequence: its place in the log.
        digests: of every field of the kind, in any order.
    """
    return leaf_hash(entry_body(kind, sequence, digests))


def disclose(fields: Mapping[str, JsonValue], salts: Iterable[bytes]) -> dict[str, str]:
    """Write the disclosure of every field.

    Args:
        fields: by name.
        salts: one for each field, neither more nor fewer.
    """
    return {
        name: make_disclosure(name, value, salt)
        for (name, value), salt in zip(fields.items(), salts, strict=True)
    }


def encode(plain: bytes) -> str:
    """Give base64url without padding.

    Args:
        plain: any bytes.
    """
    return base64.urlsafe_b64encode(plain).rstrip(b"=").decode()


def decode(text: str) -> bytes:
    """Read base64url without padding, strictly.

    Args:
        text: what `encode` gave.

    Raises:
        ValueError: it is not.
    """
    if "=" in text or "+" in text or "/" in text:
        message = "not base64url without padding"
        raise ValueError(message)
    try:
        padded = text.encode("ascii") + b"=" * (-len(text) % 4)
        return base64.b64decode(padded, altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError) as broken:
        message = "not base64url without padding"
        raise ValueError(message) from broken
