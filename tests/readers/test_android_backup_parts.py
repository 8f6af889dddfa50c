"""The pieces of the reader of Android back-ups: headers, damage at any byte, limits."""

from __future__ import annotations

import io
import tarfile
import zlib
from typing import TYPE_CHECKING

import pytest

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Message, Part
from holdfast.readers import android_backup, android_backup_files
from holdfast.readers.android_backup_files import read_header
from tests.readers.samples import BytesSource, all_cases, messages_of, read_all

if TYPE_CHECKING:
    from holdfast.model.message import Found

READER = "android-backup"
CASES = {case.folder.name: case.source.content for case in all_cases(READER)}
HEAD = b"ANDROID BACKUP\n5\n1\nnone\n"


def whys(found: list[Found]) -> list[str]:
    """Give the reasons of leftovers."""
    return [each.why for each in found if isinstance(each, Leftover)]


def archive(name: str, content: bytes) -> bytes:
    """Give an archive of one file."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as made:
        info = tarfile.TarInfo(name)
        info.size = len(content)
        made.addfile(info, io.BytesIO(content))
    return file.getvalue()


def deflated(content: bytes) -> BytesSource:
    """Give a back-up."""
    return BytesSource(HEAD + zlib.compress(content))


@pytest.mark.parametrize(
    ("head", "compressed", "encrypted"),
    [(HEAD, True, False), (b"ANDROID BACKUP\n1\n0\nAES-256\n", False, True)],
)
def test_the_first_lines_tell(head: bytes, compressed: bool, encrypted: bool) -> None:  # noqa: FBT001  # pytest calls it by name
    header = read_header(head + b"x")

    assert header is not None
    assert header == (len(head), compressed, encrypted)


@pytest.mark.parametrize("head", [b"", b"ANDROID BACKUP\n", b"ANDROID BACKUP\nx\n1\nnone\n"])
def test_other_first_lines_are_of_another_format(head: bytes) -> None:
    assert read_header(head) is None
    with pytest.raises(NotThisFormatError):
        read_all(BytesSource(head), READER)


@pytest.mark.parametrize("name", ["plain", "not-deflated", "hostile"])
def test_a_back_up_cut_at_any_byte_gives_what_is_whole_before(name: str) -> None:
    content = CASES[name]
    whole = messages_of(read_all(BytesSource(content), READER))

    for length in range(len(HEAD), len(content), max(1, len(content) // 300)):
        found = read_all(BytesSource(content[:length]), READER)
        messages = messages_of(found)
        assert messages == whole[: len(messages)]
        assert messages == whole or whys(found)[-1] in {"ends-early", "damaged-record"}


def test_a_flipped_byte_raises_nothing_but_our_own_error() -> None:
    content = CASES["plain"]

    for at in range(len(HEAD), len(content)):
        changed = content[:at] + bytes([content[at] ^ 0x55]) + content[at + 1 :]
        assert read_all(BytesSource(changed), READER)


def test_a_file_that_is_too_large_stays_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(android_backup, "LONGEST_PART_BYTES", 4)

    found = read_all(deflated(archive("a.txt", b"too long") + bytes(512)), READER)

    assert whys(found) == ["about-the-export", "part-too-long"]
    assert found[1].span.path == "a.txt"  # type: ignore[union-attr]


def test_a_back_up_that_never_ends_is_not_read_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(android_backup_files, "MOST_INFLATED", 1 << 20)

    found = read_all(deflated(archive("a.txt", bytes(2 << 20))), READER)

    assert whys(found)[-1] == "skipped-bomb"


def test_too_many_files_are_not_read_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(android_backup_files, "MOST_FILES", 0)

    assert whys(read_all(deflated(archive("a.txt", b"x")), READER))[-1] == "skipped-bomb"


def test_an_extended_header_longer_than_any_name_is_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(android_backup_files, "LONGEST_EXTENSION", 1)

    assert "damaged-record" in whys(read_all(BytesSource(CASES["newest"]), READER))


def test_every_file_inside_is_found_where_its_place_says() -> None:
    content = CASES["not-deflated"]
    found = read_all(BytesSource(content), READER)

    (part,) = [each for each in found if isinstance(each, Part)]
    assert content[part.span.start : part.span.end] == part.content
    assert all(each.span.path for each in found if isinstance(each, Message))


def test_long_names_of_the_older_form_are_read() -> None:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=tarfile.GNU_FORMAT) as made:
        info = tarfile.TarInfo("a" * 160)
        info.size = 1
        made.addfile(info, io.BytesIO(b"x"))

    (part,) = [
        each for each in read_all(deflated(file.getvalue()), READER) if isinstance(each, Part)
    ]
    assert part.name == "a" * 160
