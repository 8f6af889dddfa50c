"""Multipart bodies as a stream of small happenings; nothing is spooled to disk.

python-multipart's parser is fed with what arrives and says what it sees. Text fields are gathered
within limits; the bytes of files pass through in blocks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from holdfast.web.forms import MOST_BYTES, MOST_FIELDS, FormTooLargeError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from starlette.requests import Request

BLOCK_BYTES = 1024 * 1024
LONGEST_NAME = 1000


class FormBrokenError(Exception):
    """The body ended early or is no multipart form."""


@dataclass(frozen=True, slots=True)
class FieldSaid:
    """A text field, whole."""

    name: str
    """The field's name."""

    text: str = field(repr=False)
    """What it said."""


@dataclass(frozen=True, slots=True)
class FileBegins:
    """A file follows."""

    field_name: str
    """The field it was chosen in."""

    name: str = field(repr=False)
    """What her browser calls it; from outside, any characters."""


@dataclass(frozen=True, slots=True)
class FileData:
    """A block of the file that began last."""

    block: bytes = field(repr=False)
    """Its bytes."""


@dataclass(frozen=True, slots=True)
class FileEnds:
    """The file that began last is whole."""


Happening = FieldSaid | FileBegins | FileData | FileEnds


class _Watcher:
    """Gathers what the parser says until somebody asks for it."""

    def __init__(self) -> None:
        self.happenings: list[Happening] = []
        self._header_name = bytearray()
        self._header_value = bytearray()
        self._disposition = b""
        self._text = bytearray()
        self._block = bytearray()
        self._field_name = ""
        self._is_file = False
        self._is_nameless = False
        self._budget = MOST_BYTES
        self._fields_left = MOST_FIELDS

    def callbacks(self) -> dict[str, object]:
        """Give the parser's callbacks."""
        return {
            "on_part_begin": self._part_begins,
            "on_header_field": lambda d, a, b: self._header_name.extend(d[a:b]),
            "on_header_value": lambda d, a, b: self._header_value.extend(d[a:b]),
            "on_header_end": self._header_ends,
            "on_headers_finished": self._headers_finished,
            "on_part_data": self._data,
            "on_part_end": self._part_ends,
        }

    def _part_begins(self) -> None:
        self._disposition = b""
        self._text.clear()
        self._fields_left -= 1
        if self._fields_left < 0:
            raise FormTooLargeError

    def _header_ends(self) -> None:
        if bytes(self._header_name).lower() == b"content-disposition":
            self._disposition = bytes(self._header_value)
        self._header_name.clear()
        self._header_value.clear()

    def _headers_finished(self) -> None:
        _, options = parse_options_header(self._disposition)
        self._field_name = options.get(b"name", b"").decode("utf-8", "replace")
        name = options.get(b"filename")
        self._is_file = name is not None
        # A file field in which nothing was chosen is sent as a file without name and bytes.
        self._is_nameless = name == b""
        if name:
            shown = name.decode("utf-8", "replace")[:LONGEST_NAME]
            self.happenings.append(FileBegins(self._field_name, shown))

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self._is_nameless:
            return
        if self._is_file:
            self._block += data[start:end]
            if len(self._block) >= BLOCK_BYTES:
                self._hand_over()
            return
        self._budget -= end - start
        if self._budget < 0:
            raise FormTooLargeError
        self._text += data[start:end]

    def _part_ends(self) -> None:
        if self._is_nameless:
            return
        if self._is_file:
            self._hand_over()
            self.happenings.append(FileEnds())
            return
        self.happenings.append(FieldSaid(self._field_name, self._text.decode("utf-8", "replace")))

    def _hand_over(self) -> None:
        if self._block:
            self.happenings.append(FileData(bytes(self._block)))
            self._block.clear()

    def take(self) -> list[Happening]:
        """Give what was gathered and forget it."""
        taken, self.happenings = self.happenings, []
        return taken


async def read_parts(request: Request) -> AsyncGenerator[Happening]:
    """Read a multipart body as it arrives.

    Args:
        request: a POST with `multipart/form-data`.

    Yields:
        Fields and files in the order sent. Every `FileBegins` is followed by its data and, unless
        the body breaks off, by a `FileEnds`. FormTooLargeError when there is more text, or are more
        parts, than any form of ours has.

    Raises:
        FormBrokenError: the body is no multipart form, or breaks off.
    """
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    boundary = options.get(b"boundary")
    if kind != b"multipart/form-data" or not boundary:
        raise FormBrokenError
    watcher = _Watcher()
    parser = MultipartParser(boundary, watcher.callbacks())  # type: ignore[arg-type]
    try:
        async for chunk in request.stream():
            parser.write(chunk)
            for happening in watcher.take():
                yield happening
        parser.finalize()
    except FormParserError as broken:
        raise FormBrokenError from broken
    for happening in watcher.take():
        yield happening
