"""Which files a pack has, what they may be called, and in which order they stand."""

from __future__ import annotations

import re

ROOT = "pack/"
"""The one folder inside the zip."""

TAGS = ("bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt")
SEAL = "pack.sig"
TO_READ = ("index.csv", "index.json", "verify.html", "START-HERE.pdf")
RECORD = (
    "record/entries.jsonl",
    "record/checkpoint",
    "record/key",
    "record/proofs.json",
    "record/case.jsonld",
    "record/beside.json",
)
ABOUT = "data/about-this-folder.txt"
OFFICER_ONLY = "officer-only.pdf"

MUST_BE_THERE = frozenset(
    {*TAGS, SEAL, *TO_READ, *RECORD, ABOUT, "exhibits-1.pdf", "chronology-1.pdf"}
)

MAX_PATH_CHARACTERS = 100
PART = r"[A-Za-z0-9][A-Za-z0-9._-]*"
INITIALS = r"[A-Z]{1,5}"

PLACES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(exhibits|chronology)-[1-9][0-9]*\.pdf",
        rf"data/exhibits/{INITIALS}-[0-9]{{3,}}(-copy)?\.[a-z0-9]{{1,8}}",
        rf"data/messages/{INITIALS}-[0-9]{{3,}}\.(csv|html)",
        r"record/timestamps/(0|[1-9][0-9]*)\.(checkpoint|tsr)",
    )
)

RANK_OF_VOLUMES, RANK_TO_READ, RANK_OF_DATA, RANK_OF_RECORD, RANK_OF_TAGS, RANK_OF_SEAL = range(6)


def is_in_place(path: str) -> bool:
    """Tell whether the specification has a place for a file.

    Args:
        path: relative to the pack.
    """
    if len(path) > MAX_PATH_CHARACTERS:
        return False
    return path in MUST_BE_THERE or any(place.fullmatch(path) for place in PLACES)


def order(path: str) -> tuple[int, int, str]:
    """Give what files are sorted by in the zip.

    Args:
        path: relative to the pack.
    """
    return (_rank(path), len(path), path)


def _rank(path: str) -> int:
    if path == SEAL:
        return RANK_OF_SEAL
    if path in TAGS:
        return RANK_OF_TAGS
    if path in TO_READ:
        return RANK_TO_READ
    if path.startswith("data/"):
        return RANK_OF_DATA
    return RANK_OF_RECORD if path.startswith("record/") else RANK_OF_VOLUMES


def exhibit_stem(initials: str, number: int) -> str:
    """Give the first part of an exhibit's file name (`ABC-001`).

    Args:
        initials: of the person who produces it.
        number: of the exhibit.
    """
    return f"{initials}-{number:03}"
