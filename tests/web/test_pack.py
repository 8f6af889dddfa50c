"""A pack: chosen, looked at, made, handed over, and never plain on the disk."""

from __future__ import annotations

import html
import io
import re
import zipfile
from threading import Event
from typing import TYPE_CHECKING

import pytest

from holdfast.actions.add_entry import NewIncident, add_incident
from holdfast.actions.opened import OpenedEntries
from holdfast.actions.take_in import take_in
from holdfast.actions.verify_pack import verify_pack
from holdfast.web import pack_look
from holdfast.web.pack_job import PackJob
from holdfast.web.pages import pack
from tests.actions.samples import CHAT, received
from tests.web.browser_less import open_client
from tests.web.test_add import follow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from holdfast.vault.casebook import OpenCasebook
    from holdfast.web.forms import Form
    from holdfast.web.pack_look import Look
    from holdfast.web.session import Session
    from tests.web.browser_less import Client

EVERYTHING = {"audience": "police", "which": "all"}
SENTENCE = "He stood outside my work."


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    client = open_client(tmp_path / "home")
    follow(
        client,
        client.where("add"),
        {"what": SENTENCE, "where": "Mill Lane", "happened": "4 March 2020"},
    )
    follow(
        client,
        client.where("people.add"),
        {"role": "me", "initials": "abc", "handles": "0770 0900123"},
    )
    yield client
    job = client.shell.session.jobs.get("pack")  # type: ignore[union-attr]
    if isinstance(job, PackJob):
        job.stop()
        assert job.ended.wait(60)
        job.clear()


def preview(client: Client, fields: dict[str, str]) -> str:
    """Look with these ticks; gives where the form of what was looked at goes."""
    page = follow(client, client.where("pack.preview"), {**fields, "then": "look"})
    return looked_at(page)


def looked_at(page: str) -> str:
    """Give where the form of a preview goes."""
    found = re.findall(r'<form method="post" action="(/x/[^"]+)"', page[page.index("<main") :])
    return str(found[0])


def make(client: Client, fields: dict[str, str]) -> str:
    """Make a pack and give the page that hands it over."""
    answer = client.post(preview(client, fields), {**fields, "then": "make"})
    assert answer.status == 303, answer.text[-2000:]
    job = the_job(client)
    assert job.ended.wait(60)
    page = client.get(client.where("pack.progress"))
    return client.get(page.headers["location"]).text


def book_of(client: Client) -> OpenCasebook:
    """Give the open casebook."""
    assert client.shell.session is not None
    assert client.shell.session.book is not None
    return client.shell.session.book


def the_job(client: Client) -> PackJob:
    """Give the pack that is under way."""
    assert client.shell.session is not None
    job = client.shell.session.jobs["pack"]
    assert isinstance(job, PackJob)
    return job


def saved(client: Client, page: str, name: str) -> bytes:
    """Save a file from the last page."""
    link = re.search(rf'href="(/x/[^"]+)" download>{re.escape(name)}<', page)
    assert link is not None, page
    answer = client.get(link[1])
    assert answer.headers["content-disposition"].startswith("attachment")
    return answer.body


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        pytest.param({"which": "all"}, "Choose who it is for.", id="for nobody"),
        pytest.param({"audience": "police"}, "Choose what goes in.", id="nothing"),
        pytest.param({"audience": "self", "which": "some"}, "Tick at least one", id="no entry"),
    ],
)
def test_what_is_missing_is_asked_for(client: Client, fields: dict[str, str], said: str) -> None:
    assert said in client.post(client.where("pack"), fields).text


def test_an_entry_begins_a_pack_with_itself_ticked(client: Client) -> None:
    name = client.shell.session.book.record.entry("0").id  # type: ignore[union-attr]

    page = client.get(client.where("pack", entries=[name])).text

    assert re.search(rf'value="{name}" id="e-{name}" autocomplete="off" checked', page)


def test_the_list_to_tick_is_shown_when_it_is_asked_for(client: Client) -> None:
    assert SENTENCE not in client.get(client.where("pack")).text

    page = follow(client, client.where("pack"), {"fears": "That he comes in.", "then": "tick"})

    assert f"Wednesday 4 March 2020: {SENTENCE}" in page
    assert "That he comes in." in page
    assert re.search(r'value="some" checked', page)


def test_the_preview_says_how_many_are_absent_and_what_came_late(client: Client) -> None:
    name = client.shell.session.book.record.entry("0").id  # type: ignore[union-attr]

    page = follow(
        client, client.where("pack"), {"audience": "police", "which": "some", "entries": name}
    )

    assert "That 1 entry of your record is not in it." in page
    assert "1 entry was written days later" in page


def test_her_own_number_stays_out_until_it_is_ticked(client: Client) -> None:
    page = follow(client, client.where("pack"), EVERYTHING)
    allow = re.search(r'name="allowed" value="([^"]+)"[^>]*>', page)
    assert allow is not None
    assert "checked" not in allow[0]

    again = follow(
        client, client.where("pack.preview"), {"allowed": html.unescape(allow[1]), "then": "look"}
    )
    ticked = re.search(r'name="allowed" value="([^"]+)"[^>]*>', again)
    assert ticked is not None
    assert "checked" in ticked[0]


def test_what_was_not_looked_at_is_not_made(client: Client) -> None:
    follow(client, client.where("pack"), EVERYTHING)
    name = client.shell.session.book.record.entry("0").id  # type: ignore[union-attr]

    page = follow(client, preview(client, {}), {"then": "make", "without": name})

    assert "You changed what goes in." in page
    assert re.search(rf'name="without" value="{name}"[^>]* checked', page)
    assert "pack" not in client.shell.session.jobs  # type: ignore[union-attr]


def test_a_record_that_grew_since_is_looked_at_again(client: Client) -> None:
    follow(client, client.where("pack"), EVERYTHING)
    where = preview(client, {})
    follow(client, client.where("add"), {"what": "He came again."})

    page = follow(client, where, {"then": "make"})
    made = client.post(looked_at(page), {"then": "make"})

    assert "Your record has changed since you looked." in page
    assert "3 entries" in page
    assert the_job(client).ended.wait(60)
    assert made.headers["location"] == client.where("pack.progress")


def test_just_what_was_looked_at_is_made(client: Client) -> None:
    follow(client, client.where("pack"), EVERYTHING)
    where = preview(client, {})
    first = client.shell.session.jobs["pack.look"]  # type: ignore[union-attr]
    client.get(where)

    client.post(where, {"then": "make"})

    assert client.shell.session.jobs["pack.look"] is first  # type: ignore[union-attr]
    assert isinstance(first, pack_look.Look)
    assert the_job(client).ready.content.checkpoint == first.ready.content.checkpoint


def test_a_pack_for_herself_is_made_at_the_first_press(client: Client) -> None:
    page = follow(client, client.where("pack"), {"audience": "self", "which": "all"})
    ticks = re.findall(r'name="allowed" value="([^"]+)"[^>]* checked', page)
    assert ticks

    client.post(looked_at(page), {"then": "make", "allowed": html.unescape(ticks[0])})

    assert the_job(client).ended.wait(60)


def add_many(client: Client, count: int) -> None:
    book = book_of(client)
    for number in range(count):
        add_incident(book, NewIncident(what=f"At the corner, {number:03}."))


def test_a_long_list_is_shown_in_parts_and_ticks_go_along(client: Client) -> None:
    add_many(client, 60)
    page = follow(client, client.where("pack"), {"which": "some", "then": "tick"})
    assert "1 to 25 of 62" in page
    first = re.findall(r'name="entries" value="(\w+)"', page)[0]

    where = looked_at(page)
    page = follow(client, where, {"entries": first, "then": "list-2"})

    assert "26 to 50 of 62" in page
    assert f'type="hidden" name="entries" value="{first}"' in page
    assert "1 entry is ticked." in page


def test_the_list_is_searched_and_narrowed(client: Client) -> None:
    add_many(client, 30)
    page = follow(client, client.where("pack"), {"which": "some", "then": "tick"})

    page = follow(client, looked_at(page), {"find": "corner 007", "then": "find"})
    assert re.findall(r"At the corner, (\d+)\.", page) == ["007"]
    name = re.findall(r'name="entries" value="(\w+)"', page)[0]
    fields = {"find": "", "only": "ticked", "entries": name, "then": "find"}
    page = follow(client, looked_at(page), fields)

    assert re.findall(r"At the corner, (\d+)\.", page) == ["007"]


def test_parts_to_leave_out_are_searched_and_ticks_go_along(client: Client) -> None:
    add_many(client, 60)
    page = follow(client, client.where("pack"), EVERYTHING)
    assert page.count('name="without"') == 25
    name = re.findall(r'name="without" value="(\w+)"', page)[5]

    fields = {"without": name, "find": "corner 033", "then": "find"}
    page = follow(client, looked_at(page), fields)

    assert f'type="hidden" name="without" value="{name}"' in page
    assert page.count('type="checkbox" name="without"') == 1


def test_what_is_handed_over_holds_and_nothing_of_it_lies_plain(
    client: Client, tmp_path: Path
) -> None:
    follow(client, client.where("pack"), {**EVERYTHING, "address": "1 Example Street"})
    page = make(client, {"way": "upload"})
    upload = tmp_path / "upload"
    upload.mkdir()
    names = re.findall(r"download>([^<]+)<", page)
    assert {"START-HERE.pdf", "officer-only.pdf", "verify.html"} < set(names)
    for name in names:
        (upload / name).write_bytes(saved(client, page, name))

    assert verify_pack(upload).holds
    plain = [each for each in (tmp_path / "home").rglob("*") if each.is_file()]
    assert [each for each in plain if SENTENCE.encode() in each.read_bytes()] == []


def test_a_masked_field_is_in_no_file(client: Client) -> None:
    follow(client, client.where("pack"), EVERYTHING)
    name = client.shell.session.book.record.entry("0").id  # type: ignore[union-attr]
    page = make(client, {"way": "stick", "masked": f"{name}/where"})

    zip_name = re.findall(r"download>(notes-[\d-]+\.zip)<", page)
    packed = zipfile.ZipFile(io.BytesIO(saved(client, page, zip_name[0])))
    entries = packed.read("pack/record/entries.jsonl")
    index = packed.read("pack/index.csv")
    assert SENTENCE.encode() in index
    assert b"Mill Lane" not in index
    assert b"Mill Lane" not in entries


def test_a_locked_one_opens_with_the_words_shown(client: Client) -> None:
    import pyzipper  # noqa: PLC0415 - only here

    follow(client, client.where("pack"), EVERYTHING)
    page = make(client, {"way": "locked"})
    words = re.search(r'<ol class="nb-words".*?</ol>', page, re.DOTALL)
    assert words is not None
    password = " ".join(re.findall(r"<li>(\w+)</li>", words[0]))
    name = re.findall(r"download>(notes-[\d-]+\.zip)<", page)[0]

    locked = pyzipper.AESZipFile(io.BytesIO(saved(client, page, name)))
    locked.setpassword(password.encode())
    assert locked.read("pack.zip").startswith(b"PK")


def test_cleared_away_it_can_be_saved_no_longer(client: Client) -> None:
    follow(client, client.where("pack"), EVERYTHING)
    page = make(client, {"way": "stick"})
    link = re.search(r'href="(/x/[^"]+)" download', page)
    assert link is not None

    after = follow(client, client.where("pack.clear"), {"forget": "yes"})

    assert "cleared away" in after
    assert client.get(link[1]).status == 404


def test_a_look_that_takes_long_says_how_far_it_is_and_is_not_begun_twice(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    going, real, begun = Event(), pack_look.look_at_choice, list[int]()

    def slow(session: Session, book: OpenCasebook, values: Form) -> Look:
        begun.append(1)
        assert going.wait(60)
        return real(session, book, values)

    monkeypatch.setattr(pack_look, "look_at_choice", slow)
    monkeypatch.setattr(pack, "PATIENCE_SECONDS", 0.01)
    waiting = follow(client, client.where("pack"), EVERYTHING)
    again = client.get(client.where("pack.preview")).text
    going.set()
    the_looking(client).coming.result(60)
    events = client.get(client.where("pack.opening")).text

    ready = client.get(client.where("pack.preview")).text

    assert "of 2 entries opened" in waiting
    assert "of 2 entries opened" in again
    assert '"finished":true' in events.replace(" ", "")
    assert "2 entries" in ready
    assert "No pack is made yet" not in ready
    assert begun == [1]


def test_what_a_look_needs_is_opened_while_she_is_choosing(client: Client) -> None:
    client.get(client.where("pack"))
    assert client.shell.session is not None
    opened = client.shell.session.jobs[pack_look.OPENED]

    assert isinstance(opened, OpenedEntries)
    client.shell.bench.shutdown(wait=True)
    assert opened.count == 2


def the_looking(client: Client) -> pack_look.Looking:
    assert client.shell.session is not None
    looking = pack_look.find_looking(client.shell.session)
    assert looking is not None
    return looking


@pytest.mark.parametrize(
    ("audience", "is_said"), [("police", True), ("self", False)], ids=["police", "herself"]
)
def test_that_chats_go_in_as_fingerprints_only_is_said_before_the_pack_is_made(
    client: Client, audience: str, *, is_said: bool
) -> None:
    [*take_in(book_of(client), [received("WhatsApp Chat with Alex.txt", CHAT)], whose="mine")]

    page = follow(client, client.where("pack"), {"audience": audience, "which": "all"})

    assert "Your whole record is in it." in page
    assert ("Of 1 file with messages only the fingerprint goes in" in page) is is_said
