"""Safer online: the safe order is kept, and nothing offers to remove anything before its time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from holdfast.actions.add_entry import NewIncident, add_incident
from holdfast.actions.plan import Pick, PickState, all_picks
from holdfast.actions.safe_online import Passed, pass_stage, passed
from holdfast.knowledge.law import Status
from holdfast.knowledge.safe_online import platforms, stages, topics
from tests.web.browser_less import open_client
from tests.web.test_add import follow
from tests.web.test_orders import book_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.browser_less import Client

STAGES = list(stages())


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return open_client(tmp_path)


def pass_up_to(client: Client, stage: str) -> None:
    """Read every stage up to one."""
    for each in STAGES[: STAGES.index(stage) + 1]:
        assert pass_stage(book_of(client), each, Passed.READ)


def test_the_first_thing_asked_is_whether_she_is_in_danger_now(client: Client) -> None:
    page = client.get(client.where("safe-online")).text

    assert page.index("Call 999") < page.index("Are you in danger now?")
    assert "Passwords" not in page
    assert page.count("not open yet") == len(STAGES) - 1


def test_each_stage_opens_after_the_one_before(client: Client) -> None:
    for number, stage in enumerate(STAGES):
        for later in STAGES[number + 1 :]:
            assert client.get(client.where("safe-online.stage", id=later)).status == 303
            client.post(client.where("safe-online.stage", id=later), {"how": "read"})
        assert list(passed(book_of(client))) == STAGES[:number]

        follow(client, client.where("safe-online.stage", id=stage), {"how": "read"})

    assert list(passed(book_of(client))) == STAGES


def test_a_stage_that_was_skipped_on_purpose_is_said_to_be_skipped(client: Client) -> None:
    follow(client, client.where("safe-online.stage", id="danger"), {"how": "skipped"})

    assert "(skipped)" in client.get(client.where("safe-online")).text
    assert (
        "You skipped this before" in client.get(client.where("safe-online.stage", id="danger")).text
    )


def test_a_topic_is_closed_until_the_first_three_were_passed(client: Client) -> None:
    pass_up_to(client, "device")
    assert client.get(client.where("safe-online.topic", id="spyware")).status == 303
    assert client.get(client.where("safe-online.platform", id="whatsapp")).status == 303

    pass_up_to(client, "notice")
    assert client.get(client.where("safe-online.topic", id="spyware")).status == 200


@pytest.mark.parametrize(
    ("stage", "shown"),
    [("notice", ()), ("evidence", ("look",)), ("change", ("look", "change")), ("remove", None)],
)
def test_what_to_look_at_change_and_remove_opens_one_after_the_other(
    client: Client, stage: str, shown: tuple[str, ...] | None
) -> None:
    pass_up_to(client, stage)
    more = topics()["spyware"].more
    page = client.get(client.where("safe-online.topic", id="spyware")).text

    for key in ("look", "change", "remove"):
        assert (more.texts(key)[0] in page) == (shown is None or key in shown)


def test_every_topic_says_what_it_shows_what_not_what_is_noticed_and_from_where(
    client: Client,
) -> None:
    pass_up_to(client, "remove")
    says = ("What it shows", "What it does not show", "What may be noticed")

    for topic in topics():
        page = client.get(client.where("safe-online.topic", id=topic)).text
        assert [each for each in says if each not in page] == []


def test_only_what_was_compared_with_its_source_is_said_to_be_checked(client: Client) -> None:
    pass_up_to(client, "remove")
    pages = {"safe-online.topic": topics(), "safe-online.platform": platforms()}

    for route, known in pages.items():
        for name, fact in known.items():
            page = client.get(client.where(route, id=name)).text
            is_sure = fact.status is not Status.NOT_CONFIRMED
            assert ("Checked on" in page, "Noted on" in page) == (is_sure, not is_sure)


def test_no_button_scans_or_removes_anything(client: Client) -> None:
    pass_up_to(client, "remove")

    for topic in topics():
        page = client.get(client.where("safe-online.topic", id=topic)).text
        buttons = set(re.findall(r"<button[^>]*>\s*([^<]*)", page.split("<main", 1)[1]))
        assert {each.strip() for each in buttons} == {"I want to do this", "Done", "Not for me"}


def test_every_guide_says_keep_before_report_before_block(client: Client) -> None:
    pass_up_to(client, "remove")
    order = ("First keep what is there", "How to report", "What a block does")

    for platform in platforms():
        page = client.get(client.where("safe-online.platform", id=platform)).text
        places = [page.index(f">{each}</h2>") for each in order]
        assert places == sorted(places)
        assert "What it does not hold" in page
        assert "How long it takes" in page


def test_the_old_advice_on_passwords_is_corrected_with_its_reason(client: Client) -> None:
    pass_up_to(client, "notice")
    page = client.get(client.where("safe-online.topic", id="passwords")).text

    assert "no longer advises that" in page
    assert "change them often" not in page


def test_what_she_wrote_down_brings_its_topics_to_the_top_without_blame(client: Client) -> None:
    pass_up_to(client, "notice")
    assert "Because of what you wrote down" not in client.get(client.where("safe-online")).text

    add_incident(
        book_of(client), NewIncident(what="He read my mail.", behaviours=("account-access",))
    )
    page = client.get(client.where("safe-online")).text
    assert page.index("Because of what you wrote down") < page.index("What you can look at")
    assert "got into my accounts" in page
    assert "Nothing in them means that you did something wrong" in page


def test_a_topic_is_put_into_the_plan_and_taken_out_again(client: Client) -> None:
    pass_up_to(client, "notice")
    where = client.where("safe-online.topic", id="passwords")

    assert "in your plan" in follow(client, where, {"state": "want", "note": "at work"})
    (picked,) = all_picks(book_of(client))
    assert (picked.topic, picked.measure, picked.state) == ("online", "passwords", PickState.WANT)
    assert isinstance(picked, Pick)
    assert picked.note == "at work"

    follow(client, where, {"state": ""})
    assert all_picks(book_of(client)) == ()


def test_she_can_go_through_the_order_again(client: Client) -> None:
    pass_up_to(client, "remove")
    follow(client, client.where("safe-online.again"), {})

    assert passed(book_of(client)) == {}
    assert book_of(client).record.size == 0


@pytest.mark.parametrize("name", ["", "none", "../orders", "<b>"])
def test_a_topic_a_stage_or_a_guide_that_is_none_leads_back(client: Client, name: str) -> None:
    pass_up_to(client, "remove")

    for route in ("topic", "stage", "platform"):
        assert client.get(client.where(f"safe-online.{route}", id=name)).status == 303
    for route in ("topic", "stage"):
        assert client.post(client.where(f"safe-online.{route}", id=name), {}).status == 303
    assert all_picks(book_of(client)) == ()


def test_an_incident_online_offers_what_may_fit_and_another_does_not(client: Client) -> None:
    book = book_of(client)
    online = add_incident(book, NewIncident(what="x", behaviours=("s2A3d",))).entry.id
    other = add_incident(book, NewIncident(what="y", behaviours=("pets",))).entry.id
    said = "Phones, accounts and sites: what may fit this"

    assert said in client.get(client.where("entry", id=online)).text
    assert said not in client.get(client.where("entry", id=other)).text


def test_what_she_said_something_of_is_not_offered_again(client: Client) -> None:
    pass_up_to(client, "notice")
    add_incident(book_of(client), NewIncident(what="x", behaviours=("virus",)))
    offered = client.get(client.where("safe-online")).text.split("Because of what you wrote")[1]
    assert "Anti-virus" in offered.split("What you can look at")[0]

    follow(client, client.where("safe-online.topic", id="antivirus"), {"state": "not-for-me"})
    offered = client.get(client.where("safe-online")).text.split("Because of what you wrote")[1]
    assert "Anti-virus" not in offered.split("What you can look at")[0]


def test_somebody_in_scotland_is_told_whom_to_call_there(client: Client) -> None:
    page = client.get(client.where("safe-online")).text

    assert "0800 027 1234" in page


def test_the_page_leads_to_those_who_help_with_this_and_to_the_police_pages(client: Client) -> None:
    page = client.get(client.where("safe-online")).text
    found = re.search(r'href="(/x/[^"]+)"[^>]*>People and pages that help with this', page)

    assert found is not None
    assert "Get Safe Online" in client.get(found[1]).text
    assert "www.gmp.police.uk" in page


@pytest.mark.parametrize(
    ("topic", "said"),
    [
        pytest.param("malware", "A plug cannot be seen by any program", id="computer checked"),
        pytest.param("antivirus", "Switch on updates that come by themselves", id="protection"),
        pytest.param("public-info", "Look at your profile as a stranger sees it", id="share less"),
        pytest.param("public-info", "ncsc.gov.uk", id="settings of each big site"),
        pytest.param("hosting", "This program does not look it up", id="who runs a site"),
    ],
)
def test_what_is_advised_is_said_with_its_limits_and_can_be_put_in_the_plan(
    client: Client, topic: str, said: str
) -> None:
    pass_up_to(client, "remove")
    where = client.where("safe-online.topic", id=topic)

    assert said in client.get(where).text
    assert "in your plan" in follow(client, where, {"state": "want"})
