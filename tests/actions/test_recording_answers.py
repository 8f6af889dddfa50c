"""What the child says of a recording is checked before it is believed."""

from __future__ import annotations

import pytest

from holdfast.actions.reading.answers import AnswerNotUnderstoodError, parse_photo, parse_recording
from holdfast.actions.reading.frames import other_frames
from holdfast.model.message import Photo, Recording
from holdfast.model.moment import UNKNOWN_MOMENT, Moment

TAKEN = Moment("3855486602", "2026-03-04T16:30:02", "second", "by-format", 0)
FOUND = Recording(
    format="mp4",
    duration_seconds=2.5,
    codecs=("h264", "aac"),
    taken=TAKEN,
    marks=("clock-may-be-local",),
    latitude=51.5,
    longitude=-0.12,
    device="Example Phone 7",
    width=640,
    height=360,
)


def values(found: Recording) -> list[object]:
    """Give what the child says, as it arrives: lists for tuples."""
    ((name, *rest),) = other_frames(found)
    assert name == "recording"
    return [list(each) if isinstance(each, tuple) else each for each in rest]


def test_a_recording_arrives_as_it_was_found() -> None:
    assert parse_recording(values(FOUND)) == FOUND
    assert parse_recording(values(FOUND._replace(duration_seconds=None, codecs=()))).codecs == ()


@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        pytest.param(0, "Not A Code", id="format"),
        pytest.param(1, -1.0, id="a length below nothing"),
        pytest.param(1, float("inf"), id="a length without end"),
        pytest.param(1, float("nan"), id="a length that is no number"),
        pytest.param(1, 2, id="a length of the wrong type"),
        pytest.param(2, ["h264", 7], id="a codec that is no text"),
        pytest.param(2, ["x" * 4000], id="a codec without end"),
        pytest.param(3, ["<script>"], id="a mark that is no code"),
        pytest.param(4, 91.0, id="a place off the globe"),
        pytest.param(5, None, id="half a place"),
        pytest.param(6, "x" * 10_000, id="a device without end"),
        pytest.param(7, -1, id="a width below nothing"),
        pytest.param(9, b"", id="a time that is no text"),
        pytest.param(10, "yesterday", id="a time that is none"),
    ],
)
def test_what_our_reader_never_says_is_refused(place: int, wrong: object) -> None:
    said = values(FOUND)
    said[place] = wrong

    with pytest.raises(AnswerNotUnderstoodError):
        parse_recording(said)


def test_too_few_values_are_refused() -> None:
    with pytest.raises(AnswerNotUnderstoodError):
        parse_recording(values(FOUND)[:-1])


@pytest.mark.parametrize("look", ["", "0f1e2d3c4b5a6978"])
def test_the_look_of_a_photo_arrives(look: str) -> None:
    photo = Photo("png", 4, 4, UNKNOWN_MOMENT, look=look)
    ((_, *said),) = other_frames(photo)

    arrived = parse_photo([list(each) if isinstance(each, tuple) else each for each in said])

    assert arrived == photo


def test_a_look_that_is_none_is_refused() -> None:
    ((_, *said),) = other_frames(Photo("png", 4, 4, UNKNOWN_MOMENT, look="no look"))

    with pytest.raises(AnswerNotUnderstoodError):
        parse_photo([list(each) if isinstance(each, tuple) else each for each in said])
