"""Rules of this house that no linter knows: sizes, names, purity, doubled words."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import holdfast

ROOT = Path(holdfast.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))
PURE = ("model", "readers", "insight", "knowledge")
REACHES_OUT = {"open", "input", "print", "exec", "eval", "__import__"}
VAGUE_NAMES = {
    "base", "common", "data", "helpers", "manager", "misc", "shared", "tools", "utils",
}  # fmt: skip
LONGEST_FILE = 400
LONGEST_FUNCTION = 50
DOUBLED_WORD = re.compile(r"\b([a-z]{2,})\s+\1\b")
DOUBLED_ON_PURPOSE = {"had had", "that that", "ha ha"}


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def functions_of(file: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(file.read_text("utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(tree) if isinstance(node, kinds)]


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_file_is_short_enough_to_read_in_one_go(file: Path) -> None:
    assert len(file.read_text("utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_function_bodies_fit_on_a_screen(file: Path) -> None:
    too_long = [
        function.name
        for function in functions_of(file)
        if (function.body[-1].end_lineno or 0) - body_start(function) >= LONGEST_FUNCTION
    ]
    assert not too_long


def body_start(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Line of the first statement after the docstring."""
    has_docstring = ast.get_docstring(function) is not None and len(function.body) > 1
    return function.body[1 if has_docstring else 0].lineno


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_module_name_says_something(file: Path) -> None:
    assert not VAGUE_NAMES & {file.stem, file.parent.name}


@pytest.mark.parametrize(
    "file", [file for file in FILES if name_of(file).split("/")[0] in PURE], ids=name_of
)
def test_pure_layers_do_not_reach_out(file: Path) -> None:
    called = {
        node.func.id
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not called & REACHES_OUT


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_no_word_is_written_twice_in_a_row(file: Path) -> None:
    strings = [
        node.value
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    doubled = {match[0] for text in strings for match in DOUBLED_WORD.finditer(text)}
    assert not doubled - DOUBLED_ON_PURPOSE


def test_only_the_two_shells_and_the_clock_ask_for_the_time() -> None:
    asks = {
        name_of(file)
        for file in FILES
        if re.search(r"datetime\.now\(|time\.time\(\)", file.read_text("utf-8"))
    }
    assert {
        name.split("/")[0] for name in asks - {"actions/clock.py", "vault/device_clock.py"}
    } <= {"cli", "web"}


def test_nothing_is_left_for_later() -> None:
    unfinished = re.compile(r"\b(TODO|FIXME|XXX)\b|raise NotImplementedError|pragma: no cover")
    assert not [name_of(file) for file in FILES if unfinished.search(file.read_text("utf-8"))]


def swallows_everything(handler: ast.ExceptHandler) -> bool:
    """Whether any exception at all ends here; tidying up and raising again does not count."""
    names = {
        node.id
        for node in ast.walk(handler.type or ast.Name("BaseException"))
        if isinstance(node, ast.Name)
    }
    last = handler.body[-1]
    raises_again = isinstance(last, ast.Raise) and last.exc is None
    return bool(names & {"Exception", "BaseException"}) and not raises_again


def test_broad_exceptions_end_only_where_a_person_is_told() -> None:
    shells = {"cli/errors.py", "web/pages/errors.py"}
    broad = {
        name_of(file)
        for file in FILES
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.ExceptHandler) and swallows_everything(node)
    }
    assert broad <= shells
