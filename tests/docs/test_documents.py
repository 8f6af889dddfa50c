"""What the documents say agrees with the code."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from holdfast.readers import READERS

ROOT = Path(__file__).parents[2]
FOLDERS = {
    "model", "readers", "knowledge", "insight", "vault", "packs", "checks", "places", "actions",
    "cli", "web",
}  # fmt: skip
LINK = re.compile(r"\]\(([^)#:]+)\)")


def text_of(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize(
    "name",
    [
        "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "LICENSE",
        "docs/glossary.md", "docs/record-format.md", "docs/pack-format.md", "docs/threat-model.md",
        "docs/measurements.md",
    ],
)  # fmt: skip
def test_document_is_there_and_says_something(name: str) -> None:
    assert len(text_of(name)) > 200


def test_architecture_names_every_folder_of_the_code() -> None:
    there = {folder.name for folder in (ROOT / "src/holdfast").iterdir() if folder.is_dir()}
    assert {name for name in there if name.isidentifier()} - {"__pycache__"} == FOLDERS
    text = text_of("ARCHITECTURE.md")
    assert [folder for folder in sorted(FOLDERS) if f"{folder}/" not in text] == []


def test_every_reader_has_a_row_a_page_and_samples() -> None:
    rows = set(re.findall(r"^\| `([\w-]+)` \|", text_of("README.md"), re.MULTILINE))
    pages = {page.stem for page in (ROOT / "docs/readers").glob("*.md")}
    samples = {folder.parent.parent.name for folder in (ROOT / "tests/readers").glob("*/*/in.*")}
    assert rows == pages == samples == set(READERS)


def test_every_runtime_package_is_argued_for() -> None:
    named = tomllib.loads(text_of("pyproject.toml"))["project"]["dependencies"]
    argued = "\n".join(page.read_text("utf-8") for page in (ROOT / "docs/decisions").glob("*.md"))
    missing = [name for line in named if f"`{(name := re.split('[>=<]', line)[0])}`" not in argued]
    assert missing == []


def test_at_most_forty_packages_run() -> None:
    locked = re.findall(r"^([A-Za-z0-9_.-]+)==", text_of("requirements.lock"), re.MULTILINE)
    assert len(locked) <= 40


def test_every_locked_package_is_pinned_by_hash() -> None:
    for lock in ("requirements.lock", "requirements-test.lock"):
        blocks = re.split(r"\n(?=[A-Za-z0-9_.-]+==)", text_of(lock))[1:]
        assert blocks
        assert [block for block in blocks if "--hash=sha256:" not in block] == []


def test_links_between_documents_lead_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    links = [(page, link) for page in pages for link in LINK.findall(page.read_text("utf-8"))]
    assert links
    assert [(page.name, link) for page, link in links if not (page.parent / link).exists()] == []
