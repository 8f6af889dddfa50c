"""What the columns of a list of calls mean; the zone of a chat; which app a file is from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from holdfast.actions.take_in import take_in
from holdfast.web.take_in_job import NAME, TakeInJob
from tests.actions.samples import received
from tests.readers.samples import all_cases
from tests.web.browser_less import open_client
from tests.web.test_add import follow

if TYPE_CHECKING:
    from pathlib import Path

    from holdfast.actions.account import FileAccount
    from holdfast.vault.casebook import OpenCasebook
    from tests.web.browser_less import Client

EMPTY_COLUMN = b"""Date,Number,Cell
04/03/2026 17:30,+447700900111,
05/03/2026 09:00,+447700900112,
"""
CALLS = b"""Date,Number,Way,Length
04/03/2026 17:30,+447700900111,I,65
05/03/2026 09:00,+447700900112,O,120
25/03/2026 09:00,+447700900112,O,120
"""
SAME_SHAPE = CALLS.replace(b"900112", b"900113")
MAIL_OF_A_CHAT = b"""From: anna@example.org
To: me@example.org
Date: Sun, 29 Mar 2026 12:00:00 +0100
Message-ID: <1@example.org>
Subject: our chat

29/03/2026, 02:30 - Anna: one
29/03/2026, 02:31 - Anna: two
"""
SELECT = re.compile(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', re.DOTALL)


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return open_client(tmp_path)


def book_of(client: Client) -> OpenCasebook:
    assert client.shell.session is not None
    assert client.shell.session.book is not None
    return client.shell.session.book


def taken_in(client: Client, name: str, content: bytes) -> FileAccount:
    assert client.shell.session is not None
    (account,) = take_in(book_of(client), [received(name, content)])
    job = TakeInJob(sources=[], whose=None)
    job.accounts = [account]
    client.shell.session.jobs[NAME] = job
    return account


def fields_of(page: str, **changed: str) -> dict[str, str]:
    """Give what a page's columns form would send, with some fields changed."""
    found = {"shape": (re.findall(r'name="shape" value="(\w+)"', page) or [""])[0]}
    for name, options in re.findall(
        r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL
    ):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return {**found, **{name.replace("_", "-"): text for name, text in changed.items()}}


def test_first_lines_are_shown_with_what_is_guessed(client: Client) -> None:
    account = taken_in(client, "calls.csv", CALLS)
    assert account.format == "call-records"

    page = client.get(client.where("take-in.columns", sha256=account.sha256)).text

    assert "<bdi>+447700900111</bdi>" in page
    assert "a comma" in page
    fields = fields_of(page)
    assert (fields["column-1"], fields["column-2"]) == ("when", "number")
    assert "A guess. Change it if it is wrong." in page
    assert "call-word" not in re.sub(r'(name|id|for)="[^"]*"', "", page)


def test_of_a_workbook_no_letters_and_commas_are_told(client: Client) -> None:
    (case,) = (each for each in all_cases("call-records") if each.folder.name == "workbook")
    account = taken_in(client, "bill.xlsx", case.source.content)

    page = client.get(client.where("take-in.columns", sha256=account.sha256)).text

    assert account.format == "call-records"
    assert "A workbook of a table program" in page
    assert "a comma" not in page
    assert "<bdi>2026-03-04 09:30</bdi>" in page


def test_what_it_gives_is_shown_before_anything_is_saved(client: Client) -> None:
    account = taken_in(client, "calls.csv", CALLS)
    where, size = (
        client.where("take-in.columns", sha256=account.sha256),
        book_of(client).record.size,
    )
    fields = fields_of(client.get(where).text, column_3="direction", column_4="duration")

    tried = client.post(where, {**fields, "then": "try"}).text
    words = sorted(name for name in fields_of(tried) if name.startswith("answer-call-word"))
    assert len(words) == 2
    units = {"answer-duration-unit": "seconds", "answer-zone": "uk"}
    again = client.post(where, {**fields_of(tried), **units, "then": "try"}).text

    assert "What that gives" in again
    assert "Wednesday 4 March 2026, 17:30" in again
    assert "time zone not known" not in again
    assert "It lasted 1 minute 5 seconds" in again
    assert book_of(client).record.size == size


def test_all_answers_are_one_new_reading_and_are_offered_for_the_next_file(client: Client) -> None:
    account = taken_in(client, "calls.csv", CALLS)
    where, book = client.where("take-in.columns", sha256=account.sha256), book_of(client)
    tried = client.post(
        where,
        {**fields_of(client.get(where).text, column_3="direction"), "then": "try"},
    ).text
    size = book.record.size
    said = {"answer-zone": "uk", "answer-duration-unit": "seconds"}
    follow(client, where, {**fields_of(tried), **said, "then": "save"})
    assert book.record.size == size + 1

    other = taken_in(client, "more.csv", SAME_SHAPE)
    assert other.first == "2026-03-04T17:30"
    offer = client.get(client.where("take-in.columns", sha256=other.sha256)).text

    assert "You said this for a file of the same shape on" in offer

    shape = {"shape": fields_of(offer)["shape"], "then": "use"}
    used = client.post(client.where("take-in.columns", sha256=other.sha256), shape).text
    assert fields_of(used)["column-3"] == "direction"
    assert fields_of(used)["answer-zone"] == "uk"


def test_one_meaning_is_for_one_column(client: Client) -> None:
    account = taken_in(client, "calls.csv", CALLS)
    where = client.where("take-in.columns", sha256=account.sha256)

    page = client.post(
        where, {**fields_of(client.get(where).text, column_3="when"), "then": "save"}
    ).text

    assert "Two columns have the same meaning" in page


def test_the_zone_of_a_chat_is_told_under_times(client: Client) -> None:
    account = taken_in(client, "WhatsApp Chat with Anna.txt", b"29/03/2026, 02:30 - Anna: hello\n")
    page = client.get(client.where("take-in.account")).text
    assert "Times: the time zone of the phone" in page
    assert "Questions only you can answer" not in page
    assert "UTC +5:30, all year" in page

    where = client.where("take-in.answer", sha256=account.sha256, question="zone")
    told = follow(client, where, {"choice": "uk"})

    assert "You said: United Kingdom and Ireland, with summer time" in told
    rows = book_of(client).index.messages(account.entry, first=0, last=1)
    assert [each.message.happened.iso for each in rows] == ["2026-03-29T02:30+01:00"]


def test_which_app_a_file_is_from_is_asked_in_words(client: Client) -> None:
    account = taken_in(client, "chat.txt", MAIL_OF_A_CHAT)
    page = client.get(client.where("take-in.account")).text
    assert "It begins with “From: anna@example.org”" in page
    for app in ("WhatsApp", "A mail", "None of these: keep it as it is"):
        assert re.search(rf"<label[^>]*>\s*{app}\s*</label>", page)

    where = client.where("take-in.answer", sha256=account.sha256, question="format")
    told = follow(client, where, {"choice": "whatsapp"})

    assert "Read as a WhatsApp chat" in told
    rows = book_of(client).index.messages(account.entry, first=0, last=5)
    assert [each.message.sender for each in rows] == ["Anna", "Anna"]


def test_questions_of_a_file_can_be_answered_long_after_it_came_in(client: Client) -> None:
    entry = taken_in(client, "calls.csv", CALLS).entry
    assert client.shell.session is not None
    client.shell.session.jobs.clear()  # as after a lock

    assert "Questions about this file" in client.get(client.where("entry", id=entry)).text
    answer = client.post(client.where("take-in.again", id=entry))

    assert "Say what the columns mean" in client.get(answer.headers["location"]).text


def test_a_column_that_begins_empty_says_so(client: Client) -> None:
    account = taken_in(client, "calls.csv", EMPTY_COLUMN)

    page = client.get(client.where("take-in.columns", sha256=account.sha256)).text

    assert "Empty in these lines." in page
    assert "<bdi></bdi><br>" not in page
