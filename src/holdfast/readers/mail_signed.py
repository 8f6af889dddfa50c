"""Mails that are signed so that their words stand inside the signature (`smime.p7m`).

The signature is kept and not checked; only what was signed is taken out of it. Lengths may be
stated, or left open to an end mark, as programs write them that sign while they send.
References: RFC 5652 sections 3, 5.1 and 5.2 (CMS), X.690 section 8.1 (BER), RFC 8551 section 3.5.
"""

from __future__ import annotations

from typing import NamedTuple

MEDIA_TYPES = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})

_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
_SEQUENCE, _CONTEXT, _OCTETS, _OCTETS_IN_PIECES = 0x30, 0xA0, 0x04, 0x24
_LONG, _OPEN, _MOST_LENGTH_BYTES = 0x80, 0x80, 4
_END = b"\0\0"
_DEEPEST, _MOST_PIECES = 50, 1_000_000
_BEFORE_BYTES = 1 << 16
"""What was signed begins within so many bytes."""


class _Value(NamedTuple):
    """Where a value stands."""

    tag: int
    start: int
    end: int | None
    """None where an end mark ends it."""


class _DamagedError(Exception):
    """The bytes are no such structure."""


def signed_content(raw: bytes) -> bytes:
    """Give what was signed, empty where it stands elsewhere, is locked, or is damaged.

    Args:
        raw: the whole of `smime.p7m`.
    """
    try:
        return _content(raw)
    except _DamagedError:
        return b""


def _content(raw: bytes) -> bytes:
    """Follow the way to what was signed.

    Raises:
        _DamagedError: it leads elsewhere.
    """
    head = raw[:_BEFORE_BYTES]
    at = _enter(head, 0, _SEQUENCE)
    if head[at : at + len(_SIGNED_DATA)] != _SIGNED_DATA:
        raise _DamagedError
    at = _enter(head, at + len(_SIGNED_DATA), _CONTEXT)
    at = _enter(head, at, _SEQUENCE)
    # The version, and which check sums are used.
    at = _after(head, _after(head, at, 0), 0)
    at = _enter(head, at, _SEQUENCE)
    at = _enter(head, _after(head, at, 0), _CONTEXT)
    return _octets(raw, at)


def _value(raw: bytes, at: int) -> _Value:
    """Give the value that begins at a place.

    Raises:
        _DamagedError: none does.
    """
    if at + 2 > len(raw):
        raise _DamagedError
    tag, length, start = raw[at], raw[at + 1], at + 2
    if length == _OPEN:
        return _Value(tag, start, None)
    if length > _LONG:
        more = length - _LONG
        if more > _MOST_LENGTH_BYTES:
            raise _DamagedError
        length, start = int.from_bytes(raw[start : start + more], "big"), start + more
    return _Value(tag, start, start + length)


def _enter(raw: bytes, at: int, tag: int) -> int:
    """Give where the inside of a value begins.

    Raises:
        _DamagedError: it is another one.
    """
    value = _value(raw, at)
    if value.tag != tag:
        raise _DamagedError
    return value.start


def _after(raw: bytes, at: int, depth: int) -> int:
    """Give where the next value begins.

    Raises:
        _DamagedError: values lie too deep in each other.
    """
    value = _value(raw, at)
    if value.end is not None:
        return value.end
    if depth > _DEEPEST:
        raise _DamagedError
    inner = value.start
    while raw[inner : inner + 2] != _END:
        inner = _after(raw, inner, depth + 1)
    return inner + 2


def _octets(raw: bytes, at: int) -> bytes:
    """Give bytes that stand together or in pieces; of what is cut, what is there.

    Raises:
        _DamagedError: no bytes stand there.
    """
    value = _value(raw, at)
    if value.tag == _OCTETS and value.end is not None:
        return raw[value.start : value.end]
    if value.tag != _OCTETS_IN_PIECES:
        raise _DamagedError
    found: list[bytes] = []
    inner, end = value.start, len(raw) if value.end is None else value.end
    while inner + 2 <= end and len(found) < _MOST_PIECES and raw[inner : inner + 2] != _END:
        piece = _value(raw, inner)
        if piece.tag != _OCTETS or piece.end is None:
            break
        found.append(raw[piece.start : piece.end])
        inner = piece.end
    return b"".join(found)
