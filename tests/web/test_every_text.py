"""What holds for every page as text: valid HTML, easy to read, and it can be put on paper.

The rules of html-validate that are off: a list of boxes to tick shares one name, every button of
ours submits, a link that looks like a button works without scripts, numbers to call are copied with
plain spaces, and a box to tick says autocomplete=off, without which Firefox keeps the tick.
"""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from holdfast.packs.papers.blocks import Block, Kind, lines_of
from holdfast.packs.papers.page_copy import page_copy
from holdfast.web.page_blocks import blocks_of
from tests.web.pages_as_text import filled_client, pages
from tests.web.test_words import HIGHEST_GRADE, grade_of, sentences_in

HERE = Path(__file__).parent
PROGRAM = Path(
    os.environ.get("HOLDFAST_HTML_VALIDATE", HERE.parents[1] / "js/node_modules/.bin/html-validate")
)
FEWEST_PAGES = 80
FEWEST_SENTENCES = 5
OWN_NAMES = re.compile(r"https?://\S+|\b(?:[A-Z][\w']+ ){1,5}Act \d{4}\b")


@pytest.fixture(scope="module")
def every_page(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Give the HTML of every page by its name."""
    return dict(pages(filled_client(tmp_path_factory.mktemp("pages") / "home")))


def grade(html: str) -> float:
    """Give the Flesch-Kincaid grade of a page's words; 0 where there are few."""
    lines = lines_of(blocks_of(html))
    found = [each for line in lines for each in sentences_in(OWN_NAMES.sub("it", line))]
    return grade_of(found) if len(found) >= FEWEST_SENTENCES else 0


def test_every_page_is_valid_html(every_page: dict[str, str], tmp_path: Path) -> None:
    if not PROGRAM.exists():
        pytest.skip("not run: no html-validate (`npm ci` in js/)")
    names = {f"{number}.html": name for number, name in enumerate(every_page)}
    for file, name in names.items():
        (tmp_path / file).write_text(every_page[name], "utf-8")
    told = tmp_path / "told.json"
    with told.open("wb") as out:  # a pipe would lose what is beyond its first 64 KiB
        asked = [str(PROGRAM), "--config", str(HERE / "html-validate.json"), "-f", "json"]
        subprocess.run([*asked, *(str(tmp_path / each) for each in names)], stdout=out, check=False)
    faults = [
        (names[Path(file["filePath"]).name], each["ruleId"], each["message"])
        for file in json.loads(told.read_text("utf-8"))
        for each in file["messages"]
    ]

    assert len(names) >= FEWEST_PAGES
    assert faults == []


def test_every_page_reads_easily(every_page: dict[str, str]) -> None:
    hard = {name: round(grade(html), 1) for name, html in every_page.items()}

    assert {name: each for name, each in hard.items() if each > HIGHEST_GRADE} == {}


def test_every_page_can_be_put_on_paper(every_page: dict[str, str]) -> None:
    each = [Block(kind=Kind.GROUP, parts=blocks_of(html)) for html in every_page.values()]
    paper = page_copy(each)
    words = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(paper.pdf)).pages)

    assert [name for name, html in every_page.items() if not blocks_of(html)] == []
    assert "/x/" not in words
    assert "Leave now" not in words
