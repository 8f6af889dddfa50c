"""The made-up story: whole, believable in its dates, and nobody real in it."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files
from itertools import pairwise

import pytest

from holdfast.actions.demo.conversation import Teller
from holdfast.actions.demo.export_form import render_chat
from holdfast.actions.demo.pictures import draw_pictures
from holdfast.actions.demo.story import CHATS, read_cast, read_chat, read_tellings
from holdfast.knowledge.behaviours import behaviours
from holdfast.model.entry import CONTACT_FIELDS, INCIDENT_FIELDS, ORDER_FIELDS, PERSON_FIELDS
from holdfast.model.when import parse_when

TELLINGS = read_tellings()
STORY = {
    file.name: file.read_text("utf-8")
    for file in files("holdfast.actions.demo").joinpath("story").iterdir()
}
PHONE = re.compile(r"(?<![\w/])(?:\+44|0)[\d ]{9,13}\d")
DRAMA = re.compile(r"07700 900\d{3}|0161 496 0\d{3}|01632 960\d{3}")
WEB = re.compile(r"[\w.]+@[\w.-]+|https?://[^\s\"]+")
RESERVED = re.compile(r"(?:^|[@/.])(?:example\.(?:com|org|net)|[\w-]+\.test)(?:/|$)")
FIELDS = {
    "incident": INCIDENT_FIELDS,
    "person": PERSON_FIELDS,
    "order": ORDER_FIELDS,
    "contact": CONTACT_FIELDS,
    "amendment": INCIDENT_FIELDS,
    "withdrawal": (),
}


def test_there_is_as_much_in_it_as_was_promised() -> None:
    kinds = Counter(telling.kind for telling in TELLINGS)

    assert 55 <= kinds["incident"] <= 65
    assert kinds["contact"] >= 8
    assert kinds["amendment"] >= 4
    assert (kinds["order"], kinds["withdrawal"]) == (1, 1)
    assert {t.words["role"] for t in TELLINGS if t.kind == "person"} >= {
        "me", "does-it", "child", "witness",
    }  # fmt: skip


def test_every_time_she_gives_can_be_read_and_lies_before_she_wrote_it() -> None:
    for telling in TELLINGS:
        if happened := telling.words.get("happened"):
            moment = parse_when(str(happened), now=telling.written)
            assert moment.order_key[:16] <= f"{telling.written:%Y-%m-%dT%H:%M}", happened


def test_it_spans_fourteen_months_and_stops_before_the_day_it_is_kept_on() -> None:
    times = sorted(
        parse_when(str(t.words["happened"]), now=t.written).order_key
        for t in TELLINGS
        if t.kind == "incident"
    )

    assert (times[0][:7], times[-1][:7]) == ("2025-09", "2026-11")
    assert all(telling.written <= read_cast().kept_on for telling in TELLINGS)


def test_some_things_are_written_late_and_some_questions_are_left_open() -> None:
    incidents = [telling for telling in TELLINGS if telling.kind == "incident"]
    feared = Counter(telling.words.get("feared") for telling in incidents)

    assert set(feared) == {"yes", "no", "unsure", None}
    assert sum(t.written.year > 2025 and "2025" in str(t.words["happened"]) for t in incidents) > 8


def test_every_field_and_behaviour_exists_and_nothing_is_named_before_it_is_told() -> None:
    known = set[str]()
    codes = set(behaviours())
    for telling in TELLINGS:
        assert set(telling.words) <= set(FIELDS[telling.kind]), telling.id
        assert set(telling.words.get("behaviours") or ()) <= codes, telling.id  # type: ignore[arg-type]
        named = [*(telling.words.get("witnesses") or ()), *(telling.words.get("about") or ())]  # type: ignore[misc]
        assert {*named, *filter(None, [telling.of])} <= known, telling.id
        known.add(telling.id)


def test_every_picture_is_used_once() -> None:
    used = [name for telling in TELLINGS for name in telling.pictures]
    used += [name for chat in CHATS for name in read_chat(chat).attachments.values()]

    assert sorted(used) == sorted(draw_pictures())
    assert len(used) == 25


@pytest.mark.parametrize("name", sorted(STORY))
def test_numbers_and_addresses_come_from_what_is_kept_for_fiction(name: str) -> None:
    numbers = [found[0] for found in PHONE.finditer(STORY[name])]
    addresses = WEB.findall(STORY[name])

    assert not [number for number in numbers if not DRAMA.fullmatch(number)]
    assert not [address for address in addresses if not RESERVED.search(address)]


@pytest.mark.parametrize("name", sorted(STORY))
def test_registrations_are_of_a_kind_that_is_never_issued(name: str) -> None:
    plates = re.findall(r"\b[A-Z]{2}\d\d [A-Z]{3}\b", STORY[name])

    assert all(set(plate) & set("IQ") and plate[2:4] == "00" for plate in plates)


def test_four_thousand_messages_come_out_the_same_each_time() -> None:
    chats = [read_chat(name) for name in CHATS]
    first = [render_chat(chat, Teller(chat).lines()) for chat in chats]
    again = [render_chat(chat, Teller(chat).lines()) for chat in chats]

    assert first == again
    assert 3_900 <= sum(len(Teller(chat).lines()) for chat in chats) <= 4_200


@pytest.mark.parametrize("name", CHATS)
def test_a_conversation_runs_in_order_and_says_nothing_that_was_not_filled_in(name: str) -> None:
    lines = Teller(read_chat(name)).lines()

    assert all(first.at <= second.at for first, second in pairwise(lines))
    assert not [line for line in lines if "{" in line.text or not line.text]
    assert {line.who for line in lines} <= {*read_chat(name).people, "s"}
