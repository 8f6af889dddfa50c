"""Originals: hash, seal, write and fsync; checking them again; against what others need."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import TYPE_CHECKING

from measuring import MEBI, best_of, folder, runs, say, scaled, seconds

from holdfast.actions.received import PIECE_BYTES
from holdfast.vault.making import make_casebook
from holdfast.vault.slots import Derivation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from holdfast.vault.casebook import OpenCasebook
    from holdfast.vault.stores import Kept

SIZE = scaled(2048) * MEBI
PASSPHRASE = "bench only, nothing real"  # noqa: S105
ENVIRONMENT = {"RESTIC_PASSWORD": PASSPHRASE, "BORG_PASSPHRASE": PASSPHRASE}


def blocks(path: Path) -> Iterator[bytes]:
    """Give a file in pieces."""
    with path.open("rb", buffering=0) as file:
        while piece := file.read(PIECE_BYTES):
            yield piece


def copy(source: Path, target: Path) -> None:
    """Copy a file and make it durable."""
    shutil.copyfile(source, target)
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def keep(book: OpenCasebook, source: Path, kept: list[Kept]) -> None:
    """Seal a file and hold on to its name."""
    kept.append(book.originals.keep(blocks(source)))


def check(book: OpenCasebook, kept: Kept) -> None:
    """Open a sealed file and hash it."""
    digest = sha256()
    for piece in book.originals.open_kept(kept).chunks():
        digest.update(piece)
    assert digest.hexdigest() == kept.sha256


def main() -> None:
    """Print every ratio."""
    with folder() as home:
        source = home / "original"
        with source.open("wb") as file:
            for _ in range(SIZE // MEBI):
                file.write(secrets.token_bytes(MEBI))
        mebi = SIZE / MEBI
        copied = best_of(3, lambda: copy(source, home / "copy"))
        (home / "copy").unlink()
        say("plain copy with fsync", mebi / copied, "MiB/s")
        kept: list[Kept] = []
        with make_casebook(
            home / "book", PASSPHRASE, derivation=Derivation(t=1, m_kib=8192)
        ) as book:
            times = []
            for _ in range(3):
                times.append(seconds(lambda: keep(book, source, kept)))
                if len(kept) > 1:
                    book.originals.forget(kept.pop())
            ours = min(times)
            say(
                "keep: hash, seal, write, fsync",
                mebi / ours,
                "MiB/s",
                "a plain copy's speed",
                copied / ours,
            )
            against_peers(home, source, ours)
            against_openssl(book, source, kept[0])


def against_peers(home: Path, source: Path, ours: float) -> None:
    """Print how much longer restic and borg need for the same file."""
    restic = ["restic", "-q", "-r", str(home / "restic")]
    if runs(*restic, "init", environment=ENVIRONMENT):
        took = seconds(lambda: runs(*restic, "backup", str(source), environment=ENVIRONMENT))
        say("restic backup", SIZE / MEBI / took, "MiB/s", "its time is that of ours", took / ours)
        shutil.rmtree(home / "restic")
    borg = str(home / "borg")
    if runs("borg", "init", "-e", "repokey-blake2", borg, environment=ENVIRONMENT):
        took = seconds(
            lambda: runs(
                "borg", "create", "-C", "none", f"{borg}::a", str(source), environment=ENVIRONMENT
            )
        )
        say(
            "borg create, no compression",
            SIZE / MEBI / took,
            "MiB/s",
            "its time is that of ours",
            took / ours,
        )
        shutil.rmtree(borg)


def against_openssl(book: OpenCasebook, source: Path, kept: Kept) -> None:
    """Print how checking compares with hashing alone."""
    command = ["openssl", "dgst", "-sha256", str(source)]
    hashed = best_of(3, lambda: subprocess.run(command, check=True, capture_output=True))
    say("openssl dgst -sha256", SIZE / MEBI / hashed, "MiB/s")
    one = best_of(3, lambda: check(book, kept))
    say("checking an original", SIZE / MEBI / one, "MiB/s", "openssl's speed", hashed / one)
    with ThreadPoolExecutor(2) as pool:
        two = best_of(2, lambda: list(pool.map(lambda _: check(book, kept), range(2))))
    say("checking two at once", 2 * SIZE / MEBI / two, "MiB/s", "one at a time", 2 * one / two)


if __name__ == "__main__":
    main()
