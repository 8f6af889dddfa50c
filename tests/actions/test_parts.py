"""Files inside an original become exhibits of their own, once, and after a break too."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from holdfast.actions import intake
from holdfast.actions.answer import find_by_sha256
from holdfast.actions.parts import is_part_missing
from holdfast.actions.reading import asking
from holdfast.actions.reading.asking import Reading
from holdfast.actions.take_in import take_in
from holdfast.model.entry import Entry, Kind
from holdfast.model.errors import DiskFullError
from holdfast.model.message import Message, Part
from holdfast.model.moment import UNKNOWN_MOMENT
from holdfast.model.span import Span
from holdfast.vault.originals import Originals
from holdfast.vault.record import Record, Shredded
from tests.actions.samples import jpeg, received

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from holdfast.actions.account import FileAccount
    from holdfast.actions.reading.asking import ReadingChild
    from holdfast.actions.received import Received
    from holdfast.model.message import Found
    from holdfast.readers.reader import Source
    from holdfast.vault.casebook import OpenCasebook
    from holdfast.vault.stores import Kept

MAIL = b"a mail with two pictures"
INNER = b"a mail in a mail"
PICTURE = jpeg()
MESSAGE = Message("message", "", "Alex", "look", UNKNOWN_MOMENT, Span(0, 5), ("a.jpg",))


def part(name: str, content: bytes, message: int | None = 0) -> Part:
    return Part(Span(0, 1), name, "image/jpeg", content, message)


class Inside:
    """Says of some bytes what is inside them, and leaves everything else to the readers."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Stand between the intake and the child."""
        self.known: dict[bytes, list[Part]] = {}
        self._real = asking.read_original
        monkeypatch.setattr(intake, "read_original", self.read)

    def read(self, child: ReadingChild, source: Source, *, answers: Mapping[str, str]) -> Reading:
        """Give a message and the parts."""
        parts = self.known.get(source.read(0, source.size))
        if parts is None:
            return self._real(child, source, answers=answers)
        found: list[Found] = [MESSAGE, *parts]
        return Reading("whatsapp", iter([found]))


@pytest.fixture
def inside(monkeypatch: pytest.MonkeyPatch) -> Inside:
    return Inside(monkeypatch)


def taken(book: OpenCasebook, *sources: Received) -> list[FileAccount]:
    return list(take_in(book, sources))


def exhibits(book: OpenCasebook) -> list[Entry]:
    return [
        each
        for each in book.record.entries()
        if isinstance(each, Entry) and each.kind in {Kind.EXHIBIT, Kind.IMPORT}
    ]


def test_a_file_inside_is_an_exhibit_that_names_the_import_and_the_message(
    book: OpenCasebook, inside: Inside
) -> None:
    inside.known[MAIL] = [part("a.jpg", PICTURE)]

    (account,) = taken(book, received("mail.eml", MAIL))

    (picture,) = account.inside
    entry = book.record.entry(picture.entry)
    assert entry.fields["part_of"] == [account.entry, "0/a.jpg"]
    assert entry.fields["how"] == "inside"
    assert (picture.format, picture.path) == ("photo", "mail.eml/a.jpg")
    assert b"".join(book.originals.open(entry.text("blob")).chunks()) == PICTURE
    assert book.index.get_picture(entry.id, "screen")


def test_the_same_file_inside_twice_is_kept_once_and_leaves_nothing_behind(
    book: OpenCasebook, inside: Inside
) -> None:
    inside.known[MAIL] = [part("a.jpg", PICTURE), part("b.jpg", PICTURE), part("c.txt", b"c")]

    (account,) = taken(book, received("mail.eml", MAIL))

    assert [each.name for each in account.inside] == ["a.jpg", "c.txt"]
    assert len(list(book.originals.names())) == 4  # the mail, its message, two files


def test_the_same_file_inside_many_times_is_sealed_once(
    book: OpenCasebook, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside.known[MAIL] = [part(f"{number}.jpg", PICTURE) for number in range(5)]
    sealed: list[int] = []
    keep = Originals.keep

    def keeping(originals: Originals, chunks: Iterable[bytes]) -> Kept:
        kept = keep(originals, chunks)
        sealed.append(kept.size_bytes)
        return kept

    monkeypatch.setattr(Originals, "keep", keeping)
    taken(book, received("mail.eml", MAIL))
    inside.known[MAIL + b"."] = [part("again.jpg", PICTURE)]
    taken(book, received("again.eml", MAIL + b"."))

    assert sealed.count(len(PICTURE)) == 1


def test_what_is_inside_something_inside_is_kept_to_a_limit(
    book: OpenCasebook, inside: Inside
) -> None:
    nested = [f"level {number}".encode() for number in range(9)]
    for outer, inner in pairwise(nested):
        inside.known[outer] = [part(inner.decode(), inner)]

    taken(book, received("mail.eml", nested[0]))

    names = [each.text("name") for each in exhibits(book)]
    assert names == ["mail.eml", "level 1", "level 2", "level 3", "level 4", "level 5"]
    held = {each.text("blob") for each in exhibits(book)}
    batches = {each.text("batch") for each in exhibits(book)} - {""}
    assert set(book.originals.names()) == held | batches


def test_when_logging_fails_nothing_unlogged_stays_and_the_next_time_goes_on(
    book: OpenCasebook, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside.known[MAIL] = [part("a.jpg", PICTURE), part("c.txt", b"c")]
    real, calls = Record.append, []

    def full_at_the_second(*args: object, **options: object) -> object:
        calls.append(1)
        if len(calls) == 2:  # the mail is logged, what is inside it is not
            raise DiskFullError
        return real(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Record, "append", full_at_the_second)
    with pytest.raises(DiskFullError):
        taken(book, received("mail.eml", MAIL))
    assert [each.text("name") for each in exhibits(book)] == ["mail.eml"]
    assert len(list(book.originals.names())) == 2

    (again,) = taken(book, received("mail.eml", MAIL))

    assert again.already_held
    assert [each.text("name") for each in exhibits(book)] == ["mail.eml", "a.jpg", "c.txt"]
    taken(book, received("mail.eml", MAIL))
    assert len(exhibits(book)) == 3
    assert len(list(book.originals.names())) == 4


def test_fifty_one_files_inside_are_all_kept(book: OpenCasebook, inside: Inside) -> None:
    inside.known[MAIL] = [part(f"{number}.txt", str(number).encode()) for number in range(51)]

    (account,) = taken(book, received("mail.eml", MAIL))

    assert len(account.inside) == 51
    assert len(exhibits(book)) == 52


def test_a_file_and_what_is_missing_inside_it_are_found_without_opening_the_record(
    book: OpenCasebook, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside.known[MAIL] = [part("a.jpg", PICTURE), part("c.txt", b"c")]
    (account,) = taken(book, received("mail.eml", MAIL))
    mail = book.record.entry(account.entry)
    opened: list[int] = []
    real = Record.at

    def noted(record: Record, sequence: int) -> Entry | Shredded:
        opened.append(sequence)
        return real(record, sequence)

    book.index.catch_up()
    monkeypatch.setattr(Record, "at", noted)

    found = find_by_sha256(book, mail.text("sha256")[:8])

    assert (found.id, find_by_sha256(book, mail.id).id) == (mail.id, mail.id)
    assert not is_part_missing(book, mail)
    assert set(opened) == {mail.sequence}


def test_a_file_inside_is_from_whose_phone_the_file_around_it_is(
    book: OpenCasebook, inside: Inside
) -> None:
    inside.known[MAIL] = [part("a.jpg", PICTURE)]

    taken(book, replace(received("mail.eml", MAIL), whose="given"))

    assert [each.fields["whose"] for each in exhibits(book)] == ["given", "given"]
