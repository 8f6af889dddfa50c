"""Checks of the files themselves: names, hashes, lists and the signature over all of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.packs.bag import (
    BAGIT_TXT,
    MANIFEST,
    PAYLOAD,
    TAG_MANIFEST,
    bag_info_text,
    manifest_text,
)
from holdfast.packs.findings import Aspect, Findings
from holdfast.packs.names import MUST_BE_THERE, SEAL, is_in_place
from holdfast.packs.pack_files import file_hash
from holdfast.packs.signed_note import NoteError, NoteKey, open_note, parse_key
from holdfast.packs.zip_reading import ZipBentError

if TYPE_CHECKING:
    from holdfast.packs.pack_files import PackFiles

MAX_TEXT_BYTES = 256 * 1024 * 1024
"""No list or record file of a real pack comes near this."""

SIGNED_TEXT = "holdfast-pack/1\n"
HASH_DIGITS = 64


@dataclass(slots=True)
class OpenedPack:
    """A pack whose files were all read once."""

    files: PackFiles
    """Where the bytes come from."""

    findings: Findings
    """What was found so far."""

    hashes: dict[str, str] = field(default_factory=dict)
    """Hex hash of every file by path."""

    def text(self, path: str) -> str | None:
        """Give a file as text; None when it is missing, not UTF-8 or far too large.

        Args:
            path: relative to the pack.
        """
        if path not in self.hashes or self.files.size(path) > MAX_TEXT_BYTES:
            return None
        try:
            return b"".join(self.files.chunks(path)).decode()
        except (UnicodeDecodeError, ZipBentError):
            return None


def open_pack(files: PackFiles, findings: Findings) -> OpenedPack:
    """Read and hash every file of a pack.

    Args:
        files: the pack.
        findings: takes what does not fit.
    """
    pack = OpenedPack(files, findings)
    _check_names(files.names(), findings)
    for path in files.names():
        try:
            pack.hashes[path] = file_hash(files.chunks(path))
        except ZipBentError as bent:
            findings.differs(Aspect.ZIP, f"{bent.why}: {path}")
            pack.hashes[path] = ""
    _check_lists(pack)
    _check_papers(pack)
    return pack


def _check_names(names: list[str], findings: Findings) -> None:
    for path in names:
        if not is_in_place(path):
            findings.differs(Aspect.NAMES, path)
    for path, times in Counter(path.casefold() for path in names).items():
        if times > 1:
            findings.differs(Aspect.NAMES, path)
    for path in sorted(MUST_BE_THERE.difference(names)):
        findings.differs(Aspect.NAMES, f"{path} is missing")
    findings.done(Aspect.NAMES, f"{len(names)} files")


def _listed(pack: OpenedPack, manifest: str) -> dict[str, str]:
    lines = (pack.text(manifest) or "").splitlines()
    return {line[HASH_DIGITS + 2 :]: line[:HASH_DIGITS] for line in lines}


def _covered(pack: OpenedPack, manifest: str) -> dict[str, str]:
    is_payload = manifest == MANIFEST
    return {
        path: digest
        for path, digest in pack.hashes.items()
        if path.startswith(PAYLOAD) == is_payload and path not in {TAG_MANIFEST, SEAL}
    }


def _check_lists(pack: OpenedPack) -> None:
    for manifest in (MANIFEST, TAG_MANIFEST):
        listed, covered = _listed(pack, manifest), _covered(pack, manifest)
        for path in sorted(listed.keys() | covered.keys()):
            _compare_one(path, listed.get(path), covered.get(path), findings=pack.findings)
        if pack.text(manifest) != manifest_text(covered).decode():
            pack.findings.differs(Aspect.LISTS, manifest)
    pack.findings.done(Aspect.FILES, f"{len(pack.hashes)} files")
    if pack.text("bagit.txt") != BAGIT_TXT.decode():
        pack.findings.differs(Aspect.LISTS, "bagit.txt")
    _check_bag_info(pack)
    pack.findings.done(Aspect.LISTS, "4 lists")


def _compare_one(path: str, listed: str | None, found: str | None, *, findings: Findings) -> None:
    if found is None:
        findings.differs(Aspect.FILES, f"{path} is missing")
    elif listed is None:
        findings.differs(Aspect.FILES, f"{path} is not listed")
    elif listed != found:
        findings.differs(Aspect.FILES, path)


def _check_bag_info(pack: OpenedPack) -> None:
    payload = [path for path in pack.hashes if path.startswith(PAYLOAD)]
    text = pack.text("bag-info.txt") or ""
    day = text.removeprefix("Bagging-Date: ")[: len("2026-03-04")]
    octets = sum(map(pack.files.size, payload))
    if text != bag_info_text(day, octets, len(payload)).decode():
        pack.findings.differs(Aspect.LISTS, "bag-info.txt")


def _check_papers(pack: OpenedPack) -> None:
    listed = _listed(pack, TAG_MANIFEST)
    papers = [path for path in pack.hashes if path.endswith((".pdf", ".html")) and "/" not in path]
    for path in papers:
        if path not in listed:
            pack.findings.differs(Aspect.PAPERS, path)
    detail = f"{len(papers)} papers; what their pages say is not compared word by word"
    pack.findings.done(Aspect.PAPERS, detail)


def check_signature(pack: OpenedPack) -> NoteKey | None:
    """Check the signature over the list of all files.

    Args:
        pack: read by `open_pack`.

    Returns:
        The key, when it can be read, whether or not the signature holds.
    """
    try:
        key = parse_key(pack.text("record/key") or "")
    except NoteError:
        pack.findings.differs(Aspect.SIGNATURE, "record/key")
        return None
    try:
        signed = open_note(pack.text(SEAL) or "", key)
    except NoteError:
        signed = ""
    if signed != f"{SIGNED_TEXT}{pack.hashes.get(TAG_MANIFEST, '')}\n":
        pack.findings.differs(Aspect.SIGNATURE, SEAL)
    pack.findings.done(Aspect.SIGNATURE, key.fingerprint)
    return key
