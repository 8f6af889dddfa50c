"""What a child may say is what our readers say, and nothing else."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from holdfast.actions.reading import child
from holdfast.actions.reading.answers import (
    AnswerNotUnderstoodError,
    parse_leftover,
    parse_messages,
    parse_part,
    parse_photo,
    parse_question,
    parse_stated_hash,
    unpack_answer,
)
from holdfast.actions.reading.frames import (
    COLUMNS,
    LENGTH_BYTES,
    message_values,
    other_frames,
    pack_frame,
)
from holdfast.model.message import (
    LONGEST_PART_BYTES,
    Leftover,
    Message,
    Part,
    Photo,
    Question,
    StatedHash,
)
from holdfast.model.moment import Moment
from holdfast.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZE = 1_000
MOMENT = Moment("1/2/24", "2024-02-01T10:00", "minute", "unknown")
MESSAGE = Message(
    "message",
    "",
    "Anna",
    "words",
    MOMENT,
    Span(0, 20),
    ("a.jpg",),
    ("edited",),
    None,
    (("to", "Béa"), ("subject", "")),
)
PHOTO = Photo(
    format="jpeg", width=4, height=3, taken=MOMENT, marks=("damaged",), latitude=51.5,
    longitude=-0.1, device="Phone", for_screen=b"x", for_print=b"y",
)  # fmt: skip


def columns(**changed: object) -> list[object]:
    """Give a frame of one message with some columns replaced."""
    values = [list(each) for each in message_values([MESSAGE])[1:]]  # type: ignore[call-overload]
    table = {**dict(zip(COLUMNS, values, strict=True)), **changed}
    sent = unpack_answer(pack_frame(["messages", *table.values()])[LENGTH_BYTES:])
    return sent[1:]


def test_messages_arrive_as_they_were_sent() -> None:
    assert parse_messages(columns(), SIZE) == [MESSAGE]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("kind", ["order"]), ("kind", [1]), ("conversation", [None]), ("sender", [b"x"]),
        ("text", [None]), ("text", []), ("text", "x"), ("attachments", [5]), ("attachments", [[5]]),
        ("marks", [["A b"]]), ("marks", [["x" * 50]]), ("marks", [None]),
        ("details", [None]), ("details", [["to", "x"]]), ("details", [[["to"]]]),
        ("details", [[["To!", "x"]]]), ("details", [[["to", 5]]]), ("details", [[[5, "x"]]]),
        ("duration_seconds", [1.5]), ("as_written", [None]), ("stated", ["yesterday"]),
        ("stated", ["2024-01-01\n2024-01-01"]), ("stated", [5]), ("precision", ["hour"]),
        ("zone_source", [None]), ("offset_minutes", [99_999]), ("offset_minutes", ["1"]),
        ("until", ["x"]), ("about", [1]), ("start", [-1]), ("start", ["1"]), ("start", [True]),
        ("start", [SIZE]), ("length", [SIZE + 1]), ("path", [None]), ("length", [None]),
    ],
)  # fmt: skip
def test_a_column_that_is_off_is_refused(column: str, value: object) -> None:
    with pytest.raises(AnswerNotUnderstoodError):
        parse_messages(columns(**{column: value}), SIZE)


def test_columns_of_different_lengths_are_refused() -> None:
    twice = [MESSAGE, MESSAGE._replace(span=Span(20, 5), text="more")]
    _, *sent = unpack_answer(pack_frame(message_values(twice))[LENGTH_BYTES:])
    assert parse_messages(sent, SIZE) == twice
    sent[COLUMNS.index("text")] = ["a", "b", "c"]

    with pytest.raises(AnswerNotUnderstoodError):
        parse_messages(sent, SIZE)


def test_rows_of_a_database_that_all_begin_at_nothing_are_as_many_as_they_were() -> None:
    rows = [MESSAGE._replace(span=Span(0, 0, f"message:{number}")) for number in range(3)]
    _, *sent = unpack_answer(pack_frame(message_values(rows))[LENGTH_BYTES:])

    assert parse_messages(sent, SIZE) == rows


def test_a_missing_column_is_refused() -> None:
    with pytest.raises(AnswerNotUnderstoodError):
        parse_messages(columns()[:-1], SIZE)


def test_no_messages_are_none() -> None:
    empty: list[object] = [[] for _ in COLUMNS]

    assert parse_messages(empty, SIZE) == []


@pytest.mark.parametrize(
    "sent",
    [
        PHOTO,
        Leftover(Span(5, 6), "too-long"),
        Question("a", "b", ("c",)),
        StatedHash(Span(5, 6), "files/a.jpg", "ab" * 32),
    ],
)
def test_other_things_arrive_as_they_were_sent(
    sent: Photo | Leftover | Question | StatedHash,
) -> None:
    name, *values = unpack_answer(pack_frame(*other_frames(sent))[LENGTH_BYTES:])
    match name:
        case "photo":
            assert parse_photo(values) == sent
        case "leftover":
            assert parse_leftover(values, SIZE) == sent
        case "hash":
            assert parse_stated_hash(values, SIZE) == sent
        case _:
            assert parse_question(values) == sent


@pytest.mark.parametrize(
    "values",
    [[], [0, 1, "", "BAD"], [0, SIZE + 1, "", "a"], [-1, 1, "", "a"], [SIZE, 1, "", "a"],
     [0, 1, 5, "a"]],
)  # fmt: skip
def test_a_leftover_that_is_off_is_refused(values: list[object]) -> None:
    with pytest.raises(AnswerNotUnderstoodError):
        parse_leftover(values, SIZE)


@pytest.mark.parametrize(
    "values",
    [[], ["a", "b", []], ["a", "b", ["C d"]], ["A", "b", ["c"]], ["a", "b" * 5_000, ["c"]],
     ["a", "b", ["c"] * 50], ["a", "b", [5]]],
)  # fmt: skip
def test_a_question_that_is_off_is_refused(values: list[object]) -> None:
    with pytest.raises(AnswerNotUnderstoodError):
        parse_question(values)


@pytest.mark.parametrize(
    "changed",
    [
        {"width": -1}, {"width": 1 << 40}, {"format": "J P"}, {"marks": ("B d",)},
        {"latitude": 91.0}, {"longitude": 181.0}, {"latitude": None}, {"latitude": float("nan")},
        {"device": "x" * 5_000}, {"for_screen": "text"},
        {"taken": MOMENT._replace(stated="soon")}, {"taken": MOMENT._replace(precision="x")},
        {"taken": MOMENT._replace(offset_minutes=10_000)}, {"taken": (*MOMENT[:6], 5)},
    ],
)  # fmt: skip
def test_a_photo_that_is_off_is_refused(changed: dict[str, object]) -> None:
    odd = PHOTO._replace(**changed)  # type: ignore[arg-type]
    _, *values = unpack_answer(pack_frame(*other_frames(odd))[LENGTH_BYTES:])
    with pytest.raises(AnswerNotUnderstoodError):
        parse_photo(values)


def test_a_map_is_never_unpacked() -> None:
    with pytest.raises(AnswerNotUnderstoodError):
        unpack_answer(pack_frame(["x", {"a": 1}])[LENGTH_BYTES:])


def served(*asked: Sequence[object]) -> list[list[object]]:
    """Let the child's loop answer in this process, and give its frames."""
    heard = io.BytesIO(b"".join(map(pack_frame, asked)))
    said = io.BytesIO()
    child.serve(child.Line(heard, said), lambda _: None)
    content, frames = said.getvalue(), []
    while content:
        end = LENGTH_BYTES + int.from_bytes(content[:LENGTH_BYTES], "big")
        frames.append(unpack_answer(content[LENGTH_BYTES:end]))
        content = content[end:]
    return frames


def test_the_child_recognises_by_content() -> None:
    chat = b"13/02/2024, 10:00 - Anna: one\n"

    frames = served(["recognise", "x.bin", len(chat)], ["bytes", chat])

    assert frames[0] == ["need", 0, len(chat)]
    assert frames[1][0] == "recognised"
    assert ["whatsapp", 2] in frames[1][1]  # type: ignore[operator]


def test_the_child_reads_what_it_is_handed() -> None:
    chat = b"x\n13/02/2024, 10:00 - Anna: one\n"

    frames = served(["read", "whatsapp", "", len(chat), []], *[["bytes", chat]] * 2)

    names = [frame[0] for frame in frames]
    assert names == ["need", "need", "leftover", "messages", "done"]


def test_the_child_says_when_a_file_is_not_its_format() -> None:
    frames = served(["read", "photo", "", 3, []], ["bytes", b"abc"])

    assert frames[-1] == ["not-this-format"]


def test_the_child_takes_a_file_that_ends_early() -> None:
    whole = (["read", "opaque", "", 3, []], ["bytes", b"abc"])
    frames = served(*whole, ["read", "photo", "", 3, []], ["bytes", b""])

    assert [frame[0] for frame in frames] == ["need", "leftover", "done", "need", "not-this-format"]


def test_the_child_ends_when_it_does_not_understand() -> None:
    assert served(["format-disk"], ["recognise", "x", 0]) == []


def test_many_messages_go_in_several_frames() -> None:
    chat = b"".join(b"13/02/2024, 10:00 - Anna: %d\n" % number for number in range(4_500))

    frames = served(["read", "whatsapp", "", len(chat), []], *[["bytes", chat]] * 2)

    sizes = [len(frame[4]) for frame in frames if frame[0] == "messages"]  # type: ignore[arg-type]
    assert sizes == [2_000, 2_000, 500]


PART = Part(Span(5, 6), "a.jpg", "image/jpeg", b"xyz", 3)


def test_a_file_inside_is_announced_before_its_bytes() -> None:
    announced, *pieces = other_frames(PART)

    assert parse_part(announced[1:], SIZE) == (PART._replace(content=b""), 3)
    assert pieces == [["part-bytes", b"xyz"]]


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (0, -1), (0, "x"), (1, SIZE), (2, None), (3, 5), (3, "x" * 5000), (4, None), (5, -1),
        (5, "1"), (6, -1), (6, LONGEST_PART_BYTES + 1), (6, None),
    ],
)  # fmt: skip
def test_an_announcement_that_is_off_is_refused(place: int, value: object) -> None:
    values = next(other_frames(PART))[1:]
    values[place] = value

    with pytest.raises(AnswerNotUnderstoodError):
        parse_part(values, SIZE)


@pytest.mark.parametrize(
    "values",
    [
        [5, 6, "", "a", "AB" * 32],
        [5, 6, "", "a", "ab"],
        [5, SIZE, "", "a", "ab" * 32],
        [5, 6, "", None, "ab" * 32],
        [],
    ],
)
def test_a_stated_hash_that_is_off_is_refused(values: list[object]) -> None:
    with pytest.raises(AnswerNotUnderstoodError):
        parse_stated_hash(values, SIZE)


class Pipe(io.BytesIO):
    """Counts how often what was said is handed over."""

    flushed = 0

    def flush(self) -> None:
        """Count."""
        self.flushed += 1


def test_small_frames_are_handed_over_together(monkeypatch: pytest.MonkeyPatch) -> None:
    said, clock = Pipe(), iter([10.0, 10.0, 10.1, 10.1, 10.5])
    monkeypatch.setattr(child, "monotonic", clock.__next__)
    line = child.Line(io.BytesIO(pack_frame(["bytes", b""])), said)

    for each in range(4):
        line.say("leftover", each)
    handed_over_at_first = said.flushed
    line.say("leftover", 4)

    assert (handed_over_at_first, said.flushed) == (1, 2)
    assert line.hear() == ["bytes", b""]
    assert said.flushed == 3
