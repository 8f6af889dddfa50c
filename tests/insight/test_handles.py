"""Handles: numbers, addresses and names are compared, and kept as written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.insight.handles import find_address, find_e164, handle_of, loose_key, same_handle
from holdfast.insight.merges import Known, Naming, Why, pair_of, suggest


@pytest.mark.parametrize(
    ("written", "region", "expected"),
    [
        pytest.param("+44 7700 900123", "GB", "+447700900123", id="with its country"),
        pytest.param("07700 900123", "GB", "+447700900123", id="as dialled at home"),
        pytest.param("0044 7700-900123", "GB", "+447700900123", id="as dialled from abroad"),
        pytest.param("+44 (0)7700 900123", "GB", "+447700900123", id="with a zero in brackets"),
        pytest.param("\u202a+44\u00a07700\u00a0900123\u202c", "GB", "+447700900123", id="unseen"),
        pytest.param("tel:+447700900123", "GB", "+447700900123", id="as a link"),
        pytest.param("447700900123@s.whatsapp.net", "GB", "+447700900123", id="as WhatsApp has it"),
        pytest.param("(202) 555-0142", "US", None, id="American without the one in front"),
        pytest.param("1 202 555 0142", "US", "+12025550142", id="American"),
        pytest.param("06 39 98 12 34", "FR", "+33639981234", id="French"),
        pytest.param("7700 900123", "GB", None, id="no country and no zero"),
        pytest.param("60777", "GB", None, id="a service"),
        pytest.param("Alex 2", "GB", None, id="a name"),
        pytest.param("sam@example.com", "GB", None, id="an address"),
    ],
)
def test_a_number_is_compared_as_e164(written: str, region: str, expected: str | None) -> None:
    assert find_e164(written, region) == expected


def test_addresses_are_folded_and_equal_names_are_not_sure() -> None:
    assert same_handle("Sam@Example.com", "sam@example.COM")
    assert not same_handle("Sam", "SAM")
    assert handle_of("Sam") == handle_of("~ sam")


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("Sam Example <sam@example.org>", id="with a name"),
        pytest.param('"Example, Sam" <SAM@example.org>', id="with a name in quotes"),
        pytest.param("<sam@example.org>", id="in brackets"),
    ],
)
def test_an_address_is_the_same_with_and_without_the_name_that_a_mail_gives(written: str) -> None:
    assert same_handle(written, "sam@example.org")
    assert not same_handle(written, "Sam Example")


def test_an_address_of_very_many_parts_takes_time_as_long_as_it_is() -> None:
    # To look for the last full stop again from each would take minutes.
    parts = "a." * 200_000

    assert find_address(f"a@{parts}a") == f"a@{parts}a"
    assert find_address(f"a@{parts},") == ""


def test_only_the_address_in_brackets_counts() -> None:
    assert not same_handle("sam@example.org <kim@example.org>", "sam@example.org")


@given(st.text(max_size=30), st.text(max_size=30))
def test_comparing_is_symmetric_and_nothing_raises(one: str, other: str) -> None:
    assert same_handle(one, one)
    assert same_handle(one, other) == same_handle(other, one)
    assert loose_key(one) == loose_key(one)


@given(st.integers(0, 999), st.sampled_from(["+44 7700 900{0:03}", "07700 900{0:03}"]))
def test_a_number_of_one_country_has_one_loose_form(number: int, form: str) -> None:
    assert loose_key(form.format(number)) == loose_key(f"00447700900{number:03}")


class TestSuggestions:
    """What may be one person, with the reason."""

    def test_one_number_in_two_ways_is_suggested_and_a_no_is_kept(self) -> None:
        seen = ("+44 7700 900123", "07700 900123", "Kim")
        (told,) = suggest(seen, [], [])
        assert (told.one, told.other, told.why) == (*seen[:2], Why.SAME_NUMBER)

        assert suggest(seen, [], [], refused={pair_of(seen[1], seen[0])}) == ()

    def test_a_card_and_a_phone_book_name_a_number(self) -> None:
        namings = [
            Naming(why="contact", handle="07700 900123", name="Alex"),
            Naming(why="contact-name", handle="07700 900456", name="Kim"),
        ]
        people = [Known(person="p", handles=("alex",))]
        told = suggest(("+44 7700 900123", "07700 900456"), people, namings)

        assert [(each.one, each.other, each.why, each.person) for each in told] == [
            ("+44 7700 900123", "alex", Why.CARD, "p"),
            ("07700 900456", "Kim", Why.PHONE_BOOK, ""),
        ]

    def test_what_is_written_down_already_is_not_suggested(self) -> None:
        people = [Known(person="p", handles=("Alex", "07700 900123", "+44 7700 900123"))]

        assert suggest(("07700 900123",), people, []) == ()

    def test_equal_names_come_last(self) -> None:
        told = suggest(("Alex", "ALEX", "a@example.com", "A@example.com"), [], [])

        assert [each.why for each in told] == [Why.SAME_EMAIL, Why.SAME_NAME]

    def test_of_many_with_one_name_each_is_paired_once(self) -> None:
        seen = [f"Sam <{number}@example.org>" for number in range(5_000)]
        told = suggest(seen, [], [])

        assert {(each.one, each.other) for each in told} == {(seen[0], each) for each in seen[1:]}

    def test_those_who_are_not_the_first_may_still_be_one_another(self) -> None:
        first, second, third = seen = ("Alex", "ALEX", "alex")
        no = {pair_of(first, second), pair_of(first, third)}

        (told,) = suggest(seen, [], [], refused=no)
        assert (told.one, told.other) == (second, third)

    def test_of_many_the_person_written_down_is_the_other(self) -> None:
        people = [Known(person="p", handles=("Alex",)), Known(person="q", handles=("aLEX",))]
        told = suggest(("ALEX", "alex"), people, [])

        assert [(each.one, each.person) for each in told] == [
            ("ALEX", "p"), ("ALEX", "q"), ("alex", "p"), ("alex", "q"),
        ]  # fmt: skip

    def test_a_sender_of_mail_is_told_by_address_and_by_name(self) -> None:
        mail = "Sam Example <sam@example.org>"
        people = [Known(person="p", handles=("Sam Example",))]
        card = Naming(why="contact", handle="sam@example.org", name="Sam Example")

        (by_name,) = suggest((mail,), people, [])
        (by_card,) = suggest((mail,), people, [card])

        assert (by_name.one, by_name.other, by_name.why) == (mail, "Sam Example", Why.SAME_NAME)
        assert by_card.why is Why.CARD
