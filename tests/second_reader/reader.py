"""A second reader: recovers a casebook from docs/record-format.md alone, sharing no code with it.

It needs Python's sqlite3, the library `cryptography` for AES-GCM, HKDF, Argon2id and Ed25519, and
`apsw` (SQLite3 Multiple Ciphers) for the index only. Run as

    python tests/second_reader/reader.py HOME PASSPHRASE-FILE DESTINATION

it writes entries.jsonl, one file per original and one per message batch.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import hmac
import json
import sqlite3
import struct
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import apsw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand

if TYPE_CHECKING:
    from collections.abc import Iterator

FILES = ("record.db", "record-2.db")
CHUNK = 16_384 + 16
STREAM_HEADER = 56
STREAM_INFO = b"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0"

Rows = dict[tuple[str, str], list[bytes]]


class DoesNotOpenError(Exception):
    """A wrong passphrase, or a value that is damaged in both files."""


@dataclass
class Recovered:
    """What came out of a casebook."""

    casebook: str
    """Its id."""

    checkpoint: str
    """The latest signed note, checked against the leaves."""

    entries: list[dict[str, object]] = field(default_factory=list)
    """Each with `sequence`, `kind` and its fields, or `shredded`."""

    secret: bytes = b""
    """The casebook's secret."""


def subkey(secret: bytes, purpose: str) -> bytes:
    return HKDF(hashes.SHA256(), 32, None, b"holdfast/1/" + purpose.encode()).derive(secret)


def decrypt(key: bytes, sealed: bytes, bound: str) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:12], sealed[12:], ("holdfast/1/" + bound).encode())
    except (InvalidTag, ValueError) as broken:
        raise DoesNotOpenError(bound) from broken


def unseal(key: bytes, sealed: bytes, bound: str) -> bytes:
    padded = decrypt(key, sealed, bound)
    (length,) = struct.unpack(">I", padded[:4])
    return padded[4 : 4 + length]


def read_rows(home: Path) -> Rows:
    """Give every row that can be read, from both files."""
    rows: Rows = {}
    for name in FILES:
        try:
            db = sqlite3.connect(f"{(home / name).absolute().as_uri()}?mode=ro", uri=True)
            for shelf, key, value in db.execute(
                "SELECT shelf, key, value FROM row WHERE value IS NOT NULL"
            ):
                rows.setdefault((shelf, key), []).append(value)
            db.close()
        except sqlite3.DatabaseError:
            continue
    return rows


class Reader:
    """Reads one casebook."""

    def __init__(self, home: Path, passphrase: str) -> None:
        """Open it; nothing in the folder is changed."""
        self.home = home
        self.rows = read_rows(home)
        self.casebook = self._front("casebook")
        self.secret = self._open_slot(passphrase)

    def recover(self) -> Recovered:
        """Give every entry, and the checkpoint they lead to."""
        head = json.loads(self._sealed("head", "head", "body"))
        entries, leaves = [], []
        for sequence in range(head["size"]):
            entry, leaf = self._entry(sequence)
            entries.append(entry)
            leaves.append(leaf)
        note = self._sealed("checkpoint", f"{head['size']:010}", "body").decode()
        check_note(note, bytes.fromhex(self._front("verify_key")), tree_root(leaves))
        return Recovered(self.casebook, note, entries, self.secret)

    def original(self, blob: str) -> Iterator[bytes]:
        """Give a sealed blob's content, chunk by chunk, checking that it ends where it should.

        Raises:
            DoesNotOpenError: it was shredded, changed or cut.
        """
        key = self._own_key(blob)
        if key is None:
            raise DoesNotOpenError(blob)
        context = f"holdfast/1/blob/{self.casebook}/{blob}".encode()
        with (self.home / "blobs" / blob[:2] / blob).open("rb") as file:
            header = file.read(STREAM_HEADER)
            derived = HKDFExpand(hashes.SHA512(), 76, STREAM_INFO + header[:24] + context).derive(
                key
            )
            if derived[44:] != header[24:]:
                raise DoesNotOpenError(blob)
            number, chunk = 0, file.read(CHUNK)
            while True:
                nonce = int.from_bytes(derived[32:44], "big") ^ number
                try:
                    yield AESGCM(derived[:32]).decrypt(nonce.to_bytes(12, "big"), chunk, None)
                except InvalidTag as broken:
                    raise DoesNotOpenError(blob) from broken
                if len(chunk) < CHUNK:
                    return
                number, chunk = number + 1, file.read(CHUNK)

    def index_count(self) -> int:
        """Give the number of entries in the index, through another library's SQLCipher."""
        db = apsw.Connection(str(self.home / "index.db"), flags=apsw.SQLITE_OPEN_READONLY)
        db.pragma("cipher", "sqlcipher")
        db.pragma("legacy", 4)
        db.execute(f"PRAGMA key = \"x'{subkey(self.secret, 'index').hex()}'\"")
        (count,) = next(iter(db.execute("SELECT count(*) FROM entry")))
        db.close()
        return int(str(count))

    def _front(self, name: str) -> str:
        for row in self.rows.get(("meta", name), []):
            if hashlib.sha256(row[8:]).digest()[:8] == row[:8]:
                return row[8:].decode()
        raise DoesNotOpenError(name)

    def _open_slot(self, passphrase: str) -> bytes:
        passphrase_slot = ("slot", "passphrase")
        for row in self.rows.get(passphrase_slot, []):
            if hashlib.sha256(row[8:]).digest()[:8] != row[:8]:
                continue
            slot = json.loads(row[8:])
            key = Argon2id(
                salt=bytes.fromhex(slot["salt"]),
                length=32,
                iterations=slot["t"],
                lanes=1,
                memory_cost=slot["m_kib"],
            ).derive(unicodedata.normalize("NFKC", passphrase).encode())
            if subkey(key, "check").hex() == slot["check"]:
                sealed = bytes.fromhex(slot["nonce"] + slot["wrapped"])
                return decrypt(key, sealed, f"slot/passphrase/{self.casebook}/")
        raise DoesNotOpenError(passphrase_slot)

    def _sealed(self, shelf: str, key: str, purpose: str) -> bytes:
        for row in self.rows.get((shelf, key), []):
            try:
                bound = f"{shelf}/{self.casebook}/{key}"
                return unseal(subkey(self.secret, purpose), row, bound)
            except DoesNotOpenError:
                continue
        raise DoesNotOpenError(shelf, key)

    def _own_key(self, thing: str) -> bytes | None:
        # None says that it was shredded.
        wrap = subkey(self.secret, "wrap")
        for row in self.rows.get(("key", thing), []):
            try:
                if row[:1] == b"K":
                    return decrypt(wrap, row[1:], f"key/{self.casebook}/{thing}")
                unseal(wrap, row[1:], f"shredded/{self.casebook}/{thing}")
            except DoesNotOpenError:
                continue
            return None
        raise DoesNotOpenError(thing)

    def _entry(self, sequence: int) -> tuple[dict[str, object], bytes]:
        place = f"{sequence:010}"
        kind, name, leaf, _ = json.loads(self._sealed("line", place, "body"))
        known: dict[str, object] = {"sequence": sequence, "kind": kind}
        key = self._own_key(name)
        if key is None:
            return {**known, "shredded": True}, bytes.fromhex(leaf)
        for row in self.rows.get(("entry", place), []):
            try:
                content = json.loads(unseal(key, row, f"entry/{self.casebook}/{place}"))
            except DoesNotOpenError:
                continue
            shown = content["disclosures"]
            if leaf_of(kind, sequence, shown).hex() != leaf:
                raise DoesNotOpenError(place)
            return {**known, **dict(map(opened, shown))}, bytes.fromhex(leaf)
        raise DoesNotOpenError(place)


def opened(disclosure: str) -> tuple[str, object]:
    padded = disclosure + "=" * (-len(disclosure) % 4)
    _, name, value = json.loads(base64.urlsafe_b64decode(padded))
    return name, value


def leaf_of(kind: str, sequence: int, disclosures: list[str]) -> bytes:
    digests = sorted(
        base64.urlsafe_b64encode(hashlib.sha256(each.encode()).digest()).rstrip(b"=").decode()
        for each in disclosures
    )
    body = "\n".join(["holdfast-entry/1", f"kind {kind}", f"sequence {sequence}", *digests, ""])
    return hashlib.sha256(b"\0" + body.encode()).digest()


def tree_root(leaves: list[bytes]) -> bytes:
    """Work out the root by the definition of RFC 6962 §2.1."""
    if len(leaves) < 2:
        return leaves[0] if leaves else hashlib.sha256().digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    left, right = tree_root(leaves[:split]), tree_root(leaves[split:])
    return hashlib.sha256(b"\1" + left + right).digest()


def check_note(note: str, public: bytes, root: bytes) -> None:
    """Check a checkpoint's root and signature.

    Raises:
        DoesNotOpenError: the note is of another key or another tree.
    """
    text, _, signature = note.rpartition("\n\n")
    _, name, encoded = signature.split()
    raw = base64.b64decode(encoded)
    named = hashlib.sha256(name.encode() + b"\n\x01" + public).digest()[:4]
    if not hmac.compare_digest(raw[:4], named) or base64.b64decode(text.split("\n")[2]) != root:
        raise DoesNotOpenError(name)
    Ed25519PublicKey.from_public_bytes(public).verify(raw[4:], (text + "\n").encode())


def write_out(reader: Reader, destination: Path) -> int:
    """Write everything that can be recovered; give the number of entries."""
    destination.mkdir(parents=True, exist_ok=True)
    recovered = reader.recover()
    with (destination / "entries.jsonl").open("w", encoding="utf-8") as out:
        for entry in recovered.entries:
            out.write(json.dumps(entry, ensure_ascii=True) + "\n")
            for name in ("blob", "batch"):
                blob = entry.get(name)
                if isinstance(blob, str):
                    (destination / blob).write_bytes(b"".join(reader.original(blob)))
    return len(recovered.entries)


def main() -> None:
    """Recover a casebook into a folder."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    for name in ("home", "passphrase_file", "destination"):
        parser.add_argument(name, type=Path)
    given = parser.parse_args()
    passphrase = given.passphrase_file.read_text(encoding="utf-8").removesuffix("\n")
    write_out(Reader(given.home, passphrase), given.destination)


if __name__ == "__main__":
    main()
