"""Driving verify.html: choose a pack, read the result as a program reads it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from holdfast.packs.verify_html import page as verify_html

if TYPE_CHECKING:
    from playwright.sync_api import Page

BUILT = Path(verify_html.__file__).with_name("verify.html")
PATIENCE_MS = 120_000


class Check(TypedDict):
    """One row of the result."""

    id: str
    what: str
    result: str
    detail: str


class Verdict(TypedDict):
    """What verify.html says, as `holdfast verify --json` says it."""

    holds: bool
    form: str
    key: str | None
    witnesses: list[dict[str, str]]
    checks: list[Check]


def open_checker(page: Page) -> Page:
    """Open verify.html from the disk.

    Args:
        page: an empty page.
    """
    page.goto(BUILT.as_uri())
    page.wait_for_selector("html[data-ready=yes]")
    return page


def judge(page: Page, path: Path, *, against: Path | None = None) -> Verdict:
    """Have a pack checked; the same page can be asked again and again.

    Args:
        page: a page on which verify.html is open.
        path: the zip, or the folder.
        against: another pack to compare with.
    """
    if against is not None:
        page.set_input_files("#other-zip" if against.is_file() else "#other-folder", against)
    before = page.evaluate("document.documentElement.dataset.runs ?? '0'")
    page.set_input_files("#zip" if path.is_file() else "#folder", path)
    page.wait_for_function(
        "before => (document.documentElement.dataset.runs ?? '0') !== before",
        arg=before,
        timeout=PATIENCE_MS,
    )
    verdict: Verdict = json.loads(page.text_content("#machine") or "")
    return verdict


def failures(verdict: Verdict) -> set[str]:
    """Name the checks that do not hold.

    Args:
        verdict: what `judge` gave.
    """
    return {row["id"] for row in verdict["checks"] if row["result"] == "differs"}
