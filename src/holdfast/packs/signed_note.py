"""Signed notes (C2SP): the form of the checkpoint and of `pack.sig`, and the key for them."""

from __future__ import annotations

import hashlib
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

ED25519 = b"\x01"
"""Signature type in a key line (C2SP signed-note, "Ed25519")."""

KEY_HASH_BYTES = 4
KEY_BYTES = 32
SIGNATURE_BYTES = 64
FINGERPRINT_DIGITS = 32
GROUP_DIGITS = 4
DASH = "\u2014 "
ORIGIN = "holdfast.invalid/"


class NoteError(ValueError):
    """A text that is no signed note of the one allowed form."""


def exact_base64(text: str) -> bytes:
    """Decode base64 that is written in its one canonical way.

    Args:
        text: with padding.

    Raises:
        NoteError: another spelling, or no base64.
    """
    try:
        decoded = b64decode(text, validate=True)
    except (Base64Error, ValueError) as error:
        raise NoteError from error
    if b64encode(decoded).decode() != text:
        raise NoteError
    return decoded


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteKey:
    """The public half of a casebook's signing key, under its name."""

    name: str
    """`holdfast.invalid/<casebook id>`."""

    public: bytes
    """32 bytes."""

    @property
    def hash(self) -> bytes:
        """The first bytes of the hash that name the key in a signature line."""
        return hashlib.sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[
            :KEY_HASH_BYTES
        ]

    @property
    def line(self) -> str:
        """The key as `record/key` holds it."""
        return f"{self.name}+{self.hash.hex()}+{b64encode(ED25519 + self.public).decode()}\n"

    @property
    def fingerprint(self) -> str:
        """What people compare: 32 hex digits in groups of four."""
        digits = hashlib.sha256(self.public).hexdigest()[:FINGERPRINT_DIGITS]
        return " ".join(
            digits[start : start + GROUP_DIGITS]
            for start in range(0, FINGERPRINT_DIGITS, GROUP_DIGITS)
        )

    def confirms(self, text: str, signature: bytes) -> bool:
        """Tell whether this key signed a text.

        Args:
            text: what was signed, with its last line feed.
            signature: 64 bytes.
        """
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text.encode())
        except InvalidSignature:
            return False
        return True


def parse_key(line: str) -> NoteKey:
    """Read `record/key`.

    Args:
        line: name, key hash and key, joined by `+`, and a line feed.

    Raises:
        NoteError: it is not written in the one allowed form.
    """
    parts = line.rstrip("\n").split("+", 2)
    decoded = exact_base64(parts[-1])
    if len(parts) != len(("name", "hash", "key")) or decoded[:1] != ED25519:
        raise NoteError
    key = NoteKey(name=parts[0], public=decoded[1:])
    if len(key.public) != KEY_BYTES or key.line != line:
        raise NoteError
    return key


def render_note(text: str, key: NoteKey, signature: bytes) -> str:
    """Write a signed note.

    Args:
        text: ends with a line feed.
        key: who signed.
        signature: over the text.
    """
    return f"{text}\n{DASH}{key.name} {b64encode(key.hash + signature).decode()}\n"


def open_note(note: str, key: NoteKey) -> str:
    """Give the text of a signed note that this key signed, and nobody else.

    Args:
        note: the whole file.
        key: who must have signed it.

    Raises:
        NoteError: another form, another key, or the signature does not fit.
    """
    text, found, signed = note.rpartition(f"\n{DASH}{key.name} ")
    if not found:
        raise NoteError
    decoded = exact_base64(signed.removesuffix("\n"))
    signature = decoded[KEY_HASH_BYTES:]
    if note != render_note(text, key, signature) or len(signature) != SIGNATURE_BYTES:
        raise NoteError
    if not key.confirms(text, signature):
        raise NoteError
    return text


@dataclass(frozen=True, kw_only=True, slots=True)
class State:
    """The state of a record that a checkpoint names."""

    size: int
    """How many entries it has."""

    root: bytes
    """Root of the tree over them."""


def parse_checkpoint(text: str, key: NoteKey) -> State:
    """Read the text of a checkpoint.

    Args:
        text: origin, size and root, a line each.
        key: whose record it must be.

    Raises:
        NoteError: it is not written in the one allowed form.
    """
    origin, _, rest = text.partition("\n")
    size, _, root = rest.partition("\n")
    if origin != key.name or not (size.isascii() and size.isdigit()) or str(int(size)) != size:
        raise NoteError
    state = State(size=int(size), root=exact_base64(root.removesuffix("\n")))
    if text != f"{origin}\n{size}\n{b64encode(state.root).decode()}\n":
        raise NoteError
    return state


def state_of(checkpoint: str, key: NoteKey) -> State:
    """Give the state that a signed checkpoint names; `NoteError` as the two steps raise it.

    Args:
        checkpoint: the signed note.
        key: who must have signed it.
    """
    return parse_checkpoint(open_note(checkpoint, key), key)
