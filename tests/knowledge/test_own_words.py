"""What people read is in our own words: no line is taken from the page that all this grew from."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import holdfast
from tests.corpus import corpus
from tests.web.test_words import texts_in

KNOWLEDGE = Path(holdfast.__file__).parent / "knowledge"
DOCS = Path(__file__).parents[2] / "docs"
MOST_EQUAL_WORDS = 7
"""A run of more is copied; shorter ones are how everybody says it."""


def runs_in(text: str) -> set[tuple[str, ...]]:
    """Give every run of words that is long enough to be called copied."""
    words = re.findall(r"[a-z0-9]+", text.lower().replace("\u2019", "'").replace("'", ""))
    size = MOST_EQUAL_WORDS + 1
    return {tuple(words[at : at + size]) for at in range(len(words) - size + 1)}


def place_of(file: Path) -> str:
    """Name a file by its folder too: every jurisdiction has an `about`."""
    return file.relative_to(KNOWLEDGE).as_posix()


@pytest.fixture(scope="module")
def page() -> set[tuple[str, ...]]:
    return runs_in(corpus("page.txt").read_text(encoding="utf-8"))


def test_a_copied_line_would_be_seen(page: set[tuple[str, ...]]) -> None:
    lines = corpus("page.txt").read_text(encoding="utf-8").splitlines()
    longest = max(lines, key=len)

    assert runs_in(f"We say: {longest}") & page


@pytest.mark.parametrize("file", sorted(KNOWLEDGE.rglob("*.toml")), ids=place_of)
def test_no_words_of_ours_are_the_pages(file: Path, page: set[tuple[str, ...]]) -> None:
    texts = texts_in(tomllib.loads(file.read_text(encoding="utf-8")))

    assert [text for text in texts if runs_in(text) & page] == []


def test_no_document_of_ours_quotes_the_page(page: set[tuple[str, ...]]) -> None:
    lines = [line for file in DOCS.rglob("*.md") for line in file.read_text("utf-8").splitlines()]

    assert [line for line in lines if runs_in(line) & page] == []
