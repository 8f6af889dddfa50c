"""Published screenshots and recordings, taken in whole: words, facts and pictures are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from holdfast.actions.outside.installed import Tool
from holdfast.actions.search import search
from holdfast.actions.take_in import take_in
from holdfast.insight.times_seen import times_seen
from tests.actions.outside_tools import need
from tests.corpus import corpus

if TYPE_CHECKING:
    from holdfast.vault.casebook import OpenCasebook

WORDS = {
    "library": "device-2016-05-16-142820.png",
    "allow adaptations": "device-2016-05-20-013314.png",
    "investigative reporter": "guest-profile-artvandelay-mobile-light-fold.png",
}
NO_PICTURE = {"64bit.mp4", "truncated-64bit.mp4", "testMP4_udtaLocation.mp4"}
"""Files without a whole frame of sound or picture."""


def test_words_of_published_screenshots_are_found(book: OpenCasebook) -> None:
    need(Tool.TESSERACT)
    accounts = list(take_in(book, [corpus("samples", "screenshots")]))

    names = {each.entry: each.name for each in accounts}
    found = {words: [names[hit.entry] for hit in search(book, words)] for words in WORDS}
    assert found == {words: [name] for words, name in WORDS.items()}
    assert [each.format for each in accounts if each.sha256] == ["photo"] * 3


def test_the_clock_of_a_phone_is_offered(book: OpenCasebook) -> None:
    need(Tool.TESSERACT)
    path = corpus("samples", "screenshots", "Save-app-android", "device-2016-05-20-013314.png")
    (account,) = take_in(book, [path])

    read = book.index.get_machine_text(account.entry)
    assert read is not None
    assert times_seen(read.text)[0] == "01:33"


def test_published_recordings_get_facts_and_a_picture(book: OpenCasebook) -> None:
    need(Tool.FFMPEG)
    accounts = [each for each in take_in(book, [corpus("samples", "audio-video")]) if each.sha256]

    shown = {
        each.name for each in accounts if book.index.get_picture(each.entry, "screen") is not None
    }
    assert {each.format for each in accounts} == {"recording"}
    assert shown == {each.name for each in accounts} - NO_PICTURE
    facts = {each.name: book.record.entry(each.entry).fields for each in accounts}
    assert facts["testMP4_udtaLocation.mp4"]["place"] == [12.3456, -98.7654]
    shape = facts["testAMR.amr"]["picture"]
    assert isinstance(shape, dict)
    assert shape["seconds"] == pytest.approx(5.56)
