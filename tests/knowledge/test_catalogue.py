"""Every text can be translated with gettext's own tools, and no gap is lost on the way."""

from __future__ import annotations

import shutil
import struct
import subprocess
from typing import TYPE_CHECKING

import pytest

from holdfast.knowledge.catalogue import every_text, template, topics, translated
from holdfast.knowledge.wording import words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NOTE = "ترجمة: "
OLD_SITE = "http://"
WHOSE = ["mine", "given", "child", "theirs", "not-stated"]


def compiled(pairs: Mapping[str, str]) -> bytes:
    """Compile a catalogue (GNU MO, little endian, no hash table)."""
    rows = sorted({"": "Content-Type: text/plain; charset=UTF-8\n", **pairs}.items())
    keys = [key.encode() for key, _ in rows]
    texts = [text.encode() for _, text in rows]
    start = 28 + 16 * len(rows)
    places, body = [], b""
    for each in (*keys, *texts):
        places += [len(each), start + len(body)]
        body += each + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(rows), 28, 28 + 8 * len(rows), 0, 28)
    return head + struct.pack(f"<{len(places)}I", *places) + body


def named(context: str, english: str) -> str:
    """Give the key of a text in a catalogue."""
    return f"{context}\x04{english}"


def test_a_whole_translation_reaches_every_text_of_every_topic() -> None:
    pairs = {named(*each): NOTE + each.english for each in every_text()}
    catalogue = compiled(pairs)
    shown = [text for topic in topics() for text in _leaves(translated(topic, catalogue).values)]

    assert sum(text.startswith(NOTE) for text in shown) == len(pairs)
    assert [text for text in shown if " " in text and not text.startswith((NOTE, OLD_SITE))] == []


def test_codes_of_choices_and_tables_stay_as_they_are() -> None:
    catalogue = compiled({named(*each): NOTE for each in every_text()})
    web = translated("web_take_in", catalogue)

    assert [each[0] for each in web.values["whose_choices"]] == WHOSE
    assert translated("web_leaving", catalogue).tables("target")[0].text("id") == "weather"


def test_what_is_not_translated_stays_english() -> None:
    assert translated("web_home", compiled({})).values == words("web_home").values


def test_a_translation_that_lost_a_gap_is_not_used() -> None:
    english = words("web_home").text("count_many")
    lost = compiled({named("web_home.count_many", english): "Einträge"})
    kept = compiled({named("web_home.count_many", english): "{n} Einträge"})

    assert translated("web_home", lost).text("count_many") == english
    assert translated("web_home", kept).text("count_many") == "{n} Einträge"


def test_no_two_texts_share_a_place() -> None:
    contexts = [each.context for each in every_text()]

    assert len(contexts) == len(set(contexts))
    assert len(contexts) > 1000


def test_gettexts_own_tool_accepts_the_template(tmp_path: Path) -> None:
    tool = shutil.which("msgfmt")
    if tool is None:
        pytest.skip("not run: msgfmt is not installed")
    (tmp_path / "words.pot").write_text(template(), "utf-8")

    done = subprocess.run(
        [tool, "--check-format", "-o", tmp_path / "words.mo", tmp_path / "words.pot"],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()


def _leaves(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for each in value.values() for text in _leaves(each)]
    return [text for each in value for text in _leaves(each)] if isinstance(value, list) else []
