"""An attachment is the file of that name from the same zip, and never a guess."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.attachments import find_attachments
from holdfast.actions.take_in import take_in
from tests.actions.samples import CHAT, jpeg, received, zipped

if TYPE_CHECKING:
    from holdfast.vault.casebook import OpenCasebook


def linked(book: OpenCasebook, import_id: str, number: int = 2) -> dict[str, str]:
    (row,) = book.index.messages(import_id, first=number, last=number)
    return dict(find_attachments(book, import_id, number, row.message))


NAME = "IMG-20260326-WA0001.jpg"


def test_it_is_the_file_from_the_same_zip(book: OpenCasebook) -> None:
    first = zipped({"_chat.txt": CHAT, NAME: jpeg()})
    second = zipped({"other.txt": b"x", NAME: jpeg("red")})
    rows = list(take_in(book, [received("a.zip", first), received("b.zip", second)]))

    assert linked(book, rows[1].entry) == {NAME: rows[2].entry}


def test_it_is_found_elsewhere_when_only_one_file_has_that_name(book: OpenCasebook) -> None:
    rows = list(take_in(book, [received(NAME, jpeg()), received("chat.txt", CHAT)]))

    assert linked(book, rows[1].entry) == {NAME: rows[0].entry}


def test_two_files_of_that_name_elsewhere_are_no_answer(book: OpenCasebook) -> None:
    files = [received(NAME, jpeg()), received(NAME, jpeg("red")), received("chat.txt", CHAT)]
    rows = list(take_in(book, files))

    assert linked(book, rows[2].entry) == {}
