"""The key of a casebook as a pack names it, and notes that must carry its one signature."""

from __future__ import annotations

import hashlib
from base64 import b64decode, b64encode
from dataclasses import dataclass

from holdfast.model.checkpoint import (
    DASH,
    ED25519,
    Checkpoint,
    NoteUnreadableError,
    is_signed_by,
    key_hash,
    parse_checkpoint,
    parse_note,
)

KEY_BYTES = 32
FINGERPRINT_DIGITS = 32
GROUP_DIGITS = 4


class NoteError(ValueError):
    """A text that is no key line or no note of the one allowed form, or whose signature is bad."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteKey:
    """The public half of a casebook's signing key, under its name."""

    name: str
    """`holdfast.invalid/<casebook id>`."""

    public: bytes
    """32 bytes."""

    @property
    def hash(self) -> bytes:
        """The four bytes that name the key in a signature line."""
        return key_hash(self.name, self.public)

    @property
    def line(self) -> str:
        """The key as `record/key` holds it."""
        return f"{self.name}+{self.hash.hex()}+{b64encode(ED25519 + self.public).decode()}\n"

    @property
    def fingerprint(self) -> str:
        """What people compare: 32 hex digits in groups of four."""
        digits = hashlib.sha256(self.public).hexdigest()[:FINGERPRINT_DIGITS]
        starts = range(0, FINGERPRINT_DIGITS, GROUP_DIGITS)
        return " ".join(digits[start : start + GROUP_DIGITS] for start in starts)


def parse_key(line: str) -> NoteKey:
    """Read `record/key`.

    Args:
        line: name, key hash and key, joined by `+`, and a line feed.

    Raises:
        NoteError: it is not written in the one allowed form.
    """
    name, _, rest = line.partition("+")
    try:
        decoded = b64decode(rest.partition("+")[2].removesuffix("\n"), validate=True)
    except ValueError as error:
        raise NoteError from error
    key = NoteKey(name=name, public=decoded[len(ED25519) :])
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
    """Give the text of a note that this key signed, and nobody else.

    Args:
        note: the whole file.
        key: who must have signed it.

    Raises:
        NoteError: another form, another or a further key, or the signature does not fit.
    """
    try:
        parsed = parse_note(note)
    except NoteUnreadableError as error:
        raise NoteError from error
    if len(parsed.signatures) != 1 or not is_signed_by(parsed, key.name, key.public):
        raise NoteError
    if note != render_note(parsed.text, key, parsed.signatures[0][2]):
        raise NoteError
    return parsed.text


def state_of(checkpoint: str, key: NoteKey) -> Checkpoint:
    """Give the state that a checkpoint names, when this key signed it.

    Args:
        checkpoint: the signed note.
        key: whose record it must be.

    Raises:
        NoteError: form, key, origin or signature do not fit.
    """
    open_note(checkpoint, key)
    try:
        state = parse_checkpoint(parse_note(checkpoint))
    except NoteUnreadableError as error:
        raise NoteError from error
    if state.origin != key.name:
        raise NoteError
    return state
