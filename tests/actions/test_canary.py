"""Words of a file come out as what was found and in no other way.

They are planted in every field of a sample of every reader. Nothing that reads may log them, print
them, put them into an exception or into what stands for a value in a traceback.
"""

from __future__ import annotations

import io
import json
import logging
import plistlib
import re
import sqlite3
import warnings
from contextlib import closing, redirect_stderr, redirect_stdout, suppress
from typing import TYPE_CHECKING, NamedTuple

import pytest

from holdfast.actions.intake import Intake
from holdfast.actions.reading.asking import ReadingChild, read_original
from holdfast.model.errors import HoldfastError
from holdfast.readers import READERS, load_reader
from tests.actions.samples import received
from tests.readers.samples import BytesSource, Case, all_cases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from holdfast.vault.casebook import OpenCasebook

CANARY = "kanarienvogel"
SPARED = 24
"""Words at the head of a file tell its format; the second planting leaves them."""

WORD = re.compile(rb"(?<=[ >\"':;,=(\[|])[A-Za-z]{4,}(?=[ <\"',;.:!?)\]|&\r\n])")
TEXT = re.compile(rb'(?<=: ")[^"\\]{3,}(?=")|(?<=:")[^"\\]{3,}(?=")|(?<=>)[^<>{}\r\n]{3,}(?=<)')


class Planted(NamedTuple):
    """A sample with the word in it."""

    name: str
    """Of the file."""

    content: bytes
    """With the word."""


@pytest.fixture(scope="module")
def child() -> Iterator[ReadingChild]:
    with ReadingChild() as one:
        yield one


def cases_of(reader: str) -> list[Case]:
    """Give the samples of a reader that are read, not those that it turns down."""
    return [case for case in all_cases(reader) if case.folder.name not in {"empty", "looks-right"}]


def plantings(reader: str) -> Iterator[Planted]:
    """Plant the word in every field of every sample: in texts, in all words, in odd places."""
    word = CANARY.encode()
    for case in cases_of(reader):
        content, name = case.source.content, case.source.name
        yield Planted(f"{CANARY}-{name}", content)
        yield Planted(name, TEXT.sub(word, content))
        yield Planted(name, content[:SPARED] + WORD.sub(word, content[SPARED:]))
        yield Planted(name, _in_the_same_length(content))
        if content.startswith(b"SQLite format 3\0"):
            yield Planted(name, _in_every_text_column(content))
        if content.startswith(b"bplist00"):
            yield Planted(name, _in_every_value(content))
        yield Planted(name, content[: len(content) * 2 // 3] + word + content[-20:])


def _in_the_same_length(content: bytes) -> bytes:
    """Put the word over every run of letters that is as long, so that lengths stay true."""
    word = CANARY.encode()
    longer = re.compile(rb"[A-Za-z ]{%d,}" % len(word))
    return content[:SPARED] + longer.sub(
        lambda match: (word * (len(match[0]) // len(word) + 1))[: len(match[0])], content[SPARED:]
    )


def _in_every_value(content: bytes) -> bytes:
    """Put the word into all texts and pages of a property list; a damaged one stays as it is."""
    try:
        planted = _planted(plistlib.loads(content))
    except (plistlib.InvalidFileException, ValueError, OverflowError):
        return content
    return (
        plistlib.dumps(planted, fmt=plistlib.FMT_BINARY) if isinstance(planted, dict) else content
    )


def _planted(value: object) -> object:
    """Put the word into a value and all that it holds; names of fields stay."""
    match value:
        case dict():
            return {key: _planted(inner) for key, inner in value.items()}
        case list():
            return [_planted(inner) for inner in value]
        case bytes():
            return TEXT.sub(CANARY.encode(), value)
        case str() if " " in value or "." in value:
            return f"{value}{CANARY}"
        case _:
            return value


def _in_every_text_column(content: bytes) -> bytes:
    """Put the word into all texts of a database; a damaged one stays as it is."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.text_factory = bytes
        try:
            database.deserialize(content)
            database.execute("PRAGMA writable_schema = OFF")
            tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            for (table,) in tables.fetchall():
                _plant(database, table.decode().replace('"', '""'))
            return database.serialize()
        except sqlite3.Error:
            return content


def _plant(database: sqlite3.Connection, table: str) -> None:
    for _, column, *_ in database.execute(f'PRAGMA table_info("{table}")').fetchall():
        name = column.decode().replace('"', '""')
        says = f'UPDATE "{table}" SET "{name}" = ? || "{name}" WHERE typeof("{name}") = \'text\''  # noqa: S608 - its own names
        with suppress(sqlite3.Error):
            database.execute(says, (f"{CANARY} ",))
    database.commit()


def said_of(error: BaseException) -> str:
    """Give everything that a traceback would show of an exception and those behind it."""
    told: list[str] = []
    seen: BaseException | None = error
    while seen is not None:
        told.append(f"{seen!r} {seen} {seen.args!r}")
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return " ".join(told)


def representations(values: Iterable[object]) -> str:
    """Give what would be shown of values that stand in a traceback."""
    return " ".join(map(repr, values))


@pytest.mark.parametrize("reader", READERS)
def test_a_reader_says_nothing_of_a_file_but_what_it_finds(
    reader: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    shown = io.StringIO()
    for planted in plantings(reader):
        source = BytesSource(planted.content, planted.name)
        with redirect_stdout(shown), redirect_stderr(shown), warnings.catch_warnings():
            warnings.simplefilter("always")
            try:
                load_reader(reader).recognises(planted.content[: 64 << 10], planted.name)
                found = list(load_reader(reader).read(source, {}))
            except HoldfastError as error:
                shown.write(said_of(error))
            else:
                shown.write(representations(found))

    assert CANARY not in shown.getvalue()
    assert CANARY not in caplog.text


@pytest.mark.parametrize("reader", READERS)
def test_the_child_says_nothing_of_a_file_but_what_is_found(
    reader: str, child: ReadingChild, capfd: pytest.CaptureFixture[str]
) -> None:
    told: list[str] = []
    for planted in plantings(reader):
        source = BytesSource(planted.content, planted.name)
        try:
            reading = read_original(child, source, answers={"format": reader})
            told.extend(map(representations, reading.batches))
        except HoldfastError as error:
            told.append(said_of(error))

    out, err = capfd.readouterr()
    assert CANARY not in "".join((*told, out, err))


@pytest.mark.parametrize("reader", READERS)
def test_taking_in_says_nothing_of_a_file_but_in_its_account(
    reader: str,
    book: OpenCasebook,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    told = []
    with Intake(book) as intake:
        for planted in list(plantings(reader))[:5]:
            try:
                told.append(repr(intake.take(received(planted.name, planted.content))))
            except HoldfastError as error:
                told.append(said_of(error))

    out, err = capfd.readouterr()
    assert CANARY not in "".join((*told, out, err, caplog.text))


@pytest.mark.parametrize("reader", [name for name in READERS if name != "opaque"])
def test_the_word_is_really_in_what_was_read(reader: str) -> None:
    found = []
    for planted in plantings(reader):
        with suppress(HoldfastError):
            source = BytesSource(planted.content, planted.name)
            found += list(load_reader(reader).read(source, {}))

    assert found
    if reader not in TELLS_NO_WORDS:
        assert CANARY in json.dumps([list(each) for each in found], default=str)


TELLS_NO_WORDS = {"photo", "recording", "android-backup", "ios_backup"}
"""Of the last two, one is packed, and of the other only known places are told."""
