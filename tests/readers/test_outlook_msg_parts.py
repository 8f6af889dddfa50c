"""The pieces of the Outlook reader: the container cut anywhere, rich text, codepages."""

from __future__ import annotations

import struct

import pytest

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Part
from holdfast.readers import outlook_files, outlook_msg
from holdfast.readers.compound_file import CompoundFile
from holdfast.readers.outlook_properties import codec_of
from holdfast.readers.outlook_rtf import text_of_rtf, unpack
from holdfast.readers.reader import Confidence
from tests.readers.samples import BytesSource, all_cases, messages_of, read_all

PLAIN = next(case for case in all_cases("outlook-msg") if case.folder.name == "plain")

WORDS = {
    rb"{\rtf1 one\par two}": "one\ntwo",
    rb"{\rtf1\ansicpg1251 \'cf\'f0}": "\u041f\u0440",
    rb"{\rtf1\uc0\u8364 5}": "\u20ac5",
    rb"{\rtf1\uc2\u8364 EU5}": "\u20ac5",
    rb"{\rtf1 {\*\htmltag64 <p>}kept{\pict 0102}\~\{x\}\\\line}": "kept\u00a0{x}\\",
    rb"{\rtf1{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset128 B;}}\f1\'83\'65\f0 x}": "\u30c6x",
    rb"{\rtf1 }}}}too many": "too many",
    rb"{\rtf1 a\bin3 xyzb}": "ab",
    rb"{\rtf1 a\emdash b\-c\u-10179?\u-8704?}": "a\u2014bc\U0001f600",
    b"not rich": "",
}


@pytest.mark.parametrize("rich", WORDS)
def test_words_of_rich_text(rich: bytes) -> None:
    assert text_of_rtf(rich) == WORDS[rich]


def test_packed_rich_text_is_unpacked() -> None:
    # The two examples of [MS-OXRTFCP], section 4: a plain one, and one that repeats itself.
    simple = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a00726370673132354232 0af32068656c0900206277"
        "05b06c647d0a800fa0"
    )
    crossing = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")

    assert unpack(simple) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    assert unpack(crossing) == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"
    assert unpack(struct.pack("<LL4sL", 16, 4, b"MELA", 0) + b"{\\rt more") == b"{\\rt"
    assert unpack(b"short") == b""
    assert unpack(struct.pack("<LL4sL", 16, 4, b"none", 0)) == b""
    assert unpack(simple[:20]) == unpack(simple)[: len(unpack(simple[:20]))]


def test_codepages_have_their_codecs() -> None:
    wanted = {65001: "utf-8", 936: "gb18030", 1251: "cp1251", 28595: "iso8859-5", 99999: "", 0: ""}

    assert {number: codec_of(number) for number in wanted} == wanted


def test_a_file_cut_anywhere_is_read_or_refused() -> None:
    content = PLAIN.source.content
    whole = messages_of(read_all(PLAIN.source, "outlook-msg"))
    counts = set()

    for length in range(0, len(content), 256):
        try:
            found = read_all(BytesSource(content[:length]), "outlook-msg")
        except NotThisFormatError:
            continue
        counts.add(len(messages_of(found)))
    assert max(counts) == len(whole)


def test_a_byte_changed_anywhere_is_read_or_refused() -> None:
    content = PLAIN.source.content

    for at in range(0, len(content), 61):
        changed = content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]
        try:
            read_all(BytesSource(changed), "outlook-msg")
        except NotThisFormatError:
            continue


def test_other_compound_files_are_left_to_others() -> None:
    (case,) = [each for each in all_cases("outlook-msg") if each.folder.name == "looks-right"]
    head = case.source.content[:65_536]

    assert outlook_msg.recognises(head, "sheet.doc") is Confidence.PERHAPS
    assert outlook_msg.recognises(head[:100], "sheet.doc") is Confidence.NO
    with pytest.raises(NotThisFormatError):
        read_all(case.source, "outlook-msg")


def test_more_than_is_taken_out_is_left_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outlook_files, "LONGEST_PART_BYTES", 10)
    monkeypatch.setattr(outlook_msg, "MOST_EMBEDDED", 1)

    found = read_all(PLAIN.source, "outlook-msg")

    assert [each.why for each in found if isinstance(each, Leftover)] == [
        "part-too-long", "skipped-too-many",
    ]  # fmt: skip


def test_a_table_of_tables_is_followed_and_not_in_a_circle() -> None:
    content = bytearray(PLAIN.source.content)
    place = len(content) // 512 - 1
    numbers = content[76:80]
    content[44:48] = struct.pack("<L", 500)
    content[68:72] = struct.pack("<L", place)
    content[76 : 76 + 4 * 109] = b"\xff" * 4 * 109
    content += numbers.ljust(508, b"\xff") + struct.pack("<L", place)

    found = read_all(BytesSource(bytes(content)), "outlook-msg")

    assert len(messages_of(found)) == 2


def test_a_time_beyond_all_years_is_impossible() -> None:
    times = PLAIN.source.content.index(struct.pack("<HHL", 0x40, 0x39, 6)) + 8
    content = bytearray(PLAIN.source.content)
    content[times : times + 8] = b"\xff" * 8

    message = messages_of(read_all(BytesSource(bytes(content)), "outlook-msg"))[0]

    assert message.happened.as_written == "Mon, 4 Mar 2024 12:20:34 +0100"
    assert "clock-impossible" in message.marks


def test_what_is_no_stream_has_no_bytes() -> None:
    file = CompoundFile(PLAIN.source)

    assert file.read("nothing", 10) == b""
    assert file.read("__attach_version1.0_#00000000", 10) == b""


def test_a_file_that_lies_elsewhere_is_named_and_no_empty_file() -> None:
    there, away = "__substg1.0_37010102", "__substg1.0_37990102"
    whole = read_all(PLAIN.source, "outlook-msg")
    content = PLAIN.source.content.replace(there.encode("utf-16-le"), away.encode("utf-16-le"))

    found = read_all(BytesSource(content), "outlook-msg")

    assert any(isinstance(each, Part) for each in whole)
    assert not any(isinstance(each, Part) for each in found)
    assert messages_of(found)[0].attachments == messages_of(whole)[0].attachments
    assert "media-omitted" in messages_of(found)[0].marks
