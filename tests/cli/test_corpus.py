"""Every WhatsApp sample, imported by the command line, gives the MANIFEST's facts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

import pytest

from holdfast.cli.main import main
from tests.corpus import corpus

if TYPE_CHECKING:
    from pathlib import Path


class Facts(NamedTuple):
    """What the MANIFEST says of a file, counted there without any of our code."""

    headings: int
    """Lines that begin an entry: messages, calls and events together."""

    first: str | None
    """In file order, where that is the order of time."""

    last: str | None
    """In file order, where that is the order of time."""

    authors: frozenset[str]
    """Names that wrote messages; empty where the MANIFEST lists none that can be compared."""


JOHNS = frozenset({"John Doe", "Jahn Doe", "John-John Doe"})
LOREM = frozenset({"Giuseppe", "+1 123 456 789", "Mary", "John"})
FACTS = {
    "whatstk/pokemon.txt": Facts(
        20, "2016-04-15T15:04", "2016-10-31T12:23",
        frozenset({"Ash Ketchum", "Brock", "Misty", "Prof. Oak", "Jessie & James", "Raichu",
                   "Meowth", "Wobbuffet"}),
    ),
    "whatstk/lorem-2000.txt": Facts(2000, "2019-04-16T02:09", "2020-06-13T00:00", LOREM),
    "whatstk/lorem.txt": Facts(500, "2020-01-15T02:22:56", "2020-05-11T22:32:48", LOREM),
    "whatstk/lorem-merge-part1.txt": Facts(300, "2019-10-20T10:16", "2020-01-10T00:00", LOREM),
    "whatstk/lorem-merge-part2.txt": Facts(
        300, "2020-06-20T10:16", "2020-09-10T00:00",
        (LOREM - {"Mary"}) | {"Maria", "Maria2"},
    ),
    **{
        f"chat-miner/test_{name}.txt": Facts(9, "2019-01-01T11:25", "2021-12-30T22:01", JOHNS)
        for name in ("[mmddyy]_24hrs", "ddmmyy_24hrs", "mmddyy_24hrs", "mmddyyyy_12hrs",
                     "yyyymmdd_24hrs")
    },
    "rwhatsapp/sample.txt": Facts(
        9, "2017-07-12T22:35", "2018-09-28T13:30", frozenset({"Johannes Gruber", "Test"})
    ),
    "rwhatsapp/sample.zip": Facts(
        9, "2017-07-12T22:35", "2018-09-28T13:30", frozenset({"Johannes Gruber", "Test"})
    ),
    "langchain-ios/whatsapp_chat.txt": Facts(
        12, "2023-08-15T09:12:33", "2023-08-15T21:25:16", frozenset({"Dr. Feather", "Jungle Jane"})
    ),
    "langchain-mixed-formats/whatsapp_chat.txt": Facts(10, None, None, frozenset({"~ User 2"})),
    "timelinize/_chat.txt": Facts(
        19, "2020-01-01T12:00:01", None,
        frozenset({"Person 1", "Person 2", "Person 3", "Persona español"}),
    ),
}  # fmt: skip


def printed(capsys: pytest.CaptureFixture[str], *typed: str) -> dict[str, object]:
    assert main([*typed, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert isinstance(document, dict)
    return document


@pytest.fixture
def keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> list[str]:
    monkeypatch.setenv("HOLDFAST_TESTING", "1")
    (tmp_path / "pass").write_text("walnut ferry cobalt thimble orchard\n")
    words = ["--home", str(tmp_path / "casebook"), "--passphrase-file", str(tmp_path / "pass")]
    printed(capsys, "new", *words, "--derivation", "cheap")
    return words


@pytest.mark.parametrize("name", sorted(FACTS))
def test_a_sample_gives_the_facts_of_the_manifest(
    name: str, keys: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    facts = FACTS[name]

    files = printed(capsys, "import", str(corpus("samples", "whatsapp", name)), *keys)["files"]

    assert isinstance(files, list)
    (row,) = [each for each in files if each["format"] == "whatsapp"]
    assert row["messages"] + row["calls"] + row["events"] == facts.headings
    assert facts.first in {None, row["first"]}
    assert facts.last in {None, row["last"]}
    assert facts.authors <= set(row["participants"])
    assert row["leftovers"] == []


def test_an_answer_settles_what_cannot_be_known(
    keys: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(corpus("samples", "whatsapp", "timelinize/_chat.txt"))
    files = printed(capsys, "import", path, *keys)["files"]
    assert isinstance(files, list)

    answered = printed(capsys, "answer", files[0]["sha256"], "date-order", "day-month-year", *keys)

    assert (answered["first"], answered["last"]) == ("2020-01-01T12:00:01", "2025-07-01T12:00:19")
    assert (answered["calls"], answered["attachments"]) == (2, 2)
