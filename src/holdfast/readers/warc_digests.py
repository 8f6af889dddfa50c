"""Digests that a web archive states of its own records, compared with what is there."""

from __future__ import annotations

import base64
import binascii
import hashlib
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LENGTHS: Mapping[str, int] = MappingProxyType(
    {"md5": 16, "sha1": 20, "sha256": 32, "sha384": 48, "sha512": 64}
)
"""Name of a digest -> its bytes. Old ones are compared too: archives have no others."""


class Judgement(StrEnum):
    """What comes of comparing; marks of words/en/marks.toml."""

    MATCHES = "digest-matches"
    DIFFERS = "digest-differs"


def judge(stated: str, possible: Iterable[bytes]) -> Judgement | None:
    """Compare a stated digest with the bytes it may be of.

    Args:
        stated: `sha1:` and base32, hex or base64, as different programs write it.
        possible: readings of what it covers; one that fits is enough.

    Returns:
        None when nothing is stated, or nothing that can be compared.
    """
    algorithm, _, written = stated.strip().partition(":")
    algorithm = algorithm.lower().replace("-", "")
    if algorithm not in _LENGTHS:
        return None
    wanted = _readings(written.strip(), _LENGTHS[algorithm])
    if not wanted:
        return None
    for each in possible:
        if hashlib.new(algorithm, each, usedforsecurity=False).digest() in wanted:
            return Judgement.MATCHES
    return Judgement.DIFFERS


def _readings(written: str, length: int) -> set[bytes]:
    """Give what a written digest may mean, by its length."""
    found = set()
    for decode in (bytes.fromhex, _base32, _base64):
        try:
            value = decode(written)
        except (ValueError, binascii.Error):
            continue
        if len(value) == length:
            found.add(value)
    return found


def _base32(written: str) -> bytes:
    return base64.b32decode(written.upper() + "=" * (-len(written) % 8))


def _base64(written: str) -> bytes:
    padded = written.rstrip("=") + "=" * (-len(written.rstrip("=")) % 4)
    return base64.b64decode(padded.replace("-", "+").replace("_", "/"), validate=True)
