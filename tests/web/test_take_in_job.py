"""An import that ends early says what ended it and which files it left out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from holdfast.actions.cut_off import cut_off, note_begun
from holdfast.model.errors import DiskFullError, HoldfastError
from holdfast.web.take_in_job import NAME, TakeInJob
from tests.actions.samples import CHAT, received, zipped
from tests.web.browser_less import open_client

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from holdfast.actions.received import Received
    from holdfast.vault.casebook import OpenCasebook
    from tests.web.browser_less import Client

CHAT_NAME = "WhatsApp Chat with Alex.txt"


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return open_client(tmp_path)


@pytest.fixture
def book(client: Client) -> OpenCasebook:
    assert client.shell.session is not None
    assert client.shell.session.book is not None
    return client.shell.session.book


def failing(name: str, error: Exception) -> Received:
    def chunks() -> Iterator[bytes]:
        yield b"some"
        raise error

    return replace(received(name, b""), chunks=chunks)


def page_of(client: Client, job: TakeInJob) -> str:
    assert client.shell.session is not None
    client.shell.session.jobs[NAME] = job
    answer = client.get(client.where("take-in.progress"))
    return client.get(answer.headers["location"]).text


def test_a_disk_that_fills_up_in_the_middle_is_told_with_what_is_missing(
    client: Client, book: OpenCasebook
) -> None:
    sources = [received(CHAT_NAME, CHAT), failing("b.txt", DiskFullError()), received("c", b"c")]
    job = TakeInJob(sources=sources, whose="mine")

    job.run(book)
    page = page_of(client, job)

    assert "The disk is full." in page
    assert job.left_out == ["b.txt", "c"]
    assert "These files were not taken in, or not all that is in them:" in page
    assert "Read: 3 messages" in page


def test_a_fault_of_ours_in_the_middle_is_never_taken_for_the_end(book: OpenCasebook) -> None:
    job = TakeInJob(sources=[failing("b.txt", ZeroDivisionError())], whose="mine")

    with pytest.raises(ZeroDivisionError):
        job.run(book)

    assert type(job.ended_early) is HoldfastError
    assert job.left_out == ["b.txt"]


def test_an_import_that_is_stopped_names_what_it_left_and_keeps_none_of_it(
    book: OpenCasebook,
) -> None:
    kept = book.originals.keep(iter([CHAT]))
    job = TakeInJob(sources=[replace(received(CHAT_NAME, CHAT), kept=kept)], whose="mine")
    job.stop()

    job.run(book)

    assert job.told == []
    assert job.left_out == [CHAT_NAME]
    assert job.ended_early is None
    assert kept.blob not in [*book.originals.names()]


def test_an_import_from_another_window_is_told_of_together(
    client: Client, book: OpenCasebook
) -> None:
    first = TakeInJob(sources=[received("a.bin", b"\x00a")], whose="mine")
    second = TakeInJob(sources=[received("b.bin", b"\x00b")], whose="mine", earlier=first)

    second.run(book)
    assert not second.is_finished
    first.run(book)

    assert [each.name for each in second.told] == ["a.bin", "b.bin"]
    assert "2 files." in page_of(client, second)


def test_two_files_of_one_name_are_two(book: OpenCasebook) -> None:
    sources = [received("a.bin", b"\x00a"), failing("a.bin", DiskFullError())]
    job = TakeInJob(sources=sources, whose="mine")

    job.run(book)

    assert job.left_out == ["a.bin"]


def test_one_file_twice_in_one_form_is_taken_in_once(book: OpenCasebook) -> None:
    sources = [
        replace(received(name, CHAT), kept=book.originals.keep(iter([CHAT])))
        for name in (CHAT_NAME, "copy.txt")
    ]
    job = TakeInJob(sources=sources, whose="mine")

    job.run(book)

    assert [each.already_held for each in job.told] == [False, True]
    assert book.record.size == 1
    assert job.left_out == []


def test_an_import_that_a_lock_cut_off_is_told_of_until_its_files_are_there(
    client: Client, book: OpenCasebook
) -> None:
    sources = [
        replace(received(name, content), kept=book.originals.keep(iter([content])))
        for name, content in ((CHAT_NAME, CHAT), ("late.bin", b"\x00late"))
    ]
    TakeInJob(sources=sources[:1], whose="mine").run(book)
    # What a process lays down before it is ended.
    note_begun(book, sources)

    home = client.get(client.where("home")).text
    form = client.get(client.where("take-in")).text
    TakeInJob(sources=sources[1:], whose="mine").run(book)

    for page in (home, form):
        assert "Taking in was cut off before it was done." in page
        assert "late.bin" in page
        assert CHAT_NAME not in page
    assert "cut off" not in client.get(client.where("home")).text
    assert book.drawer.names("take-in/") == ()


def test_what_was_cut_off_is_shown_no_more_when_she_knows(
    client: Client, book: OpenCasebook
) -> None:
    note_begun(book, [received("late.bin", b"late")])

    answer = client.post(client.where("take-in.seen"))

    assert "cut off" not in client.get(answer.headers["location"]).text


def test_an_archive_may_not_be_whole(book: OpenCasebook) -> None:
    content = zipped({"a.txt": b"a"})
    source = replace(received("a.zip", content), kept=book.originals.keep(iter([content])))
    TakeInJob(sources=[source], whose="mine").run(book)
    note = note_begun(book, [source])

    assert cut_off(book) == {note: ("a.zip",)}
    assert cut_off(book, [note]) == {}


def test_calls_without_a_number_are_not_asked_about_as_one_person(
    client: Client, book: OpenCasebook
) -> None:
    bill = b"Date,From,To\n13/03/2026 17:30,Withheld,07700900123\n14/03/2026 17:30,07700900456,\n"
    job = TakeInJob(sources=[received("bill.csv", bill)], whose="mine")

    job.run(book)
    page = page_of(client, job)

    assert "Withheld" in job.told[0].participants
    assert "Withheld is" not in page
    assert "07700900456 is" in page


VOICE = b"""<html><head><title>Me to Sam</title></head><body><div class="hChatLog hfeed">
<div class="message"><abbr class="dt" title="2026-03-04T17:30:00.000Z">Mar 4</abbr>:
<cite class="sender vcard"><a class="tel" href="tel:+447700900123">
<abbr class="fn">Me</abbr></a></cite>:
<q>Leave me alone</q></div>
<div class="message"><abbr class="dt" title="2026-03-04T17:31:00.000Z">Mar 4</abbr>:
<cite class="sender vcard"><a class="tel" href="tel:+447700900456">
<span class="fn">Sam</span></a></cite>:
<q>no</q></div></div></body></html>"""


@pytest.mark.parametrize(
    ("whose", "is_asked"),
    [pytest.param("mine", False, id="her own"), pytest.param("given", True, id="a friend's")],
)
def test_whom_a_format_calls_me_is_asked_about_only_when_it_may_be_somebody_else(
    client: Client, book: OpenCasebook, *, whose: str, is_asked: bool
) -> None:
    job = TakeInJob(sources=[replace(received("page.html", VOICE), whose=whose)], whose=whose)

    job.run(book)
    page = page_of(client, job)

    assert job.told[0].participants == ("Me", "Sam")
    assert "Sam is" in page
    assert ("Me is" in page) is is_asked


def test_me_of_one_export_is_not_me_of_another(client: Client, book: OpenCasebook) -> None:
    files = [received("page.html", VOICE), received(CHAT_NAME, CHAT.replace(b"Alex", b"Me"))]
    job = TakeInJob(sources=[replace(each, whose="mine") for each in files], whose="mine")

    job.run(book)

    assert "Me is" in page_of(client, job)


def test_a_file_that_only_is_kept_can_be_looked_at(client: Client, book: OpenCasebook) -> None:
    job = TakeInJob(sources=[received("notes.docx", bytes(range(256)))], whose="mine")

    job.run(book)
    page = page_of(client, job)

    assert client.where("entry", id=job.told[0].entry) in page


DIARY = b"""12/03/2026, 10:00 - felt watched: he stood at the bus stop
13/03/2026, 18:00 - again: same coat
"""


def test_what_may_be_notes_names_nobody_until_she_has_said_so(
    client: Client, book: OpenCasebook
) -> None:
    job = TakeInJob(sources=[received("diary.txt", DIARY)], whose="mine")

    job.run(book)
    page = page_of(client, job)

    assert "It is a chat (WhatsApp)" in page
    assert "They are my own notes" in page
    assert "felt watched is" not in page


def test_a_long_list_of_names_is_folded_away(client: Client, book: OpenCasebook) -> None:
    lines = "".join(f"13/03/2026, 17:0{n} - Made Up {n}: hi\n" for n in range(6))
    job = TakeInJob(sources=[received(CHAT_NAME, lines.encode())], whose="mine")

    job.run(book)
    page = page_of(client, job)

    assert "Say who they are: 6 names" in page
    assert page.index("Say who they are") < page.index("Made Up 5 is")
