"""CASE/UCO: the same content as JSON-LD, conforming where the ontology's checker is at hand."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from holdfast.packs.case_uco import case_uco
from tests.packs.made_up import MadeUpRecord, small_content

if TYPE_CHECKING:
    from pathlib import Path

CHECKER = "HOLDFAST_CASE_VALIDATE"


def sample() -> bytes:
    content = small_content()
    messages = content.messages[0]
    first = messages.proofs[0]
    timed = first.text.replace('"precision":"minute"', '"offset_minutes":60')
    unnamed = first.text.replace('"Sam \U0001f98a"', "null")
    proofs = (replace(first, text=timed), replace(first, text=unnamed), *messages.proofs[2:4])
    return case_uco(replace(content, messages=(replace(messages, proofs=proofs),)))


def test_exhibits_and_messages_are_named_once_each() -> None:
    graph = json.loads(sample())["@graph"]
    names = [node["@id"] for node in graph]
    kinds = [node["@type"] for node in graph]

    assert len(names) == len(set(names))
    assert kinds.count("case-investigation:ProvenanceRecord") == 3
    assert kinds.count("uco-observable:Account") == 2


def test_a_time_stands_there_only_when_the_instant_is_known() -> None:
    text = sample().decode()

    assert text.count("uco-observable:sentTime") == 1


def test_an_empty_pack_gives_an_empty_graph() -> None:
    assert json.loads(case_uco(MadeUpRecord().content()))["@graph"] == []


@pytest.mark.long
def test_the_ontologys_own_checker_accepts_it(tmp_path: Path) -> None:
    checker = os.environ.get(CHECKER) or shutil.which("case_validate")
    if checker is None:
        pytest.skip(f"not run: no case_validate (case-utils 0.18) in {CHECKER}")
    path = tmp_path / "case.jsonld"
    path.write_bytes(sample())

    subprocess.run([checker, "--allow-info", str(path)], check=True, capture_output=True)
