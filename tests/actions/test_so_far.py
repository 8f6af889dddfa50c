"""How far an import is: measured, never backwards, and full only when it is done."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from secrets import token_bytes
from typing import TYPE_CHECKING

import pytest

from holdfast.actions import so_far
from holdfast.actions.reading.following import BLOCK_BYTES, Followed
from holdfast.actions.so_far import MEGABYTE, AtHand, SoFar, Step
from holdfast.actions.take_in import take_in
from holdfast.model.message import Leftover, Message, Question
from holdfast.model.moment import UNKNOWN_MOMENT
from holdfast.model.span import Span
from tests.actions.samples import CHAT, received, zipped
from tests.readers.samples import BytesSource

if TYPE_CHECKING:
    from collections.abc import Callable

    from holdfast.vault.casebook import OpenCasebook

NAME = "WhatsApp Chat with Alex.txt"
LONG = CHAT * 4_000


@pytest.fixture(autouse=True)
def every_file_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(so_far, "LARGE_BYTES", 0)


def message(start: int, length: int) -> Message:
    return Message("message", "", "Alex", "words", UNKNOWN_MOMENT, Span(start, length, "row"))


def in_mail(*attachments: bytes) -> bytes:
    """Give a mail with files in it."""
    parts = b"".join(
        b'--b\r\nContent-Type: image/jpeg\r\nContent-Disposition: attachment; filename="%d.jpg"\r\n'
        b"Content-Transfer-Encoding: binary\r\n\r\n%s\r\n" % (number, content)
        for number, content in enumerate(attachments)
    )
    return (
        b"From: a@example.org\r\nTo: b@example.org\r\nSubject: look\r\n"
        b"Date: Wed, 25 Mar 2026 17:30:00 +0000\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + parts + b"--b--\r\n"
    )


def told(book: OpenCasebook, name: str, content: bytes) -> list[SoFar]:
    found: list[SoFar] = []
    list(take_in(book, [received(name, content)], progress=found.append))
    return found


def stop_at(step: Step, done: int = 1) -> tuple[Callable[[SoFar], None], Callable[[], bool]]:
    """Give what an import is told by, and asks, by somebody who stops it at a step."""
    is_there: list[bool] = []

    def tell(far: SoFar) -> None:
        if far.at_hand and far.at_hand.step is step and far.at_hand.done >= done:
            is_there.append(True)

    return tell, lambda: bool(is_there)


def test_a_long_file_is_told_of_while_it_is_sealed_looked_through_and_read(
    book: OpenCasebook,
) -> None:
    said = [each.at_hand for each in told(book, NAME, LONG) if each.at_hand]

    steps = [one.step for one, other in pairwise([*said, AtHand(Step.WORDS)]) if one[0] != other[0]]
    assert [each for each in steps if each is not Step.WORKING] == [
        Step.SAVING, Step.LOOKING, Step.READING, Step.FINDABLE,
    ]  # fmt: skip
    reading = [each.done for each in said if each.step is Step.READING]
    assert len(set(reading)) > 3
    assert reading == sorted(reading)
    assert reading[-1] < len(LONG)


def test_bytes_go_forward_with_what_is_read_and_are_whole_only_when_the_file_is_done(
    book: OpenCasebook,
) -> None:
    said = told(book, NAME, LONG)

    done = [each.done_bytes for each in said]
    assert done == sorted(done)
    assert all(each.done_bytes < len(LONG) for each in said if each.files == 0)
    assert any(each.done_bytes > 0 for each in said if each.files == 0)
    assert said[-1] == SoFar(files=1, done_bytes=len(LONG), whole_bytes=len(LONG))


def test_an_archive_is_done_when_all_in_it_is(book: OpenCasebook) -> None:
    packed = zipped({f"{number}.bin": token_bytes(1 << 19) for number in range(8)})

    said = told(book, "notes.zip", packed)

    inside = [each for each in said if each.inside]
    assert max(each.inside for each in inside) == 8
    assert len({each.done_bytes for each in inside}) >= 8
    assert all(each.done_bytes < len(packed) for each in said if each.files == 0)
    assert (said[-1].files, said[-1].done_bytes) == (1, len(packed))


def test_a_long_file_inside_an_archive_moves_what_is_done_too(book: OpenCasebook) -> None:
    packed = zipped({"a.bin": token_bytes(1 << 16), NAME: LONG, "b.bin": token_bytes(1 << 16)})

    said = told(book, "chat.zip", packed)

    done = [each.done_bytes for each in said if each.inside == 1]
    assert len(set(done)) > 3
    assert [each.done_bytes for each in said] == sorted(each.done_bytes for each in said)


def test_files_inside_a_file_are_counted_while_they_come_in(book: OpenCasebook) -> None:
    content = in_mail(*[b"made up %d" % number for number in range(60)])

    said = [each.at_hand for each in told(book, "mail.eml", content) if each.at_hand]

    assert [each for each in said if each.step is Step.INSIDE] == [
        AtHand(Step.INSIDE, 0, 60), AtHand(Step.INSIDE, 50, 60),
    ]  # fmt: skip


def test_a_short_file_has_no_line_of_its_own(
    book: OpenCasebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(so_far, "LARGE_BYTES", len(CHAT) + 1)

    said = told(book, NAME, CHAT)

    assert {each.at_hand.step for each in said if each.at_hand} == {Step.FINDABLE}


def test_an_import_is_stopped_in_the_middle_of_a_file_and_keeps_nothing_of_it(
    book: OpenCasebook,
) -> None:
    # As from the browser: its bytes are sealed already.
    source = replace(received(NAME, b""), kept=book.originals.keep([LONG]))
    tell, is_stopped = stop_at(Step.READING)

    accounts = list(take_in(book, [source], progress=tell, cancelled=is_stopped))

    assert accounts == []
    assert book.record.size == 0
    assert list(book.originals.names()) == []


def test_what_is_stopped_while_files_inside_come_in_stays_and_goes_on_later(
    book: OpenCasebook,
) -> None:
    content = in_mail(*[b"made up %d" % number for number in range(60)])
    tell, is_stopped = stop_at(Step.INSIDE)
    source = replace(received("mail.eml", content), kept=book.originals.keep([content]))

    (stopped,) = take_in(book, [source], progress=tell, cancelled=is_stopped)
    (again,) = take_in(book, [received("mail.eml", content)])

    assert (stopped.already_held, len(stopped.inside), again.already_held) == (False, 50, True)
    assert book.originals.open(book.record.entry(stopped.entry).text("blob")).size == len(content)
    assert book.index.count_inside(stopped.entry) == 60


def test_a_file_that_is_gone_through_twice_is_looked_through_and_then_read() -> None:
    said: list[AtHand] = []
    followed = Followed(BytesSource(bytes(10 * BLOCK_BYTES)), said.append)

    for number in (0, 1, 0, 1):
        followed.read(number * 5 * BLOCK_BYTES, 5 * BLOCK_BYTES)
    spans = [Span(0, 100), Span(100, 4_000), Span(4_100, 10 * BLOCK_BYTES - 4_100)]
    list(followed.passing([[Question("date-order", "", ("a",))]]))
    list(followed.passing([Leftover(each, "x")] for each in spans))

    whole = 10 * BLOCK_BYTES
    assert said[:5] == [
        AtHand(Step.LOOKING, 5 * BLOCK_BYTES, whole),
        *[AtHand(Step.WORKING, whole - 1, whole)] * 4,
    ]
    assert said[5:] == [AtHand(Step.READING, done, whole) for done in (100, 4_100, whole - 1)]


def test_a_reader_that_takes_a_file_whole_is_at_work_until_it_finds_something() -> None:
    said: list[AtHand] = []
    whole = 10 * BLOCK_BYTES
    followed = Followed(BytesSource(bytes(whole)), said.append)

    followed.read(0, whole)
    followed.read(0, BLOCK_BYTES)
    list(followed.passing([[message(0, 100)]]))

    steps = [each.step for each in said]
    assert steps == [Step.WORKING, Step.WORKING, Step.READING]


def test_rows_of_a_database_have_no_place_so_what_was_handed_over_tells_it() -> None:
    said: list[AtHand] = []
    followed = Followed(BytesSource(bytes(10 * BLOCK_BYTES)), said.append)

    for place in (9, 0, 4, 4):
        followed.read(place * BLOCK_BYTES, BLOCK_BYTES)
        list(followed.passing([[message(0, 0)]]))

    assert [each.done // BLOCK_BYTES for each in said] == [1, 1, 2, 2, 3, 3, 3, 3]
    assert {each.step for each in said[1:]} == {Step.READING}


def test_figures_are_alike_only_at_the_end() -> None:
    whole = 500 * MEGABYTE + 1

    assert AtHand(Step.READING, whole - 1, whole).figures == (500, 501)
    assert AtHand(Step.INSIDE, 3, 20).figures == (3, 20)
