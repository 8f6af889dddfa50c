"""The head of an age file, read strictly and within bounds before any library sees the file.

Only files sealed to X25519 keys are for us. A file sealed with a passphrase names its own cost,
which may be hours: such a file is refused here, unread.

References:
    https://age-encryption.org/v1, https://c2sp.org/age
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST_LINE = b"age-encryption.org/v1\n"
MOST_HEADER_BYTES = 65_536
MOST_STANZAS = 64
BODY_COLUMNS = 64
MAC_BYTES = 32
ARGUMENTS = re.compile(rb"-> [\x21-\x7e]+(?: [\x21-\x7e]+)*")
MAC_LINE = re.compile(rb"--- ([A-Za-z0-9+/]{43})")
WANTED, PASSPHRASE = b"X25519", b"scrypt"


class NotForUsError(ValueError):
    """No age file, a damaged one, or one that this casebook must not try to open."""


class OtherKeyError(NotForUsError):
    """An age file in order, sealed to other keys than ours."""


class Stanza(NamedTuple):
    """One way to open the file."""

    kind: bytes
    """`X25519`, or another that is not for us."""

    arguments: tuple[bytes, ...]
    """What follows the kind."""

    body: bytes
    """The wrapped file key."""


def check_header(head: bytes) -> list[Stanza]:
    """Read the head of an age file.

    Args:
        head: the first bytes of the file, up to `MOST_HEADER_BYTES`.

    Returns:
        Its stanzas, at least one of which is for an X25519 key.

    Raises:
        NotForUsError: it breaks the format or a bound, or wants a passphrase.
    """
    if not head.startswith(FIRST_LINE):
        raise NotForUsError
    lines = iter(head[len(FIRST_LINE) : MOST_HEADER_BYTES].split(b"\n")[:-1])
    stanzas: list[Stanza] = []
    for line in lines:
        if line.startswith(b"---"):
            return _judged(stanzas, line)
        if not ARGUMENTS.fullmatch(line) or len(stanzas) == MOST_STANZAS:
            break
        kind, *arguments = line[len(b"-> ") :].split(b" ")
        stanzas.append(Stanza(kind, tuple(arguments), _body(lines)))
    raise NotForUsError


def _judged(stanzas: list[Stanza], line: bytes) -> list[Stanza]:
    mac = MAC_LINE.fullmatch(line)
    kinds = {stanza.kind for stanza in stanzas}
    if not mac or len(_decoded(mac[1])) != MAC_BYTES:
        raise NotForUsError
    if PASSPHRASE in kinds or WANTED not in kinds:
        raise NotForUsError
    return stanzas


def _body(lines: Iterator[bytes]) -> bytes:
    # Full lines, and a last one that is shorter.
    body = b""
    for line in lines:
        body += _decoded(line)
        if len(line) < BODY_COLUMNS:
            return body
        if len(line) > BODY_COLUMNS:
            break
    raise NotForUsError


def _decoded(text: bytes) -> bytes:
    # Canonical base64 without padding: one text for each value.
    try:
        decoded = base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except binascii.Error as broken:
        raise NotForUsError from broken
    if b"=" in text or base64.b64encode(decoded).rstrip(b"=") != text:
        raise NotForUsError
    return decoded
