"""A message is told by its words in a picture only when they are enough."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from holdfast.insight.telling_words import LEAST_WORDS, is_told_in, phrases, words_in

SEEN = words_in("Sam 17:30\nI know where\nyou live, Alex\nok\nType a message")


def test_words_that_run_over_lines_are_found() -> None:
    assert is_told_in(words_in("I know where you live, Alex"), SEEN)


def test_few_words_tell_nothing() -> None:
    assert not is_told_in(words_in("ok"), SEEN)
    assert not is_told_in(words_in("I know where you lived, Alex"), SEEN)


@given(st.lists(st.sampled_from("abcdef"), min_size=LEAST_WORDS, max_size=20), st.data())
def test_every_stretch_of_five_words_holds_a_phrase(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - LEAST_WORDS))
    stretch = f" {' '.join(words[start : start + LEAST_WORDS])} "

    assert any(f" {phrase} " in stretch for phrase in phrases(tuple(words)))
