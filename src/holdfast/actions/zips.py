"""Looking into a zip that may be damaged or made to do harm, without unpacking it anywhere."""

from __future__ import annotations

import errno
import io
import os
import stat
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from holdfast.actions.members import (
    CHUNK_BYTES,
    Budget,
    Member,
    MemberUnreadableError,
    Skipped,
    Unreadable,
    is_junk,
)
from holdfast.actions.zips_cut import LocalFile, chunks_of, local_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from _typeshed import WriteableBuffer

    from holdfast.readers.reader import Source

DEEPEST = 3
"""How many zips may lie inside each other."""

MOST_RATIO = 200
"""A member that grows by more than this is a bomb; text grows by 3 to 20, pictures not at all."""

RATIO_FREE_BYTES = 16 << 20
"""Members up to this size may grow as they like."""

MOST_DIRECTORY_BYTES = 16 << 20
"""A zip's list of members is held in memory; 10,000 need a tenth of this."""

BROKEN_ZIP = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, OSError,
    ValueError, KeyError, IndexError, OverflowError, RuntimeError,
    AssertionError,
)  # fmt: skip
"""What zipfile raises over damaged and hostile zips, seen in the go-fuzz corpus."""

_DOCUMENT_BEGINNINGS = (
    "[Content_Types].xml", "mimetype", "META-INF/", "AndroidManifest.xml", "docProps/",
    "_rels/.rels", "xl/workbook", "xl/worksheets/", "word/document",
)  # fmt: skip
_END = struct.Struct("<4s4H2LH")
_END_MARK, _END64_LOCATOR, _END64_MARK = b"PK\x05\x06", b"PK\x06\x07", b"PK\x06\x06"
_END64_LOCATOR_BYTES, _END64_SIZE_AT, _END64_BYTES = 20, 40, 56
_FULL = 0xFFFFFFFF
_NO_NUMBER = 0xFFFF
_LONGEST_END = 65_535 + _END.size
_TOO_MANY = "skipped-too-many"
_ENCRYPTED, _UTF8 = 0x1, 0x800
_LOCAL_HEADER_BYTES = 30


class _SourceFile(io.RawIOBase):
    """A source as a file that zipfile can read and seek in."""

    def __init__(self, source: Source) -> None:
        super().__init__()
        self._source = source
        self._at = 0

    def readable(self) -> bool:
        """Say yes."""
        return True

    def seekable(self) -> bool:
        """Say yes."""
        return True

    def tell(self) -> int:
        """Give the place that is read next."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place.

        Raises:
            OSError: it lies before the beginning; zipfile expects it so of a file.
        """
        origin = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._source.size}[whence]
        if origin + offset < 0:
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        self._at = origin + offset
        return self._at

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Read into a buffer."""
        view = memoryview(buffer).cast("B")
        found = self._source.read(self._at, len(view))
        view[: len(found)] = found
        self._at += len(found)
        return len(found)


def is_zip(source: Source) -> bool:
    """Tell whether an original is a zip to look into.

    Args:
        source: the original.

    Returns:
        False for documents and programs that are zips inside (Word, OpenDocument, Android): they
        are one thing to a person.
    """
    head = source.read(0, _LOCAL_HEADER_BYTES + 64)
    if head.startswith(b"PK\x03\x04") and len(head) >= _LOCAL_HEADER_BYTES:
        length = int.from_bytes(head[26:28], "little")
        first = head[_LOCAL_HEADER_BYTES : _LOCAL_HEADER_BYTES + length].decode(errors="replace")
        return not first.startswith(_DOCUMENT_BEGINNINGS)
    if head.startswith((_END_MARK, b"PK00PK\x03\x04")):
        return True
    return source.name.lower().endswith(".zip") and _directory_bytes(source) is not None


def members_of_zip(
    source: Source, *, depth: int = 1, budget: Budget | None = None
) -> Iterator[Member | Skipped]:
    """Give what is in a zip, in the order of its own list.

    Args:
        source: the zip.
        depth: 1 for a zip that was received, 2 for one inside it, and so on.
        budget: shared with the zip around it; a new one when None.

    Yields:
        Every member, and everything that is skipped with the reason. A zip that cannot be read,
        lies too deep or lists too much gives one `Skipped` about the whole.
    """
    budget = budget or Budget()
    if depth > DEEPEST:
        yield Skipped("", "skipped-too-deep")
        return
    listed = _directory_bytes(source)
    if listed is None:
        yield from _members_before_the_cut(source, budget)
        return
    if listed > MOST_DIRECTORY_BYTES:
        yield Skipped("", "skipped-too-many")
        return
    if _is_one_of_several(source):
        yield Skipped("", "skipped-in-parts")
        return
    try:
        archive = zipfile.ZipFile(io.BufferedReader(_SourceFile(source), CHUNK_BYTES))
    except BROKEN_ZIP:
        yield Skipped("", "skipped-damaged")
        return
    # Not closed here: members may be read later, and there is nothing to close but a view.
    yield from _members(archive, budget)


def _members(archive: zipfile.ZipFile, budget: Budget) -> Iterator[Member | Skipped]:
    """Give the members of an open zip."""
    overlapping = _overlapping(archive)
    listed = ((info, info.file_size, _Stream(archive, info, budget)) for info in archive.infolist())
    yield from _within(listed, budget, overlapping)


def _members_before_the_cut(source: Source, budget: Budget) -> Iterator[Member | Skipped]:
    """Give the members of a zip that ends before its list of them."""
    found = (
        (_info_of(file), file.packed or 0, _CutStream(source, file, budget))
        for file in local_files(source, ratio=MOST_RATIO, free_bytes=RATIO_FREE_BYTES)
    )
    for each in _within(found, budget, frozenset()):
        yield each
        if isinstance(each, Skipped) and each.why == _TOO_MANY:
            # There is no list: what follows would have to be looked for in the bytes.
            break
    yield Skipped("", "skipped-damaged")


def _within(
    files: Iterable[tuple[zipfile.ZipInfo, int, Callable[[], Iterator[bytes]]]],
    budget: Budget,
    overlapping: frozenset[int],
) -> Iterator[Member | Skipped]:
    """Give what may be taken in of some files, each with its stated size and its bytes."""
    times: dict[str, int] = {}
    for info, size, stream in files:
        inside = _name_of(info)
        if inside.endswith(("/", "\\")):
            continue
        why = _why_skipped(info, inside, overlapping)
        if budget.members <= 0 or budget.size_bytes <= 0:
            yield Skipped(inside, _TOO_MANY)
            continue
        budget.members -= 1
        if why:
            yield Skipped(inside, why)
            continue
        times[inside] = times.get(inside, 0) + 1
        shown = inside if times[inside] == 1 else f"{inside} ({times[inside]})"
        name = inside.replace("\\", "/").rsplit("/", 1)[-1]
        yield Member(name, shown, size, stream)


def _info_of(file: LocalFile) -> zipfile.ZipInfo:
    """Give what a header in front of a file says as one in the list would."""
    info = zipfile.ZipInfo(file.name.decode("utf-8" if file.flags & _UTF8 else "cp437", "replace"))
    info.flag_bits, info.compress_type, info.header_offset = file.flags, file.method, file.start
    return info


class _CutStream:
    """Gives the bytes of one member that is found by its own header."""

    def __init__(self, source: Source, file: LocalFile, budget: Budget) -> None:
        self._source = source
        self._file = file
        self._budget = budget

    def __call__(self) -> Iterator[bytes]:
        """Give the bytes; as `_Stream`."""
        return chunks_of(
            self._source, self._file, self._budget, ratio=MOST_RATIO, free_bytes=RATIO_FREE_BYTES
        )


class _Stream:
    """Gives the bytes of one member of a zip, as far as the budget goes."""

    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> None:
        self._archive = archive
        self._info = info
        self._budget = budget

    def __call__(self) -> Iterator[bytes]:
        """Give the bytes.

        Raises:
            MemberUnreadableError: they end too early, are damaged or grow too large.
        """
        come = 0
        most = max(RATIO_FREE_BYTES, self._info.compress_size * MOST_RATIO)
        try:
            with self._archive.open(self._info) as stream:
                while chunk := stream.read(CHUNK_BYTES):
                    come += len(chunk)
                    self._budget.size_bytes -= len(chunk)
                    if come > most or self._budget.size_bytes < 0:
                        break
                    yield chunk
        except BROKEN_ZIP:
            raise MemberUnreadableError(Unreadable.DAMAGED) from None
        if come > most or self._budget.size_bytes < 0:
            raise MemberUnreadableError(Unreadable.BOMB)


def _why_skipped(info: zipfile.ZipInfo, inside: str, overlapping: frozenset[int]) -> str:
    """Give the reason not to take a member in, empty when there is none."""
    if is_junk(inside.replace("\\", "/")):
        return "skipped-junk"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "skipped-link"
    if info.flag_bits & _ENCRYPTED:
        return "skipped-encrypted"
    if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        return "skipped-method"
    return "skipped-overlapping" if info.header_offset in overlapping else ""


def _overlapping(archive: zipfile.ZipFile) -> frozenset[int]:
    """Give where members begin that share bytes with another: bombs are made that way."""
    found = set()
    end = last = -1
    for info in sorted(archive.infolist(), key=lambda info: info.header_offset):
        if info.header_offset < end:
            found |= {info.header_offset, last}
        last = info.header_offset
        end = max(end, last + _LOCAL_HEADER_BYTES + info.compress_size)
    return frozenset(found)


def _name_of(info: zipfile.ZipInfo) -> str:
    """Give a member's name; what is not declared as UTF-8 often is all the same."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        return info.orig_filename.encode("cp437").decode()
    except UnicodeError:
        return info.filename


def _is_one_of_several(source: Source) -> bool:
    """Tell whether a zip is the last part of one that was cut into parts (`.z01`, …, `.zip`)."""
    start = max(0, source.size - _LONGEST_END)
    tail = source.read(start, _LONGEST_END)
    at = tail.rfind(_END_MARK)
    number = int(_END.unpack_from(tail, at)[1])
    return 0 < number < _NO_NUMBER


def _directory_bytes(source: Source) -> int | None:
    """Give the length of a zip's list of members, None when it has no end record."""
    start = max(0, source.size - _LONGEST_END)
    tail = source.read(start, _LONGEST_END)
    at = tail.rfind(_END_MARK)
    if at < 0 or len(tail) - at < _END.size:
        return None
    listed = int(_END.unpack_from(tail, at)[5])
    if listed != _FULL:
        return listed
    before = max(0, start + at - _END64_LOCATOR_BYTES)
    locator = source.read(before, _END64_LOCATOR_BYTES)
    if not locator.startswith(_END64_LOCATOR):
        return None
    record = source.read(min(int.from_bytes(locator[8:16], "little"), source.size), _END64_BYTES)
    if not record.startswith(_END64_MARK):
        return None
    return int.from_bytes(record[_END64_SIZE_AT : _END64_SIZE_AT + 8], "little")
