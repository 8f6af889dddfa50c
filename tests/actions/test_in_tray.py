"""What is put in while locked waits, and enters the record marked with how it came."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from holdfast.actions.capture import capture
from holdfast.actions.in_tray import adopt, discard, look_through
from holdfast.actions.list_entries import list_entries
from holdfast.model.errors import (
    CaptureUnreadableError,
    NoCasebookError,
    NothingSaidError,
    SomebodyElsesError,
)
from tests.actions.samples import CHAT, jpeg, received, zipped

if TYPE_CHECKING:
    from pathlib import Path

    from holdfast.vault.casebook import OpenCasebook

NOW = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)


def test_words_and_files_wait_sealed_until_they_are_adopted(book: OpenCasebook) -> None:
    name = capture(book.home, "He rang.", [received("a.jpg", jpeg())], clock=lambda: NOW)
    (waits,) = look_through(book)
    assert (waits.id, waits.what, waits.files, waits.how) == (
        name, "He rang.", ("a.jpg",), "command",
    )  # fmt: skip
    assert list_entries(book) == []

    adopted = adopt(book, name)

    assert adopted.entry is not None
    assert adopted.entry.fields["what"] == "He rang."
    assert adopted.entry.fields["by"] == "author unknown"
    assert adopted.entry.text("arrived").startswith(f"in-tray {name} command ")
    assert adopted.entry.fields["exhibits"] == [adopted.accounts[0].entry]
    assert look_through(book) == []


def test_a_chat_that_waited_is_read_when_it_is_adopted(book: OpenCasebook) -> None:
    packed = zipped({"_chat.txt": CHAT})
    name = capture(book.home, "", [received("WhatsApp Chat - Alex.zip", packed)])

    adopted = adopt(book, name)

    assert adopted.entry is None
    assert [each.format for each in adopted.accounts] == ["zip", "whatsapp"]
    inside = book.record.entry(adopted.accounts[1].entry)
    assert inside.text("name") == "_chat.txt"


def test_files_of_one_name_all_arrive(book: OpenCasebook) -> None:
    files = [received("a.txt", b"1"), received("a.txt", b"2"), received("..", b"3")]

    name = capture(book.home, "", files)

    assert look_through(book)[0].files == ("a.txt", "a (2).txt", "file")
    assert len(adopt(book, name).accounts) == 3


def test_what_was_adopted_and_not_taken_out_is_not_written_twice(
    book: OpenCasebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = capture(book.home, "He rang.")
    monkeypatch.setattr(book.in_tray, "discard", lambda _: None)
    first = adopt(book, name)

    second = adopt(book, name)

    assert first.entry is not None
    assert second.entry is not None
    assert first.entry.id == second.entry.id
    assert book.record.size == 1


def test_what_cannot_be_opened_is_shown_so_and_can_be_thrown_away(book: OpenCasebook) -> None:
    name = capture(book.home, "He rang.")
    (sealed,) = (book.home / "in-tray").glob(f"{name}*")
    sealed.write_bytes(sealed.read_bytes()[:-1] + b"x")

    (waits,) = look_through(book)

    assert not waits.is_readable
    with pytest.raises(CaptureUnreadableError):
        adopt(book, name)
    discard(book, name)
    assert look_through(book) == []


def test_nothing_at_all_is_not_captured(book: OpenCasebook, tmp_path: Path) -> None:
    with pytest.raises(NothingSaidError):
        capture(book.home, " ")
    with pytest.raises(NoCasebookError):
        capture(tmp_path / "none", "He rang.")


def test_whose_it_is_stands_in_every_file_also_inside_others(book: OpenCasebook) -> None:
    name = capture(book.home, "", [received("a.zip", zipped({"_chat.txt": CHAT}))])

    adopted = adopt(book, name, whose="child")

    assert [book.record.entry(each.entry).text("whose") for each in adopted.accounts] == [
        "child",
        "child",
    ]


def test_what_is_somebody_elses_stays_in_the_in_tray(book: OpenCasebook) -> None:
    name = capture(book.home, "", [received("a.jpg", jpeg())])

    with pytest.raises(SomebodyElsesError):
        adopt(book, name, whose="theirs")

    assert [each.id for each in look_through(book)] == [name]
    assert list_entries(book) == []
