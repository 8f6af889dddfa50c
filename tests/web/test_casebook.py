"""This casebook: back-up, check, sheet, page for the phone, another passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from holdfast.actions.back_up import restore_back_up
from holdfast.actions.people import NewPerson, add_person
from holdfast.vault.keys import Passphrase
from holdfast.vault.opening import open_casebook
from holdfast.web.back_up_job import BackUpJob
from holdfast.web.check_job import CheckJob
from tests.web.browser_less import PASSPHRASE, open_client
from tests.web.test_add import follow

if TYPE_CHECKING:
    from pathlib import Path

    from holdfast.vault.casebook import OpenCasebook
    from tests.web.browser_less import Answer, Client

SENTENCE = "He stood outside my work."
NEW = "zephyr cobalt jigsaw mural thistle acorn"


@pytest.fixture
def client(tmp_path: Path) -> Client:
    client = open_client(tmp_path / "home")
    follow(client, client.where("add"), {"what": SENTENCE})
    return client


def book_of(client: Client) -> OpenCasebook:
    """Give the open casebook."""
    assert client.shell.session is not None
    assert client.shell.session.book is not None
    return client.shell.session.book


def kinds_of(client: Client) -> list[str]:
    """Give what the journal tells of."""
    return [each.kind for each in book_of(client).activity.list()]


def back_up(client: Client) -> Answer:
    """Make a back-up and save it."""
    client.post(client.where("back-up"))
    assert client.shell.session is not None
    job = client.shell.session.jobs["back-up"]
    assert isinstance(job, BackUpJob)
    assert job.ended.wait(30)
    assert client.get(client.where("back-up.progress")).status == 303
    page = client.get(client.where("back-up")).text
    assert "The back-up is ready" in page
    return client.get(client.where("back-up.file"))


def check(client: Client) -> str:
    """Check the casebook and give the page with what was found."""
    client.post(client.where("check"))
    assert client.shell.session is not None
    job = client.shell.session.jobs["check"]
    assert isinstance(job, CheckJob)
    assert job.ended.wait(30)
    assert client.get(client.where("check.progress")).status == 303
    return client.get(client.where("check")).text


def test_a_back_up_leaves_sealed_and_comes_back_whole(client: Client, tmp_path: Path) -> None:
    answer = back_up(client)
    (tmp_path / "copy.dat").write_bytes(answer.body)
    restore_back_up(tmp_path / "copy.dat", tmp_path / "again")

    assert answer.headers["content-disposition"].startswith('attachment; filename="notes-20')
    assert int(answer.headers["content-length"]) == len(answer.body)
    assert SENTENCE.encode() not in answer.body
    with open_casebook(tmp_path / "again", Passphrase(PASSPHRASE)) as book:
        assert book.record.entry("0").text("what") == SENTENCE
    assert kinds_of(client)[-1] == "back-up"


def test_nothing_of_a_back_up_stays_in_the_folder(client: Client, tmp_path: Path) -> None:
    left = tmp_path / "home" / "back-up-1-x.part"
    left.mkdir()
    before = {each.name for each in (tmp_path / "home").iterdir()}

    back_up(client)

    assert {each.name for each in (tmp_path / "home").iterdir()} == before - {left.name}


def test_a_back_up_that_is_cleared_away_can_be_saved_no_longer(client: Client) -> None:
    back_up(client)

    page = follow(client, client.where("back-up.clear"), {})

    assert "cleared away" in page
    assert client.get(client.where("back-up.file")).status == 404


def test_a_back_up_says_how_far_it_is_and_can_be_stopped(client: Client) -> None:
    job = BackUpJob(name="notes.dat", seen=lambda: None)
    assert job.progress() == {"done": 0, "all": 100, "messages": 0, "finished": False}
    job.stop()

    job.run(book_of(client))

    assert (job.size, job.error, [*job.chunks()]) == (0, None, [])
    assert job.progress()["finished"]


def test_a_whole_notebook_is_said_to_be_whole(client: Client) -> None:
    assert "Check it now" in client.get(client.where("check")).text

    page = check(client)

    assert "All is as it was saved." in page
    assert ">1 entry<" in page
    assert "sealed pieces" in page
    assert "rows" not in page.replace("Browse", "")
    assert "Check it again" in page


def test_what_differs_is_named_calmly(client: Client, tmp_path: Path) -> None:
    second = tmp_path / "home" / "record-2.db"
    second.write_bytes(second.read_bytes()[:4096] + bytes(4096) + second.read_bytes()[8192:])

    page = check(client)

    assert "not as " in page
    assert "The second copy of the record" in page
    assert "For somebody who helps you: <bdi>record-2.db" in page
    assert "The rest opens as before." in page


def test_the_sheet_is_a_pdf_under_a_neutral_name(client: Client) -> None:
    assert "Save the sheet" in client.get(client.where("log-sheet")).text

    answer = client.post(client.where("log-sheet"))

    assert answer.body.startswith(b"%PDF-")
    assert 'filename="notes.pdf"' in answer.headers["content-disposition"]


def test_the_page_for_her_phone_holds_only_the_public_key(client: Client) -> None:
    answer = client.post(client.where("casebook.phone"))

    assert book_of(client).recipient.encode() in answer.body
    assert 'filename="notes.html"' in answer.headers["content-disposition"]


def test_another_passphrase_opens_it_and_no_opening_is_noted(client: Client) -> None:
    fields = {"now": PASSPHRASE, "own": NEW}
    opened = kinds_of(client).count("unlock")

    page = follow(client, client.where("casebook.passphrase"), fields)

    assert "Your passphrase is changed." in page
    assert kinds_of(client).count("unlock") == opened
    assert kinds_of(client)[-1] == "passphrase-changed"
    with open_casebook(book_of(client).home, Passphrase(NEW)) as book:
        assert book.record.size == 1


def test_a_wrong_passphrase_changes_nothing_and_is_recorded(client: Client) -> None:
    fields = {"now": "not it", "own": NEW}

    page = client.post(client.where("casebook.passphrase"), fields).text
    assert "This is not your passphrase now" in page

    follow(client, client.where("casebook.passphrase"), {**fields, "now": PASSPHRASE})
    assert kinds_of(client)[-2:] == ["failed-try", "passphrase-changed"]


def test_her_own_words_may_not_be_names_from_her_record(client: Client) -> None:
    names = "Perpetua Featherstonehaugh Cholmondeley"
    add_person(book_of(client), NewPerson(role="does-it", name=names))

    fields = {"now": PASSPHRASE, "own": names}
    page = client.post(client.where("casebook.passphrase"), fields).text

    assert "Somebody could guess this." in page


def test_the_made_up_notebook_says_that_it_is_one(client: Client) -> None:
    assert "made-up notebook" not in client.get("/").text
    client.shell.is_demo = True

    assert "made-up notebook" in client.get("/").text
