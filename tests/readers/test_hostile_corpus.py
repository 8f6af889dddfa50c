"""Hostile pictures and strings, through the child: nothing is raised but our own errors."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from holdfast.actions.reading.asking import ReadingChild, read_original
from holdfast.model.errors import NotThisFormatError, ReaderStoppedError
from holdfast.model.message import Photo
from tests.corpus import corpus
from tests.readers.accounting import faults
from tests.readers.samples import (
    BytesSource,
    assert_every_byte_is_accounted_for,
    messages_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from holdfast.model.message import Found

pytestmark = pytest.mark.breaking

IS_LONG = os.environ.get("HOLDFAST_LONG") == "1"
EVERY = 1 if IS_LONG else 12
SETS = (
    "archives", "csv", "eml", "images", "json", "naughty-strings", "path-traversal", "pdf", "xml",
    "xss",
)  # fmt: skip


@pytest.fixture(scope="module")
def child() -> Iterator[ReadingChild]:
    with ReadingChild() as one:
        yield one


def files_below(*place: str) -> list[Path]:
    """Give the files of a corpus folder; all in long mode, one in twelve otherwise."""
    files = [path for path in sorted(corpus(*place).rglob("*")) if path.is_file()]
    return [path for path in files if path.name != "MANIFEST.md"][::EVERY]


def what_comes_of(child: ReadingChild, content: bytes, name: str) -> list[Found] | None:
    """Give what a child finds, None when the reader refused the file or died of it."""
    try:
        reading = read_original(child, BytesSource(content, name), answers={})
        return [each for batch in reading.batches for each in batch]
    except (NotThisFormatError, ReaderStoppedError):
        return None


def test_hostile_pictures_cost_nothing_but_themselves(child: ReadingChild) -> None:
    died, decoded = [], 0
    for path in files_below("hostile", "images"):
        found = what_comes_of(child, path.read_bytes(), path.name)
        if found is None:
            died.append(path.name)
        elif found and isinstance(found[0], Photo):
            decoded += bool(found[0].for_screen)
    whole = what_comes_of(child, b"13/02/2024, 10:00 - Anna: one\n", "in.txt")

    assert died == []
    assert decoded > 10
    assert whole is not None
    assert len(whole) == 1


def test_hostile_strings_come_out_as_they_went_in(child: ReadingChild) -> None:
    for path in files_below("hostile", "naughty-strings"):
        lines = path.read_bytes().decode(errors="replace").splitlines()
        words = [line.replace("\r", "") for line in lines]
        content = "".join(f"13/02/2024, 10:00 - Anna: .{each}\n" for each in words).encode()
        found = what_comes_of(child, content, "in.txt")

        assert found is not None
        assert [each.text for each in messages_of(found)] == [f".{each}" for each in words]
        assert_every_byte_is_accounted_for(found, len(content))


@pytest.mark.parametrize("folder", SETS)
def test_any_file_of_the_hostile_corpus_is_read_or_refused(
    child: ReadingChild, folder: str
) -> None:
    differ, hung = [], []
    for path in files_below("hostile", folder)[:: 1 if IS_LONG else 4]:
        content = path.read_bytes()
        try:
            reading = read_original(child, BytesSource(content, path.name), answers={})
            found = [each for batch in reading.batches for each in batch]
        except NotThisFormatError:
            continue
        except ReaderStoppedError as stopped:
            hung += [path.name] if stopped.place == "hung" else []
            continue
        differ += [path.name] if list(faults(reading.reader, content, found)) else []

    assert (differ, hung) == ([], [])
