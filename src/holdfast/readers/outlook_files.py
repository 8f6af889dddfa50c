"""Files in a message of Outlook, and messages that came in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.message import LONGEST_PART_BYTES, Leftover, Part
from holdfast.model.span import Span
from holdfast.readers.mail_names import ENDINGS
from holdfast.readers.outlook_properties import TABLE, Properties

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.readers.compound_file import CompoundFile

MOST_FILES = 2_000
"""Files that are taken out of one message."""

_HEADER = 8
_FOLDER = "__attach_version1.0_#"
_CONTENT, _INSIDE = 0x3701, "__substg1.0_3701000D"
_NAMES = (0x3707, 0x3704, 0x3001)
_MEDIA_TYPE = 0x370E
_UNKNOWN_TYPE = "application/octet-stream"


class Attached(NamedTuple):
    """A file or message in a message."""

    name: str
    """As written, or made when there is none."""

    media_type: str
    """As declared, else that of bytes of any kind."""

    folder: str
    """Path of its folder, with a slash at its end."""

    inside: str
    """Path of the message or object that it is, with a slash; empty when it is a file."""

    is_message: bool
    """Whether it is a message of its own."""

    is_missing: bool = False
    """Whether it lies elsewhere, and only its name is here."""


def attachments_in(file: CompoundFile, own: Properties) -> Iterator[Attached]:
    """Give what came in a message, in order.

    Args:
        file: the whole file.
        own: the message's properties.
    """
    start = f"{own.folder}{_FOLDER}"
    folders = sorted(
        path.removesuffix(TABLE)
        for path in file.entries
        if path.startswith(start) and path.endswith(TABLE) and _INSIDE not in path[len(start) :]
    )
    for number, folder in enumerate(folders[:MOST_FILES], 1):
        one = Properties(file, folder, _HEADER, own.codecs)
        media_type = one.text(_MEDIA_TYPE).strip().lower() or _UNKNOWN_TYPE
        inside = f"{folder}{_INSIDE}/" if f"{folder}{_INSIDE}" in file.entries else ""
        is_message = f"{inside}{TABLE}" in file.entries if inside else False
        made = f"part-{number}.{'msg' if is_message else ENDINGS.get(media_type, 'bin')}"
        name = next((text for each in _NAMES if (text := one.text(each).strip())), made)
        is_missing = not inside and not one.has_binary(_CONTENT)
        yield Attached(name, media_type, folder, inside, is_message, is_missing)


def read_file(file: CompoundFile, attached: Attached, number: int) -> Iterator[Part | Leftover]:
    """Give a file that came in a message; an object of another program is left over.

    Of a file that lies elsewhere there is nothing to give.

    Args:
        file: the whole file.
        attached: what came.
        number: of the message.
    """
    if attached.is_missing:
        return
    span = Span(0, 0, attached.folder.rstrip("/"))
    one = Properties(file, attached.folder, _HEADER, ())
    if attached.inside:
        yield Leftover(span, "not-understood")
    elif one.size(_CONTENT) > LONGEST_PART_BYTES:
        yield Leftover(span, "part-too-long")
    else:
        content = one.binary(_CONTENT, LONGEST_PART_BYTES)
        yield Part(span, attached.name, attached.media_type, content, number)
