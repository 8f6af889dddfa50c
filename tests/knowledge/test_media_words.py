"""A recording's facts in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from holdfast.knowledge.media_words import doubt_words, is_recording, kind_words, length_words

if TYPE_CHECKING:
    from holdfast.model.entry import JsonValue

VIDEO: dict[str, JsonValue] = {
    "format": "mp4",
    "width": 640,
    "height": 360,
    "codecs": ["h264", "aac"],
    "marks": [],
}


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, "The file does not say"),
        (0.5, "0.5 seconds"),
        (1.0, "1 second"),
        (59.97, "1 minute"),
        (61, "1 minute 1 second"),
        (3725.4, "1 hour 2 minutes 5 seconds"),
    ],
)
def test_lengths(seconds: float | None, words: str) -> None:
    assert length_words(seconds) == words


def test_kinds() -> None:
    assert kind_words(VIDEO) == "Video (MP4), 640 by 360 dots, coded as h264, aac"
    assert kind_words({"format": "amr", "codecs": ["amr_nb"]}) == (
        "Sound recording (AMR), coded as amr_nb"
    )
    assert kind_words({"format": "mov", "codecs": []}) == "Video (MOV)"


def test_a_photo_is_no_recording_and_nothing_is_none() -> None:
    assert is_recording(VIDEO)
    assert not is_recording({"format": "jpeg"})
    assert not is_recording(None)


def test_doubts_are_sentences_and_unknown_ones_are_left_out() -> None:
    doubts = doubt_words({"marks": ["clock-may-be-local", "unheard-of"]})

    assert doubts == ("The format says this time is UTC. Some cameras write local time there.",)
    assert doubt_words(None) == ()


@pytest.mark.parametrize(
    ("shape", "said"),
    [
        pytest.param(
            {"marks": ["more-pages"], "pages": 1_200},
            "Page 1 of 1,200 is shown here. The other pages are in the file.",
            id="how many",
        ),
        pytest.param(
            {"marks": ["more-pages"]},
            "This file has more than one page. Only the first is shown.",
            id="the mark alone",
        ),
    ],
)
def test_of_several_pages_it_is_said_which_is_shown(shape: dict[str, JsonValue], said: str) -> None:
    assert doubt_words(shape) == (said,)
