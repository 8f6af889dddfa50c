"""Files of no bytes, names in any script, and the same file under two names."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from holdfast.actions.received import from_path
from holdfast.actions.take_in import take_in
from tests.actions.samples import received

if TYPE_CHECKING:
    from pathlib import Path

    from holdfast.vault.casebook import OpenCasebook

NAMES = (
    "фото.bin",
    "写真 1.bin",
    "صورة.bin",
    "תמונה.bin",
    "फ़ोटो.bin",
    "รูปภาพ.bin",
    "📷👍🏽.bin",
    "\u00e9.bin",
    "e\u0301.bin",
    " leading and trailing .bin ",
    "a\nb.bin",
    "\u202egpj.exe",
    "n" * 240,
)


def test_a_file_of_no_bytes_is_kept_and_listed(book: OpenCasebook) -> None:
    (account,) = take_in(book, [received("nothing.txt", b"")])

    entry = book.record.entry(account.entry)
    assert (entry.fields["size_bytes"], entry.text("sha256")) == (0, sha256(b"").hexdigest())
    assert b"".join(book.originals.open(entry.text("blob")).chunks()) == b""


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_name_in_any_script_is_kept_as_it_is_and_found(
    book: OpenCasebook, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(name.encode())

    (account,) = take_in(book, [from_path(path)])

    entry = book.record.entry(account.entry)
    assert entry.text("name") == name
    assert book.index.files_named(name) == [(entry.id, "")]
    assert b"".join(book.originals.open(entry.text("blob")).chunks()) == name.encode()


def test_two_files_of_the_same_bytes_in_one_import_are_one_exhibit(book: OpenCasebook) -> None:
    first, second = take_in(book, [received("a.bin", b"same"), received("b.bin", b"same")])

    assert (first.already_held, second.already_held) == (False, True)
    assert first.entry == second.entry
    assert book.record.size == 1
