"""The printable log sheet: one leaf, help first, and nothing of it on the part that is kept."""

from __future__ import annotations

import io

from pypdf import PdfReader

from holdfast.packs.log_sheet.sheet import log_sheet

ASKED = (
    "When it happened", "Where", "Words said", "How I know", "Who else saw", "changed for me",
    "fear violence", "What I kept", "Whom I told", "Police: reference",
)  # fmt: skip


def pages() -> list[str]:
    return [
        " ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(log_sheet())).pages
    ]


def test_it_is_one_leaf_of_a4() -> None:
    reader = PdfReader(io.BytesIO(log_sheet()))
    sizes = [tuple(round(float(side)) for side in page.mediabox[2:]) for page in reader.pages]
    assert sizes == [(595, 842), (595, 842)]


def test_help_comes_first_and_no_log_is_needed_to_report() -> None:
    front = pages()[0]
    assert front.startswith("In danger now? Call 999.")
    assert "You do not need a log to report." in front


def test_it_asks_for_what_an_officer_needs() -> None:
    text = " ".join(pages())
    for asked in ASKED:
        assert asked in text


def test_its_title_is_neutral_and_it_is_the_same_for_everybody() -> None:
    first = log_sheet()
    log_sheet.cache_clear()
    assert log_sheet() == first
    metadata = PdfReader(io.BytesIO(first)).metadata
    assert metadata is not None
    assert metadata.title == "Notes"
