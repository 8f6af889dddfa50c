"""Who the senders are, as she says: only from what the pack itself shows."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from holdfast.model.entry import Kind
from holdfast.packs.message_page import message_page
from holdfast.packs.papers.exhibits import exhibit_data
from holdfast.packs.papers.order import exhibit_volumes
from holdfast.packs.papers.she_says import she_says
from tests.packs.made_up import MadeUpRecord, chat_messages, name_of, small_content

if TYPE_CHECKING:
    from holdfast.model.entry import JsonValue
    from holdfast.packs.content import PackContent

FOX = "Sam \U0001f98a"
SAM = f"{FOX}: Sam Example, believed to do it (No. 1)."


def pack_with(
    *, masked: frozenset[str] = frozenset(), without: bool = False, **person: JsonValue
) -> PackContent:
    """Give a pack with one chat and a person, whose handles came by an amendment if asked."""
    record = MadeUpRecord()
    handles = person.pop("later", None)
    fields: dict[str, JsonValue] = {"role": "does-it", "name": "Sam Example", **person}
    record.add(Kind.PERSON, "2026-03-01T09:00:00+00:00", **fields)
    if handles:
        amended: dict[str, JsonValue] = {"changed": ["handles"], "handles": handles}
        record.add(Kind.AMENDMENT, "2026-03-02T09:00:00+00:00", of=name_of(0), **amended)
    made = record.content(masked={0: masked}, without=frozenset({0} if without else ()))
    return replace(made, messages=(chat_messages(9, 2),))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(pack_with(handles=[FOX]), id="written down with the person"),
        pytest.param(pack_with(later=[FOX]), id="added later"),
    ],
)
def test_a_sender_she_named_is_named(content: PackContent) -> None:
    assert she_says(content, content.messages[0]) == [SAM]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(pack_with(handles=["Sam"]), id="another handle"),
        pytest.param(pack_with(handles=[FOX], masked=frozenset({"handles"})), id="masked handle"),
        pytest.param(pack_with(handles=[FOX], without=True), id="person not in the pack"),
    ],
)
def test_nobody_is_named_whom_the_pack_does_not_show(content: PackContent) -> None:
    assert she_says(content, content.messages[0]) == []
    assert b"as the person says" not in message_page(content, content.messages[0])


def test_a_masked_name_is_not_told() -> None:
    content = pack_with(handles=[FOX], masked=frozenset({"name"}))

    assert she_says(content, content.messages[0]) == [f"{FOX}: believed to do it (No. 1)."]


def test_papers_and_page_say_that_the_file_does_not_show_it() -> None:
    content = replace(small_content(), entries=pack_with(handles=[FOX]).entries)
    content = replace(content, entries=(*content.entries, *small_content().entries[2:]))
    data, _ = exhibit_data(content, exhibit_volumes(content)[0], title="Exhibits", mentions={})
    plain = json.loads(json.dumps(data))
    (printed,) = [part for each in plain["exhibits"] for part in each["messages"]]

    assert "The file does not show it" in printed["said_heading"]
    assert len(printed["said"]) == 1
    assert printed["said"][0].encode() in message_page(content, content.messages[0])
