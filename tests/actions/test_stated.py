"""Checksums that an export states are compared with the files that came with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from holdfast.actions.afterwards import complete
from holdfast.actions.choosing import Choice
from holdfast.actions.giving import offer
from holdfast.actions.stated import compare_stated
from holdfast.actions.take_in import take_in
from holdfast.knowledge.account_words import stated_words
from tests.actions.exports import FILE, signal_main, signal_place, signal_zip, wacz
from tests.actions.samples import received
from tests.corpus import corpus

if TYPE_CHECKING:
    from pathlib import Path

    from holdfast.actions.received import Received
    from holdfast.actions.stated import StatedHashes
    from holdfast.vault.casebook import OpenCasebook

OTHER = b"a file that was lost"


def stated_by(book: OpenCasebook, *sources: Path | Received) -> StatedHashes:
    accounts = complete(book, take_in(book, sources))
    (found,) = [each.stated for each in accounts if each.stated is not None]
    return found


def test_a_file_that_came_with_the_export_matches_one_that_did_not_is_missing(
    book: OpenCasebook,
) -> None:
    export = signal_zip(FILE, OTHER, came={signal_place(): FILE})

    found = stated_by(book, received("signal-export.zip", export))

    assert found.matches == (signal_place(),)
    assert found.differs == ()
    assert found.missing == (signal_place(OTHER),)


def test_a_file_that_was_changed_differs(book: OpenCasebook) -> None:
    export = signal_zip(FILE, came={signal_place(): b"something else"})

    assert stated_by(book, received("e.zip", export)).differs == (signal_place(),)


def test_a_file_of_that_name_in_another_archive_says_nothing(book: OpenCasebook) -> None:
    list(take_in(book, [received("a.zip", signal_zip(came={signal_place(): b"changed"}))]))

    found = stated_by(book, received("b.zip", signal_zip(FILE, came={})))

    assert found.missing == (signal_place(),)


def test_files_of_one_folder_belong_together(book: OpenCasebook, tmp_path: Path) -> None:
    folder = tmp_path / "signal"
    for name, content in ((signal_place(), FILE), (signal_place(OTHER), b"changed")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    (folder / "main.jsonl").write_bytes(signal_main(FILE, OTHER))

    found = stated_by(book, folder)

    assert (found.matches, found.differs) == ((signal_place(),), (signal_place(OTHER),))


@pytest.mark.parametrize(("pages", "what"), [(None, "matches"), (b"{}\n", "differs")])
def test_the_files_of_a_wacz_are_compared(
    book: OpenCasebook, pages: bytes | None, what: str
) -> None:
    content = wacz() if pages is None else wacz(pages=pages)

    assert getattr(stated_by(book, received("crawl.wacz", content)), what) == ("pages/pages.jsonl",)


def test_what_became_of_them_stands_in_the_row(book: OpenCasebook) -> None:
    rows = complete(book, take_in(book, [received("crawl.wacz", wacz())]))

    (row,) = [each.to_json() for each in rows if each.states]
    assert row["stated_hashes"] == {
        "matches": ["pages/pages.jsonl"],
        "differs": [],
        "missing": [],
    }


def test_a_pack_says_it_as_it_was_when_the_pack_was_pinned(book: OpenCasebook) -> None:
    (_, main) = take_in(book, [received("e.zip", signal_zip(FILE, came={}))])
    entry = book.record.entry(main.entry)
    size = book.record.size
    list(take_in(book, [received("found-later.jpg", FILE)]))

    now, then = compare_stated(book, entry.id), compare_stated(book, entry.id, before=size)

    assert now is not None
    assert then is not None
    assert (now.matches, then.missing) == ((signal_place(),), (signal_place(),))
    exhibit = offer(book, entry, Choice(), has_messages=False).exhibit
    assert exhibit.stated == (1, 0, 0)


@pytest.mark.parametrize("kind", ["signal", "warc"])
def test_published_exports_that_state_checksums_never_differ(book: OpenCasebook, kind: str) -> None:
    accounts = complete(book, take_in(book, [corpus("samples", kind)]))

    compared = [each.stated for each in accounts if each.stated is not None]
    assert [each.differs for each in compared] == [() for _ in compared]


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((12, 0, 0), "The export names a checksum for 12 files. All of them came and match."),
        ((11, 0, 1), "The export names a checksum for 12 files: 11 match, 1 did not come."),
        ((0, 1, 0), "The export names a checksum for 1 file: 1 differs."),
        ((1, 0, 0), "The export names a checksum for 1 file. It came and matches."),
    ],
)
def test_it_is_said_in_one_sentence(counts: tuple[int, int, int], said: str) -> None:
    assert stated_words(*counts) == said
