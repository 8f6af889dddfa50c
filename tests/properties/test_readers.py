"""What holds for any input: every byte is accounted for, and nothing is said twice differently."""
# ruff: noqa: RUF001  # digits of other scripts

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Message, Question
from tests.readers.samples import (
    BytesSource,
    assert_every_byte_is_accounted_for,
    messages_of,
    read_all,
)

DATES = ["1/2/24", "13/2/24", "2024-02-13", "13.02.24", "2/13/24", "1/1/1", "[1/2/24", "١٣/٢/٢٤"]
BETWEEN = [", ", " ", " klo ", ",\u202f", " 下午"]
TIMES = ["10:00", "2:05:09 PM", "25:61", "3:22_AM", "٢:٠٥ م"]
AFTER = [" - ", "] ", ": ", " ", "]", "\u200e - "]
PIECES = st.sampled_from(
    [*DATES, *BETWEEN, *TIMES, *AFTER, "Anna", ":", ": ", "\n", "\r\n", "\r", "\u200e", "\ufeff",
     "<attached: a.jpg>", "Missed voice call", "\x00", "😀"]
)  # fmt: skip
HEADINGS = st.builds(
    "{}{}{}{}Anna: x\n".format, *map(st.sampled_from, (DATES, BETWEEN, TIMES, AFTER))
)
TEXTS = st.lists(PIECES | HEADINGS, max_size=30).map("".join)
FILES = st.binary(max_size=300) | st.builds(
    lambda text, junk: text.encode() + junk, TEXTS, st.binary(max_size=20)
)
# Words that stay one message: no line breaks, no beginning that the app itself would write.
WORDS = st.text(
    st.characters(codec="utf-8", exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=60
).map(lambda words: f"x{words}y")
NAMES = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "Zs"]), min_size=1, max_size=20
).map(lambda name: f"A{name}B")
FIRST = datetime(2024, 3, 13, 10, 0)  # noqa: DTZ001  # an export states no zone


@given(FILES)
@example(b"\n")
@example(b"1/2/24, 10:00 - A:")
@settings(max_examples=400, deadline=None)
def test_every_byte_is_accounted_for(content: bytes) -> None:
    try:
        found = read_all(BytesSource(content))
    except NotThisFormatError:
        return

    assert_every_byte_is_accounted_for(found, len(content))


@given(FILES)
@settings(max_examples=100, deadline=None)
def test_reading_twice_gives_the_same(content: bytes) -> None:
    try:
        assert read_all(BytesSource(content)) == read_all(BytesSource(content))
    except NotThisFormatError:
        return


@given(FILES)
@settings(max_examples=200, deadline=None)
def test_every_answer_closes_its_question(content: bytes) -> None:
    try:
        questions = [each for each in read_all(BytesSource(content)) if isinstance(each, Question)]
    except NotThisFormatError:
        return
    for number in range(2):
        answers = {each.id: each.choices[min(number, len(each.choices) - 1)] for each in questions}
        found = read_all(BytesSource(content), answers=answers)

        assert not any(isinstance(each, Question) for each in found)
        assert not any("date-open" in each.marks for each in messages_of(found))


@given(st.lists(st.tuples(NAMES, WORDS), min_size=1, max_size=20), st.booleans())
@settings(max_examples=200, deadline=None)
def test_what_was_written_is_what_is_read(said: list[tuple[str, str]], bracketed: bool) -> None:  # noqa: FBT001  # hypothesis calls it by place
    form = "[%d/%m/%y, %H:%M:%S] " if bracketed else "%d/%m/%Y, %H:%M - "
    times = [FIRST + timedelta(minutes=number) for number in range(len(said))]
    lines = [
        f"{time.strftime(form)}{name}: {text}\n"
        for time, (name, text) in zip(times, said, strict=True)
    ]

    messages = messages_of(read_all(BytesSource("".join(lines).encode())))

    assert [(each.sender, each.text) for each in messages] == [(name, text) for name, text in said]
    assert [each.happened.stated[:16] for each in messages if each.happened.stated] == [
        time.isoformat()[:16] for time in times
    ]


@given(FILES)
@settings(max_examples=100, deadline=None)
def test_every_span_points_at_what_was_written(content: bytes) -> None:
    try:
        found = read_all(BytesSource(content))
    except NotThisFormatError:
        return
    for each in found:
        if isinstance(each, Message) and each.sender is not None:
            there = content[each.span.start : each.span.end].decode(errors="replace")
            assert each.sender in there
            assert each.happened.as_written in there
