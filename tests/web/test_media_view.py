"""The page of a recording, and of a screenshot: facts with their doubts, machine words as such."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from holdfast.actions.outside.installed import Tool
from holdfast.actions.take_in import take_in
from holdfast.web.entry_view import Row
from holdfast.web.media_view import alike, machine_words, media_rows
from holdfast.web.take_in_job import NAME, TakeInJob
from tests.actions.outside_tools import need, screenshot, voicemail
from tests.actions.samples import received
from tests.readers.samples import FOLDER
from tests.web.browser_less import Client, open_client

if TYPE_CHECKING:
    from pathlib import Path

    from holdfast.vault.casebook import OpenCasebook


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return open_client(tmp_path / "home")


def book_of(client: Client) -> OpenCasebook:
    """Give the casebook that a client has open."""
    assert client.shell.session is not None
    book = client.shell.session.book
    assert book is not None
    return book


def page_of(client: Client, name: str, content: bytes) -> tuple[str, str]:
    """Take a file in; give its page and the id of its entry."""
    (account,) = take_in(book_of(client), [received(name, content)])
    return client.get(client.where("entry", id=account.entry)).text, account.entry


def test_a_video_says_kind_length_time_and_zone(client: Client) -> None:
    file = next((FOLDER / "recording" / "plain").glob("in.*"))

    page, _ = page_of(client, "IMG_0042.MOV", file.read_bytes())

    assert "Video (MOV), 64 by 48 dots, coded as h264, aac" in page
    assert "1 second" in page
    assert "The recording says it was made" in page
    assert "Wednesday 4 March 2026, 17:30:00 (time zone +01:00, as the file states)" in page
    assert "51.5, -0.12" in page


def test_a_clock_that_may_be_local_is_said(client: Client) -> None:
    file = next((FOLDER / "recording" / "newest").glob("in.*"))

    page, _ = page_of(client, "clip.mp4", file.read_bytes())

    assert "UTC, as the format defines it" in page
    assert "Some cameras write local time there" in page


def test_of_a_scan_of_three_pages_it_is_said_that_one_is_shown(client: Client) -> None:
    said = "Page 1 of 3 is shown here. The other pages are in the file."

    page, _ = page_of(client, "fax.tif", (FOLDER / "photo" / "pages" / "in.tif").read_bytes())

    assert said in page


def test_a_voicemail_says_its_length(client: Client) -> None:
    page, _ = page_of(client, "voicemail.amr", voicemail())

    assert "Sound recording (AMR), coded as amr_nb" in page
    assert "2 seconds" in page


def test_machine_words_are_said_to_be_that_and_times_are_only_offered(client: Client) -> None:
    need(Tool.TESSERACT)
    page, entry = page_of(client, "one.png", screenshot("I can see your window", "Today 17:30"))

    assert "read by a machine. They may be wrong." in page
    assert "see your window" in page
    assert "Today · 17:30" in page
    assert book_of(client).record.entry(entry).fields["taken"] == {
        "as_written": "",
        "precision": "unknown",
        "zone_source": "unknown",
    }
    found = client.post(client.where("record.ask"), {"words": "window"})
    assert found.status < 400


def test_a_copy_of_a_picture_points_at_the_other(client: Client) -> None:
    lines = ("One two three four five", "six seven eight", "nine ten eleven twelve")
    _, first = page_of(client, "one.png", screenshot(*lines, size=(540, 400)))

    page, second = page_of(client, "two.png", screenshot(*lines, size=(540, 402)))

    assert "exhibit 1: one.png" in page
    book = book_of(client)
    assert alike(book, second, book.record.entry(second).fields) == (first,)


def test_what_looks_alike_stands_together_on_the_account(client: Client) -> None:
    lines = ("One two three four five", "six seven eight", "nine ten eleven twelve")
    page_of(client, "one.png", screenshot(*lines, size=(540, 400)))
    assert client.shell.session is not None
    copy = received("two.png", screenshot(*lines, size=(540, 402)))
    client.shell.session.jobs[NAME] = job = TakeInJob(sources=[copy], whose="mine")
    job.run(book_of(client))

    page = client.get(client.where("take-in.account")).text

    _, _, alike = page.partition("Pictures that look alike")
    assert alike.index("1: one.png") < alike.index("2: two.png")


def test_where_nothing_looks_alike_the_account_says_nothing_of_it(client: Client) -> None:
    assert client.shell.session is not None
    client.shell.session.jobs[NAME] = job = TakeInJob(
        sources=[received("one.png", screenshot("One", "two", "three"))], whose="mine"
    )
    job.run(book_of(client))

    assert "Pictures that look alike" not in client.get(client.where("take-in.account")).text


def test_an_exhibit_that_is_neither_has_its_rows_as_they_are() -> None:
    rows = (Row(label="Name", text="a.bin", name="name"),)

    assert media_rows(rows, {"picture": None}) == rows


def test_a_picture_without_words_has_none(client: Client) -> None:
    _, entry = page_of(client, "voicemail.amr", voicemail())

    assert machine_words(book_of(client), entry) is None
    assert alike(book_of(client), entry, {"picture": {"format": "amr"}}) == ()


def test_a_photo_without_a_zone_is_given_the_one_she_names(client: Client) -> None:
    content = (FOLDER / "photo" / "plain" / "in.IMG_0001.jpg").read_bytes()
    page, entry = page_of(client, "IMG_0001.jpg", content)
    sha256 = book_of(client).record.entry(entry).text("sha256")
    assert "time zone not stated" in page
    client.post(client.where("take-in.again", id=entry))
    asked = client.get(client.where("take-in.account")).text
    assert "It says it was made on Friday 1 March 2024, 10:11" in asked

    client.post(
        client.where("take-in.answer", sha256=sha256, question="zone"), {"choice": "us-eastern"}
    )

    told = client.get(client.where("entry", id=entry)).text
    assert "10:11:12 (time zone -05:00, as you said)" in told
    assert "You said: USA, Eastern" in client.get(client.where("take-in.account")).text
