"""What kind of container an original is, and what lies in it: zip, tar, or a single packed file."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from holdfast.actions.members import (
    CHUNK_BYTES,
    Budget,
    Member,
    MemberUnreadableError,
    Skipped,
    Unreadable,
)
from holdfast.actions.packed import Unpacked, find_packing
from holdfast.actions.tars import BLOCK, is_tar, members_of_tar
from holdfast.actions.zips import DEEPEST, is_zip, members_of_zip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.readers.reader import Source

_PACKED_NAME = re.compile(r"(.+)\.(?:gz|gzip|bz2|bzip2|xz)", re.IGNORECASE)
_PACKED_TAR_NAME = re.compile(r"(.+)\.(?:tgz|tbz2?|txz)", re.IGNORECASE)
# A web archive is packed record by record; a reader of its own knows how.
_READ_AS_IT_IS = (b"WARC/", b"filedesc://")


class Container(StrEnum):
    """How files lie in an original; its format in the record."""

    ZIP = "zip"
    TAR = "tar"
    PACKED = "packed"


class _Plain:
    """A source of which places past its end can be asked for: headers name such."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def read(self, start: int, length: int) -> bytes:
        return self._source.read(start, length) if start < self._source.size else b""


def container_of(source: Source) -> Container | None:
    """Tell whether an original holds others that are to be taken out.

    Args:
        source: the original.

    Returns:
        None for anything else, web archives and documents that are zips inside included.
    """
    if is_zip(source):
        return Container.ZIP
    head = source.read(0, BLOCK)
    if is_tar(head):
        return Container.TAR
    if not find_packing(head):
        return None
    try:
        inside = Unpacked(source).read(0, BLOCK)
    except MemberUnreadableError:
        return Container.PACKED
    if inside.startswith(_READ_AS_IT_IS):
        return None
    return Container.TAR if is_tar(inside) else Container.PACKED


def members_of(
    source: Source, *, depth: int = 1, budget: Budget | None = None
) -> Iterator[Member | Skipped]:
    """Give what is in a container, in its own order.

    Args:
        source: an original that `container_of` says is one.
        depth: 1 for one that was received, 2 for one inside it, and so on.
        budget: shared with the container around it; a new one when None.

    Yields:
        Every member, and everything that is skipped with the reason.
    """
    budget = budget or Budget()
    match container_of(source):
        case Container.ZIP:
            yield from members_of_zip(source, depth=depth, budget=budget)
        case None:
            return
        case _ if depth > DEEPEST:
            yield Skipped("", "skipped-too-deep")
        case Container.TAR:
            is_packed = bool(find_packing(source.read(0, BLOCK)))
            yield from members_of_tar(Unpacked(source) if is_packed else _Plain(source), budget)
        case Container.PACKED:
            yield from _single(source, budget)


def _single(source: Source, budget: Budget) -> Iterator[Member | Skipped]:
    """Give the one file that is packed by itself, named after the file around it."""
    named = _PACKED_NAME.fullmatch(source.name) or _PACKED_TAR_NAME.fullmatch(source.name)
    name = named[1] if named else source.name
    if budget.members <= 0 or budget.size_bytes <= 0:
        yield Skipped(name, "skipped-too-many")
        return
    budget.members -= 1

    def chunks() -> Iterator[bytes]:
        unpacked, at = Unpacked(source), 0
        while chunk := unpacked.read(at, CHUNK_BYTES):
            at += len(chunk)
            budget.size_bytes -= len(chunk)
            if budget.size_bytes < 0:
                raise MemberUnreadableError(Unreadable.BOMB)
            yield chunk

    yield Member(name, name, 0, chunks)
