"""What a reader finds in an export: messages, calls, events, posts, photos, leftovers, questions.

These come by the million, so they are named tuples whose `repr` shows no content (a traceback
must not print what somebody wrote).
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.moment import UNKNOWN_MOMENT, Moment

if TYPE_CHECKING:
    from holdfast.model.span import Span


LONGEST_PART_BYTES = 64 << 20
"""Of a file inside an original; a longer one stays inside it and is left over, and said so."""


class MessageKind(StrEnum):
    """Which of the four counts a message belongs to."""

    MESSAGE = "message"
    CALL = "call"
    EVENT = "event"
    POST = "post"


class Message(NamedTuple):
    """One message, call, event or post as the export states it; nothing here is inferred."""

    kind: str
    """A `MessageKind`."""

    conversation: str
    """Name of the conversation as the export gives it; empty when it gives none."""

    sender: str | None
    """Name or handle as written, unchanged; None when the export names nobody."""

    text: str
    """The words with their line breaks; for an event or a call, the line as written."""

    happened: Moment
    """When, as far as the export states it."""

    span: Span
    """Where in the original it was read."""

    attachments: tuple[str, ...] = ()
    """File names of attachments as written, whether or not they are in the export."""

    marks: tuple[str, ...] = ()
    """Codes from `knowledge/words/marks.toml`: `deleted`, `edited`, `media-omitted`, `poll`, …"""

    duration_seconds: int | None = None
    """Length of a call, when stated."""

    details: tuple[tuple[str, str], ...] = ()
    """What else the export states of it, in its order: a code from `knowledge/words/details.toml`
    (`to`, `subject`, `received-header`, `position`, …) and the text as written."""

    def __repr__(self) -> str:
        """Tell the kind and the place, never the words."""
        return f"Message({self.kind} at {self.span.start}+{self.span.length})"


class Photo(NamedTuple):
    """What a picture says about itself."""

    format: str
    """`jpeg`, `png`, `heic` or `webp`, by content."""

    width: int
    """Pixels, as shown upright."""

    height: int
    """Pixels, as shown upright."""

    taken: Moment
    """From EXIF, or from the file name and then marked `from-file-name`; never from the disk."""

    marks: tuple[str, ...] = ()
    """Codes of doubts: `from-file-name`, `clock-impossible`, `position-impossible`, `damaged`."""

    latitude: float | None = None
    """Degrees north, only when plausible."""

    longitude: float | None = None
    """Degrees east, only when plausible."""

    device: str = ""
    """Maker and model as written."""

    for_screen: bytes = b""
    """JPEG of at most 320 px, made from the picture; empty when it could not be decoded."""

    for_print: bytes = b""
    """JPEG of at most 1,000 px, made from the picture; empty when it could not be decoded."""

    look: str = ""
    """What it looks like, 16 hex digits by which near-duplicates are found
    (`insight/look_alikes.py`); empty when it could not be decoded or has nothing to tell by."""

    pages: int = 1
    """How many pages it has, of which the first is shown; more than 1 is marked `more-pages`."""

    def __repr__(self) -> str:
        """Tell the format and size only."""
        return f"Photo({self.format} {self.width}x{self.height})"


class Recording(NamedTuple):
    """What a sound recording or a video says about itself."""

    format: str
    """`amr`, `amr-wb`, `m4a`, `mp4`, `3gp`, `mov`, `ogg`, `mp3`, `wav`, `webm`, …, by content."""

    duration_seconds: float | None
    """Length as the file itself states or adds up to; None when it cannot be known."""

    codecs: tuple[str, ...]
    """How picture and sound are coded, in short names (`h264`, `aac`), each once."""

    taken: Moment
    """When it was made, as stated in the file; from the file name only when marked so."""

    marks: tuple[str, ...] = ()
    """Codes of doubts: `clock-may-be-local`, `clock-not-set`, `cut-short`, `from-file-name`, …"""

    latitude: float | None = None
    """Degrees north, only when plausible."""

    longitude: float | None = None
    """Degrees east, only when plausible."""

    device: str = ""
    """Maker and model as written."""

    width: int = 0
    """Pixels as coded; 0 for sound alone."""

    height: int = 0
    """Pixels as coded; 0 for sound alone."""

    for_screen: bytes = b""
    """JPEG of at most 320 px: the first picture, or the outline of the sound; empty without an
    outside tool to make it."""

    for_print: bytes = b""
    """The same with at most 1,000 px."""

    def __repr__(self) -> str:
        """Tell the format only."""
        return f"Recording({self.format})"


class Part(NamedTuple):
    """A file that lies inside the original: a mail's attachment, a picture of a text message.

    It is kept as an exhibit of its own that names the import and the message.
    """

    span: Span
    """Where in the original its bytes stand, encoded as they are there."""

    name: str
    """File name as written, or one made from the media type when the original gives none."""

    media_type: str
    """As declared; the declaration may be wrong."""

    content: bytes
    """Its decoded bytes, at most `LONGEST_PART_BYTES`."""

    message: int | None = None
    """Number of the message that carries it, counted from 0 in the order of yielding."""

    def __repr__(self) -> str:
        """Tell the size and the place, never the name."""
        return f"Part({len(self.content)} bytes at {self.span.start}+{self.span.length})"


class StatedHash(NamedTuple):
    """A hash that an export states of a file beside it, to be compared when that file came too."""

    span: Span
    """Where in the original it is stated."""

    name: str
    """Path of the file inside the export, as stated."""

    sha256: str
    """64 lowercase hex digits."""

    def __repr__(self) -> str:
        """Tell the place, never the name."""
        return f"StatedHash(at {self.span.start}+{self.span.length})"


class Leftover(NamedTuple):
    """A stretch no rule of the reader covers, kept so that nothing is lost in silence."""

    span: Span
    """Where in the original it stands."""

    why: str
    """Code of the reason, a key of `knowledge/words/leftovers.toml`."""


class Question(NamedTuple):
    """Something the file cannot tell and the person may know; asked once per file."""

    id: str
    """Begins with its kind: `date-order`, `zone`, `format`."""

    text: str
    """The question in plain words."""

    choices: tuple[str, ...]
    """The answers that can be given, as codes that are readable (`day-month-year`)."""

    def __repr__(self) -> str:
        """Tell the id only; the words may quote the file."""
        return f"Question({self.id})"


Found = Message | Photo | Recording | Leftover | Question | Part | StatedHash
"""Anything that a reader may yield."""

NOTHING_TAKEN = Photo(format="", width=0, height=0, taken=UNKNOWN_MOMENT)
"""A picture that could not be read at all."""
