"""The pieces of the XML reader: tags of any size, damage, places, files inside."""

from __future__ import annotations

import base64
import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Message, Part
from holdfast.readers import sms_xml, sms_xml_mms, sms_xml_tags
from holdfast.readers.reader import Confidence
from holdfast.readers.sms_xml_tags import Tags, fields_of, text_of
from tests.readers.samples import BytesSource, all_cases, messages_of, read_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.model.message import Found

SMS = b'<sms address="+447700900123" date="1713576562686" type="1" body="%s" />'
CASES = all_cases("sms-xml")
VALUE = re.compile(rb"=\s*(?:\"([^\"]*)\"|'([^']*)')")


def one(attributes: str) -> Message:
    """Give the message of one record."""
    (message,) = messages_of(
        read_all(BytesSource(f"<smses>{attributes}</smses>".encode()), "sms-xml")
    )
    return message


def with_picture(data: bytes) -> bytes:
    """Give a back-up of one message with one picture."""
    return (
        b'<smses><mms date="1713576562686" msg_box="1" address="+447700900123"><parts>'
        b'<part ct="image/png" name="a.png" data="' + data + b'" /></parts></mms></smses>'
    )


def parts_of(found: list[Found]) -> list[Part]:
    """Give the files inside."""
    return [each for each in found if isinstance(each, Part)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_every_value_lies_in_a_span(case: object) -> None:
    source = case.source  # type: ignore[attr-defined]
    try:
        found = read_all(source, "sms-xml")
    except NotThisFormatError:
        return

    spans = [each.span for each in found if isinstance(each, Message | Leftover)]
    for value in VALUE.finditer(source.content):
        assert any(span.start <= value.start() and value.end() <= span.end for span in spans)
    beside = [
        each.span
        for each in found
        if isinstance(each, Message) or (isinstance(each, Leftover) and each.why != "part-damaged")
    ]
    assert all(before.end <= after.start for before, after in pairwise(beside))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_record_stands_where_its_span_says(case: object) -> None:
    source = case.source  # type: ignore[attr-defined]
    try:
        found = read_all(source, "sms-xml")
    except NotThisFormatError:
        return

    for each in messages_of(found):
        there = source.content[each.span.start : each.span.end].replace(b"\0", b"")
        assert there.startswith((b"<sms ", b"<mms ", b"<call ", b"<log "))
        assert there.endswith((b"/>", b"</mms>"))
        assert each.happened.as_written.encode() in there


def test_a_back_up_cut_at_any_byte_gives_what_is_whole_before() -> None:
    (case,) = [each for each in CASES if each.folder.name == "plain"]
    content = case.source.content
    whole = messages_of(read_all(BytesSource(content), "sms-xml"))

    for length in range(content.index(b"<smses count") + 12, len(content)):
        try:
            found = read_all(BytesSource(content[:length]), "sms-xml")
        except NotThisFormatError:
            assert length < whole[0].span.start
            continue
        assert messages_of(found) == [each for each in whole if each.span.end <= length]
        assert length == len(content) - 1 or found[-1].why == "ends-early"  # type: ignore[union-attr]


def test_windows_of_any_size_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    contents = [case.source.content for case in CASES if case.folder.name != "empty"]
    whole = [list(Tags(BytesSource(content)).walk()) for content in contents]
    monkeypatch.setattr(sms_xml_tags, "WINDOW_BYTES", 97)

    assert [list(Tags(BytesSource(content)).walk()) for content in contents] == whole


def test_a_long_tag_leaves_its_long_values_where_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sms_xml_tags, "WINDOW_BYTES", 256)
    monkeypatch.setattr(sms_xml_tags, "LONGEST_PLAIN", 512)
    monkeypatch.setattr(sms_xml_tags, "LONGEST_VALUE", 256)
    monkeypatch.setattr(sms_xml_mms, "STRETCH_BYTES", 61)
    picture = bytes(range(256)) * 9

    content = with_picture(base64.b64encode(picture).replace(b"AA", b"A&#10;A"))
    found = read_all(BytesSource(content), "sms-xml")

    (part,) = parts_of(found)
    assert part.content == picture
    assert content[part.span.start - 1 : part.span.start] == b'"'
    assert content[part.span.end : part.span.end + 1] == b'"'


def test_a_long_tag_that_is_damaged_costs_itself_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sms_xml_tags, "WINDOW_BYTES", 64)
    monkeypatch.setattr(sms_xml_tags, "LONGEST_PLAIN", 128)
    lost = b'<sms body="' + b"a" * 400 + b'"no space="" />'

    found = read_all(BytesSource(b"<smses>" + lost + SMS % b"after" + b"</smses>"), "sms-xml")

    assert [each.text for each in messages_of(found)] == ["after"]
    assert any(isinstance(each, Leftover) and each.why == "damaged-record" for each in found)


def test_many_files_in_one_message_are_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sms_xml_mms, "MOST_KEPT", 4)

    (part,) = parts_of(read_all(BytesSource(with_picture(base64.b64encode(b"picture"))), "sms-xml"))

    assert part.content == b"picture"


def test_a_file_that_is_too_large_is_left_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sms_xml_mms, "LONGEST_PART_BYTES", 4)

    found = read_all(BytesSource(with_picture(base64.b64encode(b"a picture"))), "sms-xml")

    assert [each.why for each in found if isinstance(each, Leftover)][-1] == "part-too-long"
    assert messages_of(found)[0].attachments == ("a.png",)


def test_too_many_pieces_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sms_xml_mms, "MOST_PIECES", 1)

    (message,) = messages_of(read_all(BytesSource(with_picture(b"AAAA")), "sms-xml"))

    assert message.marks == ("received", "parts-left-out")


def test_text_that_looks_like_an_attribute_is_text() -> None:
    content = with_picture(b"AAAA").replace(
        b"<parts>", b"<parts><part ct='text/plain' text='his data=\"x\" name=\"y\"' />"
    )

    found = read_all(BytesSource(content), "sms-xml")

    assert messages_of(found)[0].text == 'his data="x" name="y"'
    assert [each.name for each in parts_of(found)] == ["a.png"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        pytest.param(b"&#55357;&#56832;", "😀", id="a pair of surrogates by number"),
        pytest.param(b"&#xD83D;&#xDE00;", "😀", id="the same in hexadecimal"),
        pytest.param(b"\xed\xa0\xbd\xed\xb8\x80", "😀", id="the same as bytes"),
        pytest.param(b"&#128512;", "😀", id="one number"),
        pytest.param(b"&#56832;x", "\ufffdx", id="half a pair"),
        pytest.param(b"&amp;lt;", "&lt;", id="taken apart once"),
        pytest.param(b"&nbsp;&#x110000;", "&nbsp;\ufffd", id="unknown"),
        pytest.param(b"a\xffb", "a\ufffdb", id="no character"),
    ],
)
def test_characters_come_out_as_they_were_meant(written: bytes, read: str) -> None:
    assert text_of(written) == read


def test_both_quotes_are_understood() -> None:
    assert fields_of(b""" a="it's" b='say "x"' c = "&quot;" """) == {
        "a": "it's", "b": 'say "x"', "c": '"',
    }  # fmt: skip
    assert fields_of(b' a="one"\n  b = "two"') == {"a": "one", "b": "two"}


@pytest.mark.parametrize(
    ("attributes", "sender", "marks"),
    [
        ('type="1" address="+447700900123"', "+447700900123", ("received",)),
        ('type="2" address="+447700900123"', "(this phone)", ("sent",)),
        ('type="4" address="+447700900123"', "(this phone)", ("waiting-to-send",)),
        ('type="9" address="+447700900123"', None, ("direction-unknown",)),
        ('type="1" address=""', None, ("received",)),
    ],
)
def test_a_folder_tells_who_wrote(
    attributes: str, sender: str | None, marks: tuple[str, ...]
) -> None:
    message = one(f'<sms date="1713576562686" body="x" {attributes} />')

    assert (message.sender, message.marks) == (sender, marks)


@pytest.mark.parametrize(
    ("attributes", "direction"),
    [('m_type="128"', "sent"), ('m_type="132"', "received"), ("", "direction-unknown")],
)
def test_a_message_without_folder_is_told_by_its_type(attributes: str, direction: str) -> None:
    message = one(f'<mms date="1713576562686" address="+447700900123" {attributes}></mms>')

    assert message.marks[0] == direction


@pytest.mark.parametrize(
    ("names", "conversation"),
    [
        ("(Unknown), (Unknown)", "+447700900123, +447700900124"),
        ("Sam, (Unknown)", "Sam, +447700900124"),
        ("(Unknown), (Unknown), (Unknown)", "+447700900123, +447700900124"),
        ("Sam, Kim", "Sam, Kim"),
    ],
)
def test_groups_of_people_who_are_no_contacts_are_not_one_group(
    names: str, conversation: str
) -> None:
    numbers = "+447700900123~+447700900124"
    content = f'<smses><mms address="{numbers}" contact_name="{names}" msg_box="1"/></smses>'

    (message,) = messages_of(read_all(BytesSource(content.encode()), "sms-xml"))

    assert message.conversation == conversation


def test_of_a_group_nobody_is_picked_as_sender() -> None:
    message = one('<mms date="1713576562686" msg_box="1" address="+447700900123~x" />')

    assert message.sender is None
    assert message.conversation == "+447700900123, x"


@pytest.mark.parametrize(
    ("head", "sure"),
    [
        (b"<smses count='0'/>", Confidence.YES),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x -->\n<calls count='1'>", Confidence.YES),
        (b"<calls><call number='' date='1'/>", Confidence.YES),
        (b"<calls>", Confidence.PERHAPS),
        (b'is lost <sms address="x" date="1713576562686" />', Confidence.PERHAPS),
        (b"<messages><sms>x</sms></messages>", Confidence.NO),
        (b"", Confidence.NO),
    ],
)
def test_it_is_known_by_its_root(head: bytes, sure: Confidence) -> None:
    assert sms_xml.recognises(head, "sms.xml") is sure


@pytest.mark.parametrize(
    "content",
    [b"", b"words", b"<html><body>x</body></html>", b"<a>" * 3, b"<" * 3000, b"x <a " * 2000],
)
def test_another_file_is_refused(content: bytes) -> None:
    with pytest.raises(NotThisFormatError):
        read_all(BytesSource(content), "sms-xml")


def test_records_without_a_beginning_are_read() -> None:
    found = read_all(BytesSource(b'lost" />' + SMS % b"here"), "sms-xml")

    assert [each.text for each in messages_of(found)] == ["here"]
    assert isinstance(found[0], Leftover)


def test_a_file_of_any_size_is_streamed() -> None:
    record, number = SMS % (b"x" * 400), 200_000

    class Endless:
        name = "sms.xml"
        size = len(record) * number

        def __init__(self) -> None:
            self.longest = 0

        def read(self, start: int, length: int) -> bytes:
            self.longest = max(self.longest, length)
            length = min(length, self.size - start)
            begin = start % len(record)
            return (record * (length // len(record) + 2))[begin : begin + length]

    source = Endless()
    found: Iterator[Found] = sms_xml.read(source, {})

    assert sum(isinstance(each, Message) for each in found) == number
    assert source.longest <= 4 << 20


def test_words_written_as_base64_are_words() -> None:
    content = b'<smses><mms date="1713576562686" msg_box="1"><parts>%s%s</parts><x/></mms></smses>'
    words = b'<part ct="text/plain" chset="106" text="null" data="aGVsbG8=" />'

    (message,) = messages_of(read_all(BytesSource(content % (words, words)), "sms-xml"))

    assert message.text == "hello\nhello"
    assert message.marks == ("received", "parts-left-out")


def test_nothing_prints_a_word() -> None:
    (tag,) = Tags(BytesSource(b'<sms body="secret" />')).walk()

    assert "secret" not in repr(tag)


def test_a_long_value_beside_a_file_costs_no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sms_xml_tags, "WINDOW_BYTES", 64)
    monkeypatch.setattr(sms_xml_tags, "LONGEST_PLAIN", 128)
    monkeypatch.setattr(sms_xml_tags, "LONGEST_VALUE", 256)
    content = with_picture(b"AAAA").replace(b'name="a.png"', b'name="a.png" x="%s"' % (b"y" * 400))

    (message,) = messages_of(read_all(BytesSource(content), "sms-xml"))

    assert "parts-left-out" in message.marks


def test_names_of_super_backup_are_kept() -> None:
    message = one(
        '<sms address="+447700900123" time="4 Mar 2026 17:30:05" date="1772645405123" type="1"'
        ' body="hello" name="Ann Example" />'
    )

    assert message.conversation == "Ann Example"
    assert dict(message.details)["contact-name"] == "Ann Example"
    assert dict(message.details)["local-time"] == "4 Mar 2026 17:30:05"


def test_a_call_of_super_backup_is_a_call_with_its_length() -> None:
    content = (
        b'<?xml version="1.0"?><alllogs count="1"><log number="+447700900123" time="then"'
        b' date="1772645405123" type="2" name="Ann Example" new="1" dur="65" /></alllogs>'
    )

    assert sms_xml.recognises(content, "calllogs.xml") is Confidence.YES
    (call,) = messages_of(read_all(BytesSource(content), "sms-xml"))
    assert (call.kind, call.duration_seconds, call.marks) == ("call", 65, ("sent",))
