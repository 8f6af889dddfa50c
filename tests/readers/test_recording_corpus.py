"""Published recordings: none makes the reader fail, and what ffprobe says of them is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from holdfast.model.message import Recording
from holdfast.readers import READERS, load_reader
from holdfast.readers.reader import HEAD_BYTES, Confidence
from tests.corpus import corpus
from tests.readers.samples import BytesSource, read_all

if TYPE_CHECKING:
    from pathlib import Path

HUNDREDTHS = 0.05
"""An MP3 without a count is estimated by ffprobe from its bit rate; we count the frames."""

SECONDS = {
    "tika/testAMR.amr": 5.56,
    "langchain-community/hello_world.m4a": 2.37,
    "mutagen/example.opus": 12.72,
    "mutagen/silence-44-s.mp3": 3.77,
    "mutagen/no-tags.m4a": 3.706522,
    "mutagen/has-tags.m4a": 3.706522,
    "mutagen/alac.m4a": 3.684717,
    "mutagen/truncated-64bit.mp4": 0.306667,
}
CODECS = {
    "tika/testAMR.amr": ("amr_nb",),
    "langchain-community/hello_world.m4a": ("aac",),
    "mutagen/example.opus": ("opus",),
    "mutagen/silence-44-s.mp3": ("mp3",),
    "mutagen/alac.m4a": ("alac",),
    "mutagen/truncated-64bit.mp4": ("aac", "mpeg4"),
}
TAKEN = {
    "langchain-community/hello_world.m4a": "2024-09-21T22:17:32+00:00",
    "mutagen/no-tags.m4a": "2006-07-31T23:42:17+00:00",
    "mutagen/alac.m4a": "2014-10-10T20:11:25+00:00",
    "mutagen/truncated-64bit.mp4": "2006-01-20T16:04:07+00:00",
}


def read_recording(path: Path) -> Recording:
    """Give what is found in one file."""
    (recording,) = read_all(BytesSource(path.read_bytes(), path.name), "recording")
    assert isinstance(recording, Recording)
    return recording


def sample(name: str) -> Recording:
    """Give what is found in one file of the corpus."""
    return read_recording(corpus("samples", "audio-video", *name.split("/")))


@pytest.mark.parametrize("name", SECONDS)
def test_the_length_is_what_ffprobe_gives(name: str) -> None:
    assert sample(name).duration_seconds == pytest.approx(SECONDS[name], abs=HUNDREDTHS)


@pytest.mark.parametrize("name", CODECS)
def test_the_codecs_are_what_ffprobe_gives(name: str) -> None:
    assert sample(name).codecs == CODECS[name]


@pytest.mark.parametrize("name", TAKEN)
def test_the_time_is_that_of_the_header_and_says_so(name: str) -> None:
    recording = sample(name)

    assert recording.taken.iso == TAKEN[name]
    assert recording.taken.zone_source == "by-format"
    assert "clock-may-be-local" in recording.marks


def test_a_phone_states_the_place_in_its_user_data() -> None:
    recording = sample("tika/testMP4_udtaLocation.mp4")

    assert (recording.latitude, recording.longitude) == (12.3456, -98.7654)


def test_every_recording_in_the_corpus_is_ours_and_is_read() -> None:
    folder = corpus("samples", "audio-video")
    paths = [path for path in folder.rglob("*.*") if path.is_file()]

    for path in paths:
        head = path.read_bytes()[:HEAD_BYTES]
        sure = [
            name
            for name in READERS
            if load_reader(name).recognises(head, path.name) is Confidence.YES
        ]
        assert sure == ["recording"], path.name
        assert read_recording(path).format
    assert len(paths) == 10


def test_recordings_beside_chats_are_read() -> None:
    folder = corpus("samples", "discord")
    found = {
        path.suffix: read_recording(path).duration_seconds
        for path in folder.rglob("*.mp[34]")
        if path.is_file()
    }

    assert found == {".mp4": pytest.approx(9.234), ".mp3": pytest.approx(8.57, abs=HUNDREDTHS)}


def test_no_other_file_of_the_corpus_is_taken_for_a_recording() -> None:
    reader = load_reader("recording")
    folders = ["images", "pdf", "email", "sms-xml", "warc", "vcard", "screenshots", "skype-teams"]
    taken = [
        path.name
        for folder in folders
        for path in corpus("samples", folder).rglob("*")
        if path.is_file() and reader.recognises(path.read_bytes()[:HEAD_BYTES], path.name)
    ]

    assert taken == []
