"""Files that Signal's export names, and the hashes it states of them."""

from __future__ import annotations

import binascii
import hashlib
from base64 import b64decode
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from holdfast.readers.signal_names import as_list, as_object, as_text

if TYPE_CHECKING:
    from collections.abc import Mapping

HASH_BYTES = 32
LONGEST_ENDING = 8
"""Characters of a file name's ending; a longer one is part of the name."""

_ENDINGS: Mapping[str, str] = MappingProxyType({
    "image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp",
    "image/heic": "heic", "video/mp4": "mp4", "video/quicktime": "mov", "video/webm": "webm",
    "audio/aac": "aac", "audio/mp4": "m4a", "audio/mpeg": "mp3", "audio/ogg": "ogg",
    "application/pdf": "pdf", "text/plain": "txt", "text/x-signal-plain": "txt",
})  # fmt: skip


class File(NamedTuple):
    """A file that belongs to a message; its `repr` shows no name."""

    name: str
    """Where it lies in the export, else the name it was sent under, else its media type."""

    sha256: str
    """As stated, in hex; empty when none is."""

    details: tuple[tuple[str, str], ...]
    """Name and caption it was sent with."""

    def __repr__(self) -> str:
        """Tell whether a hash is stated."""
        return f"File(hash={bool(self.sha256)})"


def files_of(content: dict[str, object]) -> list[File]:
    """Give the files of a message in their order.

    Args:
        content: a `standardMessage`, `stickerMessage` or `viewOnceMessage`.
    """
    attachments = [as_object(each) for each in as_list(content.get("attachments"))]
    attachments.append(as_object(content.get("attachment")))
    pointers = [as_object(each.get("pointer")) for each in attachments]
    pointers.append(as_object(content.get("longText")))
    pointers.append(as_object(as_object(content.get("sticker")).get("data")))
    return [read_file(pointer) for pointer in pointers if pointer]


def read_file(pointer: dict[str, object]) -> File:
    """Give what a `FilePointer` says.

    Args:
        pointer: the object.
    """
    place = as_object(pointer.get("locatorInfo"))
    plain = decode(place.get("plaintextHash") or pointer.get("plaintextHash"))
    key = decode(place.get("localKey") or pointer.get("localKey"))
    sent_name, media_type = as_text(pointer.get("fileName")), as_text(pointer.get("contentType"))
    name = sent_name or media_type or "file"
    if len(plain) == HASH_BYTES and key:
        media = hashlib.sha256(plain + key).hexdigest()
        ending = _ending(sent_name, media_type)
        name = f"files/{media[:2]}/{media}" + (f".{ending}" if ending else "")
    details = [("file-name", sent_name)] if sent_name and sent_name != name else []
    if as_text(pointer.get("caption")):
        details.append(("caption", as_text(pointer.get("caption"))))
    return File(name, plain.hex() if len(plain) == HASH_BYTES else "", tuple(details))


def _ending(sent_name: str, media_type: str) -> str:
    """Give a file name's ending: its own, else what its media type has."""
    _, dot, ending = sent_name.rpartition(".")
    if dot and ending.isalnum() and len(ending) <= LONGEST_ENDING:
        return ending.lower()
    return _ENDINGS.get(media_type.lower(), "")


def decode(written: object) -> bytes:
    """Give the bytes that a text holds in base64 or hex; none when it is neither.

    Args:
        written: a JSON value.
    """
    text = as_text(written)
    if len(text) == 2 * HASH_BYTES:
        try:
            return bytes.fromhex(text)
        except ValueError:
            pass
    try:
        return b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
