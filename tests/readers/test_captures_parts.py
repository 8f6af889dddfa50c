"""Pieces that the readers of saved pages share: times, encodings, packings, digests, secrets."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import zlib

import pytest

from holdfast.model.message import Leftover, Message
from holdfast.readers import captured_bytes, captures, mhtml, warc, warc_records, web_page
from holdfast.readers.captured_bytes import decode, unpack, without_chunks
from holdfast.readers.captured_times import read_pdf_time, read_time
from holdfast.readers.mhtml_parts import decoded
from holdfast.readers.reader import Confidence
from holdfast.readers.warc_digests import Judgement, judge
from holdfast.readers.web_secrets import without_secrets, words_without_secrets
from tests.readers.samples import BytesSource, all_cases, messages_of, read_all, write_down

TIMES = {
    "Sat Mar 02 2024 10:11:12 GMT+0100 (CET)": "2024-03-02T10:11:12+01:00",
    "Sat Mar 02 2024 10:11:12 GMT": "2024-03-02T10:11:12+00:00",
    "Sat, 02 Mar 2024 09:11:12 -0000": "2024-03-02T09:11:12+00:00",
    "2 March 2024 09:11 UT": "2024-03-02T09:11+00:00",
    "20240302091112": "2024-03-02T09:11:12+00:00",
    "20240302091112345": "2024-03-02T09:11:12.345+00:00",
    "2024-03-02T09:11:12Z": "2024-03-02T09:11:12+00:00",
    "Sat Foo 02 2024 10:11:12 GMT": None,
    "2 Foo 2024 09:11": None,
    "yesterday": None,
    "": None,
}
PDF_TIMES = {
    "D:20240302101112+01'00'": "2024-03-02T10:11:12+01:00",
    "D:20240302101112-05'30": "2024-03-02T10:11:12-05:30",
    "D:20240302101112Z00'00'": "2024-03-02T10:11:12+00:00",
    "D:202403021011": "2024-03-02T10:11",
    "D:202403021011Z": "2024-03-02T10:11+00:00",
    "D:202403": "2024-03",
    "D:202413": None,
    "Sat Mar  2 10:11:12 2024": "2024-03-02T10:11:12",
    "Sat Foo  2 10:11:12 2024": None,
    "20240302": "2024-03-02",
    "D:2024": "2024",
    "2024-03-02": "2024-03-02",
    "D:20249999": None,
}
BODY = b"<p>words"
DEFLATE = zlib.compress(BODY)
RAW_DEFLATE = DEFLATE[2:-4]


@pytest.mark.parametrize("written", TIMES)
def test_times_are_read_as_they_are_written(written: str) -> None:
    moment = read_time(written)

    assert moment.iso == TIMES[written]
    assert moment.as_written == written


@pytest.mark.parametrize("written", PDF_TIMES)
def test_times_of_pdf_are_read_as_they_are_written(written: str) -> None:
    moment = read_pdf_time(written)

    assert moment.iso == PDF_TIMES[written]
    assert moment.as_written == written


@pytest.mark.parametrize(
    ("body", "charset", "expected"),
    [
        pytest.param(b"\xef\xbb\xbfcaf\xc3\xa9", "windows-1252", "café", id="a mark beats all"),
        pytest.param("é".encode("utf-16"), "", "é", id="UTF-16 by its mark"),
        pytest.param(b"caf\xe9", "ISO-8859-1", "café", id="declared"),
        pytest.param(b"caf\xe9", "", "café", id="no UTF-8, so Windows-1252"),
        pytest.param(b"caf\xe9", "utf-8", "caf\ufffd", id="declared UTF-8 that is none"),
        pytest.param(b"caf\xe9", "punycode", "café", id="an encoding that pages are not in"),
        pytest.param(b"a", "\0", "a", id="no name at all"),
        pytest.param(b"\x83A", "shift_jis", "\u30a2", id="Japanese"),
    ],
)
def test_characters_are_decoded(body: bytes, charset: str, expected: str) -> None:
    assert decode(body, charset) == expected


def test_a_page_may_declare_its_encoding_itself() -> None:
    page = b"<meta http-equiv=x content='text/html; charset=windows-1251'>\xcc\xe8\xf0"
    lying = b"<meta charset='utf-16'>caf\xc3\xa9"

    assert decode(page, in_html=True).endswith("Мир")
    assert decode(lying, in_html=True).endswith("café")


@pytest.mark.parametrize(
    ("body", "packings", "expected"),
    [
        (gzip.compress(BODY), "gzip", BODY),
        (DEFLATE, "deflate", BODY),
        (RAW_DEFLATE, "deflate", BODY),
        (gzip.compress(gzip.compress(BODY)), "gzip, x-gzip", BODY),
        (BODY, "identity", BODY),
        (BODY, "br", None),
        (b"\xff\xff", "gzip", None),
    ],
)
def test_packed_bodies_are_unpacked(body: bytes, packings: str, expected: bytes | None) -> None:
    assert unpack(body, packings) == expected


def test_a_body_that_grows_too_far_stays_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(captured_bytes, "MOST_UNPACKED", 10)

    assert unpack(gzip.compress(b"x" * 1000), "gzip") is None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n", b"abcde"),
        (b"3\r\nab", b"ab"),
        (b"<html>", b"<html>"),
        (b"", b""),
    ],
)
def test_chunks_are_put_together(body: bytes, expected: bytes) -> None:
    assert without_chunks(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"), [(b"YWI", b"ab"), (b"YW I=\r\n", b"ab"), (b"YWJjZ", b"abc"), (b"!", b"")]
)
def test_damaged_base64_is_read_as_far_as_it_goes(body: bytes, expected: bytes) -> None:
    assert decoded(body, "Base64") == expected
    assert decoded(body, "7bit") == body


def test_digests_are_compared_however_they_are_written() -> None:
    digest = hashlib.sha1(b"x", usedforsecurity=False).digest()
    for written in (
        digest.hex(), base64.b32encode(digest).decode(), base64.b64encode(digest).decode(),
        base64.urlsafe_b64encode(digest).decode().rstrip("="),
    ):  # fmt: skip
        assert judge(f"SHA-1:{written}", [b"y", b"x"]) is Judgement.MATCHES
        assert judge(f"sha1:{written}", [b"y"]) is Judgement.DIFFERS
    for written in ("", "sha1:", "sha1:zz", "crc32:00", "nonsense"):
        assert judge(written, [b"x"]) is None


def test_secrets_in_an_address_are_hidden() -> None:
    address = "https://mia:geheim@example.org/a?token=geheim&page=2#id_token=geheim;sid=geheim"

    shown = without_secrets(address)

    assert "geheim" not in shown
    assert "page=2" in shown
    assert without_secrets("https://example.org/a@b?q=1") == "https://example.org/a@b?q=1"


def test_secrets_in_words_are_hidden() -> None:
    words = '{"refresh_token" : "geheim", "name": "Mia", "x": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIi.geh"}'

    assert words_without_secrets(words) == '{"refresh_token" : "…", "name": "Mia", "x": "…"}'


def test_no_secret_of_a_recording_is_read_out() -> None:
    (case,) = [case for case in all_cases("har") if case.folder.name == "secrets"]

    assert "geheim" in case.source.content.decode()
    assert "geheim" not in json.dumps(write_down(case))


@pytest.mark.parametrize(
    ("address", "media_type", "expected"),
    [
        ("https://example.org/a/b.png?x=1#y", "image/png", "b.png"),
        ("https://example.org/", "image/png", "image.png"),
        ("https://example.org/a", "image/png", "a.png"),
        ("cid:x@y", "image/gif", "image.gif"),
        ("", "", "file"),
        ("../../etc/passwd", "text/plain", "../../etc/passwd"),
    ],
)
def test_files_are_named_after_their_address(address: str, media_type: str, expected: str) -> None:
    assert captures.name_of(address, media_type) == expected.rsplit("/", 1)[-1] or "." in expected


def test_a_very_long_page_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(captures, "LONGEST_TEXT", 5)

    words = captures.words_of(captures.content_of("text/html", b"<p>123456789"))

    assert words == captures.Words("", "12345", ("text-cut",))


def test_a_plain_page_is_only_perhaps_one() -> None:
    page = b"<!doctype html><title>A</title><link rel=canonical href='https://example.org/a'><p>b"
    (message,) = messages_of(read_all(BytesSource(page, "a.html"), "web-page"))

    assert web_page.recognises(page, "a.html") is Confidence.PERHAPS
    assert web_page.recognises(b"<div>a</div>", "a.html") is Confidence.PERHAPS
    assert web_page.recognises(b"<div>a</div>", "a.txt") is Confidence.NO
    assert web_page.recognises(b"a < b", "a.html") is Confidence.NO
    assert message.conversation == "https://example.org/a"
    assert message.happened.stated is None


def test_a_page_with_much_markup_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_page, "MOST_MARKUP", 100)
    page = b"<!doctype html><p>" + b"a " * (1 << 20)

    (message,) = messages_of(read_all(BytesSource(page, "a.html"), "web-page"))

    assert "text-cut" in message.marks


def test_a_letter_is_no_saved_page() -> None:
    head = b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n'

    assert mhtml.recognises(head + b"\n--x\n", "a.mht") is Confidence.YES
    assert mhtml.recognises(head + b"\n--x\n", "a.txt") is Confidence.PERHAPS
    assert mhtml.recognises(head + b"To: a@example.org\n\n--x\n", "a.mht") is Confidence.NO


def test_a_record_that_is_too_long_is_left_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc_records, "LONGEST_RECORD", 10)
    record = (
        b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://example.org/a\r\n"
        b"Content-Type: text/plain\r\nContent-Length: 20\r\n\r\n" + b"x" * 20 + b"\r\n\r\n"
    )

    found = read_all(BytesSource(record * 2, "a.warc"), "warc")

    assert [each.why for each in found if isinstance(each, Leftover)] == ["part-too-long"] * 2
    assert sum(each.span.length for each in found if isinstance(each, Leftover)) == len(record) * 2


@pytest.mark.parametrize("name", ["plain", "packed", "packed-whole", "newest", "arc"])
def test_an_archive_cut_anywhere_is_accounted_for(name: str) -> None:
    (case,) = [case for case in all_cases("warc") if case.folder.name == name]
    content = case.source.content

    for length in range(0, len(content), 7):
        cut = BytesSource(content[:length], case.source.name)
        if warc.recognises(cut.content, "") is Confidence.YES:
            found = read_all(cut, "warc")
            placed = [each for each in found if isinstance(each, Message | Leftover)]
            assert sum(each.span.length for each in placed) == length


def test_junk_after_a_packed_archive_is_left_over() -> None:
    (case,) = [case for case in all_cases("warc") if case.folder.name == "packed"]
    before = read_all(case.source, "warc")

    after = read_all(BytesSource(case.source.content + b"junk", "a.warc.gz"), "warc")

    assert after[: len(before)] == before
    assert [each.why for each in after[len(before) :] if isinstance(each, Leftover)] == [
        "not-understood"
    ]
