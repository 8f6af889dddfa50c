"""The pieces of the JSON back-ups of text messages: which files are known, groups, files inside."""

from __future__ import annotations

import json

import pytest

from holdfast.model.message import Part
from holdfast.readers import READERS, load_reader, sms_json
from holdfast.readers.reader import Confidence
from tests.readers.accounting import faults
from tests.readers.samples import BytesSource, all_cases, messages_of, read_all

TEXT = {"address": "+447700900123", "date": "1772645405123", "date_sent": "0", "type": "1"}
ANN = {"address": "+447700900123", "type": "137", "__display_name": "Ann"}
ME = {"address": "+447700900200", "type": "151"}
CASES = all_cases("sms-json")


def found_in(*rows: object) -> list[object]:
    """Give what is found in a list of records."""
    return list(read_all(BytesSource(json.dumps(rows).encode(), "x.json"), "sms-json"))


@pytest.mark.parametrize(
    ("content", "is_known"),
    [
        ([{**TEXT, "body": "hi"}], True),
        ([{"sms": [{**TEXT, "body": "hi"}], "mms": []}], True),
        ({"messageCount": 1, "messages": [{**TEXT, "body": "hi"}]}, True),
        ({**TEXT, "body": "hi"}, True),
        ([{"number": "1", "date": "1", "duration": "1", "type": "1", "presentation": "1"}], True),
        ([{"address": "1 Road", "date": "today", "body": "x"}], False),
        ([{"number": "1", "date": "1", "duration": "1", "type": "1"}], False),
        ([1, 2], False),
        ({"messages": []}, False),
    ],
)
def test_a_file_is_known_by_the_keys_of_its_records(content: object, *, is_known: bool) -> None:
    head = json.dumps(content).encode()

    said = sms_json.recognises(head, "x.json")
    assert said is (Confidence.YES if is_known else Confidence.NO)
    assert sms_json.recognises(b"\xef\xbb\xbf" + head, "x.json") is said


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_no_other_reader_takes_these_for_its_own(case: object) -> None:
    source = case.source  # type: ignore[attr-defined]
    others = [name for name in READERS if name not in {"sms-json", "opaque"}]

    assert [
        name for name in others if load_reader(name).recognises(source.content, source.name)
    ] == []


@pytest.mark.parametrize(
    ("box", "recipients", "conversation"),
    [
        ("1", [ME], "Ann"),
        ("1", [ME, {"address": "+447700900124", "type": "151"}],
         "+447700900123, +447700900124, +447700900200"),
    ],
)  # fmt: skip
def test_a_group_is_not_mixed_with_the_chat_of_two(
    box: str, recipients: list[object], conversation: str
) -> None:
    record = {
        "date": "1772645500", "msg_box": box, "thread_id": "1", "__sender_address": ANN,
        "__recipient_addresses": recipients, "__parts": [{"ct": "text/plain", "text": "hi"}],
    }  # fmt: skip
    (message,) = messages_of(found_in(record))  # type: ignore[arg-type]

    assert (message.conversation, message.sender, message.text) == (
        conversation,
        ANN["address"],
        "hi",
    )


@pytest.mark.parametrize(
    ("piece", "names", "marks", "files"),
    [
        ({"ct": "image/png", "name": "a.png", "data": "YWJj"}, ("a.png",), (), [b"abc"]),
        ({"contentType": "image/png", "filename": "a.png", "data": "YWJj\n"},
         ("a.png",), (), [b"abc"]),
        ({"ct": "image/png", "name": "a.png", "data": "Y"}, ("a.png",), ("parts-left-out",), []),
        ({"ct": "image/png", "name": "a.png"}, ("a.png",), ("media-omitted",), []),
        ({"ct": "image/png", "name": "a.png", "_data": "/x/PART_1"}, ("data/PART_1",), (), []),
        ({"ct": "application/smil", "text": "<smil/>"}, (), (), []),
        ({"ct": "application/vnd.wap.multipart.related"}, (), (), []),
    ],
)  # fmt: skip
def test_a_file_is_inside_beside_or_missing(
    piece: dict[str, str], names: tuple[str, ...], marks: tuple[str, ...], files: list[bytes]
) -> None:
    record = {"date": "1772645500", "msg_box": "1", "sub_id": "1", "addresses": [ANN]}
    found = found_in({**record, "parts": [piece]})
    (message,) = messages_of(found)  # type: ignore[arg-type]

    assert message.attachments == names
    assert message.marks == ("received", *marks)
    assert [each.content for each in found if isinstance(each, Part)] == files


def test_milliseconds_of_a_multimedia_message_are_not_taken_for_seconds() -> None:
    record = {"date": "1772645500000", "msg_box": "1", "thread_id": "1", "addresses": [ANN],
              "parts": []}  # fmt: skip
    (message,) = messages_of(found_in(record))  # type: ignore[arg-type]

    assert message.happened.stated == "2026-03-04T17:31:40"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_every_value_is_accounted_for(case: object) -> None:
    source = case.source  # type: ignore[attr-defined]
    if sms_json.recognises(source.content, source.name) is Confidence.NO:
        return

    assert list(faults("sms-json", source.content, read_all(source, "sms-json"))) == []
