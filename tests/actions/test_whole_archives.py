"""An archive that is empty or damaged says so itself, on pages and in lines."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from holdfast.actions.take_in import take_in
from holdfast.actions.whole_archives import fold_archives
from holdfast.cli.account_lines import account_lines
from tests.actions.samples import received, zipped

if TYPE_CHECKING:
    from holdfast.vault.casebook import OpenCasebook


def lines_of(book: OpenCasebook, **files: bytes) -> list[str]:
    taken = take_in(book, [received(name, content) for name, content in files.items()])
    return list(account_lines(list(taken)))


def test_an_empty_and_a_damaged_archive_say_so_under_their_own_names(book: OpenCasebook) -> None:
    whole = zipped({"a.txt": b"words" * 100})

    told = lines_of(book, empty=zipped({}), cut=whole[:-20])

    said = dict(pairwise(told))
    (empty,) = (said[line] for line in told if line.startswith("empty:"))
    (cut,) = (said[line] for line in told if line.startswith("cut:"))
    assert empty.strip().startswith("There is nothing in this file. It is kept as it is.")
    assert cut.strip().startswith("This is damaged and could not be read in full.")


def test_the_same_bytes_under_another_name_are_called_by_that_name(book: OpenCasebook) -> None:
    told = lines_of(book, **{"one.bin": b"\x00\x01", "two.bin": b"\x00\x01"})

    assert [line.split(":")[0] for line in told if ": " in line and line[0] != " "] == [
        "one.bin",
        "two.bin",
    ]


def test_an_archive_in_an_archive_is_told_apart_from_what_is_around_it(book: OpenCasebook) -> None:
    accounts = list(take_in(book, [received("a.zip", zipped({"b.zip": zipped({})}))]))

    outer, inner = fold_archives(accounts)

    assert outer.leftovers == ()
    assert [each["why"] for each in inner.leftovers] == ["nothing-in-it"]
