"""Judges any BagIt bag in a folder, versions 0.93 to 1.0 (RFC 8493 and the drafts before it).

Held to the conformance suite of the Library of Congress: a bag is complete and unchanged, or it is
not; what is merely careless is a warning. Nothing is ever fetched, and no path outside the bag is
opened.
"""

from __future__ import annotations

import codecs
import hashlib
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from holdfast.packs.bag import PAYLOAD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

VERSION_LINE = re.compile(r"BagIt-Version: ([0-9]+\.[0-9]+)")
ENCODING_LINE = re.compile(r"Tag-File-Character-Encoding: (\S+)")
MANIFEST_NAME = re.compile(r"(tag)?manifest-([a-z0-9]+)\.txt")
MANIFEST_LINE = re.compile(r"([0-9a-fA-F]+)[ \t]+(\*?)(.+)")
FETCH_LINE = re.compile(r"\S+[ \t]+(?:[0-9]+|-)[ \t]+(.+)")
OUTSIDE = re.compile(r"/|\\|~|[A-Za-z]:|%[A-Za-z]+%")
"""What a path that leaves the bag begins with on one system or another."""

ALGORITHMS = frozenset({"md5", "sha1", "sha224", "sha256", "sha384", "sha512"})
LEFT_BY_SYSTEMS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
FIRST_STRICT_VERSION = (1, 0)
CHUNK_BYTES = 1024 * 1024
MAX_TAG_FILE_BYTES = 64 * 1024 * 1024


@dataclass(slots=True)
class Verdict:
    """What was found out about a bag."""

    errors: list[str] = field(default_factory=list)
    """Why it does not hold; empty for a bag that does."""

    warnings: list[str] = field(default_factory=list)
    """What is careless but harmless."""

    @property
    def holds(self) -> bool:
        """True when nothing is wrong with it."""
        return not self.errors


class Broken(StrEnum):
    """Why a bag cannot be read on."""

    NO_MANIFEST = "no payload manifest"
    LINK = "a link"
    TOO_LARGE = "a tag file is too large"
    NOT_ITS_ENCODING = "a tag file in another encoding"
    NO_DECLARATION = "no bagit.txt"
    DECLARATION = "bagit.txt is not in its form"
    UNKNOWN_ENCODING = "an unknown encoding"
    FETCH = "fetch.txt is not in its form"
    OUTSIDE = "a path outside the bag"
    UNKNOWN_HASH = "an unknown kind of hash"
    MANIFEST = "a manifest is not in its form"


class BagBrokenError(ValueError):
    """A bag so far from the form that it cannot be read on."""


def judge_bag(folder: Path) -> Verdict:
    """Tell whether a folder is a complete, unchanged bag.

    Args:
        folder: the bag's own folder.
    """
    reading = _Reading(folder, Verdict())
    try:
        reading.judge()
    except BagBrokenError as broken:
        reading.verdict.errors.append(str(broken))
    return reading.verdict


def _file_hash(path: Path, algorithm: str) -> str:
    digest = hashlib.new(algorithm, usedforsecurity=False)
    with path.open("rb") as source:
        while chunk := source.read(CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def _same_name(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


@dataclass(slots=True)
class _Reading:
    folder: Path
    verdict: Verdict
    version: tuple[int, int] = (0, 0)
    encoding: str = "utf-8"
    files: frozenset[str] = frozenset()

    def judge(self) -> None:
        self.files = frozenset(self._walk())
        self._read_declaration()
        fetched = set(self._read_fetch())
        listed_by_payload_manifest = []
        manifests = sorted(path for path in self.files if MANIFEST_NAME.fullmatch(path))
        for name in manifests:
            listed = self._check_manifest(name, fetched)
            if not name.startswith("tag"):
                listed_by_payload_manifest.append(listed)
        if not listed_by_payload_manifest:
            raise BagBrokenError(Broken.NO_MANIFEST)
        for listed in listed_by_payload_manifest:
            for path in sorted(self.files - listed):
                if path.startswith(PAYLOAD):
                    self.verdict.errors.append(f"not listed: {path}")

    def _walk(self) -> Iterator[str]:
        for path in self.folder.rglob("*"):
            if path.is_symlink():
                raise BagBrokenError(Broken.LINK)
            if path.is_file():
                yield path.relative_to(self.folder).as_posix()

    def _text(self, name: str, encoding: str) -> str:
        path = self.folder / name
        if path.stat().st_size > MAX_TAG_FILE_BYTES:
            raise BagBrokenError(Broken.TOO_LARGE)
        try:
            return path.read_bytes().decode(encoding)
        except UnicodeDecodeError as error:
            raise BagBrokenError(Broken.NOT_ITS_ENCODING) from error

    def _read_declaration(self) -> None:
        if "bagit.txt" not in self.files:
            raise BagBrokenError(Broken.NO_DECLARATION)
        lines = [line.rstrip() for line in self._text("bagit.txt", "utf-8").splitlines()]
        version = VERSION_LINE.fullmatch(lines[0]) if lines else None
        encoding = ENCODING_LINE.fullmatch(lines[1]) if len(lines) > 1 else None
        if version is None or encoding is None:
            raise BagBrokenError(Broken.DECLARATION)
        major, _, minor = version[1].partition(".")
        self.version = (int(major), int(minor))
        try:
            self.encoding = codecs.lookup(encoding[1]).name
        except LookupError as error:
            raise BagBrokenError(Broken.UNKNOWN_ENCODING) from error

    def _read_fetch(self) -> Iterator[str]:
        if "fetch.txt" not in self.files:
            return
        for line in self._text("fetch.txt", self.encoding).splitlines():
            found = FETCH_LINE.fullmatch(line.rstrip())
            if found is None:
                raise BagBrokenError(Broken.FETCH)
            yield self._inside(found[1])

    def _inside(self, listed: str) -> str:
        path = listed.removeprefix("./")
        if path != listed:
            self.verdict.warnings.append("a path begins with ./")
        parts = path.replace("\\", "/").split("/")
        if OUTSIDE.match(path) or ".." in parts:
            raise BagBrokenError(Broken.OUTSIDE)
        if path not in self.files:
            path = re.sub(r"%0[Dd]", "\r", re.sub(r"%0[Aa]", "\n", path)).replace("%25", "%")
        return path

    def _check_manifest(self, name: str, fetched: set[str]) -> frozenset[str]:
        algorithm = name.rpartition("-")[2].removesuffix(".txt")
        if algorithm not in ALGORITHMS:
            raise BagBrokenError(Broken.UNKNOWN_HASH)
        hashes: dict[str, str] = {}
        for line in self._text(name, self.encoding).splitlines():
            if line.strip():
                self._take_line(line, hashes)
        alike = Counter(map(_same_name, hashes))
        for path, expected in hashes.items():
            if alike[_same_name(path)] > 1:
                self.verdict.warnings.append(f"two names alike: {path}")
            self._check_file(path, expected, algorithm=algorithm, fetched=path in fetched)
        return frozenset(hashes)

    def _take_line(self, line: str, hashes: dict[str, str]) -> None:
        found = MANIFEST_LINE.fullmatch(line.rstrip("\r"))
        if found is None:
            raise BagBrokenError(Broken.MANIFEST)
        if found[2]:
            self.verdict.warnings.append("written by a md5sum tool")
        path = self._inside(found[3])
        earlier = hashes.get(path)
        if earlier is not None:
            if self.version >= FIRST_STRICT_VERSION or earlier != found[1].lower():
                self.verdict.errors.append(f"listed twice: {path}")
            self.verdict.warnings.append(f"listed twice: {path}")
        hashes[path] = found[1].lower()

    def _check_file(self, path: str, expected: str, *, algorithm: str, fetched: bool) -> None:
        real = path if path in self.files else self._by_other_name(path)
        if real is None:
            if path.rpartition("/")[2] in LEFT_BY_SYSTEMS:
                self.verdict.warnings.append(f"a system's own file: {path}")
            elif not fetched:
                self.verdict.errors.append(f"missing: {path}")
            return
        if path.rpartition("/")[2] in LEFT_BY_SYSTEMS:
            self.verdict.warnings.append(f"a system's own file: {path}")
        if _file_hash(self.folder / real, algorithm) != expected:
            self.verdict.errors.append(f"changed: {path}")

    def _by_other_name(self, path: str) -> str | None:
        same = _same_name(path)
        return next((each for each in sorted(self.files) if _same_name(each) == same), None)
