"""Made-up exports that state checksums of their own files: Signal's and a WACZ."""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING

from tests.actions.samples import zipped

if TYPE_CHECKING:
    from collections.abc import Mapping

KEY = bytes(range(32))
FILE = b"a voice note that nobody made"
PAGES = b'{"format":"json-pages-1.0","id":"pages","title":"All"}\n'


def signal_place(content: bytes = FILE) -> str:
    """Give where Signal's export puts a file."""
    media = sha256(sha256(content).digest() + KEY).hexdigest()
    return f"files/{media[:2]}/{media}.jpg"


def signal_main(*contents: bytes) -> bytes:
    """Give the main file of an export whose messages carry files."""
    frames: list[dict[str, object]] = [
        {"version": "1", "backupTimeMs": "1767235600000"},
        {"account": {"givenName": "Robin"}},
        {"recipient": {"id": "1", "self": {}}},
        {"recipient": {"id": "2", "contact": {"e164": "447700900123", "systemGivenName": "Sam"}}},
        {"chat": {"id": "10", "recipientId": "2"}},
    ]
    frames += [_item(number, content) for number, content in enumerate(contents)]
    return b"".join(json.dumps(each).encode() + b"\n" for each in frames)


def _item(number: int, content: bytes) -> dict[str, object]:
    hashes = {
        "plaintextHash": b64encode(sha256(content).digest()).decode(),
        "localKey": b64encode(KEY).decode(),
    }
    pointer = {"contentType": "image/jpeg", "locatorInfo": hashes}
    return {
        "chatItem": {
            "chatId": "10",
            "authorId": "2",
            "dateSent": str(1767225600000 + number * 1000),
            "incoming": {"dateReceived": str(1767225600000 + number * 1000)},
            "standardMessage": {"attachments": [{"pointer": pointer}]},
        }
    }


def signal_zip(*stated: bytes, came: Mapping[str, bytes]) -> bytes:
    """Give an export that names files, with what really lies in it."""
    return zipped({"main.jsonl": signal_main(*stated), **came})


def wacz(*, pages: bytes = PAGES) -> bytes:
    """Give a WACZ whose description names its list of pages."""
    stated = {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "resources": [
            {
                "name": "pages.jsonl",
                "path": "pages/pages.jsonl",
                "hash": f"sha256:{sha256(PAGES).hexdigest()}",
                "bytes": len(PAGES),
            }
        ],
    }
    return zipped({"pages/pages.jsonl": pages, "datapackage.json": json.dumps(stated).encode()})
