"""Pieces of the reader of Snapchat's downloads."""

from __future__ import annotations

import pytest

from holdfast.readers.reader import Confidence
from holdfast.readers.snapchat import recognises
from holdfast.readers.snapchat_records import moment_of


@pytest.mark.parametrize(
    ("record", "iso"),
    [
        ({"Created": "2024-04-20 01:29:22 UTC"}, "2024-04-20T01:29:22+00:00"),
        (
            {"Created": "2024-04-20 01:29:22 UTC", "Created(microseconds)": 1713576562686},
            "2024-04-20T01:29:22.686+00:00",
        ),
        (
            {"Created": "2024-04-20 01:29:22 UTC", "Created(microseconds)": 1713576562686000},
            "2024-04-20T01:29:22.686+00:00",
        ),
        (
            {"Created": "2024-04-20 01:29:22 UTC", "Created(microseconds)": 1},
            "2024-04-20T01:29:22+00:00",
        ),
        ({"Created(microseconds)": 1713576562000}, "2024-04-20T01:29:22+00:00"),
        ({"Start Time": "2024/04/20 01:29:22 UTC"}, "2024-04-20T01:29:22+00:00"),
        ({"Date": "2024-04-20"}, "2024-04-20"),
        ({"Date": "once"}, None),
        ({}, None),
    ],
)
def test_the_finer_time_is_used_when_both_agree(record: dict[str, object], iso: str | None) -> None:
    assert moment_of(record).iso == iso


@pytest.mark.parametrize(
    ("content", "confidence"),
    [
        (b'{"Friends": [{"Username": "x"}]}', Confidence.YES),
        (b'{"Friends": [{"name": "x"}]}', Confidence.NO),
        (b'{"Saved Media": []}', Confidence.YES),
        (b'{"a": [{"Media Type": "TEXT", "Created": "2024-04-20", "IsSender": true}]}',
         Confidence.YES),
        (b'{"a": [{"Media Type": "TEXT"}]}', Confidence.NO),
        (b"[]", Confidence.NO),
    ],
)  # fmt: skip
def test_a_file_is_known_by_its_keys(content: bytes, confidence: Confidence) -> None:
    assert recognises(content, "x.json") is confidence
