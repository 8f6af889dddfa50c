"""Things can be put in while the casebook is locked, and nothing in them is believed."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest
from pyrage import x25519

from holdfast.model.errors import (
    CaptureUnreadableError,
    DiskFullError,
    InTrayFullError,
    NoSuchEntryError,
)
from holdfast.vault import capture_zip, in_tray, sealed_spool
from holdfast.vault.age_opening import seal_to
from holdfast.vault.in_tray import InTray
from holdfast.vault.making import make_casebook
from holdfast.vault.slots import Derivation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NOTE = {"what": "He is outside", "made": "2026-03-04T17:30:00+00:00", "by": "me", "how": "phone"}


@pytest.fixture(scope="module")
def casebook(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    home = tmp_path_factory.mktemp("casebook") / "notebook"
    with make_casebook(home, "words for a test", derivation=Derivation(t=1, m_kib=8192)) as made:
        return home, made.keys.identity


@pytest.fixture
def home(casebook: tuple[Path, str]) -> Iterator[Path]:
    yield casebook[0]
    for path in (casebook[0] / "in-tray").glob("*"):
        path.unlink()


@pytest.fixture
def tray(home: Path, casebook: tuple[Path, str]) -> InTray:
    return InTray(home, casebook[1])


def packed(files: dict[str, bytes] | None = None, note: object = NOTE, **how: int | bool) -> bytes:
    outlet = io.BytesIO()
    with zipfile.ZipFile(outlet, "w", compression=int(how.get("compression", 0))) as archive:
        for name, content in (files or {}).items():
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=how.get("compression"))
        if note is not None:
            archive.writestr("note.json", json.dumps(note))
    return outlet.getvalue()


def sealed(content: bytes, recipient: str) -> bytes:
    outlet = io.BytesIO()
    seal_to(recipient, [content], outlet)
    return outlet.getvalue()


def recipient_of(identity: str) -> str:
    return str(x25519.Identity.from_str(identity).to_public())


def test_what_was_put_in_while_locked_is_read_after_opening(home: Path, tray: InTray) -> None:
    photo = bytes(range(256)) * 5_000
    content = packed({"files/photo.jpg": photo, "files/Brücke & 橋.txt": b""})

    name = InTray.capture(home, [content[:10], content[10:]], how="lock-page")

    (waiting,) = tray.list()
    assert (waiting.id, waiting.how) == (name, "lock-page")
    assert waiting.arrived.endswith("+00:00")
    with tray.open(name) as capture:
        assert capture.waiting == waiting
        assert capture.note == NOTE
        assert [file.name for file in capture.files] == ["photo.jpg", "Brücke & 橋.txt"]
        assert [file.size_bytes for file in capture.files] == [len(photo), 0]
        assert b"".join(capture.files[0].chunks()) == photo
        assert b"".join(capture.files[0].chunks()) == photo
        assert "outside" not in repr(capture)
        assert "photo" not in repr(capture.files)


def test_what_waits_is_ciphertext_under_a_plain_name(home: Path) -> None:
    InTray.capture(home, [packed({"files/canary.jpg": b"canary"})], how="command")

    for path in (home / "in-tray").iterdir():
        assert in_tray.NAME.fullmatch(path.name)
        assert b"canary" not in path.read_bytes()
        assert b"outside" not in path.read_bytes()


def test_a_large_capture_lies_sealed_while_it_is_read(
    home: Path, tray: InTray, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealed_spool, "IN_MEMORY_BYTES", 1_000)
    content = b"canary " * 500_000
    name = InTray.capture(home, [packed({"files/film.mp4": content})], how="command")

    with tray.open(name) as capture:
        assert b"".join(capture.files[0].chunks()) == content
        assert all(b"canary" not in path.read_bytes() for path in (home / "in-tray").iterdir())


def test_a_capture_made_as_a_stream_is_read(home: Path, tray: InTray) -> None:
    class Outlet(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    outlet = Outlet()
    with zipfile.ZipFile(outlet, "w") as archive:
        with archive.open(zipfile.ZipInfo("files/a"), "w", force_zip64=True) as member:
            member.write(b"streamed")
        archive.writestr("note.json", json.dumps(NOTE))
    name = InTray.capture(home, [outlet.getvalue()], how="command")

    with tray.open(name) as capture:
        assert b"".join(capture.files[0].chunks()) == b"streamed"


def test_what_was_discarded_is_gone(home: Path, tray: InTray) -> None:
    name = InTray.capture(home, [packed()], how="command")

    tray.discard(name)

    assert tray.list() == ()
    with pytest.raises(NoSuchEntryError):
        tray.open(name)


@pytest.mark.parametrize("name", ["", "*", "../x", "00" * 15, "f" * 32])
def test_only_whole_ids_name_something(home: Path, tray: InTray, name: str) -> None:
    InTray.capture(home, [packed()], how="command")

    with pytest.raises(NoSuchEntryError):
        tray.open(name)


def test_a_file_whose_name_only_begins_like_an_id_is_not_it(home: Path, tray: InTray) -> None:
    (home / "in-tray").mkdir(exist_ok=True)
    (home / "in-tray" / f"{'ab' * 16}0.age").write_bytes(b"")

    with pytest.raises(NoSuchEntryError):
        tray.open("ab" * 16)


def test_how_it_came_is_a_short_code(home: Path) -> None:
    with pytest.raises(ValueError, match="short code"):
        InTray.capture(home, [packed()], how="../../x")


def test_other_files_in_the_folder_are_passed_over(home: Path, tray: InTray) -> None:
    InTray.capture(home, [packed()], how="command")
    (home / "in-tray" / "notes.age").write_bytes(b"")
    (home / "in-tray" / ("ab" * 16 + "-x.age.part")).write_bytes(b"left by one that died")
    InTray.capture(home, [packed()], how="command")

    assert len(tray.list()) == 2
    assert not list((home / "in-tray").glob("*.part"))


class TestLimits:
    """What is too much is refused, and nothing is kept of it."""

    def test_too_many(self, home: Path, tray: InTray, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(in_tray, "MOST_ITEMS", 2)
        for _ in range(2):
            InTray.capture(home, [packed()], how="command")

        with pytest.raises(InTrayFullError):
            InTray.capture(home, [packed()], how="command")

        assert len(tray.list()) == 2
        assert len(list((home / "in-tray").iterdir())) == 2

    def test_too_large(self, home: Path, tray: InTray, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(in_tray, "MOST_BYTES", 100_000)
        given: list[int] = []

        def endless() -> Iterator[bytes]:
            while True:
                given.append(1)
                yield bytes(10_000)

        with pytest.raises(InTrayFullError):
            InTray.capture(home, endless(), how="command")

        assert len(given) < 30
        assert list((home / "in-tray").iterdir()) == []
        assert tray.list() == ()

    def test_too_large_together(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(in_tray, "MOST_BYTES", 100_000)
        InTray.capture(home, [packed({"files/a": bytes(60_000)})], how="command")

        with pytest.raises(InTrayFullError):
            InTray.capture(home, [packed({"files/a": bytes(60_000)})], how="command")

    def test_filled_by_another_meanwhile(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(in_tray, "MOST_BYTES", 100_000)
        content = packed({"files/a": bytes(60_000)})

        def slowly() -> Iterator[bytes]:
            InTray.capture(home, [content], how="command")
            yield content

        with pytest.raises(InTrayFullError):
            InTray.capture(home, slowly(), how="command")

        assert len(list((home / "in-tray").iterdir())) == 1

    def test_a_source_that_fails_leaves_nothing(self, home: Path) -> None:
        def failing() -> Iterator[bytes]:
            yield b"x"
            raise ConnectionResetError

        with pytest.raises(ConnectionResetError):
            InTray.capture(home, failing(), how="command")

        assert list((home / "in-tray").iterdir()) == []

    def test_a_full_disk_is_told(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(_file: int, _piece: object) -> int:
            raise OSError(28, "full")

        monkeypatch.setattr("os.write", full)

        with pytest.raises(DiskFullError):
            InTray.capture(home, [packed()], how="command")

    def test_more_inside_than_the_tray_may_hold(
        self, home: Path, tray: InTray, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        name = InTray.capture(home, [packed({"files/a": bytes(60_000)})], how="command")
        monkeypatch.setattr(in_tray, "MOST_BYTES", 10_000)

        with pytest.raises(CaptureUnreadableError):
            tray.open(name)


class TestBrought:
    """Files sealed elsewhere."""

    def test_one_sealed_to_this_casebook_is_taken(
        self, tray: InTray, casebook: tuple[Path, str]
    ) -> None:
        content = sealed(packed({"files/a": b"1"}), recipient_of(casebook[1]))

        name = tray.bring([content], how="phone-page")

        with tray.open(name) as capture:
            assert (capture.note, capture.waiting.how) == (NOTE, "phone-page")

    def test_one_sealed_to_another_is_not_kept(self, tray: InTray) -> None:
        other = str(x25519.Identity.generate().to_public())

        with pytest.raises(CaptureUnreadableError):
            tray.bring([sealed(packed(), other)], how="phone-page")

        assert tray.list() == ()

    @pytest.mark.parametrize(
        "change",
        [
            pytest.param(lambda _: b"", id="empty"),
            pytest.param(lambda _: b"PK\x03\x04", id="a plain zip"),
            pytest.param(lambda whole: whole[:-1], id="last byte cut"),
            pytest.param(lambda whole: whole[:100], id="head cut"),
            pytest.param(lambda whole: whole + b"\0", id="a byte more"),
            pytest.param(lambda whole: whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:], id="bit"),
        ],
    )
    def test_one_that_was_changed_is_not_kept(
        self, tray: InTray, casebook: tuple[Path, str], change: Callable[[bytes], bytes]
    ) -> None:
        content = sealed(packed(), recipient_of(casebook[1]))

        with pytest.raises(CaptureUnreadableError):
            tray.bring([change(content)], how="phone-page")

        assert tray.list() == ()

    def test_a_disk_that_cannot_read_it_is_told(self, home: Path, tray: InTray) -> None:
        (home / "in-tray" / f"{'ab' * 16}-command.age").mkdir(parents=True)

        with pytest.raises(CaptureUnreadableError):
            tray.open("ab" * 16)
        (home / "in-tray" / f"{'ab' * 16}-command.age").rmdir()

    def test_a_full_disk_while_opening_is_no_fault_of_the_capture(
        self, home: Path, tray: InTray, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        name = InTray.capture(home, [packed({"files/a": bytes(100_000)})], how="command")

        def full(_spool: object, _piece: bytes) -> None:
            raise DiskFullError

        monkeypatch.setattr(sealed_spool.SealedSpool, "write", full)

        with pytest.raises(DiskFullError):
            tray.open(name)


def bare(*members: tuple[str, bytes]) -> bytes:
    outlet = io.BytesIO()
    with zipfile.ZipFile(outlet, "w") as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content)
    return outlet.getvalue()


def with_flag(content: bytes, flag: int) -> bytes:
    changed = bytearray(content)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + place] |= flag
            at = changed.find(mark, at + 4)
    return bytes(changed)


NOTE_MEMBER = ("note.json", b"{}")
HOSTILE = {
    "no zip": b"not a zip at all",
    "nothing": b"",
    "an empty zip": bare(),
    "no note": bare(("files/a", b"")),
    "a note that is a list": bare(("note.json", b"[]")),
    "a note that is no JSON": bare(("note.json", b"{")),
    "a note that is no UTF-8": bare(("note.json", b"\xff")),
    "a note of brackets": bare(("note.json", b"[" * 100_000)),
    "a note that is too long": bare(("note.json", b" " * 2_000_000 + b"{}")),
    "outside files/": bare(NOTE_MEMBER, ("other.txt", b"")),
    "a folder": bare(NOTE_MEMBER, ("files/", b"")),
    "up": bare(NOTE_MEMBER, ("files/..", b"")),
    "here": bare(NOTE_MEMBER, ("files/.", b"")),
    "a path": bare(NOTE_MEMBER, ("files/a/b", b"")),
    "a path out": bare(NOTE_MEMBER, ("../a", b"")),
    "a path from the root": bare(NOTE_MEMBER, ("/etc/passwd", b"")),
    "a Windows path": bare(NOTE_MEMBER, ("files/a\\b", b"")),
    "a name with a line break": bare(NOTE_MEMBER, ("files/a\nb", b"")),
    "a name that turns around": bare(NOTE_MEMBER, ("files/a\u202egpj", b"")),
    "a long name": bare(NOTE_MEMBER, ("files/" + "a" * 256, b"")),
    "compressed": packed({"files/a": bytes(100)}, compression=zipfile.ZIP_DEFLATED),
    "encrypted": with_flag(bare(NOTE_MEMBER), 1),
    "too many files": bare(NOTE_MEMBER, *((f"files/{n}", b"") for n in range(501))),
    "with a comment": bare(NOTE_MEMBER)[:-2] + b"\x01\x00x",
    "bytes in front": b"MZ" + bare(NOTE_MEMBER),
    "bytes behind": bare(NOTE_MEMBER) + b"\0",
    "cut": bare(NOTE_MEMBER)[:-1],
    "a false place": bare(NOTE_MEMBER).replace(b"PK\x03\x04", b"PK\x09\x09"),
}


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_inside_is_unreadable_and_harms_nothing(
    home: Path, tray: InTray, hostile: str
) -> None:
    name = InTray.capture(home, [HOSTILE[hostile]], how="command")

    with pytest.raises(CaptureUnreadableError):
        tray.open(name)

    assert len(tray.list()) == 1


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_refused(home: Path, tray: InTray) -> None:
    twice = bare(NOTE_MEMBER, ("files/a", b"1"), ("files/a", b"2"))
    name = InTray.capture(home, [twice], how="command")

    with pytest.raises(CaptureUnreadableError):
        tray.open(name)


def test_more_bytes_than_allowed_are_refused(
    home: Path, tray: InTray, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(capture_zip, "MOST_BYTES", 100)
    name = InTray.capture(home, [bare(NOTE_MEMBER, ("files/a", bytes(101)))], how="command")

    with pytest.raises(CaptureUnreadableError):
        tray.open(name)


def test_a_file_that_is_not_what_was_packed_is_told_when_it_is_read(
    home: Path, tray: InTray
) -> None:
    content = bare(NOTE_MEMBER, ("files/a", b"honest bytes")).replace(b"honest", b"forged")
    name = InTray.capture(home, [content], how="command")

    with tray.open(name) as capture, pytest.raises(CaptureUnreadableError):
        b"".join(capture.files[0].chunks())


def test_half_a_character_in_a_note_hides_nothing_and_can_be_written_out(
    home: Path, tray: InTray
) -> None:
    hostile = {**NOTE, "what": "before \ud800 after", "by": "\udfff", "\ud83d": ["\ud83d"]}
    name = InTray.capture(home, [packed(note=hostile)], how="command")
    with tray.open(name) as opened:
        note = opened.note

    assert note["what"] == "before ? after"
    assert json.dumps(dict(note), ensure_ascii=False).encode()
