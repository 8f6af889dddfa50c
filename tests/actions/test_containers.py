"""Folders and zips, handed over file by file; what is hostile in them does no harm."""

from __future__ import annotations

import io
import os
import stat
import struct
import zipfile
from typing import TYPE_CHECKING

import pytest

from holdfast.actions import containers, members, zips
from holdfast.actions.containers import (
    Budget,
    Member,
    MemberUnreadableError,
    Skipped,
    member_of_file,
    members_of_folder,
)
from holdfast.actions.zips import is_zip, members_of_zip
from tests.corpus import corpus
from tests.readers.samples import BytesSource

if TYPE_CHECKING:
    from pathlib import Path


def zip_of(files: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> BytesSource:
    """Give a zip in memory."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return BytesSource(out.getvalue(), "in.zip")


def contents(found: list[Member | Skipped]) -> dict[str, bytes | str]:
    """Give path inside -> bytes, or the reason why not."""
    result: dict[str, bytes | str] = {}
    for each in found:
        match each:
            case Skipped(inside, why):
                result[inside] = why
            case Member():
                try:
                    result[each.inside] = b"".join(each.chunks())
                except MemberUnreadableError as error:
                    result[each.inside] = str(error.why)
    return result


def of_zip(source: BytesSource, **options: int) -> dict[str, bytes | str]:
    """Give what is in a zip."""
    return contents(list(members_of_zip(source, **options)))  # type: ignore[arg-type]


def test_members_come_with_their_bytes_and_names() -> None:
    source = zip_of({"_chat.txt": b"chat", "photos/a.jpg": b"a", "photos/": b""})

    found = list(members_of_zip(source))

    assert [each.name for each in found if isinstance(each, Member)] == ["_chat.txt", "a.jpg"]
    assert contents(found) == {"_chat.txt": b"chat", "photos/a.jpg": b"a"}


def test_a_member_can_be_read_twice_and_in_any_order() -> None:
    first, second = members_of_zip(zip_of({"a": b"one", "b": b"two"}))
    assert isinstance(first, Member)
    assert isinstance(second, Member)

    assert b"".join(second.chunks()) == b"two"
    assert [b"".join(first.chunks()) for _ in range(2)] == [b"one", b"one"]


@pytest.mark.parametrize(
    "name", ["../../etc/x", "/etc/x", "C:\\x", "a/../../x", "\\\\host\\x", ".."]
)
def test_a_name_that_points_outside_is_only_a_name(name: str) -> None:
    (member,) = members_of_zip(zip_of({name: b"x"}))

    assert isinstance(member, Member)
    assert "/" not in member.name
    assert b"".join(member.chunks()) == b"x"


@pytest.mark.parametrize(
    "name",
    ["__MACOSX/._a.jpg", "a/.DS_Store", "Thumbs.db", "x/desktop.ini", "._chat.txt", "a/.nomedia"],
)
def test_what_a_system_leaves_beside_is_skipped(name: str) -> None:
    assert of_zip(zip_of({name: b"x"})) == {name: "skipped-junk"}


def test_the_same_name_twice_is_two_files() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", b"one")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.txt", b"two")

    assert of_zip(BytesSource(out.getvalue())) == {"a.txt": b"one", "a.txt (2)": b"two"}


def test_a_link_is_not_followed() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("link")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, b"/etc/passwd")

    assert of_zip(BytesSource(out.getvalue())) == {"link": "skipped-link"}


def test_a_locked_member_is_told() -> None:
    content = bytearray(zip_of({"a": b"x"}).content)
    content[content.find(b"PK\x01\x02") + 8] |= 1

    assert of_zip(BytesSource(bytes(content))) == {"a": "skipped-encrypted"}


def test_an_unusual_packing_is_told() -> None:
    assert of_zip(zip_of({"a": b"x"}, method=zipfile.ZIP_LZMA)) == {"a": "skipped-method"}


def test_a_bomb_is_cut_off() -> None:
    source = zip_of({"bomb": b"\0" * (zips.RATIO_FREE_BYTES + (2 << 20))})

    assert of_zip(source) == {"bomb": "skipped-bomb"}


def test_the_budget_is_shared_by_zips_inside() -> None:
    budget = Budget(members=2, size_bytes=100)
    source = zip_of({"a": b"x" * 60, "b": b"y" * 60, "c": b"z"})

    found = contents(list(members_of_zip(source, budget=budget)))

    assert found == {"a": b"x" * 60, "b": "skipped-bomb", "c": "skipped-too-many"}
    assert of_zip(source)["c"] == b"z"


def test_members_that_share_bytes_are_not_read() -> None:
    content = bytearray(zip_of({"a": b"x" * 50, "b": b"y" * 50}, method=0).content)
    second = content.find(b"PK\x01\x02", content.find(b"PK\x01\x02") + 4)
    content[second + 42 : second + 46] = struct.pack("<L", 10)

    assert set(of_zip(BytesSource(bytes(content))).values()) == {"skipped-overlapping"}


def test_a_wrong_checksum_is_told() -> None:
    content = zip_of({"a": b"hello"}, method=0).content.replace(b"hello", b"hullo")

    assert of_zip(BytesSource(content)) == {"a": "skipped-damaged"}


def test_zips_that_lie_too_deep_are_not_opened() -> None:
    assert of_zip(zip_of({"a": b""}), depth=containers.DEEPEST + 1) == {"": "skipped-too-deep"}


def test_a_list_that_would_fill_the_memory_is_not_read() -> None:
    content = bytearray(zip_of({"a": b"x"}).content)
    content[-10:-6] = struct.pack("<L", zips.MOST_DIRECTORY_BYTES + 1)

    assert of_zip(BytesSource(bytes(content))) == {"": "skipped-too-many"}


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"PK\x05\x06", b"PK\x05\x06" + b"\xff" * 18]
)
def test_what_is_no_zip_is_told(content: bytes) -> None:
    assert of_zip(BytesSource(content)) == {"": "skipped-damaged"}


def test_an_empty_zip_has_nothing_inside() -> None:
    assert of_zip(zip_of({})) == {}


@pytest.mark.parametrize(
    ("files", "name", "expected"),
    [
        ({"_chat.txt": b""}, "x", True),
        ({}, "x", True),
        ({"[Content_Types].xml": b""}, "letter.docx", False),
        ({"docProps/app.xml": b"", "xl/workbook.xml": b""}, "bill.xlsx", False),
        ({"mimetype": b""}, "letter.odt", False),
    ],
)
def test_documents_are_one_thing_and_zips_are_many(
    files: dict[str, bytes], name: str, *, expected: bool
) -> None:
    assert is_zip(BytesSource(zip_of(files).content, name)) is expected


def test_a_zip_after_a_program_is_known_by_its_name() -> None:
    content = b"MZ program" + zip_of({"a": b"x"}).content

    assert is_zip(BytesSource(content, "a.ZIP"))
    assert not is_zip(BytesSource(content, "a.exe"))
    assert not is_zip(BytesSource(b"text", "a.zip"))
    assert of_zip(BytesSource(content)) == {"a": b"x"}


def test_names_that_are_utf8_without_saying_so_are_read() -> None:
    content = bytearray(zip_of({"grüß": b"x"}).content)
    for mark, flag_at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark) + flag_at
        content[at : at + 2] = b"\0\0"

    assert of_zip(BytesSource(bytes(content))) == {"grüß": b"x"}


def test_names_in_an_old_encoding_are_kept_as_they_can_be() -> None:
    content = zip_of({"grau": b"x"}).content.replace(b"grau", b"gr\x84u")

    assert of_zip(BytesSource(content)) == {"gräu": b"x"}


def test_a_folder_gives_its_files_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "c.txt").write_bytes(b"c")
    (tmp_path / "a.txt").write_bytes(b"a")
    (tmp_path / ".DS_Store").write_bytes(b"x")
    (tmp_path / "link").symlink_to("/etc/passwd")
    (tmp_path / "linked").symlink_to(tmp_path / "b")
    os.mkfifo(tmp_path / "pipe")

    assert contents(list(members_of_folder(tmp_path))) == {
        ".DS_Store": "skipped-junk", "a.txt": b"a", "link": "skipped-link",
        "linked": "skipped-link", "pipe": "skipped-no-file", "b/c.txt": b"c",
    }  # fmt: skip


def test_a_name_that_is_no_text_is_shown_all_the_same(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xff.txt")).write_bytes(b"x")

    assert contents(list(members_of_folder(tmp_path))) == {"\ufffd.txt": b"x"}


def test_a_folder_with_too_many_files_stops(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(containers, "MOST_FILES", 1)
    for name in "ab":
        (tmp_path / name).write_bytes(b"x")

    assert contents(list(members_of_folder(tmp_path))) == {"a": b"x", "b": "skipped-too-many"}


def test_a_single_file_is_a_member_too(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a")

    assert contents([member_of_file(tmp_path / "a.txt")]) == {"a.txt": b"a"}
    assert contents([member_of_file(tmp_path / "none")]) == {"none": "skipped-unreadable"}


def test_a_file_that_became_a_link_is_not_followed(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"a")
    member = member_of_file(file)
    file.unlink()
    file.symlink_to("/etc/passwd")

    assert contents([member]) == {"a.txt": "skipped-unreadable"}


def test_nothing_prints_a_name() -> None:
    (member,) = members_of_zip(zip_of({"secret": b"x"}))

    assert "secret" not in repr((member, Skipped("secret", "skipped-junk")))


def test_hostile_archives_are_bounded_and_told() -> None:
    budget_before = members.MOST_MEMBERS
    looked_into = 0
    for path in sorted(corpus("hostile", "archives").rglob("*")):
        if not path.is_file():
            continue
        source = BytesSource(path.read_bytes(), path.name)
        if is_zip(source):
            looked_into += 1
            found = contents(list(members_of_zip(source)))
            assert sum(len(each) for each in found.values()) < (64 << 20)

    assert looked_into > 300
    assert budget_before == members.MOST_MEMBERS
