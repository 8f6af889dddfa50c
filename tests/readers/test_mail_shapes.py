"""Mails as programs of all ages write them, and what only looks like one."""

from __future__ import annotations

import pytest

from holdfast.model.message import Leftover
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
