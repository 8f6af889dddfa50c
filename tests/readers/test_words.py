"""Every code that a reader gives has its words, and no words lie about that no code asks for."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from holdfast.knowledge.wording import words
from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Message, Photo, Question, Recording
from holdfast.readers import READERS
from tests.readers.samples import all_cases, read_all

SOURCE = Path(__file__).parents[2] / "src" / "holdfast"
TABLES = ("marks", "leftovers", "details", "questions")
SHORTEST_PART = 3
BEGINNING = re.compile(r"[a-z]{3,}(-[a-z]+)+-")


@cache
def codes_of_samples(reader: str) -> dict[str, set[str]]:
    """Give the codes that a reader yields for its samples, by the table that words them."""
    codes: dict[str, set[str]] = {name: set() for name in TABLES}
    for case in all_cases(reader):
        for answers in ({}, case.answers):
            try:
                found = read_all(case.source, reader, answers)
            except NotThisFormatError:
                continue
            for each in found:
                match each:
                    case Message():
                        codes["marks"].update(each.marks)
                        codes["details"].update(code for code, _ in each.details)
                    case Photo() | Recording():
                        codes["marks"].update(each.marks)
                    case Leftover():
                        codes["leftovers"].add(each.why)
                    case Question():
                        codes["questions"].add(re.sub(r"-\d+$", "", each.id))
                    case _:
                        pass
    return codes


@cache
def texts_in_the_program() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """Give every text that stands in the program, and the shapes of those put together."""
    texts, shapes = set(), []
    for file in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
                if BEGINNING.fullmatch(node.value):
                    shapes.append(re.compile(node.value.removesuffix("-") + r"(-[\w-]+)?"))
            elif isinstance(node, ast.JoinedStr):
                parts = [p.value if isinstance(p, ast.Constant) else None for p in node.values]
                if any(isinstance(part, str) and len(part) >= SHORTEST_PART for part in parts):
                    pattern = (re.escape(str(p)) if p is not None else r"[\w-]+" for p in parts)
                    shapes.append(re.compile("".join(pattern)))
    return frozenset(texts), tuple(shapes)


def reasons_in(file: Path) -> set[str]:
    """Give the reasons that a module leaves something over for, where they stand in the call."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Leftover":
            reasons = [*node.args[1:], *(one.value for one in node.keywords if one.arg == "why")]
            found.update(
                part.value
                for reason in reasons
                for part in ast.walk(reason)
                if isinstance(part, ast.Constant) and isinstance(part.value, str)
            )
    return found


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("table", TABLES)
def test_every_code_of_a_sample_has_its_words(reader: str, table: str) -> None:
    assert codes_of_samples(reader)[table] <= set(words(table).keys())


@pytest.mark.parametrize(
    "file", sorted((SOURCE / "readers").glob("*.py")), ids=lambda one: one.stem
)
def test_every_reason_in_a_reader_has_its_words(file: Path) -> None:
    assert reasons_in(file) <= set(words("leftovers").keys())


@pytest.mark.parametrize("table", [*TABLES, "gaps"])
def test_every_word_has_a_code_that_asks_for_it(table: str) -> None:
    texts, shapes = texts_in_the_program()

    unused = {
        key
        for key in words(table).keys()  # noqa: SIM118  # a table, no dictionary
        if key not in texts and not any(shape.fullmatch(key) for shape in shapes)
    }
    assert unused == set()


@pytest.mark.parametrize("reader", READERS)
def test_what_a_reader_leaves_over_is_not_said_to_lie_in_an_archive(reader: str) -> None:
    # A reader is handed a file, and does not know whether it lay in one.
    says = {
        words("leftovers").table(code).text("says")
        for code in codes_of_samples(reader)["leftovers"]
    }

    assert not [each for each in says if "its archive" in each or "inside them" in each]
