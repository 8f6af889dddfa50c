"""The table of how we ask names tests that exist, and has every line of the rubric."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/neutral-prompting.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))
LINES = (
    "ground rules", "open question first", "no leading questions", "no forced choice",
    "time stamps", "change record", "security", "instructions", "consent", "use of data",
    "independent voice",
)  # fmt: skip


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_a_test_that_the_page_names_exists(file: str, name: str) -> None:
    tree = ast.parse((ROOT / file).read_text("utf-8"))

    assert name in {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}


@pytest.mark.parametrize("line", LINES)
def test_each_line_of_the_rubric_is_there_and_shown_by_a_test(line: str) -> None:
    (row,) = re.findall(rf"^\| {line} \|.*$", PAGE, re.MULTILINE)

    assert "::test_" in row
