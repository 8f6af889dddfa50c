"""Published back-ups against the counts that were taken of them by hand (MANIFEST.md)."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import pytest

from holdfast.model.message import Leftover, Part
from tests.corpus import corpus
from tests.readers.samples import BytesSource, messages_of, read_all

FOLDER = ("samples", "sms-xml", "mobilecombackup")


class Facts(NamedTuple):
    """What MANIFEST.md says about a file."""

    records: int
    first: str
    last: str
    count_is_right: bool = True


FILES = {
    "to_process/sms-test.xml": Facts(15, "1373929642000", "1429235500000"),
    "to_process/00/calls-test.xml": Facts(
        12, "1415054053956", "1429319742235", count_is_right=False
    ),
    "to_process/01/calls-test.xml": Facts(
        12, "1410881505425", "1415057583749", count_is_right=False
    ),
    "archive/calls.xml": Facts(16, "1410881505425", "1429319742235"),
}


def source_of(name: str) -> BytesSource:
    return BytesSource(
        corpus(*FOLDER, *name.split("/")).read_bytes(), name.rsplit("/", maxsplit=1)[-1]
    )


@pytest.mark.parametrize("name", FILES)
def test_every_record_of_a_published_back_up_is_found(name: str) -> None:
    found = read_all(source_of(name), "sms-xml")

    times = [each.happened.as_written for each in messages_of(found)]
    whys = [each.why for each in found if isinstance(each, Leftover)]
    assert Facts(len(times), min(times), max(times), "count-differs" not in whys) == FILES[name]
    assert set(whys) <= {"about-the-export", "count-differs"}


@pytest.mark.parametrize(("name", "records"), [("calls-2014.xml", 13), ("calls-2015.xml", 3)])
def test_a_merge_by_another_program_is_read(name: str, records: int) -> None:
    path = corpus(*FOLDER, "it", "scenerio-00", "expected_repo_root", "calls", name)

    assert len(messages_of(read_all(BytesSource(path.read_bytes()), "sms-xml"))) == records


def test_messages_are_as_counted() -> None:
    found = read_all(source_of("to_process/sms-test.xml"), "sms-xml")

    messages = messages_of(found)
    (picture,) = [each for each in found if isinstance(each, Part)]
    assert messages[0].happened.stated == "2013-07-15T23:07:22"
    assert messages[-1].happened.stated == "2015-04-17T01:51:40"
    assert messages[-1].sender == "+15555550005"
    assert ("to", "lamer000@aol.com") in messages[8].details
    assert picture.content.startswith(b"\x89PNG\r\n\x1a\n")
    assert (picture.name, picture.message, len(picture.content)) == ("duck.png", 13, 6460)


def test_calls_are_of_the_types_that_were_counted() -> None:
    calls = messages_of(read_all(source_of("to_process/00/calls-test.xml"), "sms-xml"))

    assert Counter(each.marks for each in calls) == {
        ("received",): 1, ("sent",): 8, ("received", "missed"): 3,
    }  # fmt: skip
    assert calls[0].duration_seconds == 33
