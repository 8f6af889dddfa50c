"""Properties of Outlook's messages: texts in any codepage, numbers, times.

A property has a number and a type; long ones are streams (`__substg1.0_0037001F`), short ones
stand in a table (`__properties_version1.0`). References: [MS-OXMSG] v25, [MS-OXPROPS].
"""

from __future__ import annotations

import struct
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from holdfast.model.moment import UNKNOWN_MOMENT, Moment, Precision, ZoneSource
from holdfast.readers.mail_dates import FIRST_YEAR, LAST_YEAR
from holdfast.readers.mail_words import decode_text, find_codec

if TYPE_CHECKING:
    from holdfast.readers.compound_file import CompoundFile

TABLE = "__properties_version1.0"
"""Name of the stream of short properties."""

LONGEST_TEXT = 8 << 20
"""Bytes of a text that are read."""

_ROW = struct.Struct("<H H L 8s")
_STREAM = "__substg1.0_"
_TEXT, _OLD_TEXT, _BINARY = 0x001F, 0x001E, 0x0102
_LONG, _TIME = 0x0003, 0x0040
_MESSAGE_CODEPAGE, _INTERNET_CODEPAGE = 0x3FFD, 0x3FDE
_EPOCH = datetime(1601, 1, 1)  # noqa: DTZ001  # FILETIME counts from here, in UTC
_TICKS = 10
_CODEPAGES = {
    65001: "utf-8", 1200: "utf-16-le", 1201: "utf-16-be", 936: "gb18030",
    54936: "gb18030", 20127: "ascii", 50220: "iso2022_jp", 50221: "iso2022_jp",
    50222: "iso2022_jp", 51932: "euc_jp", 51949: "cp949", 50225: "iso2022_kr", 52936: "hz",
    20866: "koi8-r", 21866: "koi8-u", 10000: "mac_roman", 28591: "cp1252",
}  # fmt: skip
_ISO_FIRST, _ISO_LAST = 28592, 28606


def codec_of(codepage: int) -> str:
    """Give Python's name of a codepage, empty when it is not known.

    Args:
        codepage: Windows' number of it.
    """
    if _ISO_FIRST <= codepage <= _ISO_LAST:
        return find_codec(f"iso8859-{codepage - _ISO_FIRST + 2}") or ""
    return _CODEPAGES.get(codepage) or find_codec(f"cp{codepage}") or ""


class Properties:
    """The properties of a message, a recipient or an attachment."""

    def __init__(
        self, file: CompoundFile, folder: str, header: int, codecs: tuple[str, ...]
    ) -> None:
        """Read the table of short properties.

        Args:
            file: the whole file.
            folder: path of the folder with a slash at its end; empty for the message itself.
            header: bytes before the table's first row.
            codecs: of old texts, when this folder states none; the first that fits counts.
        """
        self._file = file
        self.folder = folder
        raw = file.read(f"{folder}{TABLE}", LONGEST_TEXT)[header:]
        self._rows = {
            (number, kind): value
            for kind, number, _, value in _ROW.iter_unpack(raw[: len(raw) // 16 * 16])
        }
        stated = (self.number(_MESSAGE_CODEPAGE), self.number(_INTERNET_CODEPAGE))
        self.codecs = (*(codec for each in stated if each and (codec := codec_of(each))), *codecs)

    def text(self, number: int) -> str:
        """Give a text, empty when there is none.

        Args:
            number: of the property.
        """
        raw = self._file.read(self._path(number, _TEXT), LONGEST_TEXT)
        if raw:
            return raw.decode("utf-16-le", errors="replace").rstrip("\0")
        raw = self._file.read(self._path(number, _OLD_TEXT), LONGEST_TEXT).rstrip(b"\0")
        return self.decode(raw)

    def decode(self, raw: bytes) -> str:
        """Give an old text in the codepage that it fits into.

        Args:
            raw: its bytes.
        """
        for codec in self.codecs:
            try:
                return raw.decode(codec)
            except UnicodeDecodeError:
                continue
        return decode_text(raw).text

    def binary(self, number: int, most: int) -> bytes:
        """Give bytes, empty when there are none.

        Args:
            number: of the property.
            most: bytes wanted at most.
        """
        return self._file.read(self._path(number, _BINARY), most)

    def has_binary(self, number: int) -> bool:
        """Tell whether bytes are there, even if none."""
        return self._path(number, _BINARY) in self._file.entries

    def size(self, number: int) -> int:
        """Give the length of a property's bytes, 0 when there are none."""
        entry = self._file.entries.get(self._path(number, _BINARY))
        return entry.size if entry is not None else 0

    def number(self, number: int) -> int | None:
        """Give a number, None when there is none."""
        value = self._rows.get((number, _LONG))
        return int.from_bytes(value[:4], "little") if value is not None else None

    def time(self, number: int) -> tuple[Moment, tuple[str, ...]]:
        """Give a time and marks of what is in doubt; unknown when there is none.

        Args:
            number: of the property.
        """
        value = self._rows.get((number, _TIME))
        ticks = int.from_bytes(value, "little") if value is not None else 0
        if not ticks:
            return UNKNOWN_MOMENT, ()
        try:
            instant = _EPOCH + timedelta(microseconds=ticks // _TICKS)
        except OverflowError:
            return Moment(str(ticks), None), ("clock-impossible",)
        if not FIRST_YEAR <= instant.year <= LAST_YEAR:
            return Moment(str(ticks), None), ("clock-impossible",)
        stated = instant.isoformat(timespec="seconds")
        by_format = ZoneSource.BY_FORMAT.value
        return Moment(str(ticks), stated, Precision.SECOND.value, by_format, 0), ()

    def _path(self, number: int, kind: int) -> str:
        """Give the path of a long property."""
        return f"{self.folder}{_STREAM}{number:04X}{kind:04X}"
