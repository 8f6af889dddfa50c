"""Words in pictures, read by Tesseract: a help for finding, never a record of what was said.

They are kept in the index alone (docs/decisions/0013-words-in-pictures.md), with the name of the
program that read them, and are shown as what they are.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from holdfast.actions.outside.installed import Tool, find_tool
from holdfast.actions.outside.running import Given, given, run

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdfast.model.entry import Entry, JsonValue
    from holdfast.model.message import Photo
    from holdfast.vault.casebook import OpenCasebook

READ_WHOLE = frozenset({"png", "jpeg", "webp"})
"""Formats that Tesseract opens; of the others it gets the copy made for print."""

SHORTEST_SIDE = 200
MOST_BYTES = 32 << 20
MOST_PIXELS = 30_000_000
MOST_TEXT = 200_000
SECONDS = 25
FEWEST_LETTERS = 3
MOST_LANGUAGES = 3
NO_LANGUAGES = frozenset({"osd", "equ"})
_LANGUAGE = re.compile(r"[a-z]{3}(?:_[a-z]+)*")
_LETTERS = re.compile(r"\w", re.UNICODE)
# Lines of nothing but signs are the program's reading of lines, icons and shadows.
_BLANKS = re.compile(r"\n{3,}")


class MemorySource:
    """Bytes as an original."""

    def __init__(self, content: bytes) -> None:
        """Take them.

        Args:
            content: all of them.
        """
        self.name = ""
        self.size = len(content)
        self._content = content

    def read(self, start: int, length: int) -> bytes:
        """Give a stretch.

        Args:
            start: offset of the first byte.
            length: most bytes.
        """
        return self._content[start : start + length]


def may_hold_words(photo: Photo) -> bool:
    """Tell whether a picture may be a screenshot: large enough, and no camera says it took it.

    Args:
        photo: as its reader found it.
    """
    return bool(photo.for_print) and _may_hold(
        {"width": photo.width, "height": photo.height}, photo.device
    )


def entry_may_hold_words(fields: Mapping[str, JsonValue]) -> bool:
    """Tell the same of an exhibit.

    Args:
        fields: of its entry.
    """
    shape = fields.get("picture")
    device = fields.get("device")
    is_photo = isinstance(shape, dict) and "codecs" not in shape
    return is_photo and isinstance(shape, dict) and _may_hold(shape, device)


def _may_hold(shape: Mapping[str, JsonValue], device: JsonValue) -> bool:
    width, height = shape.get("width"), shape.get("height")
    if not isinstance(width, int) or not isinstance(height, int) or device:
        return False
    return min(width, height) >= SHORTEST_SIDE and width * height <= MOST_PIXELS


def read_words(book: OpenCasebook, entry: Entry) -> bool:
    """Read the words in a picture and keep them in the index.

    Args:
        book: the open casebook.
        entry: an exhibit that is a picture.

    Returns:
        Whether the picture was read; words or none.
    """
    program = find_tool(Tool.TESSERACT)
    if program is None:
        return False
    with given(_source(book, entry)) as what:
        read = read_text(program, what)
    if read is None:
        return False
    book.index.put_machine_text(entry.id, *read)
    return True


def _source(book: OpenCasebook, entry: Entry) -> MemorySource:
    """Give the original, or the copy made for print where Tesseract does not know the format."""
    shape = entry.fields.get("picture")
    known = isinstance(shape, dict) and shape.get("format") in READ_WHOLE
    original = book.originals.open(entry.text("blob"))
    if known and original.size <= MOST_BYTES:
        return MemorySource(original.read(0, original.size))
    return MemorySource(book.index.get_picture(entry.id, "print") or b"")


def read_text(program: str, what: Given) -> tuple[str, str] | None:
    """Give the name of what read it, and the words in a picture; None when it failed.

    Args:
        program: path of Tesseract.
        what: the picture.
    """
    version, languages = _about(program)
    said = run(
        program,
        ["stdin", "stdout", "-l", "+".join(languages) or "eng"],
        what,
        most_bytes=MOST_TEXT,
        seconds=SECONDS,
    )
    if said is None:
        return None
    return f"{version} {'+'.join(languages)}".strip(), tidy(said.decode("utf-8", "replace"))


def tidy(text: str) -> str:
    """Give what was read without lines that hold no letter or digit; empty when hardly any are.

    Args:
        text: as the program wrote it.
    """
    lines = [" ".join(line.split()) for line in text.replace("\f", "\n").splitlines()]
    kept = "\n".join(line for line in lines if not line or _LETTERS.search(line))
    kept = _BLANKS.sub("\n\n", kept).strip()
    return kept if len(_LETTERS.findall(kept)) >= FEWEST_LETTERS else ""


@cache
def _about(program: str) -> tuple[str, tuple[str, ...]]:
    """Give a program's own name, and the languages it has, English first."""
    with given(MemorySource(b"")) as nothing:
        version = run(program, ["--version"], nothing, most_bytes=MOST_TEXT) or b""
        listed = run(program, ["--list-langs"], nothing, most_bytes=MOST_TEXT) or b""
    lines = [line.strip() for line in listed.decode("utf-8", "replace").splitlines()]
    found = [each for each in lines if _LANGUAGE.fullmatch(each) and each not in NO_LANGUAGES]
    found.sort(key=lambda each: (each != "eng", each))
    first = version.decode("utf-8", "replace").splitlines()[:1]
    return " ".join(first[:1]) or Tool.TESSERACT, tuple(found[:MOST_LANGUAGES])
