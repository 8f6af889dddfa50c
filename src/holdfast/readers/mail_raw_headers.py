"""Header fields whose characters stand as plain bytes, with no word of which charset they are in.

Many older mails are written so, in Asia above all. Their charset is, as a rule, the one that the
mail's own words are declared in. References: docs/readers/mail.md; RFC 1468 for `ESC $ B`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.readers.mail_words import find_codec

if TYPE_CHECKING:
    from holdfast.readers.mail_headers import Field, Head

_SHIFTS = (b"\x1b$B", b"\x1b$@")
"""Only Japanese mail has these."""


def with_plain_bytes_told(head: Head, charset: str) -> tuple[Head, tuple[str, ...]]:
    """Give header fields with their plain bytes as UTF-8, and `charset-guessed` if there were any.

    Args:
        head: the fields as they stand.
        charset: as declared for the mail's own words; empty when nothing is.
    """
    if not any(map(_is_plain, head.fields)):
        return head, ()
    codec = find_codec(charset) or "cp1252"
    fields = [_told(field, codec) if _is_plain(field) else field for field in head.fields]
    return head._replace(fields=fields), ("charset-guessed",)


def _is_plain(field: Field) -> bool:
    """Tell whether a field holds characters that nothing declares."""
    value = field[1]
    if value.isascii():
        return any(shift in value for shift in _SHIFTS)
    try:
        value.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


def _told(field: Field, codec: str) -> Field:
    """Give a field in UTF-8; one that does not fit its charset stays as it is."""
    name, value, written = field
    if any(shift in value for shift in _SHIFTS):
        codec = "iso2022_jp"
    try:
        return name, value.decode(codec).encode("utf-8", "replace"), written
    except UnicodeError:
        return field
