"""docs/abusers-eye.md names the test that shows each row, and every test of that kind."""

from __future__ import annotations

import re
from pathlib import Path

from holdfast.web.pages.home import GROUPS
from holdfast.web.routes import all_routes
from tests.docs.test_the_page import names_in

ROOT = Path(__file__).parents[2]
FOLDER = "tests/web/abuse"
NOT_A_PART = frozenset(
    {"add", "take-in", "record", "pack", "in-tray", "people", "contact", "casebook"}
)
"""The notebook itself: docs/threat-model.md is about it."""
ROUTE_OF_FILE = {"safe-outside": "home_and_outside", "children": "home_and_outside",
                 "safety-plan": "home_and_outside"}  # fmt: skip


def text() -> str:
    """Give the document."""
    return (ROOT / "docs/abusers-eye.md").read_text("utf-8")


def named() -> dict[str, set[str]]:
    """Give the tests that the table names, by file."""
    found: dict[str, set[str]] = {}
    for line in text().splitlines():
        for file, names in re.findall(r"`(test_\w+\.py)`: ((?:`test_\w+`(?:, )?)+)", line):
            found.setdefault(file, set()).update(re.findall(r"`(test_\w+)`", names))
    return found


def test_every_test_that_is_named_is_there() -> None:
    missing = {
        file: names - names_in(f"{FOLDER}/{file}")
        for file, names in named().items()
        if names - names_in(f"{FOLDER}/{file}")
    }

    assert named()
    assert missing == {}


def test_every_part_that_home_leads_to_has_such_tests() -> None:
    there = {path.stem.removeprefix("test_") for path in (ROOT / FOLDER).glob("test_*.py")}
    parts = {name for names in GROUPS.values() for name in names if name in all_routes()}
    wanted = {each: ROUTE_OF_FILE.get(each, each.replace("-", "_")) for each in parts - NOT_A_PART}

    assert [each for each, file in wanted.items() if file not in there] == []
    assert [file for file in wanted.values() if f"test_{file}.py" not in named()] == []
