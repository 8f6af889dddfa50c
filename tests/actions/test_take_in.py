"""Files, folders and zips are taken in once, whole, and with an account of every byte."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from holdfast.actions import intake
from holdfast.actions.answer import answer_all
from holdfast.actions.received import from_path
from holdfast.actions.search import search
from holdfast.actions.so_far import SoFar
from holdfast.actions.take_in import take_in
from holdfast.model.entry import Entry, Kind
from holdfast.model.errors import NotThisFormatError, ReaderStoppedError, SomebodyElsesError
from tests.actions.samples import CHAT, jpeg, received, zipped

if TYPE_CHECKING:
    from pathlib import Path

    from holdfast.actions.account import FileAccount
    from holdfast.actions.received import Received
    from holdfast.vault.casebook import OpenCasebook


def taken(book: OpenCasebook, *sources: Path | Received) -> list[FileAccount]:
    return list(take_in(book, sources))


def kept(book: OpenCasebook, account: FileAccount) -> bytes:
    entry = book.record.entry(account.entry)
    return b"".join(book.originals.open(entry.text("blob")).chunks())


def test_a_chat_is_sealed_read_counted_and_found(book: OpenCasebook) -> None:
    (account,) = taken(book, received("WhatsApp Chat with Alex.txt", CHAT))

    assert kept(book, account) == CHAT
    assert account.sha256 == sha256(CHAT).hexdigest()
    assert (account.format, account.counts["messages"], account.counts["attachments"]) == (
        "whatsapp",
        3,
        1,
    )
    assert account.participants == ("Alex", "Sam")
    assert (account.first, account.last) == ("2026-03-25T17:30", "2026-03-26T08:00")
    assert [hit.sender for hit in search(book, "writing")] == ["Sam"]


def test_the_keys_of_a_row_are_those_of_the_contract(book: OpenCasebook) -> None:
    (account,) = taken(book, received("chat.txt", CHAT))

    assert {
        "name", "sha256", "bytes", "format", "messages", "calls", "events", "attachments",
        "posts", "participants", "first", "last", "leftovers", "questions", "already_held",
        "looks_partial",
    } <= set(account.to_json())  # fmt: skip


def test_the_same_bytes_are_not_taken_twice(book: OpenCasebook) -> None:
    taken(book, received("chat.txt", CHAT))
    size = book.record.size
    blobs = set(book.originals.names())

    (again,) = taken(book, received("chat (1).txt", CHAT))

    assert again.already_held
    assert again.counts["messages"] == 3
    assert book.record.size == size
    assert set(book.originals.names()) == blobs


def test_a_zip_is_a_row_and_so_is_everything_inside(book: OpenCasebook) -> None:
    packed = zipped({"_chat.txt": CHAT, "IMG-20260326-WA0001.jpg": jpeg(), "x/notes": b"\0\1"})

    rows = taken(book, received("WhatsApp Chat - Alex.zip", packed))

    assert [(row.path, row.format) for row in rows] == [
        ("WhatsApp Chat - Alex.zip", "zip"),
        ("WhatsApp Chat - Alex.zip/_chat.txt", "whatsapp"),
        ("WhatsApp Chat - Alex.zip/IMG-20260326-WA0001.jpg", "photo"),
        ("WhatsApp Chat - Alex.zip/x/notes", "opaque"),
    ]
    assert set(rows[0].counts.values()) == {0}
    part_of = book.record.entry(rows[2].entry).fields["part_of"]
    assert part_of == [rows[0].entry, "IMG-20260326-WA0001.jpg"]


def test_a_chat_inside_a_zip_is_named_after_the_zip(book: OpenCasebook) -> None:
    taken(book, received("WhatsApp Chat - Alex.zip", zipped({"_chat.txt": CHAT})))

    assert [each.name for each in book.index.conversations()] == ["Alex"]


def test_a_picture_gets_its_facts_and_copies_for_showing(book: OpenCasebook) -> None:
    (account,) = taken(book, received("IMG_0001.jpg", jpeg()))

    entry = book.record.entry(account.entry)
    assert entry.kind is Kind.EXHIBIT
    picture = entry.fields["picture"]
    assert isinstance(picture, dict)
    assert (picture["width"], picture["height"]) == (64, 48)
    assert book.index.get_picture(account.entry, "screen")
    assert book.index.get_picture(account.entry, "print")


def test_a_folder_is_taken_in_with_all_below_it(book: OpenCasebook, tmp_path: Path) -> None:
    folder = tmp_path / "phone"
    (folder / "chats").mkdir(parents=True)
    (folder / "chats" / "chat.txt").write_bytes(CHAT)
    (folder / "a.jpg").write_bytes(jpeg())
    (folder / ".DS_Store").write_bytes(b"x")

    rows = taken(book, folder)

    assert [(row.path, row.format, row.error) for row in rows] == [
        ("phone", "folder", ""),
        ("phone/.DS_Store", "", "skipped-junk"),
        ("phone/a.jpg", "photo", ""),
        ("phone/chats/chat.txt", "whatsapp", ""),
    ]


def test_a_file_that_is_not_there_does_not_stop_the_others(
    book: OpenCasebook, tmp_path: Path
) -> None:
    rows = taken(book, tmp_path / "gone.txt", received("chat.txt", CHAT))

    assert [row.error for row in rows] == ["file-not-there", ""]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\0" * 70_000, id="zeros"),
        pytest.param(b"PK\x03\x04 no zip", id="what only begins like a zip"),
        pytest.param(jpeg()[:200], id="half a picture"),
        pytest.param("\N{RIGHT-TO-LEFT OVERRIDE}txt.exe".encode(), id="signs that turn"),
    ],
)
def test_whatever_it_is_its_bytes_are_kept(book: OpenCasebook, content: bytes) -> None:
    rows = taken(book, received("photo.jpg", content))

    assert kept(book, rows[0]) == content


def test_somebody_elses_phone_is_refused_before_anything_is_read(book: OpenCasebook) -> None:
    with pytest.raises(SomebodyElsesError):
        list(take_in(book, [received("chat.txt", CHAT)], whose="theirs"))

    assert book.record.size == 0
    assert list(book.originals.names()) == []


def test_whose_it_is_stands_in_the_entry(book: OpenCasebook, tmp_path: Path) -> None:
    (tmp_path / "chat.txt").write_bytes(CHAT)

    (account,) = take_in(book, [tmp_path / "chat.txt"], whose="mine")

    assert book.record.entry(account.entry).fields["whose"] == "mine"


def test_a_cancelled_import_goes_on_where_it_stopped(book: OpenCasebook) -> None:
    files = [received(f"note {number}", b"%d" % number) for number in range(6)]
    done: list[SoFar] = []

    first = list(take_in(book, files, progress=done.append, cancelled=lambda: len(done) > 5))
    second = list(take_in(book, files))

    assert 0 < len(first) < len(files)
    assert [row.already_held for row in second] == [True] * len(first) + [False] * (
        len(files) - len(first)
    )
    entries = [each for each in book.record.entries() if isinstance(each, Entry)]
    assert len(entries) == len(files)
    assert len(set(book.originals.names())) == len(files)


def test_progress_ends_at_the_whole(book: OpenCasebook) -> None:
    done: list[SoFar] = []

    list(take_in(book, [received("a", b"1" * 10), received("b", b"2" * 5)], progress=done.append))

    assert done[-1] == SoFar(files=2, done_bytes=15, whole_bytes=15)


def test_a_zip_inside_a_zip_is_opened_too(book: OpenCasebook) -> None:
    inner = zipped({"chat.txt": CHAT})

    rows = taken(book, received("outer.zip", zipped({"inner.zip": inner})))

    assert [row.path for row in rows] == [
        "outer.zip",
        "outer.zip/inner.zip",
        "outer.zip/inner.zip/chat.txt",
    ]


def test_a_file_that_kills_its_reader_is_kept_and_says_why(
    book: OpenCasebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_: object, **__: object) -> None:
        place = "died"
        raise ReaderStoppedError(place)

    monkeypatch.setattr(intake, "read_original", dies)

    (account,) = taken(book, received("chat.txt", CHAT))

    assert kept(book, account) == CHAT
    assert account.format == "opaque"
    assert account.leftovers == ({"why": "reader-died", "count": 1, "bytes": len(CHAT)},)


def test_a_file_in_no_known_form_is_kept_whole(
    book: OpenCasebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object, **__: object) -> None:
        raise NotThisFormatError

    monkeypatch.setattr(intake, "read_original", refuses)

    (account,) = taken(book, received("chat.txt", CHAT))

    assert account.leftovers == ({"why": "format-unknown", "count": 1, "bytes": len(CHAT)},)


def test_a_workbook_without_calls_is_kept_with_what_to_do_instead(book: OpenCasebook) -> None:
    whole = zipped({"xl/workbook.xml": b"<workbook/>"})

    (account,) = taken(book, received("list.xlsx", whole))

    assert (account.format, account.leftovers[0]["why"]) == ("opaque", "spreadsheet-not-read")


def test_a_diary_with_numbers_is_kept_until_she_says_what_it_is(book: OpenCasebook) -> None:
    diary = (
        b"Date,Time,Number,What happened\n"
        b"24/03/2026,09:12,07700900123,Rang and said he would come\n"
    )

    (account,) = taken(book, received("diary.csv", diary))
    (question,) = account.questions

    assert (account.counts["calls"], account.leftovers[0]["why"]) == (0, "not-stated")
    assert "or something else, such as a diary of your own?" in str(question["text"])
    assert answer_all(book, account.sha256, {"format": "opaque"}).format == "opaque"


def test_a_damaged_member_of_a_zip_is_left_out_and_named(book: OpenCasebook) -> None:
    packed = zipped({"a.bin": bytes(range(256)) * 40, "b.txt": b"whole"})
    broken = packed[:60] + b"\xff" * 20 + packed[80:]

    rows = taken(book, received("x.zip", broken))

    assert [(row.name, row.error) for row in rows] == [
        ("x.zip", ""),
        ("a.bin", "skipped-damaged"),
        ("b.txt", ""),
    ]


def test_a_file_that_goes_away_while_it_is_read_leaves_nothing_behind(
    book: OpenCasebook, tmp_path: Path
) -> None:
    path = tmp_path / "note"
    path.write_bytes(b"x")
    gone = from_path(path)
    path.unlink()

    rows = taken(book, gone)

    assert [row.error for row in rows] == ["file-not-there"]
    assert list(book.originals.names()) == []


def test_the_account_says_how_many_bytes_were_read_and_how_many_were_not(
    book: OpenCasebook,
) -> None:
    (account,) = taken(book, received("chat.txt", b"before the first\n" + CHAT))

    counts = book.record.entry(account.entry).fields["counts"]
    assert isinstance(counts, dict)
    assert counts["bytes_read"] == len(CHAT)
    assert [each["bytes"] for each in account.leftovers] == [len("before the first\n")]
