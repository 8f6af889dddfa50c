"""Checkpoints: the head of a record in one signed text that anybody can keep and compare.

The text is a C2SP tlog-checkpoint (origin, size, root, each ending in LF) and the whole a C2SP
signed note: text, blank line, signature lines `— name base64(4-byte key hash, signature)`. Other
text (a pack's tag manifest) is signed as a note in the same way.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

ORIGIN = "holdfast.invalid/"
"""In front of a casebook's id; `.invalid` can never be somebody's domain (RFC 2606)."""

ED25519 = b"\x01"
"""Signature type of a signed note."""

KEY_HASH_BYTES = 4
SIGNATURE_BYTES = 64
DASH = "— "
CHECKPOINT_LINES = 3
LARGEST_NOTE = 100_000
"""Characters; a note of ours has under 500."""

LARGEST_SIZE_DIGITS = 18

CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so that a code can be read out and written down."""

CODE_LENGTH, CODE_GROUP = 16, 4
"""80 bits: making a record to fit a given code would take about 2**80 tries."""

LETTER_BITS = 5
CODE_SOUNDS_LIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})


class NoteUnreadableError(ValueError):
    """A text that is no signed note or no checkpoint; the caller says what it was for."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a checkpoint says."""

    origin: str
    """Whose log it is, `holdfast.invalid/<casebook id>`."""

    size: int
    """Number of entries."""

    root: bytes
    """Root of the tree over them."""

    def text(self) -> str:
        """Give the text that is signed, with its last line break."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A signed note taken apart; nothing in it is checked yet."""

    text: str
    """What is signed, with its last line break."""

    signatures: tuple[tuple[str, bytes, bytes], ...]
    """Name, key hash and signature of each signature line."""


def checkpoint_code(checkpoint: Checkpoint) -> str:
    """Give the short form of a checkpoint, which can be read out (`7KQ4-9XTM-2B6C-HD0R`).

    Args:
        checkpoint: what it says.

    Returns:
        The first 80 bits of SHA-256 over the checkpoint's three lines, in groups of four letters.
    """
    found = int.from_bytes(sha256(checkpoint.text().encode()).digest(), "big")
    found >>= sha256().digest_size * 8 - CODE_LENGTH * LETTER_BITS
    shifts = range((CODE_LENGTH - 1) * LETTER_BITS, -1, -LETTER_BITS)
    letters = "".join(CODE_LETTERS[found >> shift & len(CODE_LETTERS) - 1] for shift in shifts)
    groups = range(0, CODE_LENGTH, CODE_GROUP)
    return "-".join(letters[at : at + CODE_GROUP] for at in groups)


def plain_code(typed: str) -> str:
    """Give a code as somebody copied it, in the form of `checkpoint_code`.

    Args:
        typed: small letters, spaces, dots and dashes, and O for 0 are understood.

    Returns:
        The code; empty when what was typed cannot be one.
    """
    said = "".join(each for each in typed.upper() if each.isalnum()).translate(CODE_SOUNDS_LIKE)
    if len(said) != CODE_LENGTH or set(said) - set(CODE_LETTERS):
        return ""
    return "-".join(said[at : at + CODE_GROUP] for at in range(0, CODE_LENGTH, CODE_GROUP))


def origin_of(casebook_id: str) -> str:
    """Give the origin line, and signer's name, of a casebook.

    Args:
        casebook_id: 32 hex digits.
    """
    return ORIGIN + casebook_id


def key_hash(name: str, public_key: bytes) -> bytes:
    """Give the four bytes by which a signature line names its key.

    Args:
        name: of the signer.
        public_key: 32 bytes.
    """
    return sha256(name.encode() + b"\n" + ED25519 + public_key).digest()[:KEY_HASH_BYTES]


def sign_line(text: str, name: str, seed: bytes) -> str:
    """Sign a text and give the signature line, with its line break.

    Args:
        text: ends in LF.
        name: of the signer; no spaces, no plus.
        seed: of the Ed25519 key, 32 bytes.
    """
    key = Ed25519PrivateKey.from_private_bytes(seed)
    named = key_hash(name, key.public_key().public_bytes_raw())
    signature = base64.b64encode(named + key.sign(text.encode())).decode()
    return f"{DASH}{name} {signature}\n"


def make_note(text: str, name: str, seed: bytes) -> str:
    """Give a signed note.

    Args:
        text: ends in LF.
        name: of the signer.
        seed: of the Ed25519 key, 32 bytes.
    """
    return f"{text}\n{sign_line(text, name, seed)}"


def parse_note(note: str) -> Note:
    """Take a signed note apart.

    Args:
        note: as `make_note` gives it; any number of signature lines.

    Raises:
        NoteUnreadableError: it is no signed note.
    """
    text, blank, lines = note.rpartition("\n\n")
    if not blank or not text or not lines.endswith("\n") or len(note) > LARGEST_NOTE:
        raise NoteUnreadableError
    if any(letter < " " and letter != "\n" for letter in note):
        raise NoteUnreadableError
    return Note(text + "\n", tuple(_parse_line(line) for line in lines[:-1].split("\n")))


def _parse_line(line: str) -> tuple[str, bytes, bytes]:
    name, space, encoded = line.removeprefix(DASH).partition(" ")
    if not line.startswith(DASH) or not name or not space or "+" in name:
        raise NoteUnreadableError
    try:
        signature = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError) as broken:
        raise NoteUnreadableError from broken
    if len(signature) <= KEY_HASH_BYTES or base64.b64encode(signature).decode() != encoded:
        raise NoteUnreadableError
    return name, signature[:KEY_HASH_BYTES], signature[KEY_HASH_BYTES:]


def is_signed_by(note: Note, name: str, public_key: bytes) -> bool:
    """Tell whether a note carries a good signature of one signer, and no bad one of theirs.

    Args:
        note: taken apart by `parse_note`.
        name: of the signer.
        public_key: 32 bytes.
    """
    wanted = key_hash(name, public_key)
    theirs = [
        signature for signer, key, signature in note.signatures if (signer, key) == (name, wanted)
    ]
    return bool(theirs) and all(verify_ed25519(public_key, note.text, one) for one in theirs)


def verify_ed25519(public_key: bytes, text: str, signature: bytes) -> bool:
    """Tell whether an Ed25519 signature holds.

    Args:
        public_key: 32 bytes.
        text: what was signed.
        signature: 64 bytes.
    """
    return verify_bytes(public_key, text.encode(), signature)


def verify_bytes(public_key: bytes, signed: bytes, signature: bytes) -> bool:
    """Tell whether an Ed25519 signature over bytes holds.

    Args:
        public_key: 32 bytes.
        signed: what was signed.
        signature: 64 bytes.
    """
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, signed)
    except (InvalidSignature, ValueError):
        return False
    return True


def parse_checkpoint(note: Note) -> Checkpoint:
    """Read what a checkpoint says.

    Args:
        note: taken apart by `parse_note`.

    Returns:
        The checkpoint; its `text()` is the note's text again.

    Raises:
        NoteUnreadableError: the text is no checkpoint of ours.
    """
    lines = note.text.split("\n")
    if len(lines) != CHECKPOINT_LINES + 1:
        raise NoteUnreadableError
    origin, size, root, _ = lines
    if not (size.isascii() and size.isdigit() and len(size) <= LARGEST_SIZE_DIGITS):
        raise NoteUnreadableError
    try:
        checkpoint = Checkpoint(origin, int(size), base64.b64decode(root, validate=True))
    except ValueError as broken:
        raise NoteUnreadableError from broken
    if checkpoint.text() != note.text or len(checkpoint.root) != sha256().digest_size:
        raise NoteUnreadableError
    return checkpoint


def make_checkpoint(checkpoint: Checkpoint, seed: bytes) -> str:
    """Sign a checkpoint under its own origin.

    Args:
        checkpoint: what it says.
        seed: of the casebook's Ed25519 key, 32 bytes.
    """
    return make_note(checkpoint.text(), checkpoint.origin, seed)


def read_checkpoint(signed: str, public_key: bytes) -> Checkpoint | None:
    """Read a checkpoint whose signature holds.

    Args:
        signed: the signed note.
        public_key: of the casebook it should come from.

    Returns:
        What it says, or None when the signature does not hold. A text that is no checkpoint at
        all raises, as in `parse_note`.
    """
    note = parse_note(signed)
    checkpoint = parse_checkpoint(note)
    return checkpoint if is_signed_by(note, checkpoint.origin, public_key) else None
