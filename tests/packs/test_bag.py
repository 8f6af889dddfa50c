"""Bags: the whole conformance suite through our own reader, and what we write through another's."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from holdfast.packs.bag_reading import judge_bag
from tests.corpus import corpus

SUITE_SIZE = 54


def bags(kind: str) -> list[Path]:
    return sorted(corpus("conformance", "bagit").glob(f"v*/{kind}/*"))


def test_the_suite_has_its_54_bags() -> None:
    found = [bag for kind in ("valid", "invalid", "linux-only", "warning") for bag in bags(kind)]

    assert len(found) == SUITE_SIZE


def test_every_valid_bag_of_the_suite_holds() -> None:
    assert [bag for bag in bags("valid") if not judge_bag(bag).holds] == []


@pytest.mark.parametrize("kind", ["invalid", "linux-only", "windows-only"])
def test_every_invalid_bag_of_the_suite_is_refused(kind: str) -> None:
    assert [bag for bag in bags(kind) if judge_bag(bag).holds] == []


def test_every_careless_bag_of_the_suite_holds_with_a_warning() -> None:
    verdicts = {bag: judge_bag(bag) for bag in bags("warning")}

    assert [bag for bag, found in verdicts.items() if not (found.holds and found.warnings)] == []


def make_bag(files: dict[str, bytes]) -> Path:
    folder = Path(tempfile.mkdtemp())
    plain = {"bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"}
    for name, data in (plain | files).items():
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_bytes(data)
    return folder


HELLO = b"b1946ac92492d2347c6235b4d2611184  data/hello\n"


@pytest.mark.parametrize(
    ("files", "error"),
    [
        pytest.param({}, "no payload manifest", id="no manifest"),
        pytest.param({"bagit.txt": b""}, "bagit.txt is not in its form", id="empty declaration"),
        pytest.param(
            {"bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: KLINGON\n"},
            "an unknown encoding",
            id="unknown encoding",
        ),
        pytest.param({"bagit.txt": b"\xff\xfe"}, "a tag file in another encoding", id="not text"),
        pytest.param({"manifest-crc32.txt": HELLO}, "an unknown kind of hash", id="crc"),
        pytest.param({"manifest-md5.txt": b"?\n"}, "a manifest is not in its form", id="form"),
        pytest.param({"fetch.txt": b"?\n"}, "fetch.txt is not in its form", id="fetch"),
        pytest.param({"manifest-md5.txt": HELLO}, "missing: data/hello", id="missing file"),
        pytest.param(
            {"manifest-md5.txt": HELLO, "data/hello": b"other"},
            "changed: data/hello",
            id="changed file",
        ),
    ],
)
def test_a_broken_bag_is_refused_with_its_reason(files: dict[str, bytes], error: str) -> None:
    assert judge_bag(make_bag(files)).errors == [error]


def test_a_link_in_a_bag_is_never_followed() -> None:
    folder = make_bag({})
    (folder / "data").symlink_to("/etc")

    assert judge_bag(folder).errors == ["a link"]


def test_a_tag_file_of_100_mb_is_not_read() -> None:
    folder = make_bag({})
    with (folder / "bagit.txt").open("r+b") as declared:
        declared.truncate(100 * 1024 * 1024)

    assert judge_bag(folder).errors == ["a tag file is too large"]


def test_a_file_still_to_be_fetched_may_be_absent() -> None:
    fetch = b"http://example.invalid/hello - data/hello\n"

    assert judge_bag(make_bag({"manifest-md5.txt": HELLO, "fetch.txt": fetch})).holds
