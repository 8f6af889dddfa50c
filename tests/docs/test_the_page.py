"""docs/the-page.md says of every sentence of the page what became of it, and says it truly."""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from holdfast.web.routes import all_routes
from tests.corpus import corpus
from tests.docs.the_page import code_of, normalised, sentences

ROOT = Path(__file__).parents[2]
STATES = ("works", "guidance", "later")
COUNTS = re.compile(
    r"(\d+) sentences: \*\*(\d+) works\*\*, \*\*(\d+) guidance\*\*, \*\*(\d+) later\*\*"
)
LONGEST_COPY = 6
"""Words in a row that our paraphrase may share with the page; names of services are longer."""


class Row(NamedTuple):
    """One line of the table."""

    place: str
    code: str
    about: str
    routes: str
    state: str
    shown_by: str
    corrected: str


@cache
def text() -> str:
    """Give the document."""
    return (ROOT / "docs/the-page.md").read_text("utf-8")


def rows() -> list[Row]:
    """Give the table."""
    cells = [line.strip("| ").split(" | ") for line in text().splitlines() if line[:3] > "| 0"]
    return [Row(*(each.strip() for each in line)) for line in cells if re.match(r"\d", line[0])]


def named_by(row: Row) -> list[tuple[str, str]]:
    """Give file and name of each test that a row names."""
    return re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", row.shown_by)


@cache
def names_in(file: str) -> frozenset[str]:
    """Give the names of the tests of a file; none when there is no such file."""
    path = ROOT / file
    tree = ast.parse(path.read_text("utf-8") if path.exists() else "")
    return frozenset(each.name for each in tree.body if isinstance(each, ast.FunctionDef))


def test_every_sentence_has_one_row_and_every_row_a_sentence() -> None:
    page = corpus("page.txt").read_text("utf-8")

    assert [(row.place, row.code) for row in rows()] == [
        (each.place, each.code) for each in sentences(page)
    ]


def test_the_counts_at_the_top_are_those_of_the_table() -> None:
    found = COUNTS.search(text())
    states = Counter(row.state for row in rows())

    assert found is not None
    assert [int(each) for each in found.groups()] == [
        len(rows()), *(states[each] for each in STATES),
    ]  # fmt: skip
    assert set(states) <= set(STATES)


def test_every_route_that_is_named_exists_unless_it_comes_later() -> None:
    named = [(row.place, re.findall(r"`([\w.-]+)`", row.routes)) for row in rows()
             if row.state != "later"]  # fmt: skip

    assert [place for place, routes in named if not routes] == []
    assert [pair for pair in named if not set(pair[1]) <= set(all_routes())] == []


def test_whatever_works_names_a_test_that_drives_it() -> None:
    works = [row for row in rows() if row.state == "works"]
    missing = [
        (row.place, file, name)
        for row in works
        for file, name in named_by(row) or [("", "")]
        if name not in names_in(file)
    ]

    assert missing == []


def test_the_words_of_the_page_are_not_copied() -> None:
    page = normalised(corpus("page.txt").read_text("utf-8"))
    copied = [
        " ".join(words[at : at + LONGEST_COPY])
        for row in rows()
        for words in [normalised(f"{row.about} {row.corrected}").split()]
        for at in range(len(words) - LONGEST_COPY + 1)
        if " ".join(words[at : at + LONGEST_COPY]) in page
    ]

    assert copied == []


@pytest.mark.parametrize(
    ("page", "places"),
    [
        ("A title of words\n\nA title of words\n\nIs it so? It is.", ["1.1", "1.2"]),
        ("Two words\n\nForms:\n  • one. Two\n\nIcon\n  2. three", ["1.1", "1.2", "1.3", "1.4"]),
        ("Is it so? tool can help you.", ["0.1"]),
    ],
    ids=["a title twice", "bullets, steps and the name of a picture", "a name with a mark in it"],
)  # fmt: skip
def test_the_rule_that_parts_the_page(page: str, places: list[str]) -> None:
    assert [each.place for each in sentences(page)] == places


def test_a_code_does_not_depend_on_marks_or_space() -> None:
    assert code_of("It\u2019s  SO") == code_of("it's so") != code_of("its so")
