"""Names of files in a mail: as written, or made from what the part says when it has none."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from holdfast.readers.mail_headers import decoded, read_head

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdfast.readers.mail_headers import Bytes
    from holdfast.readers.mail_structure import Leaf

LONGEST_NAME = 200
"""Characters of a name; a longer one is cut before its ending."""

EMBEDDED = "message/rfc822"
"""Media type of a mail within a mail."""

ENDINGS: Mapping[str, str] = MappingProxyType({
    "text/plain": "txt", "text/html": "html", "text/calendar": "ics", "text/csv": "csv",
    "text/vcard": "vcf", "text/x-vcard": "vcf", "text/directory": "vcf", "text/rtf": "rtf",
    "text/rfc822-headers": "txt", "image/jpeg": "jpg", "image/jpg": "jpg", "image/pjpeg": "jpg",
    "image/png": "png", "image/gif": "gif", "image/webp": "webp", "image/heic": "heic",
    "image/heif": "heic", "image/tiff": "tif", "image/bmp": "bmp", "image/svg+xml": "svg",
    "application/pdf": "pdf", "application/zip": "zip", "application/ms-tnef": "dat",
    "application/pgp-signature": "asc", "application/pkcs7-signature": "p7s",
    "application/x-pkcs7-signature": "p7s", "application/pkcs7-mime": "p7m", "audio/amr": "amr",
    "audio/mpeg": "mp3", "audio/mp4": "m4a", "audio/ogg": "ogg", "audio/wav": "wav",
    "audio/3gpp": "3gp", "video/mp4": "mp4", "video/3gpp": "3gp", "video/quicktime": "mov",
    "message/rfc822": "eml", "message/global": "eml", "message/delivery-status": "txt",
    "message/disposition-notification": "txt", "message/feedback-report": "txt",
})  # fmt: skip
"""Media type -> ending of a made name."""

_UNFIT = re.compile(r"[\x00-\x1f\x7f/\\]+")


def name_of(source: Bytes, leaf: Leaf, number: int) -> str:
    """Give the name of a file in a mail.

    Args:
        source: the mail.
        leaf: the part.
        number: which file of the mail it is, from 1.

    Returns:
        The name as written. A mail within a mail always ends in `.eml`, and is called by its
        subject when nothing else is written.
    """
    written = leaf.declared.name
    if leaf.declared.media_type == EMBEDDED:
        return _embedded_name(source, leaf, written)
    if written:
        return written
    ending = ENDINGS.get(leaf.declared.media_type, "bin")
    return f"part-{number}.{ending}"


def _embedded_name(source: Bytes, leaf: Leaf, written: str) -> str:
    """Give the name of a mail within a mail."""
    if not written:
        subject = decoded(read_head(source, leaf.start, leaf.end), "subject")
        written = _UNFIT.sub(" ", subject).strip()[:LONGEST_NAME] or "message"
    return written if written.lower().endswith(".eml") else f"{written}.eml"
