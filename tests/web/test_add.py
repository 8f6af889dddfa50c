"""Writing down what happened, correcting it, and finding it again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from holdfast.model.entry import Entry, Kind
from holdfast.web.cookies import SESSION, STRICT_PREFIX
from holdfast.web.tokens import make_token
from tests.web.browser_less import KEY, ORIGIN, open_client
from tests.web.test_uploads import BOUNDARY, body_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.browser_less import Client


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return open_client(tmp_path)


def follow(client: Client, path: str, fields: dict[str, str]) -> str:
    answer = client.post(path, fields)
    assert answer.status == 303, answer.text[-2000:]
    return client.get(answer.headers["location"]).text


def test_one_sentence_is_enough(client: Client) -> None:
    page = follow(client, client.where("add"), {"what": "He stood outside.", "happened": ""})

    assert "He stood outside." in page
    assert "Saved." in page


def test_nothing_written_is_asked_for_again_without_losing_the_rest(client: Client) -> None:
    answer = client.post(client.where("add"), {"what": " ", "where": "Mill Lane"})

    assert answer.status == 200
    assert "Write a few words about what happened" in answer.text
    assert "Mill Lane" in answer.text


@pytest.mark.parametrize(
    ("time", "said"),
    [
        pytest.param("3/4/2026", "two ways", id="day and month could be either"),
        pytest.param("the other day", "could not be read", id="no time at all"),
    ],
)
def test_a_time_that_is_not_clear_is_never_guessed(client: Client, time: str, said: str) -> None:
    answer = client.post(client.where("add"), {"what": "x", "happened": time})

    assert answer.status == 200
    assert said in answer.text


def test_a_correction_keeps_the_first_version(client: Client) -> None:
    page = follow(client, client.where("add"), {"what": "He rang twice.", "happened": "May 2026"})
    amend = re.search(r'href="(/x/[^"]+)"[^>]*>\s*Correct', page)
    assert amend is not None

    corrected = follow(
        client, amend[1], {"what": "He rang three times.", "happened": "May 2026", "why": "counted"}
    )

    assert "He rang three times." in corrected
    assert "He rang twice." in corrected
    assert corrected.count("May 2026") == 2


def test_what_is_withdrawn_can_be_brought_back(client: Client) -> None:
    page = follow(client, client.where("add"), {"what": "Not sure about this."})
    take_away = re.search(r'action="(/x/[^"]+)"[^>]*>(?:(?!</form>).)*Withdraw', page, re.DOTALL)
    assert take_away is not None

    gone = follow(client, take_away[1], {})
    bring_back = re.search(r'action="(/x/[^"]+)"[^>]*>(?:(?!</form>).)*Bring', gone, re.DOTALL)
    assert bring_back is not None
    assert "Not sure about this." not in client.get(client.where("record")).text

    back = follow(client, bring_back[1], {})
    assert "The entry is back." in back
    assert "Not sure about this." in client.get(client.where("record")).text


def test_it_is_found_by_its_words_and_the_words_are_in_no_address(client: Client) -> None:
    follow(client, client.where("add"), {"what": "A red lantern on the step."})
    answer = client.post(client.where("record.ask"), {"words": "lant"})

    assert "lant" not in answer.headers["location"]
    assert "A red lantern on the step." in client.get(answer.headers["location"]).text


def test_the_calendar_counts_the_day(client: Client) -> None:
    follow(client, client.where("add"), {"what": "One.", "happened": "4 March 2026"})
    follow(client, client.where("add"), {"what": "Two.", "happened": "4 March 2026 17:30"})

    page = client.get(client.where("record.calendar", month="2026-03")).text
    assert "4 March 2026: 2 entries" in page


def test_a_filter_shows_only_its_days(client: Client) -> None:
    follow(client, client.where("add"), {"what": "Before.", "happened": "1 March 2026"})
    follow(client, client.where("add"), {"what": "Within.", "happened": "4 March 2026"})

    page = follow(
        client, client.where("record.filter"), {"since": "2 March 2026", "until": "March 2026"}
    )
    assert "Within." in page
    assert "Before." not in page


FORMS = {
    "add": {"what": b"He sent this."},
    "contact.add": {"whom": b"police", "told": b"All of it."},
    "my-orders.add": {"order": b"Bail"},
}
"""What is filled in, by the form that files can come with."""


def exhibits_whose(client: Client, said: str, route: str = "add") -> list[object]:
    """Send a form with a file, and give whose the new exhibits are."""
    session = client.shell.session
    assert session is not None
    assert session.book is not None
    before = session.book.record.size
    token = make_token(KEY, client.cookies[STRICT_PREFIX + SESSION])
    body = body_of(
        ("_token", None, token.encode()),
        *((name, None, text) for name, text in FORMS[route].items()),
        ("whose", None, said.encode()),
        ("files", "a.txt", f"a file: {said}".encode()),
    )
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    headers = {"origin": ORIGIN, "content-type": kind}
    client.send("POST", client.where(route), headers=headers, body=[body])
    entries = session.book.record.entries(before)
    return [
        each.fields.get("whose")
        for each in entries
        if isinstance(each, Entry) and each.kind is Kind.EXHIBIT
    ]


@pytest.mark.parametrize("route", FORMS)
@pytest.mark.parametrize(
    ("said", "stated"),
    [
        pytest.param("", [None], id="nothing said"),
        pytest.param("given", ["given"], id="given to her"),
        pytest.param("not-stated", [None], id="rather not say"),
        pytest.param("theirs", [], id="somebody else's"),
    ],
)
def test_files_with_a_form_are_whose_she_says(
    client: Client, said: str, stated: list[object], route: str
) -> None:
    assert exhibits_whose(client, said, route) == stated
