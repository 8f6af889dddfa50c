"""Writing a pack: what is in it, what is not, and the same bytes every time."""

from __future__ import annotations

import hashlib
import io
import json
import os
import stat
import subprocess
import sys
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from holdfast.model.checkpoint import Checkpoint, make_checkpoint, sign_line
from holdfast.model.entry import Kind
from holdfast.model.errors import CasebookDamagedError
from holdfast.model.merkle import Tree
from holdfast.packs.checking import check_pack
from holdfast.packs.content import Given, OfficerDetails, PackContent, Timestamp
from holdfast.packs.portal import LockedZip, PortalFolder
from holdfast.packs.writing import write_pack
from holdfast.packs.zip_layout import LIMIT_32, Member, central_header, end_records, local_header
from holdfast.packs.zip_reading import ZipReader
from holdfast.packs.zip_writing import SizeChangedError, ZipWriter
from tests.packs.made_up import SEED, MadeUpRecord, small_content
from tests.packs.test_checking import made_up_token

if TYPE_CHECKING:
    from pathlib import Path


def written(content: PackContent) -> tuple[bytes, dict[str, bytes]]:
    out, papers = io.BytesIO(), dict[str, bytes]()
    write_pack(content, out, take=papers.__setitem__)
    return out.getvalue(), papers


@pytest.fixture(scope="module")
def small() -> tuple[bytes, dict[str, bytes]]:
    return written(small_content())


def test_a_pack_holds(small: tuple[bytes, dict[str, bytes]], tmp_path: Path) -> None:
    path = tmp_path / "pack.zip"
    path.write_bytes(small[0])

    assert check_pack(path).holds


def test_the_same_content_gives_the_same_bytes(small: tuple[bytes, dict[str, bytes]]) -> None:
    assert written(small_content())[0] == small[0]


def test_bagit_python_accepts_the_bag(
    small: tuple[bytes, dict[str, bytes]], tmp_path: Path
) -> None:
    with zipfile.ZipFile(io.BytesIO(small[0])) as pack:
        pack.extractall(tmp_path)

    subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "bagit", "--validate", str(tmp_path / "pack")],
        check=True,
        capture_output=True,
    )


def test_what_is_left_out_or_masked_is_nowhere_in_the_pack(
    small: tuple[bytes, dict[str, bytes]],
) -> None:
    with zipfile.ZipFile(io.BytesIO(small[0])) as pack:
        whole = b"".join(pack.read(name) for name in pack.namelist())
    entries = [json.loads(line) for line in _member(small[0], "record/entries.jsonl").splitlines()]

    for secret in (b"CANARY", b"Outside my home", b"53.48", b"A phone", b"Made Up Street"):
        assert secret not in whole
    assert [line["masked"] for line in entries if line["masked"]] == [2, 1, 1]


def _member(whole: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(whole)) as pack:
        return pack.read(f"pack/{name}")


def test_the_officers_paper_goes_beside_and_never_into_the_pack(
    small: tuple[bytes, dict[str, bytes]],
) -> None:
    whole, papers = small
    beside = json.loads(_member(whole, "record/beside.json"))

    assert (
        beside["files"]["officer-only.pdf"]
        == hashlib.sha256(papers["officer-only.pdf"]).hexdigest()
    )
    assert "pack/officer-only.pdf" not in zipfile.ZipFile(io.BytesIO(whole)).namelist()


def test_without_details_there_is_no_officers_paper() -> None:
    whole, papers = written(replace(small_content(), officer=OfficerDetails()))

    assert "officer-only.pdf" not in papers
    assert _member(whole, "record/beside.json") == b'{"files":{}}\n'


def test_message_pages_can_run_and_fetch_nothing(small: tuple[bytes, dict[str, bytes]]) -> None:
    page = _member(small[0], "data/messages/ABC-002.html").decode()

    assert "default-src 'none'" in page
    assert "<script" not in page
    assert "&quot;" not in page.split("</style>")[0]
    assert "[U+202E]" in page


def test_the_index_is_safe_in_a_spreadsheet(small: tuple[bytes, dict[str, bytes]]) -> None:
    table = _member(small[0], "data/messages/ABC-002.csv").decode()

    assert table.startswith('\ufeff"number"')
    assert "\"'=HYPERLINK(1)" in table


def test_an_original_whose_bytes_changed_stops_the_pack() -> None:
    content = small_content()
    changed = replace(content.exhibits[2], chunks=lambda: [b"RIFF a VIDEO"])
    assert changed.given is Given.ORIGINAL

    with pytest.raises(CasebookDamagedError):
        written(replace(content, exhibits=(*content.exhibits[:2], changed)))


@pytest.mark.parametrize("chunks", [[b"abc", b"de"], [b"ab"]])
def test_a_file_of_another_size_than_announced_stops_the_zip(chunks: list[bytes]) -> None:
    with pytest.raises(SizeChangedError):
        ZipWriter(io.BytesIO(), "pack/").add("a", 4, lambda: chunks)


class Sparse:
    """A zip of five gigabytes, most of it zeros that are never written."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w+b")

    def write(self, data: bytes) -> int:
        if data.strip(b"\x00"):
            return self._file.write(data)
        self._file.seek(len(data), os.SEEK_CUR)
        return len(data)

    def reader(self) -> ZipReader:
        self._file.flush()
        return ZipReader(self._file)

    def close(self) -> None:
        self._file.close()


def test_files_beyond_four_gigabytes_keep_to_the_one_form(tmp_path: Path) -> None:
    sparse, block, blocks = Sparse(tmp_path / "large.zip"), bytes(1 << 24), 260
    writer = ZipWriter(sparse, "pack/")
    writer.add("a", len(block) * blocks, lambda: (block for _ in range(blocks)))
    writer.add("b", 1, lambda: [b"b"])
    writer.finish()

    reader = sparse.reader()

    assert [member.size for member in reader.members] == [len(block) * blocks, 1]
    assert stat.S_ISREG((tmp_path / "large.zip").stat().st_mode)
    assert list(reader.chunks(reader.members[1])) == [b"b"]
    sparse.close()


def test_headers_of_very_large_files_carry_their_numbers_apart() -> None:
    plain, large = Member("a", 0, 1, 1), Member("a", 0, LIMIT_32, LIMIT_32)

    assert len(local_header(large)) - len(local_header(plain)) == 20
    assert len(central_header(large)) - len(central_header(plain)) == 28
    assert len(end_records(0xFFFF, 0, 0)) - len(end_records(1, 0, 0)) == 76


def test_a_locked_zip_opens_with_its_password_only(tmp_path: Path) -> None:
    import pyzipper  # noqa: PLC0415

    path = tmp_path / "locked.zip"
    with path.open("wb") as out:
        locked = LockedZip(out, "six words")
        locked.write(b"the pack")
        locked.close()

    with pyzipper.AESZipFile(path) as opened:
        assert opened.namelist() == ["pack.zip"]
        assert opened.read("pack.zip", pwd=b"six words") == b"the pack"
        with pytest.raises(RuntimeError):
            opened.read("pack.zip", pwd=b"other")


def test_too_many_papers_stay_in_the_zip(tmp_path: Path) -> None:
    folder, pack = tmp_path / "up", tmp_path / "pack.zip"
    folder.mkdir()
    pack.write_bytes(b"zip")
    portal = PortalFolder(folder)
    for number in range(1, 14):
        portal.take(f"chronology-{number}.pdf", b"%PDF")
    portal.take("START-HERE.pdf", b"%PDF")
    portal.take("index.csv", b"")
    portal.take("index.json", b"")
    portal.finish(pack)

    assert sorted(portal.names) == ["START-HERE.pdf", "index.csv", "pack.zip"]
    assert sorted(each.name for each in folder.iterdir()) == sorted(portal.names)


def test_papers_beside_a_locked_zip_are_locked_and_named_neutrally(
    small: tuple[bytes, dict[str, bytes]], tmp_path: Path
) -> None:
    import pikepdf  # noqa: PLC0415

    folder, pack = tmp_path / "up", tmp_path / "pack.zip"
    folder.mkdir()
    pack.write_bytes(b"zip")
    portal = PortalFolder(folder, "six words")
    for name, data in small[1].items():
        portal.take(name, data)
    portal.finish(pack)

    assert sorted(portal.names) == ["pack.zip", *(f"paper-{n}.pdf" for n in range(1, 5))]
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(folder / "paper-1.pdf")
    with pikepdf.open(folder / "paper-1.pdf", password="six words") as paper:  # noqa: S106
        assert paper.encryption.R == 6


def on_disk(content: PackContent, path: Path) -> Path:
    with path.open("wb") as out:
        write_pack(content, out)
    return path


def against(tmp_path: Path, earlier: PackContent, later: PackContent) -> list[str]:
    report = check_pack(
        on_disk(earlier, tmp_path / "a.zip"), against=on_disk(later, tmp_path / "b.zip")
    )
    return [check.detail for check in report.checks if check.what.startswith("One record")]


def grown(*words: str) -> MadeUpRecord:
    record = MadeUpRecord()
    for each in words:
        record.add(Kind.INCIDENT, "2026-03-05T09:00:00+00:00", what=each)
    return record


def test_a_later_pack_continues_an_earlier_one_and_a_rewritten_one_does_not(
    tmp_path: Path,
) -> None:
    earlier = grown("one", "two").content()

    assert against(tmp_path, earlier, grown("one", "two", "three").content()) == [
        "2 entries, then 3"
    ]
    assert against(tmp_path, earlier, grown("one", "other", "three").content()) == [
        "the entries they share are not the same"
    ]


def test_a_pack_of_another_casebook_is_another_key(tmp_path: Path) -> None:
    name = "ff" * 16
    content = grown("one").content()
    state = Checkpoint(f"holdfast.invalid/{name}", 1, Tree(content.leaves).root())
    other = replace(
        content,
        casebook_id=name,
        checkpoint=make_checkpoint(state, SEED),
        sign=lambda text: sign_line(text.decode(), state.origin, SEED).encode(),
    )

    assert against(tmp_path, content, other) == ["the key is another one"]


def test_an_earlier_state_that_was_witnessed_goes_along_with_its_proof(tmp_path: Path) -> None:
    earlier, later = grown("one", "two"), grown("one", "two", "three")
    note = earlier.content().checkpoint
    token = made_up_token(hashlib.sha256(note.encode()).digest())
    stamp = Timestamp(size=2, checkpoint=note, token=token)
    path = on_disk(replace(later.content(), timestamps=(stamp,)), tmp_path / "a.zip")

    report = check_pack(path)

    assert report.holds
    assert [each.size for each in report.witnesses] == [2]


def test_a_file_system_without_second_names_gets_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", refuse)
    folder, pack = tmp_path / "up", tmp_path / "pack.zip"
    folder.mkdir()
    pack.write_bytes(b"zip")
    PortalFolder(folder).finish(pack)

    assert (folder / "pack.zip").read_bytes() == b"zip"
