"""Pages saved by Safari: what is refused, and values of wrong kinds."""

from __future__ import annotations

import plistlib
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Part
from holdfast.readers import webarchive
from holdfast.readers.reader import Confidence
from tests.readers.samples import BytesSource, messages_of, read_all

if TYPE_CHECKING:
    from holdfast.model.message import Found

PAGE = {
    "WebResourceURL": "https://example.org/",
    "WebResourceMIMEType": "text/html",
    "WebResourceData": b"<p>Hello",
}


def read(archive: dict[str, object]) -> list[Found]:
    """Give everything in an archive."""
    content = plistlib.dumps(archive, fmt=plistlib.FMT_BINARY, sort_keys=False)
    return read_all(BytesSource(content, "x.webarchive"), "webarchive")


def test_a_name_decides_only_where_the_keys_are_out_of_sight() -> None:
    head = b"bplist00" + bytes(100)

    assert webarchive.recognises(head, "x.webarchive") is Confidence.PERHAPS
    assert webarchive.recognises(head, "x.plist") is Confidence.NO
    assert webarchive.recognises(b"<?xml?><plist><dict>", "x.webarchive") is Confidence.NO
    with pytest.raises(NotThisFormatError):
        read_all(BytesSource(head, "x.webarchive"), "webarchive")


@pytest.mark.parametrize("archive", [["WebMainResource"], {"WebMainResource": 5}])
def test_a_list_without_a_page_is_no_archive(archive: list[str] | dict[str, int]) -> None:
    content = plistlib.dumps(archive, fmt=plistlib.FMT_BINARY)

    try:
        found = read_all(BytesSource(content, "x.webarchive"), "webarchive")
    except NotThisFormatError:
        found = []
    assert [each for each in found if not isinstance(each, Leftover)] == []


def test_an_archive_of_no_sane_size_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webarchive, "LARGEST_BYTES", 10)

    (left,) = read({"WebMainResource": PAGE})

    assert isinstance(left, Leftover)
    assert left.why == "too-large"


def test_what_is_too_long_or_too_much_is_left_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webarchive, "MOST_FILES", 3)
    files = [PAGE | {"WebResourceData": bytes([number]) * 9} for number in range(5)]

    found = read({"WebMainResource": PAGE, "WebSubresources": files})

    assert len([each for each in found if isinstance(each, Part)]) == 3
    assert [each.why for each in found if isinstance(each, Leftover)] == ["skipped-too-many"]


def test_many_frames_end_somewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webarchive, "MOST_FILES", 3)
    frame = {"WebMainResource": PAGE}

    found = read({"WebMainResource": PAGE, "WebSubframeArchives": [frame, 7, frame, frame]})

    assert messages_of(found)[0].text == "Hello\n\nHello"
    assert [each.why for each in found if isinstance(each, Leftover)] == ["skipped-too-many"]


def test_bytes_that_stand_for_many_files_do_not_fill_a_disk() -> None:
    file = PAGE | {"WebResourceMIMEType": "image/png", "WebResourceData": bytes(5000)}

    found = read({"WebMainResource": PAGE, "WebSubresources": [file] * 40})

    taken = [each for each in found if isinstance(each, Part)]
    assert 0 < len(taken) < 20
    assert {each.why for each in found if isinstance(each, Leftover)} == {"skipped-bomb"}


def test_a_file_that_is_too_long_stays_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webarchive, "LONGEST_PART_BYTES", 8)
    file = PAGE | {"WebResourceData": b"123456789"}

    found = read({"WebMainResource": PAGE, "WebSubresources": [file]})

    assert [each.why for each in found if isinstance(each, Leftover)] == ["part-too-long"]


def test_a_frame_named_a_thousand_times_does_not_fill_the_memory() -> None:
    frames: list[object] = [{"WebMainResource": PAGE}]
    for _ in range(3):
        frames = [{"WebSubframeArchives": frames}] * 1_000
    archive: dict[str, object] = {"WebMainResource": PAGE, "WebSubframeArchives": frames}
    content = plistlib.dumps(archive, fmt=plistlib.FMT_BINARY, sort_keys=False)

    tracemalloc.start()
    try:
        found = read_all(BytesSource(content, "x.webarchive"), "webarchive")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert peak < 16 << 20
    assert [each.why for each in found if isinstance(each, Leftover)] == ["skipped-too-many"]


def test_frames_in_frames_are_followed_only_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webarchive, "LONGEST_PLACE", 30)
    frame: dict[str, object] = {"WebMainResource": PAGE}
    for _ in range(3):
        frame = {"WebMainResource": PAGE, "WebSubframeArchives": [frame]}

    found = read(frame)

    assert len([each for each in found if isinstance(each, Part)]) == 2
    assert [each.why for each in found if isinstance(each, Leftover)] == ["skipped-too-many"]
