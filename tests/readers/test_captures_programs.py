"""Saved pages of more programs, and secrets in all that is read of them."""

from __future__ import annotations

import io
import json

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from holdfast.model.message import Leftover, Message, Part
from holdfast.readers import mhtml, web_page
from holdfast.readers.reader import Confidence
from holdfast.readers.web_secrets import without_secrets, words_without_secrets
from tests.readers.samples import BytesSource, messages_of, read_all


@pytest.mark.parametrize(
    "words",
    [
        r'{"token": "ge\"heim"}', '{"api-key":5550199}', '{"cookies": ["geheim", "geheim"]}',
        "access_token=geheim&x=1", "Authorization: Bearer geheim.geheim", '{"token": "geheim',
        '{"u": "https://example.org/?sid=geheim"}', '{"token": "' + "geheim" * 9_000 + '"}',
    ],
)  # fmt: skip
def test_secrets_are_hidden_in_every_form_of_data(words: str) -> None:
    shown = words_without_secrets(words)

    assert "…" in shown
    assert not {each for each in ("geheim", "heim", "555") if each in shown}


@pytest.mark.parametrize(
    "words",
    ['{"author": "Mia", "authored": 1, "pinned": "x"}', "author=Mia&postcode=SW1A", "a=b, c = d"],
)
def test_words_that_only_hold_the_name_of_a_secret_stay(words: str) -> None:
    assert words_without_secrets(words) == words
    assert without_secrets(f"https://example.org/?{words}") == f"https://example.org/?{words}"


def warc_record(address: str, content: bytes, header: str = "Content-Type: text/html") -> bytes:
    """Give a response of a web archive."""
    block = f"HTTP/1.1 200 OK\r\n{header}\r\n\r\n".encode() + content
    fields = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\n"
        f"WARC-Date: 2024-03-02T09:11:12Z\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return fields.encode() + block + b"\r\n\r\n"


def test_secrets_in_an_archive_are_hidden_as_in_a_recording() -> None:
    data = warc_record(
        "https://example.org/a?token=geheim", b'{"session": "geheim"}', "Content-Type: text/json"
    )

    (message,) = messages_of(read_all(BytesSource(data, "in.warc"), "warc"))

    assert "geheim" not in str(tuple(message))
    assert "secrets-hidden" in message.marks


def test_a_page_that_is_not_packed_is_read_although_its_header_says_so() -> None:
    header = "Content-Type: text/html\r\nContent-Encoding: br"
    data = warc_record("https://example.org/", b"<html>words</html>", header)

    (message,) = messages_of(read_all(BytesSource(data, "in.warc"), "warc"))

    assert message.text == "words"
    assert "page-packed" not in message.marks


@pytest.mark.parametrize(
    "address", ["urn:pageinfo:https://a.example/", "dns:a.example", "metadata://gnu.org/wget.log"]
)
def test_what_nobody_saw_is_no_page(address: str) -> None:
    data = warc_record(address, b"{}", "Content-Type: text/json")

    (left,) = read_all(BytesSource(data, "in.warc"), "warc")

    assert isinstance(left, Leftover)
    assert left.why == "about-the-export"


def test_a_list_of_pages_may_count_since_1970_and_a_digest_is_stated() -> None:
    pages = b'{"format":"json-pages-1.0"}\n{"url":"https://example.org/","ts":1709370672000}\n'
    digest = b'{"path":"datapackage.json","hash":"sha256:' + b"a" * 64 + b'"}'

    (page,) = messages_of(read_all(BytesSource(pages, "pages.jsonl"), "wacz"))
    (stated,) = read_all(BytesSource(digest, "datapackage-digest.json"), "wacz")

    assert page.happened.iso == "2024-03-02T09:11:12+00:00"
    assert stated[1:] == ("datapackage.json", "a" * 64)


WEB_SOCKET = {
    "startedDateTime": "2024-03-02T09:11:10Z", "request": {"method": "GET", "url": "wss://a.b/"},
    "response": {"status": 101},
    "_webSocketMessages": [
        {"type": "receive", "time": 1709370672.5, "opcode": 1, "data": '{"token":"geheim"}'},
        {"type": "send", "time": 1709370673, "opcode": 2, "data": "AAAA"},
    ],
}  # fmt: skip


def test_what_came_over_an_open_connection_is_read_with_its_own_time() -> None:
    data = json.dumps({"log": {"creator": {}, "entries": [WEB_SOCKET]}}).encode()

    _, came = messages_of(read_all(BytesSource(data, "in.har"), "har"))

    assert came.text == '{"token":"…"}'
    assert came.happened.iso == "2024-03-02T09:11:12.500+00:00"
    assert came.marks == ("web-request", "received", "secrets-hidden")


PAGES = {
    "monolith": (
        "<!-- Saved from https://example.org/ at 2024-03-02T09:11:12Z using monolith v2.8.1 -->",
        "https://example.org/", "in-file",
    ),
    "HTTrack": (
        "<!-- Mirrored from example.org/a.html by HTTrack, Sat, 02 Mar 2024 09:11:12 GMT -->",
        "example.org/a.html", "in-file",
    ),
    "Internet Archive": (
        '<script>__wm.wombat("http://example.org/","20240302091112","https://x/")</script>',
        "http://example.org/", "by-format",
    ),
}  # fmt: skip


@pytest.mark.parametrize("program", PAGES)
def test_other_programs_say_where_and_when_a_page_was_saved(program: str) -> None:
    written, address, zone = PAGES[program]
    data = f"<!DOCTYPE html><html><head>{written}</head><body>words</body></html>".encode()

    (message,) = messages_of(read_all(BytesSource(data, "in.html"), "web-page"))

    assert web_page.recognises(data, "in.html") is Confidence.YES
    assert (message.conversation, message.text) == (address, "words")
    assert message.happened.iso == "2024-03-02T09:11:12+00:00"
    assert message.happened.zone_source == zone


def test_a_page_that_single_file_packed_says_so() -> None:
    comment = b"<!--\n Page saved with SingleFile \n url: https://example.org/ \n-->"
    data = (
        b"<!DOCTYPE html><html>"
        + comment
        + b"<p>please wait</p>" * 20
        + b"</html>PK\x05\x06"
        + b"\0" * 18
    )

    (message,) = messages_of(read_all(BytesSource(data, "in.html"), "web-page"))

    assert "page-packed" in message.marks


@pytest.mark.parametrize("name", ["in.mht", "in.txt"])
def test_a_page_without_pictures_needs_no_parts(name: str) -> None:
    data = (
        b"From: <Saved by Blink>\r\nDate: Sat, 2 Mar 2024 09:11:12 -0000\r\n"
        b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        b"Content-Location: https://example.org/\r\n\r\n<html>caf=C3=A9</html>"
    )

    assert mhtml.recognises(data, name) is Confidence.YES
    (message,) = read_all(BytesSource(data, name), "mhtml")
    assert isinstance(message, Message)
    assert (message.conversation, message.text) == ("https://example.org/", "café")
    assert message.span[:2] == (0, len(data))


@pytest.mark.parametrize("form", ["<xmp:CreateDate>{}</xmp:CreateDate>", "xmp:CreateDate='{}'"])
def test_a_document_may_state_its_time_as_xml_only(form: str) -> None:
    writer, stream, made = PdfWriter(), DecodedStreamObject(), io.BytesIO()
    writer.add_blank_page(10, 10)
    stream.set_data(form.format("2024-03-02T10:11:12+01:00").encode())
    writer.root_object[NameObject("/Metadata")] = writer._add_object(stream)  # noqa: SLF001  # no other way
    writer.write(made)

    (message,) = messages_of(read_all(BytesSource(made.getvalue(), "in.pdf"), "pdf"))

    assert message.happened.iso == "2024-03-02T10:11:12+01:00"


@pytest.mark.parametrize(
    ("lines", "address"),
    [
        (["3/2/24, 10:11 AM", "Words", "https://a.example/?id=1 1/2"], "https://a.example/?id=1"),
        (["https://example.org/a", "Words", "1 of 2"], "https://example.org/a"),
        (["https://example.org/a Page 1 of 2", "Words"], "https://example.org/a"),
        (["See https://example.org/a", "and go", "there"], ""),
    ],
)  # fmt: skip
def test_a_page_printed_by_a_browser_tells_its_address(lines: list[str], address: str) -> None:
    (message,) = messages_of(read_all(BytesSource(printed(lines), "in.pdf"), "pdf"))

    assert dict(message.details).get("page-address", "") == address


def printed(lines: list[str]) -> bytes:
    """Give a PDF of one page with some lines."""
    writer, stream, made = PdfWriter(), DecodedStreamObject(), io.BytesIO()
    page = writer.add_blank_page(600, 600)
    shown = "".join(f"({line}) Tj 0 -40 Td " for line in lines)
    stream.set_data(f"BT /F1 12 Tf 20 560 Td {shown}ET".encode())
    page[NameObject("/Contents")] = writer._add_object(stream)  # noqa: SLF001  # no other way
    font = DictionaryObject({
        NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
        NameObject("/BaseFont"): NameObject("/Helvetica"),
    })  # fmt: skip
    fonts = DictionaryObject({NameObject("/F1"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    writer.write(made)
    return made.getvalue()


def test_a_file_in_a_page_ends_before_the_line_that_parts_it_from_the_next() -> None:
    data = (
        b"From: <Saved by Blink>\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
        b"Content-Type: text/html\r\nContent-Location: https://a.example/\r\n\r\n<html>Hi</html>\r\n"
        b"--x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: binary\r\n"
        b"Content-Location: https://a.example/a.png\r\n\r\n\x89PNG\r\n\x1a\n\r\n--x--\r\n"
    )

    (file,) = (
        each for each in read_all(BytesSource(data, "in.mht"), "mhtml") if type(each) is Part
    )

    assert file.content == b"\x89PNG\r\n\x1a\n"


def test_short_values_of_common_names_stay_in_an_address_and_long_ones_do_not() -> None:
    address = "https://example.org/?login=sam&state=Ohio&key=colour"

    assert without_secrets(address) == address
    assert without_secrets("https://a.example/?key=0123456789abcdef") == "https://a.example/?key=…"


def test_letters_that_a_font_draws_in_one_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    foot = "https://a.example/pro\ufb01le 1/1"
    monkeypatch.setattr("pypdf.PageObject.extract_text", lambda _: f"o\ufb03ce\n{foot}")

    (message,) = messages_of(read_all(BytesSource(printed(["x"]), "in.pdf"), "pdf"))

    assert message.text == "office\nhttps://a.example/profile 1/1"
    assert dict(message.details)["page-address"] == "https://a.example/profile"


def test_a_page_in_a_packing_that_is_not_known_is_not_read() -> None:
    header = "Content-Type: text/html\r\nContent-Encoding: br"
    data = warc_record("https://example.org/", b"\xe9\xff packed", header)

    (message,) = messages_of(read_all(BytesSource(data, "in.warc"), "warc"))

    assert (message.text, "page-packed" in message.marks) == ("", True)
