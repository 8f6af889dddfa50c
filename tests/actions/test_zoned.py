"""A file whose times state no zone is given one, once for the whole file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from holdfast.actions.answer import answer, answer_all
from holdfast.actions.choosing import Choice
from holdfast.actions.list_entries import list_entries
from holdfast.actions.make_pack import make_pack, preview
from holdfast.actions.take_in import take_in
from holdfast.actions.verify_pack import verify_pack
from holdfast.model.errors import NoSuchQuestionError
from holdfast.model.moment import Moment
from holdfast.packs.papers.exhibits import exhibit_data
from holdfast.packs.papers.order import exhibit_volumes
from holdfast.readers.zones import in_told_zone
from tests.actions.samples import received
from tests.readers.samples import FOLDER

if TYPE_CHECKING:
    from pathlib import Path

    from holdfast.actions.account import FileAccount
    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook

SPRING = b"""29/03/2026, 00:59 - Anna: before
29/03/2026, 01:30 - Anna: no clock showed this
29/03/2026, 02:00 - Anna: after
25/10/2026, 01:30 - Anna: once or twice
25/10/2026, 02:00 - Anna: winter
"""
WRITTEN_LINES = b"""Mar 29, 2026 12:59:00 AM
Anna
before

Oct 25, 2026  1:30:00 AM
Anna
once or twice

"""
PAGE = b"[2026-03-29 00:59:00] Anna: before\n[2026-10-25 01:30:00] Anna: once or twice\n"


def marks(book: OpenCasebook, entry: str) -> list[tuple[str | None, tuple[str, ...]]]:
    """Give the time of each message with its marks."""
    rows = book.index.messages(entry, first=0, last=20)
    return [(each.message.happened.iso, each.message.marks) for each in rows]


def test_a_chat_has_instants_when_its_zone_is_told(book: OpenCasebook) -> None:
    (account,) = take_in(book, [received("WhatsApp Chat with Anna.txt", SPRING)])
    assert account.questions == ()
    assert account.first == "2026-03-29T00:59"

    told = answer(book, account.sha256, "zone", "uk")

    assert (told.first, told.last) == ("2026-03-29T00:59+00:00", "2026-10-25T02:00+00:00")
    assert told.questions == ()
    assert sorted(marks(book, account.entry)) == [
        ("2026-03-29T00:59+00:00", ()),
        ("2026-03-29T01:30", ("hour-missing",)),
        ("2026-03-29T02:00+01:00", ()),
        ("2026-10-25T01:30", ("hour-twice",)),
        ("2026-10-25T02:00+00:00", ()),
    ]
    assert [*book.index.differences()] == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("+447700900123.txt", WRITTEN_LINES, id="imessage-exporter"),
        pytest.param("chat.md", PAGE, id="signal-export or WhatsApp"),
    ],
)
def test_other_exports_without_zones_can_be_told_one(
    book: OpenCasebook, name: str, content: bytes
) -> None:
    (account,) = take_in(book, [received(name, content)])
    if account.questions:
        account = answer(book, account.sha256, "format", "signal")
    assert account.first == "2026-03-29T00:59:00"

    told = answer(book, account.sha256, "zone", "us-eastern")

    assert (told.first, told.last) == ("2026-03-29T00:59:00-04:00", "2026-10-25T01:30:00-04:00")


def test_an_answer_can_be_taken_back(book: OpenCasebook) -> None:
    (account,) = take_in(book, [received("WhatsApp Chat with Anna.txt", SPRING)])
    answer(book, account.sha256, "zone", "utc+0530")

    told = answer(book, account.sha256, "zone", "not-known")

    assert told.first == "2026-03-29T00:59"


def test_a_file_with_zones_is_not_asked(book: OpenCasebook) -> None:
    (account,) = take_in(book, [received("notes.bin", b"made up bytes")])

    with pytest.raises(NoSuchQuestionError):
        answer(book, account.sha256, "zone", "uk")


def test_several_answers_make_one_reading(book: OpenCasebook) -> None:
    (account,) = take_in(
        book, [received("WhatsApp Chat with Anna.txt", b"04/03/2026, 17:30 - Anna: one\n")]
    )
    size = book.record.size

    told = answer_all(
        book, account.sha256, {"date-order": "day-month-year", "zone": "central-europe"}
    )

    assert told.first == "2026-03-04T17:30+01:00"
    assert book.record.size == size + 1


@pytest.mark.parametrize(
    ("sample", "name", "stated", "told"),
    [
        pytest.param(
            "photo/plain/in.IMG_0001.jpg", "IMG_0001.jpg", "2024-03-01T10:11:12",
            "2024-03-01T10:11:12+00:00", id="photo",
        ),
        pytest.param(
            "photo/screenshot/in.Screenshot_20240301-101112.png", "Screenshot_20240301-101112.png",
            "2024-03-01T10:11:12", "2024-03-01T10:11:12+00:00", id="screenshot",
        ),
    ],
)  # fmt: skip
def test_a_picture_without_a_zone_can_be_told_one(
    book: OpenCasebook, sample: str, name: str, stated: str, told: str
) -> None:
    (account,) = take_in(book, [received(name, (FOLDER / sample).read_bytes())])
    assert (account.taken, account.format) == (stated, "photo")

    again = answer(book, account.sha256, "zone", "uk")

    assert again.taken == again.to_json()["taken"] == told
    assert book.record.entry(account.entry).fields["taken"]["stated"] == stated  # type: ignore[index,call-overload]
    assert [*book.index.differences()] == []


def test_the_zone_of_a_picture_can_be_taken_back(book: OpenCasebook) -> None:
    content = (FOLDER / "photo/plain/in.IMG_0001.jpg").read_bytes()
    (account,) = take_in(book, [received("IMG_0001.jpg", content)])
    answer(book, account.sha256, "zone", "us-pacific")

    told = answer(book, account.sha256, "zone", "not-known")

    assert told.taken == "2024-03-01T10:11:12"


def test_a_picture_that_states_its_zone_is_not_asked(book: OpenCasebook) -> None:
    content = (FOLDER / "photo/newest/in.IMG_1234.HEIC").read_bytes()
    (account,) = take_in(book, [received("IMG_1234.HEIC", content)])

    with pytest.raises(NoSuchQuestionError):
        answer(book, account.sha256, "zone", "uk")


def photo_told(book: OpenCasebook, zone: str) -> FileAccount:
    content = (FOLDER / "photo/plain/in.IMG_0001.jpg").read_bytes()
    (account,) = take_in(book, [received("IMG_0001.jpg", content)])
    return answer(book, account.sha256, "zone", zone)


def test_the_list_gives_a_picture_the_zone_that_was_told(book: OpenCasebook) -> None:
    photo_told(book, "us-eastern")

    (row,) = list_entries(book)

    assert row.happened == "2024-03-01T10:11:12-05:00"


def test_a_pack_says_which_zone_was_told_for_a_picture_and_holds(
    book: OpenCasebook, tmp_path: Path
) -> None:
    photo_told(book, "us-eastern")
    ready = preview(book, Choice())

    (part,) = exhibit_volumes(ready.content)
    data, _ = exhibit_data(ready.content, part, title="Exhibits", mentions={})
    make_pack(book, tmp_path / "a.zip", ready)

    assert "UTC-05:00 (as set by the person)" in str(data)
    assert verify_pack(tmp_path / "a.zip").holds


def test_a_pack_that_hides_when_a_picture_was_taken_does_not_tell_its_zone(
    book: OpenCasebook,
) -> None:
    told = photo_told(book, "us-eastern")

    ready = preview(book, Choice(masked={told.entry: frozenset({"taken"})}))

    assert [each.kind for each in ready.content.entries] == ["exhibit"]


def test_a_picture_taken_in_an_hour_that_comes_twice_says_so() -> None:
    taken = Moment(as_written="2026:10-25", stated="2026-10-25T01:30:00", precision="second")
    picture: JsonValue = {"format": "jpeg", "marks": ["damaged"]}
    fields: dict[str, JsonValue] = {"taken": dict(taken.to_json()), "picture": picture}

    told = in_told_zone(fields, {"zone": "uk"})

    assert Moment.from_json(told["taken"]) == taken
    assert told["picture"] == {"format": "jpeg", "marks": ["damaged", "hour-twice"]}
