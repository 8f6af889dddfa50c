"""Write a tiny pack from nothing but docs/pack-format.md: the outside view of the format.

Shares no code with `holdfast`. `python tests/packs/tiny.py DEST` writes it; the tests read it with
our checker, and `verify.html` is tried on it.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import struct
import sys
import zlib
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CASEBOOK = "0123456789abcdef0123456789abcdef"
NAME = f"holdfast.invalid/{CASEBOOK}"
SEED = bytes(range(32))
PHOTO = b"\xff\xd8\xff\xe0 a made-up picture \xff\xd9"
EXPORT = b"04/03/2026, 17:30 - Sam: I can see your light is on\n"
MADE = "2026-03-09T10:00:00+00:00"


def sha(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def b64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


KEY = Ed25519PrivateKey.from_private_bytes(SEED)
PUBLIC = KEY.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
KEY_HASH = sha(NAME.encode() + b"\n\x01" + PUBLIC)[:4]


def note(text: str) -> str:
    return f"{text}\n\u2014 {NAME} {b64(KEY_HASH + KEY.sign(text.encode()))}\n"


# --- the record -----------------------------------------------------------------------------
def root_of(leaves: list[bytes]) -> bytes:
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return sha(b"\x01" + root_of(leaves[:half]) + root_of(leaves[half:]))


def path_to(index: int, leaves: list[bytes]) -> list[bytes]:
    if len(leaves) == 1:
        return []
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    if index < half:
        return [*path_to(index, leaves[:half]), root_of(leaves[half:])]
    return [*path_to(index - half, leaves[half:]), root_of(leaves[:half])]


def message_text(number: int, sender: str, words: str, *details: list[str]) -> str:
    happened = {
        "as_written": "04/03/2026, 17:30",
        "stated": f"2026-03-04T17:3{number}",
        "precision": "minute",
    }
    sha256 = hashlib.sha256(EXPORT).hexdigest()
    span = [number * 52, 52, ""]
    parts = [sha256, number, "message", "Sam", sender, words, happened, span, [], [], None]
    return compact([*parts, list(details)] if details else parts)


MESSAGES = [
    message_text(0, "Sam", "not chosen"),
    message_text(1, "Sam", "I can see your light is on"),
    message_text(2, "Me", "=leave me alone"),
    message_text(3, "Sam", 'he said "ok" \u202e abc', ["to", "Me"], ["subject", "a: b | c"]),
    message_text(4, "Sam", "not chosen either"),
]
MESSAGE_SALTS = [sha(b"message salt" + bytes([n]))[:16] for n in range(5)]
MESSAGE_LEAVES = [
    sha(b"\x00" + salt + text.encode()) for salt, text in zip(MESSAGE_SALTS, MESSAGES, strict=True)
]


def entry_fields() -> list[tuple[str, dict[str, object]]]:
    """Give four entries: the shown ones name a few fields, which is enough for a checker."""
    moment = {"as_written": "4 March 2026", "stated": "2026-03-04", "precision": "day"}
    return [
        (
            "incident",
            {"id": "a" * 32, "written": "2026-03-05T09:00:00+00:00", "what": "never shown"},
        ),
        (
            "exhibit",
            {
                "id": "b" * 32,
                "written": "2026-03-05T09:01:00+00:00",
                "number": 1,
                "name": "photo.jpg",
                "sha256": hashlib.sha256(PHOTO).hexdigest(),
                "size_bytes": len(PHOTO),
                "taken": {"as_written": "", "stated": "2026-03-04T17:31:00", "offset_minutes": -90},
                "place": [53.48, -2.24],
                "device": "a secret device",
            },
        ),
        (
            "import",
            {
                "id": "c" * 32,
                "written": "2026-03-05T09:02:00+00:00",
                "number": 2,
                "name": "chat.txt",
                "sha256": hashlib.sha256(EXPORT).hexdigest(),
                "size_bytes": len(EXPORT),
                "root": root_of(MESSAGE_LEAVES).hex(),
                "leaves": 5,
                "reader": "whatsapp 1",
            },
        ),
        (
            "incident",
            {
                "id": "d" * 32,
                "written": "2026-03-05T09:03:00+00:00",
                "happened": moment,
                "what": 'He stood outside, \u0627\u0644\u0633\u0644\u0627\u0645, and "waved".',
                "where": "Home",
                "felt": "=afraid",
                "witnesses": "never shown",
            },
        ),
    ]


MASKED = {1: {"place", "device"}, 3: {"witnesses"}}
SHOWN = (1, 2, 3)


def disclosure(sequence: int, name: str, value: object) -> str:
    salt = b64url(sha(f"salt {sequence} {name}".encode())[:16])
    return b64url(compact([salt, name, value]).encode())


def entry_parts() -> tuple[list[bytes], list[str]]:
    leaves, lines = [], []
    for sequence, (kind, fields) in enumerate(entry_fields()):
        by_name = {name: disclosure(sequence, name, value) for name, value in fields.items()}
        digests = sorted(b64url(sha(each.encode())) for each in by_name.values())
        body = "".join(
            f"{line}\n"
            for line in ("holdfast-entry/1", f"kind {kind}", f"sequence {sequence}", *digests)
        )
        leaves.append(sha(b"\x00" + body.encode()))
        shown = [text for name, text in by_name.items() if name not in MASKED.get(sequence, ())]
        line = {
            "sequence": sequence,
            "kind": kind,
            "digests": digests,
            "disclosures": shown,
            "masked": len(digests) - len(shown),
        }
        if sequence in SHOWN:
            lines.append(compact(line) + "\n")
    return leaves, lines


# --- tables ---------------------------------------------------------------------------------
def table(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for row in rows:
        writer.writerow([f"'{c}" if c[:1] and c[0] in "=+-@\t\r\n'" else c for c in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


COLUMNS = [
    "number",
    "reference",
    "kind",
    "sequence",
    "of",
    "happened",
    "written",
    "where",
    "text",
    "file",
    "given",
    "sha256",
    "bytes",
    "document",
    "page",
]


def index_rows() -> list[dict[str, str]]:
    fields = [given for _, given in entry_fields()]
    empty = dict.fromkeys(COLUMNS, "")
    exhibit, taken_in, incident = fields[1:]
    return [
        empty
        | {
            "number": "1",
            "kind": "incident",
            "sequence": "3",
            "happened": "2026-03-04",
            "written": str(incident["written"]),
            "where": "Home",
            "text": str(incident["what"]),
            "document": "chronology-1.pdf",
            "page": "1",
        },
        empty
        | {
            "reference": "ABC/1",
            "kind": "exhibit",
            "sequence": "1",
            "happened": "2026-03-04T17:31:00-01:30",
            "written": str(exhibit["written"]),
            "text": "photo.jpg",
            "file": "data/exhibits/ABC-001.jpg",
            "given": "original",
            "sha256": str(exhibit["sha256"]),
            "bytes": str(len(PHOTO)),
            "document": "exhibits-1.pdf",
            "page": "1",
        },
        empty
        | {
            "reference": "ABC/2",
            "kind": "import",
            "sequence": "2",
            "written": str(taken_in["written"]),
            "text": "chat.txt",
            "given": "hash only",
            "sha256": str(taken_in["sha256"]),
            "bytes": str(len(EXPORT)),
            "document": "exhibits-1.pdf",
            "page": "2",
        },
    ]


def message_table() -> bytes:
    rows = [
        [
            "number",
            "kind",
            "conversation",
            "sender",
            "when",
            "text",
            "attachments",
            "marks",
            "seconds",
            "details",
        ]
    ]
    gap = ["", "gap", "", "", "", "1", "", "", "", ""]
    rows.append(gap)
    for text in MESSAGES[1:4]:
        _, number, kind, conversation, sender, words, happened, *rest = json.loads(text)
        details = " | ".join(f"{code}: {said}" for code, said in rest[4:] and rest[4])
        when = happened["stated"]
        rows.append([str(number), kind, conversation, sender, when, words, "", "", "", details])
    return table([*rows, gap])


# --- the pack -------------------------------------------------------------------------------
def record_files() -> dict[str, bytes]:
    leaves, lines = entry_parts()
    root = b64(root_of(leaves))
    proofs = {
        "size": 4,
        "root": root,
        "inclusion": {str(n): [b64(each) for each in path_to(n, leaves)] for n in SHOWN},
        "consistency": [],
        "leaves": [b64(each) for each in leaves],
        "messages": {
            "2": {
                "root": root_of(MESSAGE_LEAVES).hex(),
                "leaves": 5,
                "proofs": [
                    {
                        "number": n,
                        "salt": b64(MESSAGE_SALTS[n]),
                        "text": MESSAGES[n],
                        "path": [b64(each) for each in path_to(n, MESSAGE_LEAVES)],
                    }
                    for n in (1, 2, 3)
                ],
            }
        },
    }
    return {
        "record/entries.jsonl": "".join(lines).encode(),
        "record/checkpoint": note(f"{NAME}\n4\n{root}\n").encode(),
        "record/key": f"{NAME}+{KEY_HASH.hex()}+{b64(bytes([1]) + PUBLIC)}\n".encode(),
        "record/proofs.json": (compact(proofs) + "\n").encode(),
        "record/case.jsonld": b"{}\n",
        "record/beside.json": b'{"files":{}}\n',
    }


def read_files() -> dict[str, bytes]:
    rows = index_rows()
    index = {
        "format": "holdfast-index/1",
        "made": MADE,
        "initials": "ABC",
        "entries_in_record": 4,
        "entries_shown": 3,
        "rows": rows,
    }
    cells = [COLUMNS, *(list(row.values()) for row in rows)]
    return {
        "exhibits-1.pdf": b"%PDF-1.7 made up\n",
        "chronology-1.pdf": b"%PDF-1.7 made up too\n",
        "START-HERE.pdf": b"%PDF-1.7 start\n",
        "verify.html": b"<!doctype html>\n",
        "index.json": (compact(index) + "\n").encode(),
        "index.csv": table(cells),
        "data/about-this-folder.txt": b"The originals.\n",
        "data/exhibits/ABC-001.jpg": PHOTO,
        "data/messages/ABC-002.csv": message_table(),
        "data/messages/ABC-002.html": b"<!doctype html>\n",
    }


def manifest(files: dict[str, bytes], names: list[str]) -> bytes:
    return "".join(f"{sha(files[name]).hex()}  {name}\n" for name in sorted(names)).encode()


def all_files() -> dict[str, bytes]:
    return seal(read_files() | record_files())


def seal(content: dict[str, bytes]) -> dict[str, bytes]:
    """Make all lists anew and sign: what somebody with the key could do."""
    files = dict(content)
    payload = [name for name in files if name.startswith("data/")]
    octets = sum(len(files[name]) for name in payload)
    files["bagit.txt"] = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    files["bag-info.txt"] = (
        "Bagging-Date: 2026-03-09\nExternal-Description: Prepared by the person named in it."
        f" Not a sworn statement.\nPayload-Oxum: {octets}.{len(payload)}\n"
    ).encode()
    files["manifest-sha256.txt"] = manifest(files, payload)
    tags = [name for name in files if name not in payload]
    files["tagmanifest-sha256.txt"] = manifest(files, tags)
    signed = sha(files["tagmanifest-sha256.txt"]).hex()
    files["pack.sig"] = note(f"holdfast-pack/1\n{signed}\n").encode()
    return files


def rank(name: str) -> int:
    if name.startswith(("data/", "record/")):
        return 2 if name.startswith("data/") else 3
    if name == "pack.sig":
        return 5
    if name in {"bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"}:
        return 4
    return 1 if name in {"index.csv", "index.json", "verify.html", "START-HERE.pdf"} else 0


def zip_of(files: dict[str, bytes]) -> bytes:
    names = sorted(files, key=lambda each: (rank(each), len(each), each))
    return zip_in_order({name: files[name] for name in names})


def zip_in_order(files: dict[str, bytes]) -> bytes:
    out, central = b"", b""
    for name, data in files.items():
        path = b"pack/" + name.encode()
        sizes = struct.pack("<III", zlib.crc32(data), len(data), len(data))
        start = len(out)
        head = struct.pack("<HHHH", 0, 0, 0, 0x21) + sizes
        out += b"PK\x03\x04" + struct.pack("<H", 20) + head + struct.pack("<HH", len(path), 0)
        out += path + data
        central += b"PK\x01\x02" + struct.pack("<HH", 0x031E, 20) + head
        central += struct.pack("<HHHHHII", len(path), 0, 0, 0, 0, 0x81A40000, start) + path
    count = len(files)
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(central), len(out), 0)
    return out + central + b"PK\x05\x06" + end


if __name__ == "__main__":
    made = zip_of(all_files())
    Path(sys.argv[1]).write_bytes(made)
    print(hashlib.sha256(made).hexdigest(), len(made))  # noqa: T201 - a program
