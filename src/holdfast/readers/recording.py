"""Recordings, voicemail and video: how long, how coded, when, where and with what, as they state.

Only the container is read, in pieces; sound and picture are not decoded here. What an outside
tool can add (a first picture, the outline of the sound) is added by `actions/outside/`.
References: docs/readers/recording.md and the standards named in the modules beside this one.
"""

from __future__ import annotations

from codecs import BOM_UTF16_LE
from typing import TYPE_CHECKING

from holdfast.model.errors import NotThisFormatError
from holdfast.readers.photo import find_format as find_picture
from holdfast.readers.reader import HEAD_BYTES, Confidence
from holdfast.readers.recording_amr import NARROW, WIDE, read_amr
from holdfast.readers.recording_asf import ASF, read_asf
from holdfast.readers.recording_ebml import read_ebml
from holdfast.readers.recording_facts import Window
from holdfast.readers.recording_movie import read_movie
from holdfast.readers.recording_mpeg import is_row_of_frames, read_mpeg, tag_bytes
from holdfast.readers.recording_ogg import read_ogg
from holdfast.readers.recording_others import (
    only_named,
    read_aiff,
    read_au,
    read_caf,
    read_flac,
)
from holdfast.readers.recording_riff import read_avi, read_wav

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.reader import Source
    from holdfast.readers.recording_facts import Facts

NAME = "recording"
VERSION = 2

_BEGINNINGS = {
    "amr": (NARROW, WIDE),
    "ogg": (b"OggS\0",),
    "flac": (b"fLaC",),
    "caf": (b"caff\0\x01",),
    "ebml": (b"\x1a\x45\xdf\xa3",),
    "asf": (ASF,),
    "au": (b".snd\0\0\0",),
    "flv": (b"FLV\1",),
    "mpg": (b"\0\0\1\xba", b"\0\0\1\xb3"),
    "w64": (b"riff\x2e\x91\xcf\x11",),
}
_CONTAINERS: Mapping[str, Callable[[Window], Facts | None]] = {
    "amr": read_amr,
    "ogg": read_ogg,
    "flac": read_flac,
    "caf": read_caf,
    "ebml": read_ebml,
    "wav": read_wav,
    "avi": read_avi,
    "mpeg": read_mpeg,
    "asf": read_asf,
    "aiff": read_aiff,
    "au": read_au,
    "flv": only_named("flv"),
    "mpg": only_named("mpg"),
    "w64": only_named("w64"),
    "ts": only_named("ts"),
}
"""By what `find_format` says; everything else it says is a movie of boxes."""

_RIFFS = {
    b"RIFF": {b"WAVE": "wav", b"AVI ": "avi"},
    b"RF64": {b"WAVE": "wav"},
    b"FORM": {b"AIFF": "aiff", b"AIFC": "aiff"},
}
_SYNC = 0x47
_PACKET, _OF_CAMERA = 188, 4
"""Length of a packet of MPEG-TS, and what cameras (M2TS) put before each."""

_MOST_PACKETS = 20
_OLD_MOVIES = (b"moov", b"mdat", b"wide", b"skip", b"pnot")
"""First boxes of QuickTime movies from before brands."""

_MAY_BE_LONG = frozenset({b"mdat", b"moov"})

_NO_MOVIES = (b"crx ", b"jxl ", b"jp2 ", b"jpx ", b"jpm ", b"mjp2")
"""Brands of ISO media files that are pictures of other kinds."""

_DOCTYPES = (b"webm", b"matroska")
_DOCTYPE_WITHIN = 64
_SHORTEST_MOVIE = 16


def find_format(head: bytes) -> str:
    """Give a recording's format by its first bytes; empty when it is none we know.

    Args:
        head: the first `HEAD_BYTES` of the file, or the whole of a shorter one.
    """
    for name, beginnings in _BEGINNINGS.items():
        if head.startswith(beginnings):
            is_other = name == "ebml" and not any(
                each in head[:_DOCTYPE_WITHIN] for each in _DOCTYPES
            )
            return "" if is_other else name
    riff = _RIFFS.get(head[:4], {}).get(head[8:12], "")
    return riff or _find_movie(head) or _find_mpeg(head) or _find_stream(head)


def _find_stream(head: bytes) -> str:
    """Give `ts` for MPEG-TS: the same sign begins every packet, of which there are some."""
    for begin, length in ((0, _PACKET), (_OF_CAMERA, _PACKET + _OF_CAMERA)):
        signs = head[begin::length][:_MOST_PACKETS]
        if len(signs) > _OF_CAMERA and all(sign == _SYNC for sign in signs):
            return "ts"
    return ""


def _find_movie(head: bytes) -> str:
    """Give `mp4`, `3gp`, `m4a` or `mov`; empty when it is none of them."""
    kind, brand = head[4:8], head[8:12]
    if kind == b"ftyp":
        if find_picture(head) or brand in _NO_MOVIES or len(head) < _SHORTEST_MOVIE:
            return ""
        if brand == b"qt  ":
            return "mov"
        if brand[:3] in {b"3gp", b"3g2", b"3ge", b"3gg", b"3gr", b"3gs"}:
            return "3gp"
        return "m4a" if brand[:3] in {b"M4A", b"M4B", b"M4P"} else "mp4"
    # Four letters may stand anywhere by chance; the length before them must make sense too.
    length = int.from_bytes(head[:4], "big")
    is_box = kind in _OLD_MOVIES and (length == 1 or length >= 8)  # noqa: PLR2004
    # "Not wide enough" is a sentence: only the sound and picture are longer than 16 MiB.
    return "mov" if is_box and (head[0] == 0 or kind in _MAY_BE_LONG) else ""


def _find_mpeg(head: bytes) -> str:
    """Give `mpeg` for MP3 and AAC."""
    # The mark of UTF-16 text could also be a frame of a kind that no phone has made.
    if head.startswith(BOM_UTF16_LE):
        return ""
    tag = tag_bytes(head)
    if tag and tag + 6 > len(head):
        return "mpeg"
    return "mpeg" if is_row_of_frames(head[tag:].lstrip(b"\0") if tag else head) else ""


def recognises(head: bytes, name: str) -> Confidence:  # noqa: ARG001  # content alone decides
    """Tell whether a file is a recording or a video.

    Args:
        head: the first bytes of the file.
        name: not looked at.
    """
    return Confidence.YES if find_format(head) else Confidence.NO


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:  # noqa: ARG001  # no questions
    """Give what a recording says about itself.

    Args:
        source: the recording.
        answers: none are asked for.

    Yields:
        One recording, which stands for the whole file.

    Raises:
        NotThisFormatError: it is none.
    """
    window = Window(source)
    found = _facts(find_format(window.read(0, HEAD_BYTES)), window)
    if found is None:
        raise NotThisFormatError
    yield found.recording(source.name)


def _facts(format_: str, window: Window) -> Facts | None:
    if not format_:
        return None
    read_container = _CONTAINERS.get(format_)
    return read_container(window) if read_container else read_movie(window, format_)
