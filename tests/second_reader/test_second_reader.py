"""A program that shares no code with ours recovers everything, from today's and older formats."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from holdfast.model.entry import Entry, Kind
from holdfast.vault.checking import Result, verify_casebook
from tests.second_reader.reader import DoesNotOpenError, Reader
from tests.vault.casebooks import PASSPHRASE, Clock, add, exhibit, flip, log, made, opened

if TYPE_CHECKING:
    from holdfast.vault.record import Shredded

HERE = Path(__file__).parent
SAMPLES = sorted(HERE.glob("sample-*"))
SAMPLE_WORDS = ["He waited outside.", "Une lettre é ✉", "Shredded"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with made(tmp_path / "home") as book:
        first = add(book, "He came to the door. \u2709 \U0001f6aa", where="At home")
        add(book, "to be shredded")
        exhibit(book, b"", name="empty.bin")
        exhibit(book, b"x" * 16_384 * 3, name="three chunks")
        exhibit(book, b"picture" * 9999, name="bild é.jpg")
        log(book, Kind.AMENDMENT, of=first.entry.id, changed=["where"], where="At work")
        log(book, Kind.WITHDRAWAL, of=book.record.entry(1).id)
        later = Clock()
        later.move(days=40)
        book.shred_due(later())
        assert book.index.counts()
    return tmp_path / "home"


def as_recovered(one: Entry | Shredded) -> dict[str, object]:
    if isinstance(one, Entry):
        return {"sequence": one.sequence, "kind": str(one.kind), **one.fields}
    return {"sequence": one.sequence, "kind": one.kind, "shredded": True}


def test_every_entry_is_recovered(home: Path) -> None:
    recovered = Reader(home, PASSPHRASE).recover()
    with opened(home) as book:
        ours = [as_recovered(one) for one in book.record.entries()]

        assert recovered.entries == ours
        assert recovered.checkpoint == book.record.checkpoint()


def test_every_original_is_recovered(home: Path) -> None:
    reader = Reader(home, PASSPHRASE)
    found = [one for one in reader.recover().entries if one["kind"] == "exhibit"]
    digests = [
        hashlib.sha256(b"".join(reader.original(str(one["blob"])))).hexdigest() for one in found
    ]

    assert digests == [one["sha256"] for one in found]
    assert len(digests) == 3


def test_the_index_opens_with_another_library(home: Path) -> None:
    reader = Reader(home, PASSPHRASE)

    assert reader.index_count() > 0


def test_either_file_is_enough(home: Path) -> None:
    whole = Reader(home, PASSPHRASE).recover().entries
    (home / "record.db").unlink()
    assert Reader(home, PASSPHRASE).recover().entries == whole


def test_a_flipped_bit_in_one_file_costs_nothing(home: Path) -> None:
    whole = Reader(home, PASSPHRASE).recover().entries
    for place in range(200, (home / "record.db").stat().st_size, 9_777):
        flip(home / "record.db", place)

    assert Reader(home, PASSPHRASE).recover().entries == whole


def test_a_wrong_passphrase_recovers_nothing(home: Path) -> None:
    with pytest.raises(DoesNotOpenError):
        Reader(home, "not it")


def test_a_cut_original_is_noticed(home: Path) -> None:
    reader = Reader(home, PASSPHRASE)
    blob = str(next(one["blob"] for one in reader.recover().entries if one.get("blob")))
    path = home / "blobs" / blob[:2] / blob
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(DoesNotOpenError):
        list(reader.original(blob))


def test_it_runs_as_a_program(home: Path, tmp_path: Path) -> None:
    (tmp_path / "passphrase").write_text(PASSPHRASE + "\n")
    given = [str(each) for each in (home, tmp_path / "passphrase", tmp_path / "out")]
    subprocess.run([sys.executable, str(HERE / "reader.py"), *given], check=True)

    assert len((tmp_path / "out" / "entries.jsonl").read_text().splitlines()) == 7
    assert len(list((tmp_path / "out").iterdir())) == 4


def test_there_is_a_sample_for_every_format() -> None:
    assert [each.name for each in SAMPLES] == ["sample-1", "sample-2"]


@pytest.mark.parametrize("sample", SAMPLES, ids=[each.name for each in SAMPLES])
def test_a_sample_of_an_older_format_is_opened_by_both_readers(
    sample: Path, tmp_path: Path
) -> None:
    shutil.copytree(sample, tmp_path / "home")
    recovered = Reader(tmp_path / "home", PASSPHRASE).recover()
    with opened(tmp_path / "home") as book:
        ours = [one.text("what") for one in book.record.entries() if isinstance(one, Entry)]
        wrong = [each for each in verify_casebook(book) if each.result is Result.DIFFERS]

    assert [
        str(one.get("what") or "") for one in recovered.entries if "shredded" not in one
    ] == ours
    assert ours[:2] == SAMPLE_WORDS[:2]
    assert wrong == []
