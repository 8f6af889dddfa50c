"""The pieces of a multimedia message: its words, its attachments, and names for them.

A piece is a mapping like a row (`ct`, `name`, `fn`, `cl`, `cid`, `text`, `chset`). The layout of a
slide show (`application/smil`) says nothing that somebody wrote. References: OMA-MMS-CONF 1.3,
`android.provider.Telephony.Mms.Part`; docs/readers/sms-xml.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LAYOUT = "application/smil"
_FRAMES = "application/vnd.wap.multipart."
WORDS = "text/plain"
_NAMES = ("name", "fn", "cl")
_ENDINGS = {
    "image/jpeg": ".jpg", "image/jpg": ".jpg", "image/png": ".png", "image/gif": ".gif",
    "image/webp": ".webp", "image/heic": ".heic", "video/mp4": ".mp4", "video/3gpp": ".3gp",
    "audio/amr": ".amr", "audio/mp4": ".m4a", "audio/mpeg": ".mp3", "audio/3gpp": ".3gp",
    "audio/ogg": ".ogg", "text/x-vcard": ".vcf", "text/vcard": ".vcf", "text/html": ".html",
}  # fmt: skip
# IANA MIBenum of character sets, as `chset` gives them.
_CHARSETS = {"3": "ascii", "4": "latin-1", "106": "utf-8", "1000": "utf-16", "1015": "utf-16"}


def media_type_of(part: Mapping[str, str]) -> str:
    """Give the declared type in small letters, without what follows it.

    Args:
        part: the piece.
    """
    return part.get("ct", "").partition(";")[0].strip().lower()


def is_attachment(part: Mapping[str, str]) -> bool:
    """Tell whether a piece is something that was sent along, not words or layout.

    Args:
        part: the piece.
    """
    return media_type_of(part) not in {LAYOUT, WORDS}


def is_frame(part: Mapping[str, str]) -> bool:
    """Tell whether a piece is what other pieces stand in; without bytes of its own it is nothing.

    Args:
        part: the piece.
    """
    return media_type_of(part).startswith(_FRAMES)


def name_of(part: Mapping[str, str], number: int) -> str:
    """Give an attachment's name: as written, else one made from its type.

    Args:
        part: the piece.
        number: which piece of the message it is, from 1.
    """
    for column in _NAMES:
        if name := part.get(column, ""):
            return name
    inner = part.get("cid", "").strip("<>")
    if "." in inner:
        return inner
    return f"part-{number}{_ENDINGS.get(media_type_of(part), '')}"


def words_of(content: bytes, charset: str) -> str:
    """Give the words of a piece whose text stands in it as bytes.

    Args:
        content: the decoded bytes.
        charset: the number of its character set; another than we know is read as UTF-8.
    """
    return content.decode(_CHARSETS.get(charset, "utf-8"), errors="replace")
