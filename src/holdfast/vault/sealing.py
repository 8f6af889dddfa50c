"""Sealing of small values: AES-256-GCM, bound to a place, padded.

A sealed value is 12 random bytes of nonce and the ciphertext with its tag. The associated data
names the purpose, the casebook and the row, so that a value moved elsewhere does not open.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from holdfast.vault.padding import pad, unpad

if TYPE_CHECKING:
    from collections.abc import Iterable

KEY_BYTES = 32
NONCE_BYTES = 12
PREFIX = "holdfast/1/"
"""Begins every derivation info and every associated data; the number is the key scheme's."""


class SealBrokenError(Exception):
    """A sealed value that does not open with this key at this place; never shown to anybody."""


def subkey(secret: bytes, purpose: str, *, length: int = KEY_BYTES, salt: bytes = b"") -> bytes:
    """Derive a key for one purpose with HKDF-SHA256.

    Args:
        secret: key material with full entropy.
        purpose: what the key is for, ASCII.
        length: bytes wanted.
        salt: of HKDF; none by default.

    References:
        RFC 5869.
    """
    info = (PREFIX + purpose).encode()
    return derive(secret, info=info, length=length, salt=salt)


def derive(secret: bytes, *, info: bytes, length: int, salt: bytes = b"") -> bytes:
    """Give HKDF-SHA256 of a secret.

    Args:
        secret: input key material.
        info: context.
        length: bytes wanted.
        salt: of HKDF.
    """
    return HKDF(hashes.SHA256(), length, salt or None, info).derive(secret)


def keyed_hash(key: bytes, content: bytes) -> bytes:
    """Give HMAC-SHA256.

    Args:
        key: at least 16 bytes.
        content: what is hashed.
    """
    mac = hmac.HMAC(key, hashes.SHA256())
    mac.update(content)
    return mac.finalize()


def bound_to(purpose: str, casebook_id: str, name: str = "") -> bytes:
    """Give the associated data of a value: what for, whose, and which row.

    Args:
        purpose: as in `subkey`.
        casebook_id: 32 hex digits.
        name: key of the row; empty where the purpose has one row only.
    """
    return f"{PREFIX}{purpose}/{casebook_id}/{name}".encode()


def encrypt(key: bytes, plain: bytes, bound: bytes) -> bytes:
    """Seal bytes as they are, with a fresh random nonce in front.

    Args:
        key: 32 bytes.
        plain: what is sealed.
        bound: associated data.
    """
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound)


def decrypt(key: bytes, sealed: bytes, bound: bytes) -> bytes:
    """Open what `encrypt` sealed.

    Args:
        key: 32 bytes.
        sealed: nonce and ciphertext.
        bound: the same associated data.

    Raises:
        SealBrokenError: another key, another place or changed bytes.
    """
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound)
    except (InvalidTag, ValueError) as broken:
        raise SealBrokenError from broken


def seal(key: bytes, value: bytes, bound: bytes) -> bytes:
    """Pad and seal a value.

    Args:
        key: 32 bytes.
        value: what is sealed.
        bound: associated data.
    """
    return encrypt(key, pad(value), bound)


def unseal(key: bytes, sealed: bytes, bound: bytes) -> bytes:
    """Open a padded value.

    Args:
        key: 32 bytes.
        sealed: what `seal` gave.
        bound: the same associated data.

    Raises:
        SealBrokenError: another key, another place or changed bytes.
    """
    try:
        return unpad(decrypt(key, sealed, bound))
    except ValueError as broken:
        raise SealBrokenError from broken


def first_that_opens(key: bytes, copies: Iterable[bytes], bound: bytes) -> bytes | None:
    """Open the first of several copies that can be opened.

    Args:
        key: 32 bytes.
        copies: of one row, best first.
        bound: associated data.

    Returns:
        The value, or None when no copy opens.
    """
    for sealed in copies:
        try:
            return unseal(key, sealed, bound)
        except SealBrokenError:
            continue
    return None
