"""The directory of services: what it holds, and what an HSDS-UK file may do to us."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from holdfast.knowledge.directory.embedded import areas, bank_holidays, own_services
from holdfast.knowledge.directory.feed import MOST_BYTES, MOST_SERVICES, read_feed
from holdfast.knowledge.directory.rules import find_faults
from holdfast.knowledge.directory.writing import services_to_json
from holdfast.knowledge.table import read_packaged
from holdfast.knowledge.wording import words
from holdfast.model.errors import FeedUnreadableError
from tests.corpus import corpus

if TYPE_CHECKING:
    from collections.abc import Mapping

ID = "ac148810-d857-441c-9679-408f346de14b"
PLAIN = {"id": ID, "name": "Ash House", "status": "active"}


def feed(*services: Mapping[str, object]) -> bytes:
    return json.dumps({"contents": services}).encode()


def attribute(kind: str, name: str) -> dict[str, object]:
    term = {"id": ID, "name": name, "description": "a page"}
    return {"id": ID, "link_type": kind, "taxonomy_term": term}


def test_every_service_of_ours_keeps_the_rules_of_the_profile() -> None:
    document = json.loads(read_packaged("directory", "services.json"))

    assert [fault for each in document["contents"] for fault in find_faults(each)] == []


def test_the_directory_is_written_as_it_is_read() -> None:
    document = json.loads(read_packaged("directory", "services.json"))

    assert services_to_json(own_services())["contents"] == sorted(document["contents"], key=_first)


def _first(service: Mapping[str, object]) -> int:
    rows = service["attributes"]
    assert isinstance(rows, list)
    found = [row["taxonomy_term"]["name"] for row in rows if row["link_type"] == "first"]
    return int(found[0]) if found else 1000


def test_every_service_of_ours_has_a_source_a_check_and_words_for_its_codes() -> None:
    said = words("directory")

    for each in own_services():
        assert each.sources
        assert each.checked_on
        assert set(each.needs) <= set(said.table("need").keys())
        assert set(each.identities) <= set(said.table("identity").keys())
        assert set(each.areas) <= set(areas())
        assert all(note.source for note in each.safety)


def test_no_number_that_nobody_saw_in_a_source_is_in_the_directory() -> None:
    listed = json.loads(corpus("domain", "directory.json").read_text("utf-8"))["organisations"]
    never = {
        each[name]
        for each in listed
        for name in each
        if name.endswith("_unverified") and each[name]
    }
    seen = {text for each in listed for text in (each["phone"], each["text"]) if text}

    numbers = {row.number for each in own_services() for row in each.numbers}
    assert not numbers & never
    assert all(any(number in text for text in seen) for number in numbers)


def test_no_site_that_nobody_saw_in_a_source_is_in_the_directory() -> None:
    listed = json.loads(corpus("domain", "directory.json").read_text("utf-8"))["organisations"]
    seen = {each["web"] for each in listed if each["web_domain_seen_in_stored_source"]}

    assert {each.web for each in own_services() if each.web} <= seen


@pytest.mark.parametrize("name", ["service_full.json", "service_list.json"])
def test_the_examples_of_the_standard_are_read(name: str) -> None:
    raw = corpus("conformance", "hsds-uk", "examples", name).read_bytes()

    assert read_feed(raw)[0].name == "Community Counselling"


def test_the_published_schema_asks_no_more_than_our_rules() -> None:
    path = corpus("conformance", "hsds-uk", "schema", "compiled", "service.json")
    schema = json.loads(path.read_text("utf-8"))

    for each in json.loads(read_packaged("directory", "services.json"))["contents"]:
        assert list(_missing(schema, each)) == []


def _missing(schema: Mapping[str, object], value: object) -> list[str]:
    """Give what a value lacks or has in another type, after the parts of the schema in use."""
    kinds = {"string": str, "number": (int, float), "array": list, "object": dict}
    kind = schema.get("type")
    if isinstance(kind, str) and not isinstance(value, kinds[kind]):  # type: ignore[arg-type]
        return [f"{schema.get('name')} is no {kind}"]
    choices = schema.get("enum")
    if isinstance(choices, list) and value not in choices:
        return [f"{schema.get('name')} is none of its choices"]
    rows, properties = schema.get("items"), schema.get("properties")
    if isinstance(value, list) and isinstance(rows, dict):
        return [fault for each in value for fault in _missing(rows, each)]
    if not isinstance(value, dict) or not isinstance(properties, dict):
        return []
    needed = schema.get("required")
    lacks = [name for name in needed if name not in value] if isinstance(needed, list) else []
    inside = [
        fault for name in value if name in properties
        for fault in _missing(properties[name], value[name])
    ]  # fmt: skip
    return [*lacks, *inside]


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\xff\xfe{", id="no text"),
        pytest.param(b"{}", id="no service"),
        pytest.param(b"12", id="a number"),
        pytest.param(b"[" * 100_000, id="deep"),
        pytest.param(b'{"a":' * 100 + b"1" + b"}" * 100, id="deep objects"),
        pytest.param(b'"' + b'\\"' * 500_000, id="a string without an end"),
        pytest.param(b" " * (MOST_BYTES + 1), id="too large"),
        pytest.param(b"[" + b"9" * 10_000 + b"]", id="a number without an end"),
        pytest.param(feed({**PLAIN, "status": "defunct"}), id="closed for good"),
        pytest.param(feed({**PLAIN, "id": 7}), id="an id that is none"),
        pytest.param(feed({**PLAIN, "name": "\u202e"}), id="a name without a letter"),
    ],
)
def test_what_is_no_list_of_services_is_refused(raw: bytes) -> None:
    with pytest.raises(FeedUnreadableError):
        read_feed(raw)


def test_a_file_cannot_put_itself_first_or_speak_of_call_safety() -> None:
    rows = [attribute("first", "1"), attribute("safety", "Never seen."), attribute("source", "x")]

    found = read_feed(feed({**PLAIN, "attributes": rows}), origin="a.json")[0]
    assert (found.first, found.safety, found.sources, found.origin) == (0, (), (), "a.json")


def test_links_and_numbers_that_are_none_are_left_out() -> None:
    bad = {
        **PLAIN,
        "url": "javascript:alert(1)",
        "phones": [{"number": "<b>"}, {"number": "0161 496 0000"}, 3],
        "schedules": [{"freq": "WEEKLY", "byday": "MO", "opens_at": "99:00", "closes_at": "1"}],
        "minimum_age": -3,
        "maximum_age": True,
        "assured_date": "soon",
    }

    found = read_feed(feed(bad))[0]
    assert [each.number for each in found.numbers] == ["0161 496 0000"]
    assert (found.web, found.hours, found.least_age, found.most_age) == ("", (), None, None)
    assert found.checked_on is None


def test_signs_that_hide_or_turn_text_are_taken_out_and_long_text_is_cut() -> None:
    found = read_feed(feed({**PLAIN, "name": "A\u202eB\x00C", "description": "x" * 9_000}))[0]

    assert found.name == "A B C"
    assert len(found.about) < 2_000


def test_no_more_services_than_the_limit_are_kept() -> None:
    assert len(read_feed(feed(*([PLAIN] * (MOST_SERVICES + 1))))) == MOST_SERVICES


def test_bank_holidays_name_their_source_and_years() -> None:
    known = bank_holidays()

    assert known.years == {2026, 2027}
    assert known.source.startswith("https://www.gov.uk/")
    assert date(2026, 11, 30) in known.days["scotland"]
    assert date(2026, 11, 30) not in known.days["england-and-wales"]


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        pytest.param([], "service: an object is needed", id="a list"),
        pytest.param({"id": ID, "name": "A"}, "status: must be there", id="no status"),
        pytest.param({**PLAIN, "status": "open"}, "status: no such choice", id="another status"),
        pytest.param({**PLAIN, "url": "no"}, "url: no uri", id="no address"),
        pytest.param({**PLAIN, "schedules": {}}, "schedules: a list is needed", id="no list"),
        pytest.param(
            {**PLAIN, "schedules": [{"id": ID, "freq": "DAILY"}]},
            "schedules[0].freq: no such choice",
            id="another rhythm",
        ),
        pytest.param(
            {**PLAIN, "organization": {"id": ID, "name": "A"}},
            "organization.description: must be there",
            id="an organisation that says nothing",
        ),
    ],
)
def test_a_fault_is_named_with_its_place(value: object, fault: str) -> None:
    assert list(find_faults(value)) == [fault]
