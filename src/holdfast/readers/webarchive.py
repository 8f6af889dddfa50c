"""Pages saved by Safari as `.webarchive`: one property list with the page, its frames and files.

References: docs/readers/webarchive.md; WebKit, `WebArchive` and `LegacyWebArchive.cpp`.
"""

from __future__ import annotations

import plistlib
import re
import struct
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import LONGEST_PART_BYTES, Leftover, Part
from holdfast.model.moment import UNKNOWN_MOMENT
from holdfast.model.span import Span
from holdfast.readers import captures
from holdfast.readers.reader import HEAD_BYTES, Confidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found, Message
    from holdfast.readers.reader import Source

NAME = "webarchive"
VERSION = 1

LARGEST_BYTES = 128 << 20
"""A page is held in memory twice over; a larger one is kept and said to be too large."""

MOST_FILES = 5_000
"""Frames and files of one page; what follows is in the file, and said so."""

LONGEST_PLACE = 1_000
"""Characters of a frame's place in frames; one that holds itself is not followed for ever."""

MOST_TIMES = 8
"""So many times its own size a file may grow; the same picture may be named more than once."""

_BINARY = b"bplist00"
_XML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,100}<\?xml.{0,600}?<plist[\s>].{0,4000}?<key>Web(?:MainResource|"
    rb"Subresources|SubframeArchives)</key>",
    re.DOTALL,
)
_MAIN, _FRAMES, _FILES = "WebMainResource", "WebSubframeArchives", "WebSubresources"
_DAMAGE = (
    plistlib.InvalidFileException, expat.ExpatError, struct.error, ValueError, TypeError,
    AttributeError, OverflowError, LookupError, RecursionError, MemoryError, AssertionError,
)  # fmt: skip


class _Resource(NamedTuple):
    """One thing that the page holds."""

    path: str
    """Where in the list it stands."""

    address: str
    """As written."""

    content: captures.Content
    """What it is, and its bytes."""


def recognises(head: bytes, name: str) -> Confidence:
    """Tell whether a file is a page saved by Safari.

    Args:
        head: the first bytes of the file.
        name: it decides where the keys stand out of sight, behind the page's own bytes.
    """
    if head.startswith(_BINARY):
        if b"WebMainResource" in head:
            return Confidence.YES
        return Confidence.PERHAPS if name.lower().endswith(".webarchive") else Confidence.NO
    return Confidence.YES if _XML.match(head) else Confidence.NO


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:  # noqa: ARG001  # no questions
    """Give the page, and the pictures and other files in it.

    Args:
        source: the file.
        answers: none are asked for.

    Yields:
        One message that stands for the whole file, then the files in it by their place in the
        list; styles and scripts are left over.

    Raises:
        NotThisFormatError: it is no such list, or has no page in it.
    """
    sure = recognises(source.read(0, HEAD_BYTES), "x.webarchive")
    if sure is Confidence.NO:
        raise NotThisFormatError
    if source.size > LARGEST_BYTES:
        yield Leftover(Span(0, source.size), "too-large")
        return
    archive = _parsed(source.read(0, source.size))
    if not archive and sure is Confidence.YES:
        yield Leftover(Span(0, source.size), "damaged-record")
        return
    main = _resource(archive.get(_MAIN), _MAIN)
    if main is None:
        raise NotThisFormatError
    inside, is_whole = _inside(archive)
    why_not = _refused(inside, source.size)
    yield _page(source, main, [each for each in inside if each.path not in why_not])
    for each in inside:
        span, content = Span(0, 0, each.path), each.content
        if each.path in why_not:
            yield Leftover(span, why_not[each.path])
        else:
            yield Part(span, _name(each), content.media_type, content.body, message=0)
    if not is_whole:
        yield Leftover(Span(0, 0, _FILES), "skipped-too-many")


def _parsed(content: bytes) -> dict[str, object]:
    """Give the list; an empty one when it is none, or damaged."""
    try:
        found = plistlib.loads(content)
    except _DAMAGE:
        return {}
    return found if isinstance(found, dict) else {}


def _resource(value: object, path: str) -> _Resource | None:
    """Give a resource, None when it holds nothing."""
    if not isinstance(value, dict):
        return None
    body = value.get("WebResourceData")
    body = body.encode("utf-8", "replace") if isinstance(body, str) else body
    if not isinstance(body, bytes):
        return None
    said = {
        key: each if isinstance(each := value.get(f"WebResource{key}"), str) else ""
        for key in ("URL", "MIMEType", "TextEncodingName")
    }
    content = captures.content_of(said["MIMEType"], body)
    return _Resource(path, said["URL"], content._replace(charset=said["TextEncodingName"]))


def _inside(archive: dict[str, object]) -> tuple[list[_Resource], bool]:
    """Give frames and files, those of frames too, and whether these are all."""
    found: list[_Resource] = []
    waiting: list[tuple[str, object]] = [("", archive)]
    is_whole = True
    for before, each in waiting:  # which grows
        if len(found) > MOST_FILES or not isinstance(each, dict):
            continue
        if before:
            frame = _resource(each.get(_MAIN), f"{before}{_MAIN}")
            found += [frame] if frame else []
        for number, value in enumerate(_list(each.get(_FILES))):
            file = _resource(value, f"{before}{_FILES}:{number}")
            found += [file] if file else []
        # A frame can be named a thousand times, and by itself: the places are what is counted.
        frames = _list(each.get(_FRAMES))
        room = MOST_FILES - len(waiting) if len(before) < LONGEST_PLACE else 0
        is_whole = is_whole and len(frames) <= room
        waiting += [
            (f"{before}{_FRAMES}:{number}/", value) for number, value in enumerate(frames[:room])
        ]
    return found[:MOST_FILES], is_whole and len(found) <= MOST_FILES


def _refused(inside: list[_Resource], size: int) -> dict[str, str]:
    """Give what is not taken out, by its path, and why: one stretch of bytes can stand for many."""
    refused: dict[str, str] = {}
    taken = 0
    for path, _, content in inside:
        taken += len(content.body)
        if captures.is_for_browsers(content):
            refused[path] = "page-support"
        elif len(content.body) > LONGEST_PART_BYTES:
            refused[path] = "part-too-long"
        elif taken > MOST_TIMES * size:
            refused[path] = "skipped-bomb"
    return refused


def _list(value: object) -> list[object]:
    """Give a list; an empty one for anything else."""
    return value[: MOST_FILES + 1] if isinstance(value, list) else []


def _page(source: Source, main: _Resource, files: list[_Resource]) -> Message:
    """Give the page with the words of its frames."""
    words = captures.words_of(main.content)
    frames = [
        captures.words_of(each.content).text for each in files if captures.is_html(each.content)
    ]
    text = "\n\n".join([words.text, *filter(None, frames)])
    message = captures.capture(
        main.address,
        words._replace(text=text[: captures.LONGEST_TEXT]),
        span=Span(0, source.size),
        happened=UNKNOWN_MOMENT,
        details={},
    )
    return message._replace(attachments=tuple(map(_name, files)))


def _name(resource: _Resource) -> str:
    """Give a file name for something that the page holds."""
    return captures.name_of(resource.address, resource.content.media_type)
