"""Files in a mail that are no parts of it: what Outlook packed, and what stands in the words."""

from __future__ import annotations

import base64
import struct

import pytest

from holdfast.model.message import Part
from holdfast.readers import mail_inside, mail_tnef
from holdfast.readers.mail_tnef import Inside, Unpacked, unpack_tnef
from holdfast.readers.mail_uu import files_in, without_files
from tests.readers.samples import BytesSource, messages_of, read_all

SIGN = b"\x78\x9f\x3e\x22\x01\x00"
BEGINS, TITLE, DATA, OF_FILE = 0x00069002, 0x00018010, 0x0006800F, 0x00069005
BODY, OF_MAIL, CODEPAGE = 0x0002800C, 0x00069003, 0x00069007
TEXT, WIDE, BYTES, OBJECT, LONG = 0x001E, 0x001F, 0x0102, 0x000D, 0x0003


def attribute(number: int, value: bytes) -> bytes:
    """Give one attribute."""
    return struct.pack("<BLL", 2, number, len(value)) + value + b"\0\0"


def properties(*listed: tuple[int, int, bytes]) -> bytes:
    """Give properties: type, number, value; the long ones are filled up to four bytes."""
    found = struct.pack("<L", len(listed))
    for kind, number, value in listed:
        found += struct.pack("<HH", kind, number)
        if kind in {TEXT, WIDE, BYTES, OBJECT}:
            found += struct.pack("<LL", 1, len(value)) + value + b"\0" * (-len(value) % 4)
        else:
            found += value
    return found


def packed(*attributes: tuple[int, bytes]) -> bytes:
    """Give a whole packing."""
    return SIGN + b"".join(attribute(*each) for each in attributes)


def files(*listed: tuple[int, int, bytes], data: bytes = b"") -> tuple[Inside, ...]:
    """Give what is found where one file has these properties."""
    title, begins = (TITLE, b"SHORT~1.TXT\0"), (BEGINS, b"")
    return unpack_tnef(packed(begins, title, (DATA, data), (OF_FILE, properties(*listed)))).files


def test_a_file_has_its_long_name_and_its_kind() -> None:
    long_name = (WIDE, 0x3707, "Straße.txt\0".encode("utf-16-le"))

    assert files(long_name, (TEXT, 0x370E, b"Text/Plain\0"), data=b"x") == (
        Inside("Straße.txt", "text/plain", b"x"),
    )
    assert files((TEXT, 0x3704, b"\0"), data=b"x")[0].name == "SHORT~1.TXT"
    assert "Straße" not in repr(files(long_name))


def test_bytes_of_a_file_stand_as_they_are_and_an_object_behind_its_kind() -> None:
    kind = bytes(range(16))

    assert files((BYTES, 0x3701, b"%PDF"))[0].content == b"%PDF"
    assert files((OBJECT, 0x3701, kind + b"inside"), data=b"no")[0].content == b"inside"
    assert files((OBJECT, 0x3701, kind), data=b"this")[0].content == b"this"
    nested = files((OBJECT, 0x3701, kind + packed()), data=b"no")[0]
    assert (nested.name, nested.media_type) == ("SHORT~1.TXT.dat", "application/ms-tnef")


@pytest.mark.parametrize(
    "before",
    [
        pytest.param((LONG, 0x0E07, b"\1\0\0\0"), id="a number"),
        pytest.param((LONG | 0x1000, 0x1234, b"\2\0\0\0" + bytes(8)), id="several numbers"),
        pytest.param(
            (LONG, 0x8001, bytes(16) + b"\0\0\0\0\1\0\0\0" + bytes(4)), id="a numbered one"
        ),
        pytest.param(
            (LONG, 0x8001, bytes(16) + b"\1\0\0\0\6\0\0\0n\0a\0\0\0\0\0" + bytes(4)),
            id="one with a name",
        ),
    ],
)
def test_what_stands_before_a_property_is_passed_over(before: tuple[int, int, bytes]) -> None:
    assert files(before, (BYTES, 0x3701, b"found"))[0].content == b"found"


def test_words_are_the_plain_ones_or_else_the_formatted_ones() -> None:
    html = (BYTES, 0x1013, b"<p>from <b>html</b></p>")
    plain = (TEXT, 0x1000, b"caf\xe9\r\n\0")
    codepage = (CODEPAGE, struct.pack("<LL", 1252, 0))

    assert unpack_tnef(packed(codepage, (OF_MAIL, properties(html, plain)))).words == "café"
    assert unpack_tnef(packed((BODY, b"old\0"), (OF_MAIL, properties(html)))).words == "old"
    assert unpack_tnef(packed((OF_MAIL, properties(html)))).words == "from html"
    assert unpack_tnef(packed((OF_MAIL, properties((BYTES, 0x1013, b"<p> </p>"))))).words == ""


@pytest.mark.parametrize("content", [b"", b"no packing", SIGN, SIGN + b"\2\0"])
def test_what_is_damaged_or_no_packing_holds_nothing(content: bytes) -> None:
    assert unpack_tnef(content) == Unpacked()


def test_of_very_many_attributes_the_first_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail_tnef, "MOST_ATTRIBUTES", 2)

    assert unpack_tnef(packed((BODY, b"one\0"), (BEGINS, b""), (DATA, b"x"))).words == "one"
    assert unpack_tnef(packed((BODY, b"one\0"), (BEGINS, b""), (DATA, b"x"))).files == ()


def test_a_property_of_an_unknown_type_ends_them() -> None:
    unknown = (0x0999, 0x1, b"")
    short = properties((LONG, 1, b""), (LONG, 2, b""))[:6]

    assert files(unknown, (BYTES, 0x3701, b"lost"))[0].content == b""
    assert unpack_tnef(packed((OF_MAIL, short))).words == ""


def mail_with(name: str, media_type: str, content: bytes) -> bytes:
    """Give a mail with words and one file, which stands there twice."""
    head = f'Content-Type: {media_type}; name="{name}"\nContent-Transfer-Encoding: base64\n\n'
    return (
        b"From: robin@example.org\nTo: kim@example.com\n"
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nwords\n"
        + 2 * (b"--b\n" + head.encode() + base64.encodebytes(content))
        + b"--b--\n"
    )


def test_a_packing_is_known_by_its_name_and_stays_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = packed((BEGINS, b""), (DATA, b"held"), (BODY, b"other words\0"))
    content = mail_with("WINMAIL.DAT", "application/octet-stream", whole)

    found = read_all(BytesSource(content), "mail")

    (message,) = messages_of(found)
    names = ("packed-1.bin", "packed-2.bin")
    assert (message.text, message.attachments) == ("words", (2 * ("WINMAIL.DAT",) + names))
    assert [each.content for each in found if isinstance(each, Part)] == [
        whole,
        whole,
        b"held",
        b"held",
    ]

    monkeypatch.setattr(mail_inside, "LONGEST_PART_BYTES", 3)
    (message,) = messages_of(read_all(BytesSource(content), "mail"))
    assert message.attachments == 2 * ("WINMAIL.DAT",)


def test_only_what_is_uuencoded_to_its_end_is_a_file() -> None:
    data = b"begin 644 a\n#:&5Y\n`\nend\n"
    said = b"begin 644 b\nthis is no data at all\nend\n"

    assert [each.name for each in files_in(data + said + data)] == [b"a", b"a"]
    assert without_files(b"x\n" + data + b"y") == b"x\nbegin 644 a\nend\ny"
    assert without_files(said) == said
    assert list(files_in(b"begin 644 c\n#:&5Y\n")) == []
    assert list(files_in(b"begin 644 c\n\nend\n")) == []


def test_words_in_base64_hold_no_uuencoded_file() -> None:
    words = base64.encodebytes(b"begin 644 a\n#:&5Y\n`\nend\n")
    content = b"From: robin@example.org\nTo: k@example.com\nContent-Transfer-Encoding: base64\n\n"

    (message,) = read_all(BytesSource(content + words), "mail")

    assert messages_of([message])[0].attachments == ()


def test_many_lines_that_begin_no_file_take_no_longer_for_an_end_far_below() -> None:
    # The end would be sought from each of them: minutes for this many.
    beginnings = b"begin 644 your door.gif\n" * 60_000

    (stretch,) = files_in(beginnings + b"begin 644 a.txt\n#86)C\n`\nend\n" + beginnings)

    assert stretch.name == b"a.txt"
