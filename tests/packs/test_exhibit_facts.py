"""What the exhibits paper says of a picture beside it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from holdfast.model.entry import Kind
from holdfast.packs.content import Given, PackExhibit
from holdfast.packs.papers.exhibits import exhibit_data
from holdfast.packs.papers.order import exhibit_volumes
from tests.packs.made_up import MadeUpRecord, exhibit_fields

if TYPE_CHECKING:
    from holdfast.model.entry import JsonValue


def test_of_a_scan_of_three_pages_the_paper_says_that_one_is_shown() -> None:
    shape: JsonValue = {
        "format": "tiff",
        "width": 4,
        "height": 3,
        "marks": ["more-pages"],
        "pages": 3,
    }
    record = MadeUpRecord()
    fields = exhibit_fields(1, b"a scan", "fax.tif", picture=shape)
    record.add(Kind.EXHIBIT, "2026-03-17T20:00:00+00:00", **fields)
    exhibit = PackExhibit(sequence=0, number=1, given=Given.ORIGINAL, ending="tif", size_bytes=6)
    content = replace(record.content(), exhibits=(exhibit,))

    data, _ = exhibit_data(content, exhibit_volumes(content)[0], title="Exhibits", mentions={})

    assert "Page 1 of 3 is shown here. The other pages are in the file." in json.dumps(data)
