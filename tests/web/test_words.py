"""The words of the pages can be read when one is frightened and tired."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = files("holdfast.knowledge") / "words" / "en"
TOPICS = sorted(each.name for each in WORDS.iterdir() if each.name.startswith("web_"))
HIGHEST_GRADE = 6.0
LONGEST_SENTENCE = 25
SILENT = {"url", "source", "id", "label"}
NEVER = re.compile(r"court-admissible|proves who|you are safe|risk score|!", re.IGNORECASE)


def texts_in(value: object, key: str = "") -> Iterator[str]:
    """Give every text that somebody reads."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from texts_in(each, name)
    elif isinstance(value, list):
        for each in value:
            yield from texts_in(each, key)
    elif isinstance(value, str) and key not in SILENT:
        yield value


def sentences_in(text: str) -> list[list[str]]:
    """Give the words of each sentence."""
    parts = re.split(r"[.?:;]+(?:\s|$)", text)
    return [words for part in parts if (words := re.findall(r"[A-Za-z\u2019']+", part))]


def syllables_in(word: str) -> int:
    """Count vowel groups, a silent e left out."""
    plain = re.sub(r"[^a-z]", "", word.lower())
    count = len(re.findall(r"[aeiouy]+", re.sub(r"e$", "", plain)))
    return max(count, 1)


def grade_of(sentences: list[list[str]]) -> float:
    """Give the Flesch-Kincaid grade."""
    words = [word for sentence in sentences for word in sentence]
    syllables = sum(map(syllables_in, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


@pytest.mark.parametrize("topic", TOPICS)
def test_the_words_are_short_and_the_sentences_too(topic: str) -> None:
    table = tomllib.loads((WORDS / topic).read_text(encoding="utf-8"))
    sentences = [each for text in texts_in(table) for each in sentences_in(text)]

    assert not sentences or grade_of(sentences) <= HIGHEST_GRADE
    assert [" ".join(each) for each in sentences if len(each) > LONGEST_SENTENCE] == []


@pytest.mark.parametrize("topic", TOPICS)
def test_nothing_is_promised_that_cannot_be_kept(topic: str) -> None:
    table = tomllib.loads((WORDS / topic).read_text(encoding="utf-8"))

    assert [text for text in texts_in(table) if NEVER.search(text)] == []
