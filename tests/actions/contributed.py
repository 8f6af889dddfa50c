"""Sealed contributions made as the friend's page makes them, for tests."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import pyrage

from holdfast.actions.contributions import FORM
from tests.actions.samples import received

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdfast.actions.received import Received
    from holdfast.vault.casebook import OpenCasebook

SAID: Mapping[str, object] = {
    "form": FORM,
    "how": "contribution",
    "what": "He stood at the gate and threw a stone.",
    "when": "yesterday",
    "where": "Mill Lane",
    "said": "You will see.",
    "basis": "saw",
    "who": "A tall man, I know him from the shop.",
    "witnesses": ["Kim"],
    "by": "Sam Lee",
    "police": "yes",
    "made": "2026-03-04T17:30:00+00:00",
    "page": "",
    "asked": ["What did you see or hear?"],
}


def sealed(
    book: OpenCasebook, files: Mapping[str, bytes] | None = None, *, to: str = "", **said: object
) -> bytes:
    """Give a sealed file: what `SAID` says, changed as asked, and files."""
    outlet = io.BytesIO()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("note.json", json.dumps({**SAID, **said}))
        for name, content in (files or {}).items():
            archive.writestr(f"files/{name}", content)
    recipient = pyrage.x25519.Recipient.from_str(to or book.recipient)
    return bytes(pyrage.encrypt(outlet.getvalue(), [recipient]))


def sealed_file(book: OpenCasebook, **said: object) -> Received:
    """Give one on its way in."""
    return received("note-2026-03-04-1.age", sealed(book, **said))  # type: ignore[arg-type]  # said
