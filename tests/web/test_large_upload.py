"""A large file through the real server: sealed as it arrives, in the clear nowhere."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from holdfast.model.entry import Entry, Kind
from holdfast.vault.keys import Passphrase
from holdfast.vault.opening import open_casebook
from tests.web.browser_less import PASSPHRASE
from tests.web.keeping import children_of, keeper
from tests.web.walking import unlock, wait_until_locked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tests.browser.chromium import PageOpener

MARK = b"canary-5f1d: nothing of this may lie in the clear."
BLOCKS, BLOCK_BYTES = 30, 1 << 20
LOOK_EVERY_SECONDS = 0.05


def large_file() -> bytes:
    """Give 30 MB that nothing recognises, with the mark in every block."""
    return b"".join(MARK + secrets.token_bytes(BLOCK_BYTES - len(MARK)) for _ in range(BLOCKS))


def open_files_of(processes: Iterable[int]) -> Iterator[Path]:
    """Give the files that processes hold open, those without a name too."""
    for each in processes:
        try:
            held = list(Path(f"/proc/{each}/fd").iterdir())
        except OSError:
            continue
        yield from held


def holds_mark(path: Path) -> bool:
    """Say whether a file holds the mark."""
    try:
        return path.is_file() and MARK in path.read_bytes()
    except OSError:
        return False


@contextlib.contextmanager
def watching(folders: Sequence[Path], processes: Sequence[int]) -> Iterator[set[str]]:
    """Gather every file that holds the mark at any moment, also those without a name."""
    found: set[str] = set()
    is_over = threading.Event()

    def watch() -> None:
        while not is_over.wait(LOOK_EVERY_SECONDS):
            look()

    def look() -> None:
        places = [each for folder in folders for each in folder.rglob("*")]
        found.update(str(each) for each in (*places, *open_files_of(processes)) if holds_mark(each))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield found
    finally:
        is_over.set()
        watcher.join()
        look()


def digest_of_exhibit(home: Path) -> str:
    """Give the SHA-256 of the only exhibit, as it comes out of the casebook again."""
    with open_casebook(home, Passphrase(PASSPHRASE)) as book:
        entries = [each for each in book.record.entries() if isinstance(each, Entry)]
        (exhibit,) = [each for each in entries if each.kind is Kind.EXHIBIT]
        digest = hashlib.sha256()
        for chunk in book.originals.open(exhibit.text("blob")).chunks():
            digest.update(chunk)
    return digest.hexdigest()


def test_the_watch_finds_what_lies_in_the_clear(tmp_path: Path) -> None:
    with (
        tempfile.TemporaryFile(dir=tmp_path) as nameless,
        watching([tmp_path], [os.getpid()]) as found,
    ):
        nameless.write(MARK)
        nameless.flush()
        (tmp_path / "plain").write_bytes(MARK)

    assert len(found) == len(("nameless", "plain"))


@pytest.mark.browser
def test_a_large_file_is_sealed_and_in_the_clear_nowhere(
    home: Path, tmp_path: Path, open_page: PageOpener, monkeypatch: pytest.MonkeyPatch
) -> None:
    spare, source = tmp_path / "spare", tmp_path / "recording.xyz"
    spare.mkdir()
    monkeypatch.setenv("TMPDIR", str(spare))
    source.write_bytes(large_file())
    page = open_page()
    with keeper(home) as (process, address):
        unlock(page, address)
        with watching([home, spare], children_of(process.pid)) as found:
            page.get_by_role("link", name="Take in", exact=True).click()
            page.get_by_label("Mine", exact=True).check()
            page.locator("input[type=file]").set_input_files(source)
            page.get_by_role("button", name="Take in", exact=True).click()
            page.get_by_role("heading", name="What was read").wait_for()
        page.get_by_role("button", name="Lock", exact=True).click()
        wait_until_locked(page)

    assert found == set()
    assert [*home.rglob("*.part"), *spare.iterdir()] == []
    assert digest_of_exhibit(home) == hashlib.sha256(source.read_bytes()).hexdigest()
