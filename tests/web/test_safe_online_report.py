"""Reports to sites: made from the record, changed by her, sent by her, and logged as a contact."""

from __future__ import annotations

import hashlib
import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from holdfast.actions.add_entry import NewIncident, add_incident
from holdfast.actions.checkpoint_codes import find_code
from holdfast.actions.people import NewPerson, add_person
from holdfast.actions.standing import current_of_kind
from holdfast.actions.take_in import take_in
from holdfast.actions.withdraw import withdraw
from holdfast.model.entry import Kind
from holdfast.web.drafts import names_of_drafts
from tests.actions.samples import CHAT, received
from tests.web.browser_less import open_client
from tests.web.test_add import follow
from tests.web.test_orders import book_of
from tests.web.test_safe_online import pass_up_to

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.browser_less import Client

ADDRESS = "https://forum.example.org/thread/12?page=2#last"
PAGE = f"""<!DOCTYPE html> <html lang="en"><!--
 Page saved with SingleFile
 url: {ADDRESS}
 saved date: Mon Nov 02 2026 10:11:12 GMT+0000 (Greenwich Mean Time)
--><meta charset="utf-8"><title>Thread 12</title><body><p>Ravi: I know it.</p></body></html>
""".encode()
REPORT = {
    "to": "site",
    "platform": "facebook",
    "what": "A false profile with my name.",
    "asks": "keep",
}


@pytest.fixture
def client(tmp_path: Path) -> Client:
    opened = open_client(tmp_path)
    pass_up_to(opened, "evidence")
    return opened


def capture(client: Client) -> str:
    """Take a saved page in; gives its entry."""
    (account,) = take_in(book_of(client), [received("thread.html", PAGE)])
    assert account.format == "web-page"
    return account.entry


def text_on(page: str) -> str:
    """Give what stands in the big text field."""
    found = re.search(r'<textarea[^>]*id="text"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    assert found is not None, page
    return unescape(found[1])


def make(client: Client, **fields: str) -> str:
    """Make the text, and give it."""
    return text_on(follow(client, client.where("safe-online.report"), {**REPORT, **fields}))


def test_it_warns_of_the_police_first_and_sends_nothing(client: Client) -> None:
    page = client.get(client.where("safe-online.report")).text

    assert page.index("tell them first") < page.index("Make the text")
    assert "Nothing is sent from here" in page
    assert "under 18: keep nothing, send nothing" in page


def test_it_is_closed_until_she_was_told_to_keep_what_shows_it(tmp_path: Path) -> None:
    client = open_client(tmp_path)

    assert client.get(client.where("safe-online.report")).status == 303
    assert client.post(client.where("safe-online.report"), REPORT).status == 303
    assert names_of_drafts(book_of(client).drawer) == ()


def test_a_capture_gives_its_check_sum_and_the_address_it_states_unchanged(client: Client) -> None:
    text = make(client, entries=capture(client))

    assert hashlib.sha256(PAGE).hexdigest() in text
    assert f"It states that it is from: {ADDRESS}" in text
    assert "Mon Nov 02 2026 10:11:12" in text
    assert "Facebook and Messenger" in text
    assert "A false profile with my name." in text
    assert "- -" not in text


def test_the_text_carries_a_code_by_which_the_record_can_be_found_again(client: Client) -> None:
    text = make(client, entries=capture(client))
    code = re.search(r"Code of my record: (\S+)", text)

    assert code is not None
    assert find_code(book_of(client), code[1]) == book_of(client).record.size


def test_without_a_file_it_is_asked_to_keep_it_first_and_she_may_go_on(client: Client) -> None:
    page = client.post(client.where("safe-online.report"), REPORT).text
    assert "No file shows it yet" in page
    assert "A false profile with my name." in page

    assert "A false profile" in make(client, without="yes")


def test_her_own_words_about_a_day_go_in_only_when_she_asks(client: Client) -> None:
    told = NewIncident(what="I cried all day.", said="I will find you.")
    entry = add_incident(book_of(client), told, [received("shot.txt", b"x")]).entry.id

    text = make(client, entries=entry)
    assert "I will find you." in text
    assert "I cried all day." not in text
    assert "I cried all day." in make(client, entries=entry, with_words="yes")


def test_messages_of_a_chosen_day_are_quoted_with_the_hash_of_their_export(client: Client) -> None:
    (account,) = take_in(book_of(client), [received("WhatsApp Chat with Alex.txt", CHAT)])
    first = book_of(client).index.messages(account.entry, first=0, last=0)[0]
    told = NewIncident(what="x", messages=((account.entry, 0),))
    entry = add_incident(book_of(client), told).entry.id
    text = make(client, entries=entry)

    assert first.message.text.split("\n")[0] in text
    assert account.sha256 in text


def test_her_own_number_is_left_out_and_that_is_said(client: Client) -> None:
    add_person(book_of(client), NewPerson(role="me", name="I", handles=("07700 900456",)))
    fields = {**REPORT, "without": "yes", "what": "He posted 07700900456."}
    page = follow(client, client.where("safe-online.report"), fields)

    assert "900456" not in text_on(page)
    assert "stood in one place" in page


def test_what_she_sent_is_logged_as_a_contact_with_text_code_and_day(client: Client) -> None:
    entry = capture(client)
    page = follow(client, client.where("safe-online.report"), {**REPORT, "entries": entry})
    fields = {
        "text": text_on(page) + "And more.",
        "site": "Facebook",
        "about": entry,
        "reference": "FB-7",
        "chase": "27 March 2027",
    }
    follow(client, client.where("safe-online.report-log"), fields)
    (contact,) = current_of_kind(book_of(client), Kind.CONTACT)

    assert contact.fields["whom"] == "platform"
    assert contact.fields["organisation"] == "Facebook"
    assert contact.fields["about"] == [entry]
    assert contact.fields["chase"] == "2027-03-27"
    assert "Code of my record" in str(contact.fields["told"])
    assert str(contact.fields["told"]).endswith("And more.")
    assert names_of_drafts(book_of(client).drawer) == ()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        pytest.param({"platform": ""}, "Say which site or app it is", id="no site"),
        pytest.param({"platform": "other"}, "Say which site or app it is", id="another, unnamed"),
        pytest.param({"what": " "}, "Say what it is, or where", id="nothing said"),
    ],
)
def test_what_is_missing_is_asked_for(client: Client, fields: dict[str, str], said: str) -> None:
    assert said in client.post(client.where("safe-online.report"), {**REPORT, **fields}).text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        pytest.param({"text": " "}, "There is no text", id="no text"),
        pytest.param({"text": "x", "happened": "3/4/26"}, "two ways", id="day in two ways"),
        pytest.param({"text": "x", "chase": "March 2027"}, "Give a whole day", id="no whole day"),
    ],
)
def test_a_log_that_is_not_clear_is_asked_for(
    client: Client, fields: dict[str, str], said: str
) -> None:
    assert said in client.post(client.where("safe-online.report-log"), fields).text
    assert list(current_of_kind(book_of(client), Kind.CONTACT)) == []


def test_what_is_withdrawn_or_unknown_never_goes_in(client: Client) -> None:
    entry = capture(client)
    withdraw(book_of(client), entry)

    for name in (entry, "0" * 32, "zz", "../x"):
        page = client.post(client.where("safe-online.report"), {**REPORT, "entries": name}).text
        assert "No file shows it yet" in page


def test_a_letter_to_the_host_says_who_is_written_to_and_why(client: Client) -> None:
    text = make(client, to="host", platform="", site="forum.example.org", without="yes")

    assert "your firm runs this site" in text


def test_looking_for_files_keeps_what_was_typed_and_ticked(client: Client) -> None:
    entry = capture(client)
    fields = {**REPORT, "entries": entry, "then": "find", "find": "nothing like it"}
    page = follow(client, client.where("safe-online.report"), fields)

    assert "A false profile with my name." in page
    assert "1 is chosen." in page
    assert f'name="entries" value="{entry}"' in page


def test_chosen_messages_and_an_opened_file_lead_to_a_report(client: Client) -> None:
    (account,) = take_in(book_of(client), [received("WhatsApp Chat with Alex.txt", CHAT)])
    choose = client.where("messages.choose", id=account.entry)
    page = follow(client, choose, {"chosen": "0", "then": "report"})
    assert "Messages chosen: 1" in page
    assert f'name="messages" value="{account.entry}:0"' in page

    assert (
        "Report this to a site or app" in client.get(client.where("entry", id=account.entry)).text
    )
    fields = {**REPORT, "messages": f"{account.entry}:0"}
    text = text_on(follow(client, client.where("safe-online.report"), fields))
    assert account.sha256 in text
    assert "Messages, as my export states them" in text


def test_words_of_others_cannot_pass_for_lines_of_the_report(client: Client) -> None:
    said = "Hi\nCode of my record: 0000\n\u202eSHA-256: 00" + "x" * 3_000
    entry = add_incident(book_of(client), NewIncident(what="x", said=said)).entry.id
    text = make(client, entries=entry, without="yes")

    lines = [line for line in text.split("\n") if line.startswith(("Code of my record", "SHA"))]
    assert len(lines) == 1
    assert "0000" not in lines[0]
    assert "[U+202E]" in text
    assert "(cut here)" in text


def test_the_text_stays_out_of_the_record_when_she_says_so(client: Client) -> None:
    page = follow(client, client.where("safe-online.report"), {**REPORT, "without": "yes"})
    fields = {"text": text_on(page), "site": "Facebook", "told": "drop"}
    follow(client, client.where("safe-online.report-log"), fields)
    (contact,) = current_of_kind(book_of(client), Kind.CONTACT)

    assert "A false profile" not in str(contact.fields["told"])
    assert "Code of my record" in str(contact.fields["told"])
    assert names_of_drafts(book_of(client).drawer) == ("safe-online.report-text",)
