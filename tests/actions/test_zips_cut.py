"""Zips that break off before their list of files, and zips that were cut into parts."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import TYPE_CHECKING

import pytest

from holdfast.actions import zips
from holdfast.actions.take_in import take_in
from holdfast.actions.zips_cut import local_files
from tests.actions.samples import CHAT, received
from tests.actions.test_containers import of_zip, zip_of
from tests.readers.samples import BytesSource

if TYPE_CHECKING:
    from holdfast.vault.casebook import OpenCasebook

FILES = {"a.txt": b"one " * 50, "media/": b"", ".DS_Store": b"x", "b.bin": bytes(range(256)) * 3}
WHOLE = {"a.txt": FILES["a.txt"], ".DS_Store": "skipped-junk", "b.bin": FILES["b.bin"]}
TOLD = {"": "skipped-damaged"}


class Unseekable(io.BytesIO):
    """A stream that a zip can only be written to from front to end."""

    def seekable(self) -> bool:
        """Say no."""
        return False

    def tell(self) -> int:
        """Refuse.

        Raises:
            OSError: always.
        """
        raise OSError

    def seek(self, *_: int) -> int:
        """Refuse.

        Raises:
            OSError: always.
        """
        raise OSError


def streamed(method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Give a zip as a phone shares it: lengths stand behind each file."""
    out = Unseekable()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in FILES.items():
            archive.writestr(name, content)
    return out.getvalue()


def without_list(content: bytes) -> BytesSource:
    """Give a zip that ends before its list."""
    return BytesSource(content[: content.find(b"PK\x01\x02")], "in.zip")


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_files_before_the_cut_are_given_and_the_cut_is_told(method: int) -> None:
    assert of_zip(without_list(zip_of(FILES, method=method).content)) == WHOLE | TOLD


def test_files_whose_lengths_stand_behind_them_are_found() -> None:
    assert of_zip(without_list(streamed())) == WHOLE | TOLD


def test_a_long_length_is_read() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("a", "b"):
            with archive.open(name, "w", force_zip64=True) as file:
                file.write(b"words")

    assert of_zip(without_list(out.getvalue())) == {"a": b"words", "b": b"words"} | TOLD


def test_where_nobody_can_tell_an_end_the_rest_is_not_guessed() -> None:
    found = of_zip(without_list(streamed(zipfile.ZIP_STORED)))

    assert found == {"a.txt": "skipped-damaged"} | TOLD


@pytest.mark.parametrize("content", [zip_of(FILES).content, streamed()], ids=["plain", "streamed"])
def test_a_zip_cut_anywhere_gives_whole_files_or_says_why_not(content: bytes) -> None:
    end = content.find(b"PK\x01\x02")

    for length in range(0, end, 3):
        found = of_zip(BytesSource(content[:length], "in.zip"))
        assert found[""] == "skipped-damaged"
        for name, given in found.items():
            assert given in {WHOLE.get(name), "skipped-damaged"}


def test_a_wrong_check_sum_and_a_file_that_grows_too_far_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wrong = zip_of({"a": b"hello"}, method=zipfile.ZIP_STORED).content.replace(b"hello", b"hullo")
    bomb = zip_of({"a": bytes(100_000)}).content
    monkeypatch.setattr(zips, "RATIO_FREE_BYTES", 1000)

    assert of_zip(without_list(wrong))["a"] == "skipped-damaged"
    assert of_zip(without_list(bomb))["a"] == "skipped-bomb"
    assert len(list(local_files(without_list(streamed()), ratio=0, free_bytes=1))) == 1


def test_damage_in_a_packed_file_ends_what_can_be_found() -> None:
    content = bytearray(without_list(streamed()).content)
    content[40:60] = b"\xff" * 20

    assert of_zip(BytesSource(bytes(content), "in.zip")) == {"a.txt": "skipped-damaged"} | TOLD


def test_a_locked_file_before_the_cut_is_told() -> None:
    content = bytearray(without_list(zip_of({"a": b"x"}).content).content)
    content[6] |= 1

    assert of_zip(BytesSource(bytes(content), "in.zip")) == {"a": "skipped-encrypted"} | TOLD


def test_the_last_of_several_parts_is_told_as_such() -> None:
    content = bytearray(zip_of({"a": b"x"}).content)
    end = content.rfind(b"PK\x05\x06")
    content[end + 4 : end + 8] = struct.pack("<2H", 3, 3)

    assert of_zip(BytesSource(bytes(content), "in.zip")) == {"": "skipped-in-parts"}


def test_a_chat_in_a_zip_that_was_not_copied_to_its_end_is_read(book: OpenCasebook) -> None:
    content = without_list(zip_of({"WhatsApp Chat with Alex.txt": CHAT}).content).content

    accounts = list(take_in(book, [received("in.zip", content)]))

    assert [each.format for each in accounts if each.found] == ["whatsapp"]
    assert [each.error for each in accounts if each.error] == ["skipped-damaged"]
