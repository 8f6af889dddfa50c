"""Pages of signalbackup-tools: where a message begins, and which pages are chats."""

from __future__ import annotations

from pathlib import Path

import pytest

from holdfast.readers import html_pieces
from holdfast.readers.reader import Confidence
from holdfast.readers.signal import recognises
from holdfast.readers.signal_pages import BEGINS
from tests.readers.samples import BytesSource, messages_of, read_all

PAGE = (Path(__file__).parent / "signal" / "pages" / "in.Ann.html").read_bytes()


def test_an_earlier_wording_begins_no_message() -> None:
    assert PAGE.count(b"<!-- Message: _id:") == 9
    assert len(BEGINS.findall(PAGE)) == 8


@pytest.mark.parametrize("size", [300, 700, 1500])
def test_a_page_in_pieces_is_read_as_a_whole_one(
    monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    whole = messages_of(read_all(BytesSource(PAGE, "Ann.html"), "signal"))
    monkeypatch.setattr(html_pieces, "PIECE_BYTES", size)

    assert messages_of(read_all(BytesSource(PAGE, "Ann.html"), "signal")) == whole


def test_pages_that_list_chats_are_none() -> None:
    assert recognises(PAGE, "x.html") is Confidence.YES
    assert recognises(PAGE.replace(b".msg-incoming", b".row"), "index.html") is Confidence.NO
    assert recognises(PAGE.partition(b"\n")[2], "x.html") is Confidence.NO
