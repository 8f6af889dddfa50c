"""Is this stalking or harassment: danger signs, questions, and an end that decides nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from holdfast.actions.recognising import FRIENDS, HERS
from holdfast.knowledge.directory.embedded import service_named
from holdfast.knowledge.recognise_words import every_question, themes
from tests.web.browser_less import open_client
from tests.web.test_add import follow
from tests.web.test_orders import book_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.web.browser_less import Client

START, ASK, FRIEND = "recognise", "recognise.ask", "recognise.friend"
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
WHOLE = ("times", "who", "age")
SAID = {"q-turned-up": "yes", "q-s2A3a": "unsure", "words-in-person": "He came to the gate."}


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return open_client(tmp_path)


def post(client: Client, route: str, **fields: str) -> str:
    """Send a form and give the page that answers it."""
    return client.post(client.where(route), fields).text


def end(client: Client, fields: Mapping[str, str]) -> str:
    """Give the end for these answers."""
    return client.post(client.where(ASK), {**fields, "then": "end"}).text


def test_danger_signs_stand_first_and_none_is_answered_before(client: Client) -> None:
    page = client.get(client.where(START)).text

    assert page.index("In danger now?") < page.index("Are you very frightened?")
    assert page.count("Not sure") == 11
    assert "checked" not in re.sub(r"<(?!input)[^>]*>", "", page)


@pytest.mark.parametrize("answer", ["yes", "unsure"])
def test_yes_and_not_sure_lead_to_people_before_any_question(client: Client, answer: str) -> None:
    page = post(client, START, **{"sign-threats": answer})

    for name in ("police-999", "stalking-helpline", "gm-victims-services"):
        assert service_named(name).numbers[0].number in page
    assert "press 55" in page
    assert "does not work from a landline" in page
    assert "I have been threatened." in page
    assert page.index("I have been threatened.") < page.index("Go to the questions")
    assert 'type="radio"' not in page


def test_what_she_is_not_sure_of_is_never_told_to_the_police_as_sure(client: Client) -> None:
    page = post(client, START, **{"sign-threats": "unsure", "sign-violence": "yes"})

    assert "I have been threatened. I am not sure of this." in page
    assert "This person has been violent.</li>" in page


def test_very_frightened_alone_leads_to_people_with_a_reason_and_its_source(
    client: Client,
) -> None:
    page = post(client, START, **{"sign-frightened": "yes"})

    assert "Tell the police each of these words" in page
    assert "Your own fear is one of the best guides" in page
    assert "Weisz" in page
    assert "Checked on 22 November 2026" in page


def test_what_could_not_be_confirmed_says_so(client: Client) -> None:
    assert "We could not confirm this yet" in post(client, START, **{"sign-weapon": "unsure"})


@pytest.mark.parametrize("fields", [{}, {"sign-threats": "no"}])
def test_no_sign_leads_to_the_open_question_first(
    client: Client, fields: Mapping[str, str]
) -> None:
    page = post(client, START, **fields)

    assert "What has been happening?" in page
    assert "<textarea" in page
    assert 'type="radio"' not in page


@pytest.mark.parametrize("theme", list(themes()))
def test_every_question_offers_not_sure_and_rather_not_say_and_may_stay_empty(
    client: Client, theme: str
) -> None:
    page = post(client, ASK, then=theme)

    count = len(themes()[theme].questions)
    assert page.count('value="unsaid"') == page.count('value="unsure"') == count
    assert page.index("<textarea") < page.index('type="radio"')
    assert "checked" not in re.sub(r"<(?!input)[^>]*>", "", page)
    assert post(client, ASK, then="end")


def test_answers_travel_in_the_form_and_stand_in_her_order_at_the_end(client: Client) -> None:
    first = client.post(client.where(ASK), {"then": "online", "q-tracker": "yes"}).text
    carried = dict(HIDDEN.findall(first))
    second = client.post(client.where(ASK), {**carried, "then": "online", "q-s2A3a": "yes"}).text
    told = [("told", each) for name, each in HIDDEN.findall(second) if name == "told"]

    assert told == [("told", "tracker=yes"), ("told", "s2A3a=yes")]


def test_the_end_says_what_was_told_and_which_examples_of_the_law_it_may_be(
    client: Client,
) -> None:
    page = end(client, {**SAID, "q-s2A3g": "no"})

    assert "He came to the gate." in page
    assert page.index("turned up at my home") < page.index("You were not sure about")
    assert "<q>loitering in any place (whether public or private)</q>" in page
    assert "section 2A(3)(e)" in page
    assert "<q>watching or spying on a person</q>" not in page


@pytest.mark.parametrize("code", [each for each in every_question() if each not in WHOLE])
def test_each_thing_that_somebody_may_do_can_be_told_and_is_repeated_at_the_end(
    client: Client, code: str
) -> None:
    question = every_question()[code]
    page = end(client, {f"q-{code}": "yes"})

    assert f"<li>{question.tell}</li>" in page
    assert page.count("<q>") == len(question.law)


def test_the_end_explains_the_four_words_twice_and_once_and_the_time_there_is(
    client: Client,
) -> None:
    page = end(client, SAID)

    assert "Fixated, obsessive, unwanted, repeated" in page
    assert "They are not in the Act." in page
    assert "Two times or more might be a crime." in page
    assert "Once is worth a report too" in page
    assert "You can tell the police at any time" in page
    assert "Was it longer ago? Still report it." in page
    assert "out of time" not in page


def test_the_tool_of_the_trust_is_named_with_its_address_as_text(client: Client) -> None:
    page = end(client, SAID)

    assert service_named("stalked-tool").name in page
    assert "<bdi>https://www.suzylamplugh.org/</bdi>" in page
    assert "https://www.suzylamplugh.org" not in "".join(re.findall(r'href="[^"]*"', page))


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        pytest.param({"q-neighbour-abuse": "yes"}, "Your council or landlord", id="neighbour"),
        pytest.param({"q-cyber-flashing": "unsure"}, "Sexual Offences Act 2003 s.66A", id="66A"),
        pytest.param({"q-threat-to-publish": "yes"}, "0345 6000 459", id="threat with pictures"),
        pytest.param({"q-cyber-flashing": "yes"}, "Report Remove", id="under 18"),
        pytest.param({"q-tracker": "yes"}, "Do not remove or switch off", id="tracker"),
        pytest.param({"q-identity": "yes"}, "0300 123 2040", id="fraud"),
        pytest.param({"q-who": "partner"}, "0808 2000 247", id="ex"),
        pytest.param({"q-age": "under-18"}, "0800 1111", id="young"),
        pytest.param({"q-proxy": "yes"}, "s.7(3A)", id="others drawn in"),
    ],
)
def test_some_answers_lead_to_more(client: Client, answer: Mapping[str, str], said: str) -> None:
    assert said in end(client, answer)


def test_an_empty_end_is_fine_and_still_says_where_to_go(client: Client) -> None:
    page = end(client, {})

    assert "You left everything open. That is fine." in page
    assert "not on that short list" not in page
    assert service_named("stalking-helpline").numbers[0].number in page


def test_nothing_is_stored_unless_she_keeps_it_and_it_can_be_thrown_away(client: Client) -> None:
    book = book_of(client)
    size = book.record.size
    post(client, START, **{"sign-threats": "yes"})
    end(client, SAID)
    assert book.drawer.names("recognise/") == ()

    said = follow(client, client.where(ASK), {**SAID, "then": "keep"})
    assert "They lie in your private drawer" in said
    assert "He came to the gate." not in said
    assert "He came to the gate." in post(client, "recognise.kept", then="end")

    follow(client, client.where("recognise.forget"), {"for": "me"})
    assert book.drawer.get(HERS) is None
    assert book.record.size == size


def test_kept_answers_are_taken_up_again_where_the_signs_lead(client: Client) -> None:
    follow(client, client.where(ASK), {**SAID, "sign-threats": "unsure", "then": "keep"})

    assert "Talk to somebody today" in post(client, "recognise.kept")
    follow(client, client.where("recognise.forget"), {"for": "me"})
    assert "Reasons to get help today" in follow(client, client.where("recognise.kept"), {})


def test_an_incident_begun_from_it_has_no_word_and_no_tick(client: Client) -> None:
    page = end(client, SAID)
    address = re.search(r'href="(/x/[^"]+)">Write down one thing', page)
    assert address is not None
    form = client.get(address[1]).text

    assert "He came to the gate." not in form
    marks = re.findall(r'item-hint" class="[^"]*">\s*from the questions', form)
    assert len(marks) == 2
    assert 'value="turned-up" checked' not in form
    said = {"what": "He waited.", "suggested": "turned-up"}
    entry = follow(client, client.where("add"), said)
    assert "turned up at my home" not in entry


def test_that_lines_were_marked_is_recorded_with_the_questions(client: Client) -> None:
    follow(client, client.where("add"), {"what": "He waited.", "suggested": "turned-up"})
    asked = book_of(client).record.entry("0").texts("asked")

    assert asked[0].startswith("Write what you remember.")
    assert asked[-1].startswith("Some lines say “from the questions”.")


@pytest.mark.parametrize("place", ["scotland", "northern_ireland"])
def test_nobody_elsewhere_is_shown_english_law_or_its_questions(client: Client, place: str) -> None:
    for page in (
        post(client, START, where=place, **{"sign-tracker": "yes"}),
        post(client, ASK, where=place, then="end", **SAID),
        post(client, FRIEND, where=place),
    ):
        assert "We have not looked it up yet" in page
        assert "Protection from Harassment" not in page
        assert "0808 802 0300" in page


def test_a_friend_is_asked_what_they_saw_and_told_how_to_help(client: Client) -> None:
    first = client.get(client.where(FRIEND)).text
    page = post(client, ASK, then="end", **{"for": "friend", "q-s2A3a": "yes"})

    assert "Are they very frightened?" in first
    assert "How to help without taking over" in first
    assert "followed them" in page
    assert "phone or account, not even to help" in page
    assert "Write down one thing" not in page
    follow(client, client.where(ASK), {"for": "friend", "then": "keep", "q-s2A3a": "yes"})
    assert book_of(client).drawer.names("recognise/") == (FRIENDS,)
