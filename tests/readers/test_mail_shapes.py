"""Mails as programs of all ages write them, and what only looks like one."""

from __future__ import annotations

import pytest

from holdfast.model.message import Leftover, Part
from holdfast.readers import mail, mhtml
from holdfast.readers.reader import Confidence
from tests.readers.samples import (
    BytesSource,
    assert_every_byte_is_accounted_for,
    messages_of,
    read_all,
)

MAIL = b"From: robin@example.org\nTo: kim@example.com\nSubject: hi\n\n"
LIST = b'<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0">\n</plist>\n'
WORD = (
    b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\nSaved by Word.\n\n--b\n'
    b"Content-Location: file:///C:/1/a.htm\nContent-Type: text/html\n\n<html>hi</html>\n--b--\n"
)


@pytest.mark.parametrize("change", ["lines end in two signs", "a length that is too short"])
def test_words_of_a_mail_of_apple_end_where_its_list_begins(change: str) -> None:
    words = b"one\ntwo\nthree\n"
    length = len(MAIL + words) - 8 * (change != "lines end in two signs")
    content = b"%d      \n" % length + MAIL + words + LIST
    if change == "lines end in two signs":
        content = content.replace(b"\n", b"\r\n")

    found = read_all(BytesSource(content, "7.emlx"), "mail")

    assert messages_of(found)[0].text == "one\ntwo\nthree"
    assert isinstance(found[-1], Leftover)
    assert content[found[-1].span.start :].startswith(b"<?xml")
    assert_every_byte_is_accounted_for(found, len(content))


def test_a_mail_of_apple_without_its_list_goes_as_far_as_it_says() -> None:
    content = b"%d\n" % len(MAIL + b"one\n") + MAIL + b"one\ntwo\n"

    found = read_all(BytesSource(content, "7.emlx"), "mail")

    assert messages_of(found)[0].text == "one"
    assert_every_byte_is_accounted_for(found, len(content))


def test_a_page_that_word_saved_is_no_mail() -> None:
    assert mhtml.recognises(WORD, "a.mht") is Confidence.YES
    assert mail.recognises(WORD, "a.mht") is Confidence.NO


@pytest.mark.parametrize(
    ("before", "stated", "marks"),
    [
        ("Date: 04/03/2024 11:20\n", "2024-03-04T11:20:40", ("date-impossible", "time-received")),
        ("Date: Thu, 1 Jan 1970 00:00:00 +0000\n", "2024-03-04T11:20:40",
         ("clock-impossible", "time-received")),
        ("Sent: Monday, March 4, 2024 11:19 AM\n", "2024-03-04T11:19", ()),
        ("Sent: 04 March 2024 11:19\n", "2024-03-04T11:19", ()),
    ],
)  # fmt: skip
def test_a_mail_without_a_date_that_can_be_has_that_of_its_arrival(
    before: str, stated: str, marks: tuple[str, ...]
) -> None:
    """Outlook writes *Sent* where it saves a mail as text."""
    received = "Received: from a by mx.example.com; Mon, 4 Mar 2024 11:20:40 +0100\n"
    content = received.encode() + before.encode() + MAIL

    (found,) = messages_of(read_all(BytesSource(content, "a.eml"), "mail"))

    assert (found.happened.stated, found.marks) == (stated, marks)


@pytest.mark.parametrize("words", [b"aGVsbG8gd29ybGQ=", b"aGVsbG8gd29ybGQh"])
def test_what_a_list_puts_behind_base64_is_no_part_of_it(words: bytes) -> None:
    footer = b"\n\n\n____________\nLeave this list at\n\nhttps://example.org/leave\n"
    content = MAIL[:-1] + b"Content-Transfer-Encoding: base64\n\n" + words + footer

    (found,) = messages_of(read_all(BytesSource(content, "a.eml"), "mail"))

    assert found.text.rstrip("!") == "hello world"
    outside = [text for code, text in found.details if code == "outside-parts"]
    assert outside == [footer.decode().strip()]


def test_base64_may_go_on_behind_an_empty_line() -> None:
    head = b"\n--b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\n"
    part = head + b"iVBO\n\nRw0K\n--b--"
    content = MAIL[:-1] + b"Content-Type: multipart/mixed; boundary=b\n" + part

    message, file = read_all(BytesSource(content, "a.eml"), "mail")

    assert isinstance(file, Part)
    assert file.content == b"\x89PNG\r\n"
    assert not [text for code, text in messages_of([message])[0].details if code == "outside-parts"]


PARTS = (
    b"\n--x1\nContent-Type: text/plain\n\nvisit me\n"
    b'--x1\nContent-Type: application/pdf; name="a.pdf"\nContent-Transfer-Encoding: base64\n\n'
    b"SGVsbG8=\n--x1--\n"
)


@pytest.mark.parametrize("stated", [b"", b'; boundary="nope"', b"; boundary=x1"])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_parts_are_told_apart_where_the_headers_do_not_say_by_what(
    stated: bytes, line_end: bytes
) -> None:
    content = MAIL[:-1] + b"Content-Type: multipart/mixed" + stated + b"\n" + PARTS
    content = content.replace(b"\n", line_end)

    found = read_all(BytesSource(content, "a.eml"), "mail")

    (message,) = messages_of(found)
    assert (message.text, message.attachments) == ("visit me", ("a.pdf",))
    assert [each.name for each in found if isinstance(each, Part)] == ["a.pdf"]
    assert_every_byte_is_accounted_for(found, len(content))


@pytest.mark.parametrize(
    "body", [b"\nvisit me\n", b"\n-- \nContent and happy\n", b"\n--x1\nno header\n"]
)
def test_hyphens_without_the_header_of_a_part_below_divide_nothing(body: bytes) -> None:
    content = MAIL[:-1] + b"Content-Type: multipart/mixed\n" + body

    (message,) = messages_of(read_all(BytesSource(content, "a.eml"), "mail"))

    assert (message.text, message.attachments) == (body.decode().strip(), ())


def test_the_line_that_is_stated_divides_whatever_stands_before_it() -> None:
    quoted = b"\n--old\nContent-Type: text/plain\n\nquoted\n"
    content = MAIL[:-1] + b"Content-Type: multipart/mixed; boundary=x1\n" + quoted + PARTS

    (message,) = messages_of(read_all(BytesSource(content, "a.eml"), "mail"))

    assert (message.text, message.attachments) == ("visit me", ("a.pdf",))
