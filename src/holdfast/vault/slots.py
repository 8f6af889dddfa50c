"""Key slots: the casebook's secret, wrapped by what a person knows or holds.

A slot is JSON behind a checksum, so that damage is not mistaken for a wrong passphrase. A check
value made from the slot's key commits to it: one ciphertext cannot open under two keys.
"""

from __future__ import annotations

import json
import secrets
import unicodedata
from dataclasses import dataclass
from hmac import compare_digest
from typing import TYPE_CHECKING

from nacl.pwhash import argon2id

from holdfast.model.errors import CasebookDamagedError
from holdfast.vault.front import undamaged, with_checksum
from holdfast.vault.sealing import (
    KEY_BYTES,
    NONCE_BYTES,
    SealBrokenError,
    bound_to,
    decrypt,
    encrypt,
    subkey,
)
from holdfast.vault.stores import Shelf

if TYPE_CHECKING:
    from holdfast.model.entry import JsonValue
    from holdfast.vault.stores import LogStore, LogWriter

PASSPHRASE = "passphrase"  # noqa: S105 - the kind of a slot, no passphrase
KIT = "kit"
SALT_BYTES = 16
MOST_PASSES = 10
MOST_KIB = 1024 * 1024
LEAST_KIB = 8
KIB = 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class Derivation:
    """How much work Argon2id does for one try."""

    t: int
    """Passes."""

    m_kib: int
    """Memory in KiB."""


STANDARD = Derivation(t=3, m_kib=256 * 1024)
"""About half a second; OWASP asks for at least 19 MiB (research of 2026-11-22)."""


def passphrase_key(text: str, derivation: Derivation, salt: bytes) -> bytes:
    """Derive a slot's key from a passphrase with Argon2id.

    Args:
        text: as typed; normalised to NFKC, one line break at the end is no part of it.
        derivation: how much work.
        salt: 16 bytes.

    References:
        RFC 9106; one lane.
    """
    bare = text.removesuffix("\n").removesuffix("\r")
    return argon2id.kdf(
        KEY_BYTES,
        unicodedata.normalize("NFKC", bare).encode("utf-8", "surrogatepass"),
        salt,
        opslimit=derivation.t,
        memlimit=derivation.m_kib * KIB,
    )


def kit_key(kit_secret: bytes) -> bytes:
    """Derive a slot's key from the secret that the kit's words carry.

    Args:
        kit_secret: 16 bytes.
    """
    return subkey(kit_secret, "slot/kit")


def write_passphrase_slot(
    writer: LogWriter, casebook_id: str, *, secret: bytes, text: str, derivation: Derivation
) -> None:
    """Wrap the secret under a passphrase, in place of an older slot.

    Args:
        writer: the transaction.
        casebook_id: 32 hex digits.
        secret: the casebook's.
        text: the passphrase.
        derivation: how much work a try costs.
    """
    salt = secrets.token_bytes(SALT_BYTES)
    key = passphrase_key(text, derivation, salt)
    how: dict[str, JsonValue] = {
        "derivation": "argon2id",
        "t": derivation.t,
        "m_kib": derivation.m_kib,
        "salt": salt.hex(),
    }
    row = make_slot(PASSPHRASE, casebook_id, secret=secret, key=key, how=how)
    writer.put(Shelf.SLOT, PASSPHRASE, row)


def write_kit_slot(writer: LogWriter, casebook_id: str, secret: bytes, kit_secret: bytes) -> None:
    """Wrap the secret under a kit, in place of an older kit.

    Args:
        writer: the transaction.
        casebook_id: 32 hex digits.
        secret: the casebook's.
        kit_secret: what the words carry.
    """
    row = make_slot(KIT, casebook_id, secret=secret, key=kit_key(kit_secret), how={})
    writer.put(Shelf.SLOT, KIT, row)


def make_slot(
    kind: str, casebook_id: str, *, secret: bytes, key: bytes, how: dict[str, JsonValue]
) -> bytes:
    """Give the row of a slot.

    Args:
        kind: `passphrase` or `kit`.
        casebook_id: 32 hex digits.
        secret: the casebook's.
        key: the slot's.
        how: what has to be known to derive the key again.
    """
    wrapped = encrypt(key, secret, bound_to("slot/" + kind, casebook_id))
    stated: dict[str, JsonValue] = {
        "kind": kind,
        **how,
        "nonce": wrapped[:NONCE_BYTES].hex(),
        "wrapped": wrapped[NONCE_BYTES:].hex(),
        "check": subkey(key, "check").hex(),
    }
    return with_checksum(json.dumps(stated, sort_keys=True, separators=(",", ":")).encode())


def has_slot(log: LogStore, kind: str) -> bool:
    """Tell whether there is an undamaged slot of a kind.

    Args:
        log: of the casebook.
        kind: `passphrase` or `kit`.
    """
    return next(undamaged(log.copies(Shelf.SLOT, kind)), None) is not None


def derivation_of(log: LogStore) -> Derivation:
    """Give the work that the passphrase's slot asks for.

    Args:
        log: of the casebook.

    Raises:
        CasebookDamagedError: no copy of the slot is undamaged.
    """
    for value in undamaged(log.copies(Shelf.SLOT, PASSPHRASE)):
        return _capped(json.loads(value))
    raise CasebookDamagedError(PASSPHRASE)


def open_with_passphrase(log: LogStore, casebook_id: str, text: str) -> bytes | None:
    """Give the secret, or None when the passphrase is wrong.

    Args:
        log: of the casebook.
        casebook_id: 32 hex digits.
        text: the passphrase.

    Raises:
        CasebookDamagedError: no copy of the slot is undamaged.
    """
    slots = [json.loads(value) for value in undamaged(log.copies(Shelf.SLOT, PASSPHRASE))]
    if not slots:
        raise CasebookDamagedError(PASSPHRASE)
    for slot in slots:
        key = passphrase_key(text, _capped(slot), bytes.fromhex(str(slot["salt"])))
        secret = _unwrap(slot, PASSPHRASE, casebook_id, key)
        if secret is not None:
            return secret
    return None


def open_with_kit(log: LogStore, casebook_id: str, kit_secret: bytes) -> bytes | None:
    """Give the secret, or None when the kit is another one's.

    Args:
        log: of the casebook.
        casebook_id: 32 hex digits.
        kit_secret: what the words carry.
    """
    for value in undamaged(log.copies(Shelf.SLOT, KIT)):
        secret = _unwrap(json.loads(value), KIT, casebook_id, kit_key(kit_secret))
        if secret is not None:
            return secret
    return None


def _capped(slot: dict[str, JsonValue]) -> Derivation:
    # A slot from elsewhere must not be able to ask for 64 GiB.
    match slot:
        case {"derivation": "argon2id", "t": int() as t, "m_kib": int() as m_kib} if (
            1 <= t <= MOST_PASSES and LEAST_KIB <= m_kib <= MOST_KIB
        ):
            return Derivation(t=t, m_kib=m_kib)
    raise CasebookDamagedError(PASSPHRASE)


def _unwrap(slot: dict[str, JsonValue], kind: str, casebook_id: str, key: bytes) -> bytes | None:
    if not compare_digest(subkey(key, "check").hex(), str(slot["check"])):
        return None
    sealed = bytes.fromhex(str(slot["nonce"])) + bytes.fromhex(str(slot["wrapped"]))
    try:
        return decrypt(key, sealed, bound_to("slot/" + kind, casebook_id))
    except SealBrokenError as broken:
        raise CasebookDamagedError(kind) from broken
