"""Kinds of files that are known and not read: what is said to do instead."""

from __future__ import annotations

import pytest

from holdfast.readers.opaque import why_not_read

OLD, ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"


@pytest.mark.parametrize(
    ("head", "name", "why"),
    [
        (OLD, "Bill March.XLS", "spreadsheet-not-read"),
        (OLD, "bill.xlsx", "document-locked"),
        (OLD, "letter.doc", "format-unknown"),
        (ZIP, "bill.xlsx", "spreadsheet-not-read"),
        (ZIP, "bill.numbers", "spreadsheet-not-read"),
        (ZIP, "letter.docx", "format-unknown"),
        (b"text", "bill.xls", "format-unknown"),
        (b"\x0e\x10\x5c\x08\0\0\0\0.FIT", "run.fit", "track-not-read"),
        (b"!BDN", "x", "outlook-store"),
    ],
)
def test_what_to_do_instead_is_said_by_kind(head: bytes, name: str, why: str) -> None:
    assert why_not_read(head, name) == why
