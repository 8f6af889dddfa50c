"""What the vault says of a check is said in her words, all of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import holdfast.vault.checking
import holdfast.vault.checking_originals
from holdfast.knowledge.wording import words
from holdfast.vault.checking import Check, Result
from holdfast.vault.index.index import BROKEN, DIFFERS
from holdfast.web.check_view import show_differing, show_matching

CHECKING = "".join(
    Path(str(each.__file__)).read_text("utf-8")
    for each in (holdfast.vault.checking, holdfast.vault.checking_originals)
)
REASONS = {
    BROKEN,
    DIFFERS,
    *re.findall(r'(?:yield|return) [^\n"]*(?:"[^"]*")?, "([^"]+)"', CHECKING),
}
NOT_OF_THE_CASEBOOK = {
    "it is no checkpoint", "it is not signed by this casebook", "earlier entries are not the same",
}  # fmt: skip
"""About a checkpoint that somebody hands in, on the command line alone."""


def test_every_reason_of_the_vault_has_words() -> None:
    assert len(REASONS) > 15
    assert REASONS - words("web_check").table("why").values.keys() <= NOT_OF_THE_CASEBOOK


def test_everything_that_is_counted_has_words() -> None:
    counted = set(re.findall(r'yield "([^"]+)"\n', CHECKING))
    counted |= set(re.findall(r'"(batches|originals)"', CHECKING))

    assert counted <= words("web_check").table("counted").values.keys()
    assert len(counted) > 8


@pytest.mark.parametrize(
    ("what", "name"),
    [
        ("entry 7", "Entry 7"),
        ("exhibit 3", "Exhibit 3"),
        ("original of entry 12", "The photo or file of entry 12"),
        ("messages of entry 12", "The messages of entry 12"),
        ("checkpoint 4", "The seal over 4 entries"),
        ("verify_key", "What is seen while locked"),
        ("slot kit", "A way in"),
        ("index.db", "The list for search"),
        ("record.db: line 5", "The record"),
        ("record-2.db", "The second copy of the record"),
        ("head", "A part of the record"),
    ],
)
def test_what_differs_has_a_name_that_she_knows(what: str, name: str) -> None:
    (shown,) = show_differing([Check(what, Result.DIFFERS, "something new")])

    assert shown == (name, "It is not as it was saved.", f"{what}: something new")


def test_numbers_are_said_with_what_they_count() -> None:
    detail = "1 blobs that no entry names, 1 originals, 1200 batches"

    assert show_matching([Check("originals", Result.MATCHES, detail)]) == [
        (
            "Photos and files",
            "1 spare piece that nothing needs, 1 photo or file, 1,200 sets of messages",
        )
    ]
