"""Every sample of the corpus, read as our own are: whole, other line ends, cut short, with junk."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import pytest

from holdfast.model.errors import NotThisFormatError
from holdfast.readers import READERS, load_reader
from holdfast.readers.reader import Confidence
from tests.corpus import corpus
from tests.readers.accounting import SQLITE, faults
from tests.readers.samples import BytesSource, messages_of, read_all
from tests.readers.test_golden import (
    BINARY,
    JUNK,
    other_line_ends,
    what_is_said,
    what_is_stated,
)

if TYPE_CHECKING:
    from pathlib import Path

    from holdfast.model.message import Found

pytestmark = pytest.mark.breaking

IS_LONG = os.environ.get("HOLDFAST_LONG") == "1"
CUTS = 500 if IS_LONG else 4
CUTS_OF_A_PICTURE = 40 if IS_LONG else 2
ABOUT_THE_CORPUS = {"MANIFEST.md", "SHA256SUMS", "README.md"}
DECODED = {"photo", "recording", "pdf"}
"""Slow to read, as they are decoded."""

HEAD_BYTES = 65_536
NOBODY_READS = {
    # what other programs' tests expect of a sample
    "target.json",
    # archives, which are opened before anything is read
    "linkedin.zip", "sample.zip", "points_with_timestamps.kmz",
    # places of masts, settings of a phone, an empty file that stands for a picture
    "antennas.csv", "device_settings.json", "photo.jpg",
    # a talk with a server, an empty line, and words without any header
    "bsmtp", "bsmtpnull", "msg_19.txt",
    # single values out of a row of a database
    "AttributedBodyTextOnly", "AttributedBodyTextOnly2", "Blank", "Deleted.plist", "Edited.plist",
    "EditedToLink.plist", "EditedToLinkAndBack.plist", "ExtraData", "MetadataURL.plist",
    "MultiPart", "Reminder.plist", "SharedPlacemark.plist", "Twitter.plist", "URL", "URL.plist",
    "WeirdText",
}  # fmt: skip
"""No export of their own."""


class Sample(NamedTuple):
    """A file of the corpus and who reads it."""

    name: str
    content: bytes
    reader: str

    def read(self, content: bytes) -> list[Found]:
        """Give what a changed copy yields, all accounted for; nothing when it is refused."""
        try:
            found = read_all(BytesSource(content, self.name), self.reader, {})
        except NotThisFormatError:
            return []
        assert [*faults(self.reader, content, found)] == [], self.name
        return found


def reader_of(content: bytes, name: str) -> str:
    """Give the reader that is surest of a file, the first of several; `opaque` when none is."""
    sure = {
        reader: load_reader(reader).recognises(content[:HEAD_BYTES], name)
        for reader in READERS
        if reader != "opaque"
    }
    surest = max(sure, key=lambda reader: sure[reader])
    return surest if sure[surest] is not Confidence.NO else "opaque"


def families() -> list[str]:
    """Give the folders of samples."""
    return sorted(path.name for path in corpus("samples").iterdir() if path.is_dir())


@cache
def samples_of(family: str) -> tuple[Sample, ...]:
    """Give the files of a folder."""
    return tuple(map(sample_of, files_of(corpus("samples", family))))


def files_of(folder: Path) -> list[Path]:
    """Give the files below a folder that are samples."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return [
        path for path in files if path.name not in ABOUT_THE_CORPUS and "LICENSE" not in path.name
    ]


def sample_of(path: Path) -> Sample:
    """Give a file of the corpus."""
    content = path.read_bytes()
    return Sample(path.name, content, reader_of(content, path.name))


def is_text(sample: Sample) -> bool:
    """Tell whether line ends can be exchanged."""
    return sample.reader not in BINARY and not sample.content.startswith(SQLITE)


@pytest.fixture(scope="module", params=[
    "android-db", "audio-video", "cdr", "discord", "discord-package", "email", "facebook",
    "google-voice", "har", "ics", "images", "imessage", "instagram", "linkedin", "location",
    "mhtml", "pdf", "reddit", "screenshots", "signal", "skype-teams", "sms-xml", "telegram",
    "twitter", "vcard", "warc", "whatsapp",
])  # fmt: skip
def samples(request: pytest.FixtureRequest) -> tuple[Sample, ...]:
    """Give the samples of one family."""
    return samples_of(request.param)


def test_every_sample_is_known_to_a_reader(samples: tuple[Sample, ...]) -> None:
    assert {sample.name for sample in samples if sample.reader == "opaque"} <= NOBODY_READS


def test_every_sample_is_accounted_for(samples: tuple[Sample, ...]) -> None:
    assert samples
    for sample in samples:
        assert sample.read(sample.content), sample.name


def test_other_line_ends_change_nothing_but_places(samples: tuple[Sample, ...]) -> None:
    for sample in filter(is_text, samples):
        plain, windows = map(sample.read, other_line_ends(sample.content))

        assert what_is_said(windows) == what_is_said(plain), sample.name


def test_a_sample_cut_anywhere_is_accounted_for(samples: tuple[Sample, ...]) -> None:
    for sample in samples:
        cuts = CUTS_OF_A_PICTURE if sample.reader in DECODED else CUTS
        length = len(sample.content)
        for end in range(length // (cuts + 1), length, max(1, length // cuts)):
            sample.read(sample.content[:end])


def test_junk_after_the_end_touches_only_the_last_entry(samples: tuple[Sample, ...]) -> None:
    for sample in samples:
        before = messages_of(sample.read(sample.content))
        after = messages_of(sample.read(sample.content + JUNK))
        kept = max(0, len(before) - 1)

        assert [*map(what_is_stated, after[:kept])] == [*map(what_is_stated, before[:kept])]
