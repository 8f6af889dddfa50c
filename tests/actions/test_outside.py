"""Outside programs: shut in while they run, told when they are missing, and what they add."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from holdfast.actions.choosing import Choice
from holdfast.actions.giving import ending_of
from holdfast.actions.make_pack import preview
from holdfast.actions.outside import installed, recordings, running
from holdfast.actions.outside.installed import Tool, find_tool, not_installed
from holdfast.actions.outside.running import Given, given, run
from holdfast.actions.outside.screenshots import MemorySource, tidy
from holdfast.actions.rebuild import rebuild
from holdfast.actions.search import hit_to_json, search
from holdfast.actions.take_in import take_in
from holdfast.actions.withdraw import withdraw
from holdfast.model.message import Recording
from holdfast.model.moment import UNKNOWN_MOMENT
from holdfast.packs import content
from tests.actions.outside_tools import need, screenshot, voicemail
from tests.actions.samples import received

if TYPE_CHECKING:
    from pathlib import Path

    from holdfast.actions.account import FileAccount
    from holdfast.vault.casebook import OpenCasebook

JPEG = b"\xff\xd8\xff"
WORDS = ("Where are you", "I can see your window", "Answer me now", "Today 17:30")


class Zeros:
    """An original of any size that is nothing but zeros, with a mark at its end."""

    name = "long.wav"

    def __init__(self, size: int) -> None:
        self.size = size

    def read(self, start: int, length: int) -> bytes:
        end = min(start + length, self.size)
        return bytes(end - start - 1) + b"\x01" if end == self.size else bytes(end - start)


def taken(book: OpenCasebook, file: bytes, name: str) -> FileAccount:
    """Take one file in and give its account."""
    (account,) = take_in(book, [received(name, file)])
    return account


def shape_of(book: OpenCasebook, account: FileAccount) -> dict[str, object]:
    """Give the facts about a picture or recording."""
    shape = book.record.entry(account.entry).fields["picture"]
    assert isinstance(shape, dict)
    return dict(shape)


def without_tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every outside program be not installed."""
    monkeypatch.setattr(installed, "SEARCHED", "/nowhere")
    monkeypatch.setenv("PATH", "/nowhere")


@pytest.fixture
def small() -> Given:
    with given(MemorySource(b"a few bytes")) as what:
        return what._replace(handle=None, content=b"a few bytes")


def test_a_program_hears_the_original_and_is_heard() -> None:
    with given(MemorySource(b"a few bytes")) as what:
        assert run("/bin/cat", [], what, most_bytes=100) == b"a few bytes"
        assert run("/bin/cat", ["-"], what, most_bytes=100) == b"a few bytes"


def test_without_files_in_memory_the_bytes_go_through_a_pipe(small: Given) -> None:
    assert run("/bin/cat", [], small, most_bytes=100) == b"a few bytes"
    assert run("/bin/cat", [], small, most_bytes=5) is None
    assert run("/bin/false", [], small, most_bytes=5) is None
    assert run("/bin/sleep", ["20"], small, most_bytes=5, seconds=1) is None


@pytest.mark.parametrize(
    ("program", "arguments"),
    [
        pytest.param("/bin/false", [], id="fails"),
        pytest.param("/bin/sleep", ["20"], id="takes too long"),
        pytest.param("/usr/bin/yes", [], id="says too much"),
        pytest.param("/nowhere/at-all", [], id="is not there"),
    ],
)
def test_a_program_that_does_not_do_as_it_should_gives_nothing(
    program: str, arguments: list[str]
) -> None:
    with given(MemorySource(b"")) as what:
        assert run(program, arguments, what, most_bytes=1 << 16, seconds=1) is None


def test_a_program_can_write_no_file_and_sees_no_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CANARY", "canary")
    out = tmp_path / "out"
    out.touch(mode=0o666)
    with given(MemorySource(b"")) as what:
        said = run("/usr/bin/env", [], what, most_bytes=10_000)
        run("/bin/sh", ["-c", f"echo canary > {out}"], what, most_bytes=100)

    assert b"canary" not in (said or b"canary")
    assert out.read_bytes() == b""


def test_of_a_large_original_only_the_two_ends_are_handed_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, size in (("WHOLE_BYTES", 1 << 20), ("HEAD_BYTES", 1 << 18), ("TAIL_BYTES", 1 << 18)):
        monkeypatch.setattr(running, name, size)
    with given(Zeros(3 << 20)) as what:
        said = run("/usr/bin/tail", ["-c", "2"], what, most_bytes=10)

    assert not what.is_whole
    assert said == b"\x00\x01"


def test_a_missing_program_is_named_and_everything_else_works(
    book: OpenCasebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_tools(monkeypatch)
    sound = taken(book, voicemail(), "voicemail.amr")
    picture = taken(book, screenshot(*WORDS), "Screenshot_20260304-173000.png")

    assert find_tool(Tool.FFMPEG) is None
    assert sound.notes == (not_installed(Tool.FFMPEG),)
    assert sound.to_json()["notes"] == list(sound.notes)
    assert picture.notes == (not_installed(Tool.TESSERACT),)
    assert shape_of(book, sound)["seconds"] == 2.0
    assert book.index.get_picture(picture.entry, "screen")


def test_what_the_container_does_not_tell_needs_ffprobe_too(
    book: OpenCasebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_tools(monkeypatch)
    account = taken(book, b"\0\0\0\x14ftypmp42\0\0\0\0isom" + b"\0\0\0\x08free", "a.mp4")

    assert account.notes == (not_installed(Tool.FFPROBE), not_installed(Tool.FFMPEG))


def test_a_voicemail_gets_an_outline_to_know_it_by(book: OpenCasebook) -> None:
    need(Tool.FFMPEG)
    account = taken(book, voicemail(), "voicemail.amr")

    screen = book.index.get_picture(account.entry, "screen")
    assert account.format == "recording"
    assert account.notes == ()
    assert screen is not None
    assert screen.startswith(JPEG)
    assert b"Lavc" not in screen


def test_ffprobe_fills_in_what_is_not_known_and_that_is_marked() -> None:
    need(Tool.FFPROBE)
    bare = Recording(format="amr", duration_seconds=None, codecs=(), taken=UNKNOWN_MOMENT)

    found, missing = recordings.look_closer(bare, MemorySource(voicemail()))

    assert found.duration_seconds == pytest.approx(2.0, abs=0.1)
    assert found.codecs == ("amr_nb",)
    assert found.marks == ("told-by-ffprobe",)
    assert Tool.FFPROBE not in missing


def test_ffprobe_that_says_nonsense_changes_nothing() -> None:
    bare = Recording(format="amr", duration_seconds=None, codecs=(), taken=UNKNOWN_MOMENT)

    for said in (None, b"", b"nonsense", b"[]", b'{"format": [], "streams": [1, {}]}'):
        assert recordings._probed(bare, said) == bare  # noqa: SLF001  # hostile answers


def test_words_in_a_screenshot_are_found_and_said_to_be_machine_read(book: OpenCasebook) -> None:
    need(Tool.TESSERACT)
    account = taken(book, screenshot(*WORDS), "Screenshot_20260304-173000.png")

    (hit,) = search(book, "window")
    (by_name,) = search(book, "screenshot")

    assert hit.entry == account.entry
    assert hit.machine_read
    assert hit_to_json(hit)["machine_read"] is True
    assert "see your window" in hit.text
    assert not by_name.machine_read
    assert list(book.index.differences()) == []


def test_machine_read_words_of_a_withdrawn_exhibit_are_not_found(book: OpenCasebook) -> None:
    need(Tool.TESSERACT)
    account = taken(book, screenshot(*WORDS), "one.png")
    withdraw(book, account.entry)

    assert search(book, "window") == []


def test_a_rebuild_keeps_the_words_and_reads_what_was_lost(book: OpenCasebook) -> None:
    need(Tool.TESSERACT, Tool.FFMPEG)
    account = taken(book, screenshot(*WORDS), "one.png")
    sound = taken(book, voicemail(), "voicemail.amr")

    rebuild(book)
    kept = search(book, "window")
    writer = book.index._writer  # noqa: SLF001  # as if the file had been lost
    writer.execute("DROP TABLE machine_words")
    for table in ("machine", "picture"):
        writer.execute(f"DROP TABLE {table}")
    rebuild(book)

    assert [hit.entry for hit in kept] == [account.entry]
    assert [hit.entry for hit in search(book, "window")] == [account.entry]
    for entry in (account.entry, sound.entry):
        assert book.index.get_picture(entry, "screen")


def test_a_photo_that_a_camera_took_is_not_read(book: OpenCasebook) -> None:
    need(Tool.TESSERACT)
    exif = Image.Exif()
    exif[0x0110] = "Example Phone 7"
    out = io.BytesIO()
    with Image.open(io.BytesIO(screenshot(*WORDS))) as picture:
        picture.convert("RGB").save(out, "JPEG", exif=exif)
    account = taken(book, out.getvalue(), "IMG_0001.jpg")

    assert book.index.get_machine_text(account.entry) is None


def test_the_pack_says_that_a_machine_read_the_words(book: OpenCasebook) -> None:
    need(Tool.TESSERACT)
    account = taken(book, screenshot(*WORDS), "one.png")

    made = preview(book, Choice(audience="police", entries=(account.entry,)))

    (exhibit,) = made.content.exhibits
    assert "see your window" in exhibit.machine_text


def test_a_still_is_no_copy_of_a_video(book: OpenCasebook) -> None:
    need(Tool.FFMPEG)
    described = struct.pack("<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8)
    wav = b"RIFF\x24\x08\0\0WAVEfmt " + described + b"data\0\x08\0\0" + b"\x80" * 2048
    sound = taken(book, wav, "REC001.WAV")
    bare = taken(book, voicemail(), "voicemail.amr")

    made = preview(book, Choice(audience="police", entries=(sound.entry, bare.entry)))

    first, second = made.content.exhibits
    assert (first.given, first.ending) == (content.Given.HASH_ONLY, "wav")
    assert (second.given, second.ending) == (content.Given.ORIGINAL, "amr")


@pytest.mark.parametrize(
    ("head", "ending"),
    [
        (b"#!AMR-WB\n", "amr"),
        (b"\0\0\0\x14ftyp3gp4", "3gp"),
        (b"\0\0\0\x14ftypqt  ", "mov"),
        (b"\0\0\0\x14ftypmp42", "mp4"),
        (b"fLaC", "flac"),
        (b"caff\0\x01", "caf"),
    ],
)
def test_a_recording_has_the_ending_of_its_format(head: bytes, ending: str) -> None:
    assert ending_of(head, "x.bin") == ending


def test_lines_without_a_letter_are_left_out() -> None:
    assert tidy("~ — |\nHello  there\n\n\n\n== \n17:30\f") == "Hello there\n\n17:30"
    assert tidy("| .\n~ a") == ""
