"""Reads imprint and time out of an RFC 3161 timestamp, without judging its signature.

Only enough DER is understood to find the two; whoever wants the signature checked has the token
and the checkpoint as files, and `openssl ts -verify`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

SEQUENCE, OCTETS, TIME = 0x30, 0x04, 0x18
LONG_FORM = 0x80
MAX_LENGTH_BYTES = 4
MAX_TOKEN_BYTES = 1024 * 1024

TST_INFO = bytes.fromhex("060b2a864886f70d0109100104")
"""id-ct-TSTInfo, 1.2.840.113549.1.9.16.1.4 (RFC 3161 section 2.4.2)."""

SHA256_NAME = bytes.fromhex("0609608648016503040201")
"""id-sha256, 2.16.840.1.101.3.4.2.1."""


class TokenUnreadableError(ValueError):
    """Bytes that are no timestamp over a SHA-256 hash."""


class Stamp(NamedTuple):
    """What a timestamp says."""

    imprint: str
    """Hex SHA-256 of what was stamped."""

    time: str
    """ISO 8601 in UTC."""


def _parts(der: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place < len(der):
        if place + 2 > len(der):
            raise TokenUnreadableError
        tag, length = der[place], der[place + 1]
        place += 2
        if length & LONG_FORM:
            count = length & ~LONG_FORM
            if not 0 < count <= MAX_LENGTH_BYTES:
                raise TokenUnreadableError
            length = int.from_bytes(der[place : place + count])
            place += count
        if place + length > len(der):
            raise TokenUnreadableError
        yield tag, der[place : place + length]
        place += length


def read_stamp(token: bytes) -> Stamp:
    """Read a timestamp response or bare token.

    Args:
        token: DER, as the authority sent it.

    Raises:
        TokenUnreadableError: it is none, or over another kind of hash.
    """
    start = token.find(TST_INFO)
    if start < 0 or len(token) > MAX_TOKEN_BYTES:
        raise TokenUnreadableError
    # What follows the type is [0] { OCTET STRING { TSTInfo } }.
    _, wrapped = _first(token[start + len(TST_INFO) :])
    tag, content = _first(wrapped)
    inner, info = _first(content)
    if (tag, inner) != (OCTETS, SEQUENCE):
        raise TokenUnreadableError
    return _read_info(info)


def _first(der: bytes) -> tuple[int, bytes]:
    found = next(_parts(der), None)
    if found is None:
        raise TokenUnreadableError
    return found


def _read_info(info: bytes) -> Stamp:
    parts = list(_parts(info))
    imprints = [body for tag, body in parts if tag == SEQUENCE]
    times = [body for tag, body in parts if tag == TIME]
    if not imprints or not times:
        raise TokenUnreadableError
    imprint = list(_parts(imprints[0]))
    if len(imprint) != len(("algorithm", "hash")) or not imprint[0][1].startswith(SHA256_NAME):
        raise TokenUnreadableError
    try:
        written = times[0].decode("ascii").removesuffix("Z").partition(".")[0]
        moment = datetime.strptime(written, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError as error:
        raise TokenUnreadableError from error
    return Stamp(imprint[1][1].hex(), moment.isoformat())
