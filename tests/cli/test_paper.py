"""What a command says can be kept as a neutral PDF."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from pypdf import PdfReader

from holdfast.cli.main import main
from holdfast.cli.paper import blocks_of_lines
from holdfast.packs.papers.blocks import Kind

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_answer_is_written_as_it_is_said_under_a_neutral_title(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "notes.pdf"
    assert main(["help-near", "stalking", "--paper", str(file)]) == 0
    paper = PdfReader(io.BytesIO(file.read_bytes()))
    words = " ".join(" ".join(page.extract_text() for page in paper.pages).split())

    assert paper.metadata is not None
    assert paper.metadata.title == "Notes"
    assert "Police: 999" in words
    assert "0808 802 0300" in words
    assert "Police: 999" in capsys.readouterr().out


def test_nothing_that_is_there_is_written_over(tmp_path: Path) -> None:
    file = tmp_path / "notes.pdf"
    file.write_bytes(b"hers")

    assert main(["steps", "--paper", str(file)]) == 2
    assert file.read_bytes() == b"hers"


def test_a_place_that_cannot_be_written_is_an_error_of_ours_to_tell(tmp_path: Path) -> None:
    assert main(["steps", "--paper", str(tmp_path / "none" / "notes.pdf")]) != 0


def test_a_line_with_others_below_it_names_them() -> None:
    blocks = list(blocks_of_lines(["Police", "    Call 999.", "", "Free."]))

    assert [(each.kind, each.text) for each in blocks] == [
        (Kind.LABEL, "Police"), (Kind.PARAGRAPH, "Call 999."), (Kind.PARAGRAPH, "Free."),
    ]  # fmt: skip
