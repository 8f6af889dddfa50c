"""A casebook to be hurt, with what belongs to it, and what must still be true of it afterwards."""

from __future__ import annotations

import io
import os
import shutil
import sys
import zipfile
from dataclasses import dataclass, field
from email.message import EmailMessage
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

import holdfast
from holdfast.actions.add_entry import NewIncident, add_incident
from holdfast.actions.received import from_path
from holdfast.model.entry import Entry
from holdfast.model.errors import HoldfastError
from holdfast.vault.checking import Result, verify_casebook
from holdfast.vault.keys import Passphrase
from holdfast.vault.making import make_casebook
from holdfast.vault.opening import open_casebook
from holdfast.vault.slots import Derivation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from holdfast.vault.casebook import OpenCasebook

CHEAP = Derivation(t=1, m_kib=8)
OLD, NEW = (
    "velvet otter crumb signal lantern thirteen",
    "copper violin meadow stapler glacier dozen",
)
CANARY = "kumquatwren"
"""In everything written or taken in; found as it stands, it lay open."""

MESSAGES = 40
SOURCE = Path(holdfast.__file__).parents[1]


@dataclass(frozen=True, kw_only=True)
class Place:
    """A folder with a casebook and what goes into it."""

    folder: Path
    """Of everything."""

    @property
    def home(self) -> Path:
        """The casebook."""
        return self.folder / "home"

    @property
    def outside(self) -> Path:
        """What is not part of the casebook: files to take in, passphrases."""
        return self.folder / "outside"

    def command(self, *arguments: str) -> list[str]:
        """Give a command line of ours on this casebook.

        Args:
            arguments: from the command's name on.
        """
        head, *rest = arguments
        key = ["--passphrase-file", str(self.outside / "old")]
        return [
            sys.executable, "-m", "holdfast", head, "--home", str(self.home), "--json", *key, *rest
        ]  # fmt: skip

    def copy(self, to: Path) -> Place:
        """Give the same again, to be hurt.

        Args:
            to: a folder that is not there yet.
        """
        shutil.copytree(self.folder, to)
        return Place(folder=to)


@dataclass(kw_only=True)
class Seen:
    """What stands in a casebook."""

    entries: dict[str, str] = field(default_factory=dict)
    """Digest of every entry's fields, by id."""

    kinds: list[str] = field(default_factory=list)
    """Kind of every entry, in order."""

    sums: list[str] = field(default_factory=list)
    """SHA-256 of the original of every exhibit and import, in order."""

    messages: int = 0
    """How many messages are indexed."""

    faults: list[str] = field(default_factory=list)
    """What is wrong with it."""


def environment(place: Place) -> dict[str, str]:
    """Give what a command of ours runs in: its own temporary folder, no other settings.

    Args:
        place: whose casebook it works on.
    """
    temporary = place.folder / "tmp"
    temporary.mkdir(exist_ok=True)
    kept = {
        name: os.environ[name] for name in ("PATH", "COVERAGE_PROCESS_CONFIG") if name in os.environ
    }
    return {
        **kept,
        "HOME": str(temporary),
        "TMPDIR": str(temporary),
        "PYTHONPATH": str(SOURCE),
        "PYTHONDONTWRITEBYTECODE": "1",
        "LC_ALL": "C.UTF-8",
    }


def make_place(folder: Path) -> Place:
    """Make a casebook with three incidents, a picture, and files waiting to be taken in.

    Args:
        folder: not there yet.
    """
    place = Place(folder=folder)
    place.outside.mkdir(parents=True)
    for name, words in (("old", OLD), ("new", NEW)):
        (place.outside / name).write_text(words + "\n")
    for name, colour in (("first.png", 40), ("second.jpg", 90), ("third.jpg", 140)):
        (place.outside / name).write_bytes(picture(colour, name.rsplit(".", 1)[1]))
    (place.outside / "export.zip").write_bytes(export())
    (place.outside / "mail.eml").write_bytes(mail())
    with make_casebook(place.home, OLD, derivation=CHEAP) as book:
        for day in range(1, 4):
            files = [from_path(place.outside / "first.png")] if day == 1 else []
            add_incident(book, NewIncident(what=f"{CANARY} {day}", who=CANARY), files)
    return place


def picture(colour: int, ending: str) -> bytes:
    """Give a small picture.

    Args:
        colour: grey, 0 to 255; another colour is another file.
        ending: `png` or `jpg`.
    """
    written = io.BytesIO()
    Image.new("RGB", (64, 48), (colour,) * 3).save(written, "PNG" if ending == "png" else "JPEG")
    return written.getvalue()


def export() -> bytes:
    """Give a WhatsApp export: a zip with a conversation and two pictures."""
    lines = [
        f"{13 + number // 10}/03/2026, 17:{number % 60:02} - Ryan K: {CANARY} {number}\n"
        for number in range(MESSAGES)
    ]
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("WhatsApp Chat with Ryan K.txt", "".join(lines))
        archive.writestr("IMG-20260313-WA0001.jpg", picture(90, "jpg"))
        archive.writestr("IMG-20260313-WA0002.jpg", picture(200, "jpg"))
    return written.getvalue()


def mail() -> bytes:
    """Give a mail with two pictures."""
    written = EmailMessage()
    written["From"], written["To"] = "Ryan K <ryan@example.com>", "A <a@example.com>"
    written["Date"], written["Subject"] = "Fri, 13 Mar 2026 17:01:00 +0000", CANARY
    written["Message-ID"] = "<1@example.com>"
    written.set_content(f"{CANARY}, look\n")
    for name, colour in (("one.jpg", 210), ("two.jpg", 220)):
        written.add_attachment(
            picture(colour, "jpg"), maintype="image", subtype="jpeg", filename=name
        )
    return written.as_bytes()


def unnamed(home: Path) -> list[str]:
    """Name the blobs of a casebook that no entry names.

    Args:
        home: its folder.
    """
    with open_casebook(home, Passphrase(OLD)) as book:
        named = {blob for blob, _, _ in book.record.blobs()}
        return sorted(set(book.originals.names()) - named)


def look(home: Path, passphrase: str = OLD) -> Seen:
    """Open a casebook and look at everything in it.

    Args:
        home: its folder.
        passphrase: that should open it.
    """
    seen = Seen()
    try:
        with open_casebook(home, Passphrase(passphrase)) as book:
            _look(book, seen)
    except HoldfastError as error:
        seen.faults.append(f"does not open: {error.code} {error.place}")
    return seen


def _look(book: OpenCasebook, seen: Seen) -> None:
    for entry in book.record.entries():
        if not isinstance(entry, Entry):
            seen.faults.append(f"entry {entry.sequence} is gone")
            continue
        fields = repr(sorted(entry.fields.items())).encode()
        seen.entries[entry.id] = sha256(fields).hexdigest()
        seen.kinds.append(str(entry.kind))
        if blob := entry.text("blob"):
            seen.sums.append(entry.text("sha256"))
            if _sum(book, blob) != entry.text("sha256"):
                seen.faults.append(f"original of entry {entry.sequence} is not whole")
    book.index.catch_up()
    seen.messages = book.index.counts()["messages"]
    seen.faults += [
        f"verify: {check.what} {check.detail}"
        for check in verify_casebook(book)
        if check.result is Result.DIFFERS
    ]


def _sum(book: OpenCasebook, blob: str) -> str:
    digest = sha256()
    try:
        for chunk in book.originals.open(blob).chunks():
            digest.update(chunk)
    except HoldfastError:
        return ""
    return digest.hexdigest()


def lying_open(folder: Path, word: str = CANARY) -> list[str]:
    """Name the files in which a word stands as it was written.

    Args:
        folder: looked through with everything below.
        word: to look for.
    """
    return [str(path) for path in _files(folder) if word.encode() in path.read_bytes()]


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def lost(before: Seen, after: Seen) -> list[str]:
    """Tell what was confirmed before and is not there, or not the same, now.

    Args:
        before: what stood in the casebook.
        after: what stands in it.
    """
    return [
        f"entry {name} is lost or changed"
        for name, digest in before.entries.items()
        if after.entries.get(name) != digest
    ]


def added(before: Seen, after: Seen) -> Sequence[str]:
    """Give the kinds of what came in.

    Args:
        before: what stood in the casebook.
        after: what stands in it.
    """
    return after.kinds[len(before.kinds) :]
