"""Writes a pack: papers, index, originals, record, lists and signature, straight into one zip.

Everything is produced in the order in which it stands, so that no more than one paper is in memory
at a time, and originals pass through in pieces.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from holdfast.model.errors import CasebookDamagedError
from holdfast.packs.bag import (
    ABOUT_TEXT,
    BAGIT_TXT,
    MANIFEST,
    PAYLOAD,
    TAG_MANIFEST,
    bag_info_text,
    manifest_text,
)
from holdfast.packs.checks_of_files import SIGNED_TEXT
from holdfast.packs.content import Given
from holdfast.packs.index_files import Place, index_files
from holdfast.packs.message_page import message_page
from holdfast.packs.names import ABOUT, OFFICER_ONLY, ROOT, SEAL, order
from holdfast.packs.papers.chronology import Context, chronology_data, volume_title
from holdfast.packs.papers.exhibits import exhibit_data, find_mentions
from holdfast.packs.papers.officer_only import officer_data
from holdfast.packs.papers.order import chronology_volumes, exhibit_volumes, numbered
from holdfast.packs.papers.start_here import PaperSummary, start_data
from holdfast.packs.papers.typesetting import make_paper
from holdfast.packs.record_files import record_files
from holdfast.packs.tables import message_csv
from holdfast.packs.zip_writing import ZipWriter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from holdfast.packs.content import PackContent, PackExhibit
    from holdfast.packs.papers.order import Numbered
    from holdfast.packs.zip_writing import Sink

DAY = len("2026-03-04")


Take = Callable[[str, bytes], None]


def take_nothing(name: str, data: bytes) -> None:
    """Let a paper pass.

    Args:
        name: of the file.
        data: its bytes.
    """
    del name, data


@dataclass(slots=True)
class _Writing:
    content: PackContent
    zip: ZipWriter
    entries: list[Numbered]
    take: Take
    hashes: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    papers: list[PaperSummary] = field(default_factory=list)
    places: dict[int, Place] = field(default_factory=dict)

    def add(self, path: str, data: bytes) -> None:
        self.stream(path, len(data), lambda: [data])
        if "/" not in path:
            self.take(path, data)

    def stream(self, path: str, size: int, chunks: Callable[[], Iterable[bytes]]) -> None:
        written = self.zip.add(path, size, chunks)
        self.hashes[path] = written.sha256
        self.sizes[path] = written.size


def write_pack(
    content: PackContent, out: Sink, *, take: Take = take_nothing
) -> tuple[PaperSummary, ...]:
    """Write a pack's zip.

    Args:
        content: what goes in; the same gives the same bytes.
        out: where to.
        take: is handed each file at the top of the pack as it is made, and officer-only.pdf, which
            goes beside the pack and never into it.

    Returns:
        The volumes, in the order in which they stand.
    """
    writing = _Writing(content, ZipWriter(out, ROOT), numbered(content), take)
    _write_exhibit_papers(writing)
    _write_chronology_papers(writing)
    for path, data in index_files(content, writing.entries, writing.places).items():
        writing.add(path, data)
    writing.add("verify.html", content.verify_page)
    start = start_data(content, writing.papers)
    writing.add("START-HERE.pdf", make_paper("start-here", start, [], made_at=content.made_at).pdf)
    _write_data(writing)
    record = record_files(content, _make_officer_only(content, take))
    for path in sorted(record, key=order):
        writing.add(path, record[path])
    _write_lists(writing)
    writing.zip.finish()
    return tuple(writing.papers)


def _make_officer_only(content: PackContent, take: Take) -> str | None:
    """Make the paper for the officer, when she gave her details, and give its hash."""
    if not content.officer:
        return None
    paper = make_paper("officer-only", officer_data(content), [], made_at=content.made_at)
    take(OFFICER_ONLY, paper.pdf)
    return hashlib.sha256(paper.pdf).hexdigest()


def _write_exhibit_papers(writing: _Writing) -> None:
    content = writing.content
    volumes = exhibit_volumes(content)
    mentions = find_mentions(writing.entries)
    for place, volume in enumerate(volumes, start=1):
        name = f"exhibits-{place}.pdf"
        title = volume_title("exhibits", place, len(volumes))
        data, pictures = exhibit_data(content, volume, title=title, mentions=mentions)
        paper = make_paper("exhibits", data, pictures, made_at=content.made_at)
        writing.add(name, paper.pdf)
        for part, page in zip(volume, paper.places, strict=True):
            writing.places.setdefault(part.exhibit.sequence, Place(name, page))
        ends = [content.reference(part.exhibit.number) for part in volume] or [""]
        writing.papers.append(PaperSummary(name, paper.pages, ends[0], ends[-1]))


def _write_chronology_papers(writing: _Writing) -> None:
    content = writing.content
    volumes = chronology_volumes(writing.entries)
    by_number = {exhibit.number: writing.places[exhibit.sequence] for exhibit in content.exhibits}
    context = Context(content, writing.entries, dict(by_number))
    for place, volume in enumerate(volumes, start=1):
        name = f"chronology-{place}.pdf"
        title = volume_title("chronology", place, len(volumes))
        data = chronology_data(content, volume, title=title, context=context)
        paper = make_paper("chronology", data, [], made_at=content.made_at)
        writing.add(name, paper.pdf)
        pages = iter(paper.places)
        for each in volume:
            page = next(pages)
            for entry in (each.entry, *each.amendments):
                writing.places[entry.sequence] = Place(name, page)
        ends = [str(each.number) for each in volume] or [""]
        writing.papers.append(PaperSummary(name, paper.pages, ends[0], ends[-1]))


def _write_data(writing: _Writing) -> None:
    content = writing.content
    todo: dict[str, Callable[[], None]] = {ABOUT: partial(writing.add, ABOUT, ABOUT_TEXT)}
    for exhibit in content.exhibits:
        if exhibit.chunks is not None and exhibit.given is not Given.HASH_ONLY:
            path = exhibit.file(content.initials)
            todo[path] = partial(_add_exhibit, writing, exhibit, exhibit.chunks)
    for messages in content.messages:
        for ending, data in (
            ("csv", message_csv([proof.parts for proof in messages.proofs], messages.leaves)),
            ("html", message_page(content, messages)),
        ):
            path = messages.file(content.initials, ending)
            todo[path] = partial(writing.add, path, data)
    for path in sorted(todo, key=order):
        todo[path]()


def _add_exhibit(
    writing: _Writing, exhibit: PackExhibit, chunks: Callable[[], Iterable[bytes]]
) -> None:
    content = writing.content
    path = exhibit.file(content.initials)
    writing.stream(path, exhibit.size_bytes, chunks)
    recorded = content.by_sequence[exhibit.sequence].text("sha256")
    if exhibit.given is Given.ORIGINAL and writing.hashes[path] != recorded:
        raise CasebookDamagedError(content.reference(exhibit.number))


def _write_lists(writing: _Writing) -> None:
    content = writing.content
    payload = {path: each for path, each in writing.hashes.items() if path.startswith(PAYLOAD)}
    octets = sum(writing.sizes[path] for path in payload)
    writing.add("bagit.txt", BAGIT_TXT)
    writing.add("bag-info.txt", bag_info_text(content.made_at[:DAY], octets, len(payload)))
    writing.add(MANIFEST, manifest_text(payload))
    tags = {path: each for path, each in writing.hashes.items() if path not in payload}
    writing.add(TAG_MANIFEST, manifest_text(tags))
    text = f"{SIGNED_TEXT}{writing.hashes[TAG_MANIFEST]}\n".encode()
    writing.add(SEAL, text + b"\n" + content.sign(text))
