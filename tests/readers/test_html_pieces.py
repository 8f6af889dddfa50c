"""Long pages in pieces: what is found is the same, and so are its places."""

from __future__ import annotations

import pytest

from holdfast.readers import html_pieces, meta_pages
from tests.readers.accounting import faults
from tests.readers.samples import BytesSource, Case, all_cases, messages_of, read_all

PAGES = {
    "telegram": (b'<div class="message default clearfix" id="message1">', b"</body>"),
    "discord": (b"<div class=chatlog__message-group>", b"<div class=postamble>"),
    "facebook": (b'<div class="_3-95 _a6-g">', b"</div></body>"),
    "instagram": (b'<div class="pam', b"</div></body>"),
}
"""Where the messages of the sample `html` begin, and what follows them."""


def page_of(reader: str, times: int) -> BytesSource:
    """Give a sample with its messages repeated."""
    (case,) = [each for each in all_cases(reader) if each.folder.name == "html"]
    begin, end = (case.source.content.index(each) for each in PAGES[reader])
    content = case.source.content
    return BytesSource(
        content[:begin] + content[begin:end] * times + content[end:], case.source.name
    )


@pytest.mark.parametrize("reader", PAGES)
def test_a_page_in_pieces_says_what_the_whole_page_says(
    reader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(reader, 30)
    whole = messages_of(read_all(page, reader))
    for module in (html_pieces, meta_pages):
        monkeypatch.setattr(module, "PIECE_BYTES", 6_000)

    found = read_all(page, reader)

    assert messages_of(found) == whole
    assert len(whole) >= 30
    assert list(faults(reader, page.content, found)) == []


@pytest.mark.parametrize("reader", PAGES)
def test_a_page_without_a_place_to_end_at_is_accounted_for(
    reader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(reader, 1)
    for module in (html_pieces, meta_pages):
        monkeypatch.setattr(module, "PIECE_BYTES", 40)
        monkeypatch.setattr(module, "LONGEST_PIECE_BYTES", 80)

    found = read_all(page, reader)

    assert list(faults(reader, page.content, found)) == []


def html_cases() -> list[Case]:
    """Give the samples that are pages."""
    return [each for each in all_cases(*PAGES) if each.source.name.endswith((".html", ".htm"))]


@pytest.mark.parametrize("case", html_cases(), ids=lambda case: case.id)
def test_every_page_is_accounted_for_in_pieces(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (html_pieces, meta_pages):
        monkeypatch.setattr(module, "PIECE_BYTES", 700)

    found = read_all(case.source, case.format, case.answers)

    assert list(faults(case.format, case.source.content, found)) == []
