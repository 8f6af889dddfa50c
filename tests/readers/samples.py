"""The golden samples: a folder per case, read and written down in one way for all formats.

`in.<name>` is the file as received under `<name>` (`in.txt` is just that), `answers.json` holds
answers to questions, when there are any, `note.md` says what the case is for, and `expected.json`
what must come out.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import (
    Leftover,
    Message,
    Part,
    Photo,
    Question,
    Recording,
    StatedHash,
)
from holdfast.readers import load_reader

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdfast.model.entry import JsonValue
    from holdfast.model.message import Found

FOLDER = Path(__file__).parent


class BytesSource:
    """An original that lies in memory."""

    def __init__(self, content: bytes, name: str = "in.txt") -> None:
        """Take the bytes and the name as received."""
        self.content = content
        self.name = name
        self.size = len(content)

    def read(self, start: int, length: int) -> bytes:
        """Give up to `length` bytes from `start`."""
        return self.content[start : start + length]


class Case(NamedTuple):
    """One golden sample."""

    format: str
    """Name of the reader."""

    folder: Path
    """Where it lies."""

    @property
    def id(self) -> str:
        """Give `whatsapp/plain`."""
        return f"{self.format}/{self.folder.name}"

    @property
    def source(self) -> BytesSource:
        """Give the file under the name it was received with."""
        (file,) = self.folder.glob("in.*")
        name = file.name.removeprefix("in.")
        return BytesSource(file.read_bytes(), name if "." in name else file.name)

    @property
    def answers(self) -> Mapping[str, str]:
        """Give the answers to questions."""
        file = self.folder / "answers.json"
        answers: dict[str, str] = json.loads(file.read_text("utf-8")) if file.exists() else {}
        return answers


def all_cases(*formats: str) -> list[Case]:
    """Give the golden samples of some formats, of all when none is named."""
    return [
        Case(folder.parent.name, folder)
        for folder in sorted(FOLDER.glob("*/*/"))
        if any(folder.glob("in.*")) and (not formats or folder.parent.name in formats)
    ]


def read_all(
    source: BytesSource, reader: str = "whatsapp", answers: Mapping[str, str] | None = None
) -> list[Found]:
    """Give everything that a reader finds."""
    return list(load_reader(reader).read(source, answers or {}))


def messages_of(found: list[Found]) -> list[Message]:
    """Give the messages among what was found."""
    return [each for each in found if isinstance(each, Message)]


def assert_every_byte_is_accounted_for(found: list[Found], size: int) -> None:
    """Fail unless messages and leftovers follow each other without gap from first byte to last."""
    covered = 0
    for each in found:
        if isinstance(each, Message | Leftover):
            assert each.span.start == covered
            assert each.span.length > 0
            covered = each.span.end
    assert covered == size


def write_down(case: Case) -> JsonValue:
    """Give what is found in a sample as JSON; pictures by their size only."""
    try:
        found = read_all(case.source, case.format, case.answers)
    except NotThisFormatError as error:
        return {"error": error.code}
    return [_written(each) for each in found]


def _written(found: Found) -> JsonValue:
    """Give one thing that was found as JSON, what is empty left out."""
    values: dict[str, JsonValue]
    match found:
        case Message():
            values = {
                "found": found.kind,
                "conversation": found.conversation,
                "sender": found.sender,
                "text": found.text,
                "happened": dict(found.happened.to_json()),
                "span": list(found.span[:2]),
                "attachments": list(found.attachments),
                "marks": list(found.marks),
                "duration_seconds": found.duration_seconds,
                "details": [list(detail) for detail in found.details],
                "path": found.span.path,
            }
        case Leftover(span, why):
            values = {"found": "leftover", "span": list(span[:2]), "why": why, "path": span.path}
        case Part():
            values = {
                "found": "part",
                "name": found.name,
                "media_type": found.media_type,
                "size": len(found.content),
                "sha256": hashlib.sha256(found.content).hexdigest(),
                "span": list(found.span[:2]),
                "path": found.span.path,
                "message": found.message,
            }
        case StatedHash(span, name, sha256):
            values = {"found": "stated-hash", "span": list(span[:2]), "name": name}
            values["sha256"] = sha256
        case Question(name, text, choices):
            values = {"found": "question", "id": name, "text": text, "choices": list(choices)}
        case Photo():
            values = {
                "found": "photo",
                "format": found.format,
                "size": [found.width, found.height],
                "taken": dict(found.taken.to_json()),
                "marks": list(found.marks),
                "place": None if found.latitude is None else [found.latitude, found.longitude],
                "device": found.device,
                "has_pictures": bool(found.for_screen and found.for_print),
                "pages": found.pages if found.pages > 1 else None,
            }
        case Recording():
            values = {
                "found": "recording",
                "format": found.format,
                "seconds": found.duration_seconds,
                "codecs": list(found.codecs),
                "size": [found.width, found.height] if found.width else None,
                "taken": dict(found.taken.to_json()),
                "marks": list(found.marks),
                "place": None if found.latitude is None else [found.latitude, found.longitude],
                "device": found.device,
            }
    return {name: value for name, value in values.items() if value not in (None, "", [])}
