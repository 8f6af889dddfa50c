"""The pieces of the mail readers: dates, words, addresses, and mails larger than memory."""

from __future__ import annotations

import base64

import pytest

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Part
from holdfast.model.moment import UNKNOWN_MOMENT
from holdfast.readers import mail, mail_message, mail_structure, mbox, mbox_lines
from holdfast.readers.mail_dates import differs, parse_date, received_at
from holdfast.readers.mail_headers import split_fields
from holdfast.readers.mail_message import addresses_in
from holdfast.readers.mail_words import (
    decode_base64,
    decode_header,
    decode_text,
    decode_transfer,
    find_codec,
    parse_parameters,
)
from holdfast.readers.reader import Confidence
from tests.readers.samples import BytesSource, all_cases, messages_of, read_all

DATES = {
    "Mon, 4 Mar 2024 11:20:34 +0100": ("2024-03-04T11:20:34+01:00", ()),
    "Mon, 4 Mar 2024 11:20:34 +0100 (CET)": ("2024-03-04T11:20:34+01:00", ()),
    "4 Mar 24 11:20 EST": ("2024-03-04T11:20-05:00", ()),
    "04-Mar-1996 23:59:60 -0000": ("1996-03-04T23:59:59+00:00", ()),
    "Mon Mar  4 11:20:34 2024": ("2024-03-04T11:20:34", ()),
    "Mon Mar 04 11:20:34 +0000 2024": ("2024-03-04T11:20:34+00:00", ()),
    "Mon, 4 Mar 2024 11:20:34 BST": ("2024-03-04T11:20:34", ()),
    "Monday, 4 March 2024 at 11:20 PM": ("2024-03-04T23:20", ()),
    "Mon, 4 Mar 2024 11:20:34 GMT+01:00": ("2024-03-04T11:20:34+01:00", ()),
    "Mon, 4 Mar 2024 11:20:34 +9900": ("2024-03-04T11:20:34", ("zone-odd",)),
    "4 Mar 124 11:20:34 +0000": ("2024-03-04T11:20:34+00:00", ()),
    "2024-03-04T11:20:34Z": ("2024-03-04T11:20:34+00:00", ()),
    "1900-03-04T11:20:34Z": (None, ("clock-impossible",)),
    "Thu, 01 Jan 1970 00:00:00 +0000": (None, ("clock-impossible",)),
    "Thu, 30 Feb 2023 10:00:00 +0000": (None, ("clock-impossible",)),
    "Mo, 4 Mrz 2024 11:20:34 +0100": ("2024-03-04T11:20:34+01:00", ()),
    "lun., 4 f\u00e9vr. 2024 11:20:34 +0100": ("2024-02-04T11:20:34+01:00", ()),
    "Mon, 4 Mrs 2024 11:20:34 +0100": (None, ("date-impossible",)),
    "Mon, 4 Mar 2024 11:20:34 GMT+1": ("2024-03-04T11:20:34+01:00", ()),
    "Mon, 4 Mar 2024 11:20:34 -5": ("2024-03-04T11:20:34-05:00", ()),
    "Mon, 4 Mar 2024 11:20:34 +530": ("2024-03-04T11:20:34+05:30", ()),
    "Mon, 4 Mar 2024 11:20:34 +010": ("2024-03-04T11:20:34", ("zone-odd",)),
    "Mon Mar 4 11:20:34": (None, ("date-impossible",)),
    "yesterday": (None, ("date-impossible",)),
    "": (None, ()),
}

HEADERS = {
    b" plain": "plain",
    b" folded\r\n\tline": "folded line",
    b"=?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?= now": "caf\u00e9 now",
    b"=?iso-8859-1?q?caf=E9?=": "caf\u00e9",
    b"=?utf-8*en?B?aGk=?= there": "hi there",
    b"a =?utf-8?q?b?= c": "a b c",
    b"=?utf-8?q?one?= =?iso-8859-1?q?=E9?=": "one\u00e9",
    b"=?nonsense?q?one?=": "one",
    b"=?utf-8?B?!!!?=": "!!!",
    b"=?broken": "=?broken",
    "caf\u00e9".encode(): "caf\u00e9",
    "caf\u00e9".encode("latin-1"): "caf\u00e9",
}

NAMES = {
    b'x; filename="a;b.txt"': b"a;b.txt",
    b"x; filename=my file.txt ; size=3": b"my file.txt",
    b"x; filename*=utf-8''caf%C3%A9": "caf\u00e9".encode(),
    b"x; filename*0*=utf-8''caf%C3; filename*1*=%A9; filename*2=.txt": "caf\u00e9.txt".encode(),
    b'x; filename*0="one"; filename*1="two"': b"onetwo",
    b"x; filename=plain; filename*=utf-8''better": b"better",
    b"x; filename=first; filename=second": b"first",
    b'x; filename="a\\"b"': b'a"b',
    b'x; filename="open': b"open",
    b"x; filename*=unfinished": b"unfinished",
}


@pytest.mark.parametrize("written", DATES)
def test_date_is_read_as_far_as_it_says(written: str) -> None:
    moment, marks = parse_date(written)

    assert (moment.iso, marks) == DATES[written]
    assert moment.as_written == written


def test_a_date_that_does_not_fit_the_arrival_is_noticed() -> None:
    sent, _ = parse_date("Mon, 4 Mar 2024 11:20:34 +0100")
    soon, late, before = (
        received_at(f"by mx.example.net; {day} Mar 2024 11:20:34 +0100") for day in (5, 20, 1)
    )

    assert not differs(sent, soon)
    assert differs(sent, late)
    assert differs(sent, before)
    assert not differs(UNKNOWN_MOMENT, soon)
    assert not differs(parse_date("2024-02-01")[0], soon)
    assert received_at("no date here") == UNKNOWN_MOMENT
    assert received_at("by x; never") == UNKNOWN_MOMENT


@pytest.mark.parametrize("raw", HEADERS)
def test_header_is_decoded(raw: bytes) -> None:
    assert decode_header(raw) == HEADERS[raw]


@pytest.mark.parametrize("raw", NAMES)
def test_parameter_is_found(raw: bytes) -> None:
    assert parse_parameters(raw)["filename"] == NAMES[raw]


def test_what_is_in_doubt_about_characters_is_marked() -> None:
    assert decode_text(b"plain", "no such charset").marks == ()
    assert decode_text("caf\u00e9".encode(), "ascii").marks == ("charset-guessed",)
    assert decode_text(b"caf\xe9") == ("caf\u00e9", ("charset-guessed",))
    assert decode_text(b"\x81\x8d").marks == ("bytes-replaced",)
    assert decode_text(b"\xff\xfe\xff", "big5").marks == ("bytes-replaced",)
    assert decode_text(b"\x93quoted\x94", "iso-8859-1") == ("\u201cquoted\u201d", ())
    assert decode_text("\u3042\u3044".encode("euc_jp"), "iso-2022-jp").text == "\u3042\u3044"
    assert decode_text(b"+2AA-", "utf-7").text == "+2AA-"
    assert decode_text(b"+2AA-\xff", "utf-7").text == "+2AA-\u00ff"
    assert decode_text(b"+AOk-", "utf-7").text == "\u00e9"
    assert decode_text(b"\x81", "iso-2022-jp").marks == ("bytes-replaced",)
    assert decode_text("\u00e9\u00e8\u00e0".encode() + b"\xc3", "utf-8").marks == (
        "bytes-replaced",
    )
    assert decode_text("\u4f60".encode("gbk"), "gb2312").text == "\u4f60"


@pytest.mark.parametrize(
    "charset", ["punycode", "idna", "hex", "rot13", "unicode_escape", "a\0b", ""]
)
def test_what_is_no_charset_of_text_is_not_used(charset: str) -> None:
    assert find_codec(charset) is None


def test_broken_transfer_encodings_give_what_they_can() -> None:
    assert decode_base64(b"SGVsbG8") == b"Hello"
    assert decode_base64(b"SGVsbG8h!\nSQ") == b"Hello!I"
    assert decode_base64(b"A") == b""
    assert decode_transfer(b"a=3Db=\nc", "quoted-printable") == b"a=bc"
    assert decode_transfer(b"begin 644 x\n#0V%T\n\n`\nend\n", "uuencode") == b"Cat"
    assert decode_transfer(b"#0V%TXX\n", "x-uuencode") == b"Cat"
    assert decode_transfer(b"\x00\x01\n", "uue") == b""
    assert decode_transfer(b"as it is", "8bit") == b"as it is"


def test_the_address_counts_not_the_name_beside_it() -> None:
    value = '"bank@example.com" <Thief@example.org>, plain@example.net, nobody, <b@example.net>'

    assert addresses_in(value) == ["thief@example.org", "plain@example.net", "b@example.net"]


def test_headers_end_at_the_first_line_that_is_none() -> None:
    block = b">From somewhere\nSubject : hello\n more\nnot a header\nTo: x\n"

    fields, used = split_fields(block)

    assert [name for name, _, _ in fields] == ["", "subject"]
    assert block[used:].startswith(b"not a header")


def test_a_mail_read_in_stretches_is_the_same_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    cases = [case for case in all_cases("mail", "mbox") if case.source.size > 300]
    whole = [
        read_all(case.source, case.format) for case in cases if case.folder.name != "looks-right"
    ]
    monkeypatch.setattr("holdfast.readers.mail.MOST_IN_MEMORY", 0)
    monkeypatch.setattr(mbox_lines, "MOST_IN_MEMORY", 0)
    monkeypatch.setattr(mbox_lines, "PIECE_BYTES", 1_500)
    monkeypatch.setattr(mail_structure, "PIECE_BYTES", 1_100)

    again = [
        read_all(case.source, case.format) for case in cases if case.folder.name != "looks-right"
    ]

    assert again == whole


@pytest.mark.parametrize(("piece", "kept"), [(1_100, 1 << 20), (1_500, 0), (4_000, 2_000)])
def test_a_mailbox_read_in_stretches_is_the_same(
    monkeypatch: pytest.MonkeyPatch, piece: int, kept: int
) -> None:
    (case,) = [each for each in all_cases("mbox") if each.folder.name == "plain"]
    content = (case.source.content + b"long line\n" * 300 + b"\n") * 5
    whole = read_all(BytesSource(content), "mbox")
    monkeypatch.setattr(mbox_lines, "MOST_IN_MEMORY", kept)
    monkeypatch.setattr(mbox_lines, "PIECE_BYTES", piece)

    assert read_all(BytesSource(content), "mbox") == whole
    assert len(messages_of(whole)) == 10


def test_a_file_that_is_too_long_is_left_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail_message, "LONGEST_PART_BYTES", 100)
    for length in (90, 110, 200):
        content = base64.encodebytes(b"x" * length)
        raw = (
            b"From: ben@example.org\nTo: anna@example.net\nContent-Type: image/png; name=a.png\n"
            b"Content-Transfer-Encoding: base64\n\n" + content
        )
        message, file = read_all(BytesSource(raw), "mail")

        assert messages_of([message])[0].attachments == ("a.png",)
        assert isinstance(file, Part if length < 100 else Leftover)


def test_more_parts_than_anybody_sends_are_left_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail_structure, "MOST_PARTS", 3)
    raw = b"From: a@example.org\nTo: b@example.org\nContent-Type: multipart/mixed; boundary=b\n\n"

    found = read_all(BytesSource(raw + b"--b\n\nhello\n" * 9 + b"--b--\n"), "mail")

    assert isinstance(found[-1], Leftover)
    assert found[-1].why == "skipped-too-many"
    assert found[-1].span.end == len(raw) + 9 * 11 + 6


def test_a_mailbox_whose_separators_say_no_more_is_divided() -> None:
    mails = b"From \nReturn-Path: <a@example.org>\n\none\n\nFrom -\r\nSubject: two\n\ntwo\n"

    found = messages_of(read_all(BytesSource(mails), "mbox"))

    assert [each.text for each in found] == ["one", "two"]
    with pytest.raises(NotThisFormatError):
        read_all(BytesSource(b"From here on\n"), "mbox")


def test_headers_without_an_end_are_read_as_far_as_they_go() -> None:
    mail_without_body = b"From: a@example.org\n" + b"X: y\n" * 5_000 + b"To: b@example.org"

    (message,) = messages_of(read_all(BytesSource(mail_without_body), "mail"))

    assert message.text == ""
    assert dict(message.details)["to"] == "b@example.org"


LATE = {
    b"junk before\nmore\nSubject: late\n\nwords\n": ("words", "late"),
    b"only words\n\nno header at all\n": ("only words\n\nno header at all", None),
}


@pytest.mark.parametrize("content", LATE)
def test_a_file_named_as_a_mail_is_one_however_broken(content: bytes) -> None:
    (message,) = messages_of(read_all(BytesSource(content, "broken.eml"), "mail"))

    assert (message.text, dict(message.details).get("subject")) == LATE[content]
    assert mail.recognises(content, "broken.eml") is Confidence.PERHAPS
    assert mail.recognises(content, "broken.txt") is Confidence.NO
    with pytest.raises(NotThisFormatError):
        read_all(BytesSource(content, "broken.txt"), "mail")


def test_a_page_that_a_browser_saved_is_no_mail() -> None:
    page = b"From: <Saved by Blink>\nSubject: x\nDate: y\nMIME-Version: 1.0\n\n"

    assert mail.recognises(page, "page.mhtml") is Confidence.NO
    assert mail.recognises(b"From two words\nTo: a\nDate: b\n\n", "x") is Confidence.YES


def test_words_under_a_file_name_are_shown_when_there_are_no_others() -> None:
    head = b"From: a@example.org\nTo: b@example.org\nContent-Type: multipart/mixed; boundary=b\n\n"
    named = b"--b\nContent-Type: text/plain; name=body.txt\n\nhello\n"

    message, part = read_all(BytesSource(head + named + b"--b--\n"), "mail")

    assert messages_of([message])[0].text == "hello"
    assert isinstance(part, Part)
    assert part.name == "body.txt"


def test_multiparts_within_multiparts_end_somewhere() -> None:
    deep = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(500)
    )

    found = read_all(BytesSource(b"From: a@example.org\nTo: b@example.org\n" + deep), "mail")

    assert len([each for each in found if isinstance(each, Part)]) == 1


MAIL = (
    "From 179@xxx Mon Mar 04 11:20:34 +0000 2024\r\nX-GM-THRID: 179\r\nFrom: sam@example.org\r\n"
    "Date: Mon, 4 Mar 2024 11:20:34 +0000\r\n\r\nOne line.\r\n"
)


def test_mails_without_an_empty_line_between_them_are_two() -> None:
    found = messages_of(read_all(BytesSource((MAIL + MAIL).encode()), "mbox"))

    assert [each.text for each in found] == ["One line.", "One line."]
    assert [each.span.start for each in found] == [0, len(MAIL)]


def test_words_that_only_begin_like_a_separator_stay_words() -> None:
    words = "From 179@xxx Mon Mar 04 11:20:34 +0000 2024\r\nX-Odd: once\r\nno header\r\n"

    (message,) = messages_of(read_all(BytesSource((MAIL + words).encode()), "mbox"))

    assert message.text.endswith("no header")


def test_a_mark_before_a_mailbox_does_no_harm() -> None:
    source = BytesSource(b"\xef\xbb\xbf" + MAIL.encode())

    assert mbox.recognises(source.content, "x") is Confidence.YES
    assert [each.text for each in messages_of(read_all(source, "mbox"))] == ["One line."]


@pytest.mark.parametrize(
    ("status", "marks"),
    [("0009", ("deleted-by-owner",)), ("0001", ()), ("none", ())],
)
def test_what_thunderbird_deleted_but_kept_is_told(status: str, marks: tuple[str, ...]) -> None:
    content = MAIL.replace("X-GM-THRID: 179", f"X-Mozilla-Status: {status}").encode()

    (message,) = messages_of(read_all(BytesSource(content), "mbox"))

    assert message.marks == marks


def test_a_mail_of_an_old_mac_has_lines() -> None:
    content = b"From: sam@example.org\rTo: me@example.org\rSubject: Hello\r\rOne\rTwo"

    (message,) = messages_of(read_all(BytesSource(content, "x.eml"), "mail"))

    assert (message.sender, message.text) == ("sam@example.org", "One\nTwo")
    assert message.span.length == len(content)


@pytest.mark.parametrize(
    ("subject", "charset", "said"),
    [
        ("邮件".encode("gb2312"), "gb2312", "邮件"),
        ("привет".encode("koi8-r"), "koi8-r", "привет"),
        ("日本".encode("iso2022_jp"), "us-ascii", "日本"),
        ("café".encode("latin-1"), "utf-8", "café"),
        ("café".encode("latin-1"), "", "café"),
        (b"\x1b$B\xff", "", "\x1b$Bÿ"),
    ],
)
def test_plain_bytes_in_a_header_are_in_the_charset_of_the_words(
    subject: bytes, charset: str, said: str
) -> None:
    head = b"From: a@example.org\nSubject: %s\n" % subject
    declared = f"Content-Type: text/plain; charset={charset}\n" if charset else ""

    (message,) = messages_of(read_all(BytesSource(head + declared.encode() + b"\nHi"), "mail"))

    assert dict(message.details)["subject"] == said
    assert "charset-guessed" in message.marks


def test_a_header_in_utf_8_needs_no_guess() -> None:
    content = "From: a@example.org\nSubject: é\n\nHi".encode()

    (message,) = messages_of(read_all(BytesSource(content), "mail"))

    assert (dict(message.details)["subject"], message.marks) == ("é", ())
