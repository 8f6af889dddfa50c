"""Pieces of the reader of Snapchat's downloads."""

from __future__ import annotations

import pytest

from holdfast.model.message import Leftover
from holdfast.readers.reader import OWNER, Confidence
from holdfast.readers.snapchat import recognises
from holdfast.readers.snapchat_records import moment_of
from tests.readers.samples import BytesSource, all_cases, messages_of, read_all


@pytest.mark.parametrize(
    ("record", "iso"),
    [
        ({"Created": "2024-04-20 01:29:22 UTC"}, "2024-04-20T01:29:22+00:00"),
        (
            {"Created": "2024-04-20 01:29:22 UTC", "Created(microseconds)": 1713576562686},
            "2024-04-20T01:29:22.686+00:00",
        ),
        (
            {"Created": "2024-04-20 01:29:22 UTC", "Created(microseconds)": 1713576562686000},
            "2024-04-20T01:29:22.686+00:00",
        ),
        (
            {"Created": "2024-04-20 01:29:22 UTC", "Created(microseconds)": 1},
            "2024-04-20T01:29:22+00:00",
        ),
        ({"Created(microseconds)": 1713576562000}, "2024-04-20T01:29:22+00:00"),
        ({"Start Time": "2024/04/20 01:29:22 UTC"}, "2024-04-20T01:29:22+00:00"),
        ({"Date": "2024-04-20"}, "2024-04-20"),
        ({"Date": "once"}, None),
        ({}, None),
    ],
)
def test_the_finer_time_is_used_when_both_agree(record: dict[str, object], iso: str | None) -> None:
    assert moment_of(record).iso == iso


@pytest.mark.parametrize(
    ("content", "confidence"),
    [
        (b'{"Friends": [{"Username": "x"}]}', Confidence.YES),
        (b'{"Friends": [{"name": "x"}]}', Confidence.NO),
        (b'{"Saved Media": []}', Confidence.YES),
        (b'{"a": [{"Media Type": "TEXT", "Created": "2024-04-20", "IsSender": true}]}',
         Confidence.YES),
        (b'{"a": [{"Media Type": "TEXT"}]}', Confidence.NO),
        (b"[]", Confidence.NO),
    ],
)  # fmt: skip
def test_a_file_is_known_by_its_keys(content: bytes, confidence: Confidence) -> None:
    assert recognises(content, "x.json") is confidence


def test_a_tag_that_never_ends_in_a_title_that_never_ends_is_left_over() -> None:
    (page,) = [each for each in all_cases("snapchat") if each.folder.name == "table"]
    content = page.source.content
    last = content.rindex(b"<tr>")
    hidden = content[:last] + b"<title>" + content[last:].partition(b"</tr>")[0] + b"</tr>"
    end = b"<th<I know where you live"

    *_, found = read_all(BytesSource(hidden + end, page.source.name), "snapchat")

    assert isinstance(found, Leftover)
    assert found.span.end == len(hidden + end)


def test_words_that_a_quotation_mark_swallows_between_two_messages_are_left_over() -> None:
    (page,) = [each for each in all_cases("snapchat") if each.folder.name == "page"]
    content = page.source.content
    first = content.index(b"</h4>") + len(b"</h4>")
    at = content.index(b"</h6>") + len(b"</h6>")
    words = b"I know where you live"
    torn = content[:first] + b'<b class="' + content[first:at] + words + content[at:]

    found = read_all(BytesSource(torn, page.source.name), "snapchat")

    places = [each.span for each in found if isinstance(each, Leftover)]
    assert any(place.start <= torn.index(words) < place.end for place in places)


def test_a_list_of_places_is_known_whatever_stands_first_in_it() -> None:
    content = (
        b'{"Home & Work":{"Home":"51.5, -0.1"},"Areas you may have visited in the last two years":'
        b'[{"Time":"2026-03-04 10:00:00 UTC","City":"Leeds"}]}'
    )

    (place,) = messages_of(read_all(BytesSource(content, "location_history.json"), "snapchat"))

    assert recognises(content, "location_history (1).json") is Confidence.YES
    assert recognises(content, "places.json") is Confidence.NO
    assert recognises(b'{"friends_v2":[]}', "talk_history.json") is Confidence.NO
    assert (place.marks, place.happened.iso) == (("position",), "2026-03-04T10:00:00+00:00")


@pytest.mark.parametrize(
    ("key", "record", "sender", "title"),
    [
        ("Sent Saved Chat History", '"From": "boris77"', OWNER, "boris77"),
        ("Sent Saved Chat History", '"To": "boris77"', OWNER, "boris77"),
        ("Sent Saved Chat History", '"From": "ann", "To": "boris77"', "ann", "boris77"),
        ("boris77", '"From": "boris77", "IsSender": true', OWNER, "boris77"),
        ("boris77", '"From": "ann", "IsSender": true', "ann", "boris77"),
        ("boris77", '"From": "boris77", "IsSender": false', "boris77", "boris77"),
        ("Received Saved Chat History", '"From": "boris77"', "boris77", "boris77"),
    ],
)
def test_what_the_owner_sent_is_never_given_to_whom_it_went(
    key: str, record: str, sender: str, title: str
) -> None:
    content = (
        f'{{"{key}": [{{{record}, "Media Type": "TEXT", "Content": "leave me alone", '
        '"Created": "2019-04-20 01:30:00 UTC"}]}'
    )

    (message,) = messages_of(
        read_all(BytesSource(content.encode(), "chat_history.json"), "snapchat")
    )

    is_doubtful = sender == OWNER and '"From"' in record
    assert (message.sender, message.conversation) == (sender, title)
    assert (("also-stated", "From: boris77") in message.details) is is_doubtful
