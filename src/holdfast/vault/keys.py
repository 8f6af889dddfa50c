"""What opens a casebook, and the keys that follow from it.

One random secret opens entries and originals; it is wrapped in slots. Beside it stand two
identities, both random and sealed under the secret: an age X25519 identity for what arrives
while the casebook is locked, and an Ed25519 seed that signs checkpoints.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pyrage import x25519

from holdfast.vault.sealing import KEY_BYTES, bound_to, first_that_opens, seal, subkey
from holdfast.vault.stores import Shelf

if TYPE_CHECKING:
    from holdfast.vault.stores import LogStore, LogWriter

ID_BYTES = 16
IDENTITIES = "identities"


@dataclass(frozen=True, slots=True)
class Passphrase:
    """What the person remembers."""

    text: str = field(repr=False)
    """As typed."""


@dataclass(frozen=True, slots=True)
class KitWords:
    """What the recovery kit says."""

    text: str = field(repr=False)
    """Twenty words, as typed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Keys:
    """Every key of an open casebook."""

    casebook_id: str
    """32 hex digits."""

    secret: bytes = field(repr=False)
    """Opens everything."""

    identity: str = field(repr=False)
    """age X25519 identity, `AGE-SECRET-KEY-1…`."""

    seed: bytes = field(repr=False)
    """Of the Ed25519 signing key."""

    def subkey(self, purpose: str) -> bytes:
        """Give the key for one purpose.

        Args:
            purpose: as listed in docs/record-format.md.
        """
        return subkey(self.secret, purpose)

    def bound(self, purpose: str, name: str = "") -> bytes:
        """Give the associated data of a value of this casebook.

        Args:
            purpose: what it is for.
            name: key of its row.
        """
        return bound_to(purpose, self.casebook_id, name)

    @property
    def recipient(self) -> str:
        """The public half of the identity, `age1…`."""
        return str(x25519.Identity.from_str(self.identity).to_public())

    @property
    def public_key(self) -> bytes:
        """The public half of the signing key."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw()


def new_id() -> str:
    """Give a fresh name for an entry, a blob or a casebook."""
    return secrets.token_hex(ID_BYTES)


def new_keys() -> Keys:
    """Give the keys of a fresh casebook."""
    return Keys(
        casebook_id=new_id(),
        secret=secrets.token_bytes(KEY_BYTES),
        identity=str(x25519.Identity.generate()),
        seed=secrets.token_bytes(KEY_BYTES),
    )


def write_identities(writer: LogWriter, keys: Keys) -> None:
    """Seal the two identities under the secret.

    Args:
        writer: the transaction.
        keys: of the casebook.
    """
    value = json.dumps({"age": keys.identity, "ed25519": keys.seed.hex()}).encode()
    sealed = seal(keys.subkey(IDENTITIES), value, keys.bound(IDENTITIES))
    writer.put(Shelf.META, IDENTITIES, sealed)


def find_keys(log: LogStore, secret: bytes, casebook_id: str) -> Keys | None:
    """Open the identities with the secret.

    Args:
        log: of the casebook.
        secret: from a slot.
        casebook_id: as the log says.

    Returns:
        All keys, or None when no copy of the identities opens.
    """
    value = first_that_opens(
        subkey(secret, IDENTITIES),
        log.copies(Shelf.META, IDENTITIES),
        bound_to(IDENTITIES, casebook_id),
    )
    if value is None:
        return None
    stored = json.loads(value)
    return Keys(
        casebook_id=casebook_id,
        secret=secret,
        identity=str(stored["age"]),
        seed=bytes.fromhex(stored["ed25519"]),
    )
