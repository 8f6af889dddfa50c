"""Bytes put before somebody as they stand: as text with nothing hidden, else as numbers."""

from __future__ import annotations

import unicodedata

HEX_PER_LINE = 16
CONTROL_PICTURES = 0x2400
DELETE, DELETE_PICTURE = 0x7F, "\u2421"
SHOWN_AS_THEY_ARE = "\n\t"
MOST_DOUBTFUL = 10
"""One in so many characters may be no text; more, and bytes are shown as numbers."""


def show_bytes(content: bytes) -> tuple[str, bool]:
    """Give bytes as text that hides nothing and does nothing.

    Args:
        content: of an original.

    Returns:
        The text, and whether it is one of numbers (hex) because the bytes are no text.
    """
    text = content.decode("utf-8", "replace")
    if "\x00" in text and content[1:2] == b"\x00":
        text = content.decode("utf-16-le", "replace")
    doubtful = sum(
        each == "\ufffd" or (unicodedata.category(each) == "Cc" and not each.isspace())
        for each in text
    )
    if doubtful * MOST_DOUBTFUL > len(text):
        return show_hex(content), True
    return "".join(map(_visible, text)), False


def show_hex(content: bytes) -> str:
    """Give bytes as pairs of hex digits, 16 in a line.

    Args:
        content: any.
    """
    lines = range(0, len(content), HEX_PER_LINE)
    return "\n".join(content[start : start + HEX_PER_LINE].hex(" ") for start in lines)


def _visible(character: str) -> str:
    """Give a character that can be seen; one that turns or hides text is named by its number."""
    code = ord(character)
    if character in SHOWN_AS_THEY_ARE:
        return character
    if code < ord(" "):
        return chr(CONTROL_PICTURES + code)
    if code == DELETE:
        return DELETE_PICTURE
    if unicodedata.category(character) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}:
        return f"[U+{code:04X}]"
    return character
