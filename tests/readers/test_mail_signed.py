"""What stands inside a signature, in lengths that are stated or left open, and what is none."""

from __future__ import annotations

import base64

import pytest

from holdfast.readers import mail_signed
from holdfast.readers.mail_signed import signed_content
from tests.readers.samples import BytesSource, messages_of, read_all

SIGNED = bytes.fromhex("06092a864886f70d010702")
DATA = bytes.fromhex("06092a864886f70d010701")
VERSION, SUMS = b"\x02\x01\x01", b"\x31\x00"
HELLO = b"Content-Type: text/plain\n\nhello"


def value(tag: int, inside: bytes, *, is_open: bool = False) -> bytes:
    """Give a value, its length stated or left open to an end mark."""
    if is_open:
        return bytes([tag, 0x80]) + inside + b"\0\0"
    length = len(inside)
    head = bytes([length]) if length < 0x80 else b"\x82" + length.to_bytes(2, "big")
    return bytes([tag]) + head + inside


def signed(
    held: bytes, *, is_open: bool = False, kind: bytes = SIGNED, sums: bytes = SUMS
) -> bytes:
    """Give what signs something."""
    inner = value(0x30, DATA + value(0xA0, held, is_open=is_open), is_open=is_open)
    data = value(0x30, VERSION + sums + inner, is_open=is_open)
    return value(0x30, kind + value(0xA0, data, is_open=is_open), is_open=is_open)


@pytest.mark.parametrize("is_open", [True, False])
def test_what_was_signed_is_taken_out(*, is_open: bool) -> None:
    pieces = value(0x04, HELLO[:9]) + value(0x04, HELLO[9:])
    sums = value(0x31, value(0x30, b"\x05\x00", is_open=is_open), is_open=is_open)

    assert signed_content(signed(value(0x04, HELLO), is_open=is_open, sums=sums)) == HELLO
    assert signed_content(signed(value(0x24, pieces, is_open=is_open), is_open=is_open)) == HELLO


DEEP = b"\x31\x80" * 60 + b"\0\0" * 60
NONE = {
    "nothing": b"",
    "another kind": signed(value(0x04, HELLO), kind=DATA),
    "something else first": b"\x31\x00",
    "signed elsewhere": signed(b"\x05\x00"),
    "cut short": signed(value(0x04, HELLO))[:30],
    "a length too long": b"\x30\x85\1\1\1\1\1",
    "values too deep": signed(value(0x04, HELLO), sums=DEEP),
}


@pytest.mark.parametrize("name", NONE)
def test_what_is_no_signature_or_holds_nothing_gives_nothing(name: str) -> None:
    assert signed_content(NONE[name]) == b""


def test_of_pieces_that_are_damaged_or_too_many_the_first_are_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    odd = value(0x04, b"first") + value(0x05, b"") + value(0x04, b"no")
    assert signed_content(signed(value(0x24, odd))) == b"first"

    monkeypatch.setattr(mail_signed, "_MOST_PIECES", 1)
    two = value(0x04, b"one") + value(0x04, b"two")
    assert signed_content(signed(value(0x24, two))) == b"one"


@pytest.mark.parametrize(
    ("content", "text", "marks"),
    [
        (signed(value(0x04, HELLO)), "hello", ()),
        (signed(value(0x04, b"no headers")), "", ("mail-encrypted",)),
        (b"locked", "", ("mail-encrypted",)),
    ],
    ids=["signed", "signed, and no mail", "locked"],
)
def test_a_mail_that_is_only_signed_is_not_called_locked(
    content: bytes, text: str, marks: tuple[str, ...]
) -> None:
    head = b"From: robin@example.org\nTo: kim@example.com\nContent-Type: application/pkcs7-mime\n"
    coded = b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(content)

    (message,) = messages_of(read_all(BytesSource(head + coded), "mail"))

    assert (message.text, message.marks) == (text, marks)
