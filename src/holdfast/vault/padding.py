"""Padding by the Padmé rule, so that the length of a sealed value says little.

At most 12 % longer; lengths up to 2^32 fall into a few hundred classes.
"""

from __future__ import annotations

LENGTH_BYTES = 4
SMALLEST = 64
"""Everything shorter looks the same."""


def padded_length(length: int) -> int:
    """Give the padded length of a value.

    Args:
        length: of the value, in bytes.

    Returns:
        At least `length`, at most 12 % more once that is over 64.

    References:
        Nikitin and others, "Reducing Metadata Leakage from Encrypted Files and Communication
        with PURBs", PoPETs 2019, algorithm 1 (Padmé).
    """
    if length <= SMALLEST:
        return SMALLEST
    exponent = length.bit_length() - 1
    low_bits = exponent - exponent.bit_length()
    mask = (1 << low_bits) - 1
    return (length + mask) & ~mask


def pad(value: bytes) -> bytes:
    """Put the length in front and zeros behind.

    Args:
        value: up to 4 GiB.
    """
    framed = len(value).to_bytes(LENGTH_BYTES, "big") + value
    return framed.ljust(padded_length(len(framed)), b"\0")


def unpad(padded: bytes) -> bytes:
    """Give back what `pad` was given.

    Args:
        padded: framed and padded bytes.

    Raises:
        ValueError: the frame is not one that `pad` makes.
    """
    length = int.from_bytes(padded[:LENGTH_BYTES], "big")
    value = padded[LENGTH_BYTES : LENGTH_BYTES + length]
    if pad(value) != padded:
        message = "not padded by this rule"
        raise ValueError(message)
    return value
