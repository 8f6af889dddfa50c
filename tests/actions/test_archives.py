"""Tars and packed files, handed over file by file; what is hostile in them does no harm."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest

from holdfast.actions import packed, tars, zips
from holdfast.actions.archives import Container, container_of, members_of
from holdfast.actions.members import Budget, Member, MemberUnreadableError, Skipped
from holdfast.actions.packed import Unpacked, find_packing
from holdfast.actions.take_in import take_in
from tests.actions.samples import CHAT, received, zipped
from tests.corpus import corpus
from tests.readers.samples import BytesSource

if TYPE_CHECKING:
    from collections.abc import Callable

    from holdfast.vault.casebook import OpenCasebook

PACKINGS: dict[str, Callable[[bytes], bytes]] = {
    "tar": bytes, "tar.gz": gzip.compress, "tgz": gzip.compress, "tar.bz2": bz2.compress,
    "tar.xz": lzma.compress,
}  # fmt: skip
SINGLE = {"gzip": gzip.compress, "bzip2": bz2.compress, "xz": lzma.compress}
FORMATS = {"ustar": tarfile.USTAR_FORMAT, "gnu": tarfile.GNU_FORMAT, "pax": tarfile.PAX_FORMAT}


def tar_of(files: dict[str, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    """Give a tar in memory."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


def tar_with(kind: bytes, name: str = "odd", **values: object) -> bytes:
    """Give a tar with one unusual member and a usual one after it."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo(name)
        info.type = kind
        for key, value in values.items():
            setattr(info, key, value)
        archive.addfile(info)
        after = tarfile.TarInfo("after")
        after.size = 1
        archive.addfile(after, io.BytesIO(b"x"))
    return out.getvalue()


def contents(found: list[Member | Skipped]) -> dict[str, bytes | str]:
    """Give path inside -> bytes, or the reason why not."""
    result: dict[str, bytes | str] = {}
    for each in found:
        match each:
            case Skipped(inside, why):
                result[inside] = why
            case Member():
                try:
                    result[each.inside] = b"".join(each.chunks())
                except MemberUnreadableError as error:
                    result[each.inside] = str(error.why)
    return result


def of(content: bytes, name: str = "in.tar", **options: object) -> dict[str, bytes | str]:
    """Give what is in a container."""
    return contents(list(members_of(BytesSource(content, name), **options)))  # type: ignore[arg-type]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("ending", PACKINGS)
def test_members_come_with_their_bytes_and_names(ending: str, form: str) -> None:
    files = {
        "_chat.txt": b"chat",
        "photos/a.jpg": b"a" * 100_000,
        "größe/" + "x" * 90: b"",
        "z": b"y",
    }
    content = PACKINGS[ending](tar_of(files, FORMATS[form]))

    assert container_of(BytesSource(content, f"a.{ending}")) is Container.TAR
    assert of(content) == files


@pytest.mark.parametrize("form", ["gnu", "pax"])
def test_very_long_names_are_kept(form: str) -> None:
    name = "a/" * 150 + "é.txt"

    assert of(tar_of({name: b"x", "b": b"y"}, FORMATS[form])) == {name: b"x", "b": b"y"}


def test_members_can_be_read_as_they_come_or_again_and_in_any_order() -> None:
    content = gzip.compress(tar_of({"a": b"one" * 50_000, "b": b"two"}))

    as_they_come = {
        each.inside: b"".join(each.chunks())
        for each in members_of(BytesSource(content))
        if isinstance(each, Member)
    }
    first, second = members_of(BytesSource(content))

    assert isinstance(first, Member)
    assert isinstance(second, Member)
    assert b"".join(second.chunks()) == as_they_come["b"] == b"two"
    assert [b"".join(first.chunks()) for _ in range(2)] == [as_they_come["a"]] * 2


@pytest.mark.parametrize("name", ["../../etc/x", "/etc/x", "C:\\x", "a/../../x", ".."])
def test_a_name_that_points_outside_is_only_a_name(name: str) -> None:
    (member,) = members_of(BytesSource(tar_of({name: b"x"})))

    assert isinstance(member, Member)
    assert "/" not in member.name
    assert b"".join(member.chunks()) == b"x"


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        (tarfile.SYMTYPE, "skipped-link"), (tarfile.LNKTYPE, "skipped-link"),
        (tarfile.CHRTYPE, "skipped-no-file"), (tarfile.BLKTYPE, "skipped-no-file"),
        (tarfile.FIFOTYPE, "skipped-no-file"), (tarfile.GNUTYPE_SPARSE, "skipped-method"),
    ],
)  # fmt: skip
def test_what_is_no_file_is_named_and_left(kind: bytes, why: str) -> None:
    assert of(tar_with(kind, linkname="/etc/passwd")) == {"odd": why, "after": b"x"}


def test_a_sparse_file_of_newer_kind_is_named_and_left() -> None:
    extra = {"GNU.sparse.major": "1", "GNU.sparse.name": "x"}

    assert of(tar_with(tarfile.REGTYPE, pax_headers=extra))["odd"] == "skipped-method"


def test_folders_and_what_a_system_leaves_beside_are_no_files() -> None:
    found = of(tar_of({"a/": b"", "__MACOSX/._a": b"x", "b/.DS_Store": b"x", "./c": b"y"}))

    assert found == {"__MACOSX/._a": "skipped-junk", "b/.DS_Store": "skipped-junk", "c": b"y"}


def test_the_same_name_twice_is_two_files() -> None:
    twice = tar_of({"a": b"1"})[:1024] + tar_of({"a": b"2"})

    assert of(twice) == {"a": b"1", "a (2)": b"2"}


def test_a_tar_after_a_tar_is_read_too() -> None:
    assert of(tar_of({"a": b"1"}) + tar_of({"b": b"2"})) == {"a": b"1", "b": b"2"}


def test_a_size_that_is_not_true_is_told() -> None:
    content = tar_of({"a": b"1", "b": b"2"}, tarfile.USTAR_FORMAT)
    block = bytearray(content[:512])
    block[124:136] = b"77777777777\0"
    block[148:156] = b" " * 8
    block[148:156] = f"{sum(block):06o}\0 ".encode()

    assert of(bytes(block) + content[512:]) == {"a": "skipped-damaged"}
    assert of(gzip.compress(bytes(block) + content[512:])) == {"a": "skipped-damaged"}


def test_large_numbers_may_be_binary() -> None:
    block = bytearray(tar_of({"a": b"1"}, tarfile.USTAR_FORMAT))
    block[124:136] = b"\x80" + (1).to_bytes(11, "big")
    block[148:156] = b" " * 8
    block[148:156] = f"{sum(block[:512]):06o}\0 ".encode()
    negative = bytearray(block)
    negative[124] = 0xFF

    assert of(bytes(block)) == {"a": b"1"}
    assert container_of(BytesSource(bytes(negative))) is None


def test_damage_in_the_middle_is_told() -> None:
    content = bytearray(tar_of({"a": b"1", "b": b"2"}))
    content[1024] ^= 0xFF

    assert of(bytes(content)) == {"a": b"1", "": "skipped-damaged"}


@pytest.mark.parametrize("ending", ["tar.gz", "tar.bz2", "tar.xz"])
def test_a_packed_tar_that_ends_early_is_told(ending: str) -> None:
    body = bytes(range(256)) * 4_000
    content = PACKINGS[ending](tar_of({"a": b"1", "b": body}))

    found = of(content[: len(content) - 40])

    assert "skipped-damaged" in {*found.values()}


def test_a_tar_inside_a_zip_inside_a_packed_tar_is_opened_step_by_step() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("inner.tgz", gzip.compress(tar_of({"a": b"1"})))
    outer = of(bz2.compress(tar_of({"middle.zip": out.getvalue()})))
    middle = of(bytes(outer["middle.zip"]), "middle.zip")  # type: ignore[arg-type]

    assert of(bytes(middle["inner.tgz"]), "inner.tgz") == {"a": b"1"}  # type: ignore[arg-type]


@pytest.mark.parametrize("pack", SINGLE.values(), ids=SINGLE)
def test_a_single_packed_file_is_named_after_the_one_around_it(
    pack: Callable[[bytes], bytes],
) -> None:
    content = pack(b"words") + pack(b" and more")

    assert container_of(BytesSource(content)) is Container.PACKED
    assert of(content, "chat.txt.GZ") == {"chat.txt": b"words and more"}
    assert of(content, "chat") == {"chat": b"words and more"}


def test_web_archives_are_left_to_their_reader() -> None:
    assert container_of(BytesSource(gzip.compress(b"WARC/1.0\r\n"), "a.warc.gz")) is None
    assert container_of(BytesSource(b"filedesc://a", "a.arc")) is None
    assert of(b"text") == {}


def test_containers_that_lie_too_deep_are_not_opened() -> None:
    assert of(tar_of({"a": b""}), depth=zips.DEEPEST + 1) == {"": "skipped-too-deep"}
    assert of(gzip.compress(b"x"), depth=zips.DEEPEST + 1) == {"": "skipped-too-deep"}


@pytest.mark.parametrize("pack", SINGLE.values(), ids=SINGLE)
def test_a_bomb_is_cut_off(pack: Callable[[bytes], bytes]) -> None:
    bomb = b"\0" * (zips.RATIO_FREE_BYTES + (2 << 20))

    assert of(pack(bomb), "a.gz") == {"a": "skipped-bomb"}
    assert of(pack(tar_of({"a": bomb}))) == {"a": "skipped-bomb", "": "skipped-bomb"}


def test_what_comes_after_a_bomb_is_told_too() -> None:
    content = gzip.compress(tar_of({"a": b"\0" * (zips.RATIO_FREE_BYTES + (2 << 20)), "b": b"x"}))

    found = [contents([each]) for each in members_of(BytesSource(content))]

    assert found == [{"a": "skipped-bomb"}, {"": "skipped-bomb"}]


def test_very_many_empty_streams_are_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "FEW_STREAMS", 10)

    assert of(gzip.compress(b"") * 2_000, "a.gz") == {"a": "skipped-bomb"}


def test_the_budget_is_shared() -> None:
    budget = Budget(members=2, size_bytes=100)
    content = tar_of({"a": b"x" * 60, "b": b"y" * 60, "c": b"z"})
    found = {
        inside: kept
        for each in members_of(BytesSource(content), budget=budget)
        for inside, kept in contents([each]).items()
    }

    assert found == {"a": b"x" * 60, "b": "skipped-bomb", "c": "skipped-too-many"}
    assert of(gzip.compress(b"x"), "b.gz", budget=budget) == {"b": "skipped-too-many"}
    assert of(gzip.compress(b"xyz"), "b.gz", budget=Budget(size_bytes=2)) == {"b": "skipped-bomb"}


def test_very_many_headers_are_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tars, "MOST_HEADERS", 2)

    assert of(tar_of({"a": b"", "b": b"", "c": b""})) == {
        "a": b"", "b": b"", "": "skipped-too-many",
    }  # fmt: skip


def test_text_that_only_begins_like_a_packed_file_is_none() -> None:
    assert find_packing(b"BZh is a word") == b""
    assert container_of(BytesSource(b"BZh9 is a word")) is None
    assert container_of(BytesSource(b"\0" * 2_000)) is None
    assert container_of(BytesSource(b"\x1f\x8b\x08broken")) is Container.PACKED
    assert of(b"\x1f\x8b\x08broken", "a.gz") == {"a": "skipped-damaged"}


def test_unpacked_bytes_are_read_from_any_place() -> None:
    content = bytes(range(256)) * 1_000
    unpacked = Unpacked(BytesSource(gzip.compress(content)))

    for start, length in ((200_000, 10), (5, 100_000), (100_005, 3), (255_990, 100), (999_999, 1)):
        assert unpacked.read(start, length) == content[start : start + length]


def test_nothing_prints_a_name() -> None:
    (member,) = members_of(BytesSource(tar_of({"secret": b"x"})))

    assert "secret" not in repr(member)


def test_a_packed_tar_is_taken_in_with_all_that_is_in_it(book: OpenCasebook) -> None:
    inner = zipped({"WhatsApp Chat with Alex.txt": CHAT, ".DS_Store": b"x"})
    content = gzip.compress(
        tar_of({"takeout/inner.zip": inner, "takeout/a.txt.gz": gzip.compress(b"a")})
    )

    rows = list(take_in(book, [received("takeout-001.tgz", content)]))

    assert [(row.path, row.format, row.error) for row in rows] == [
        ("takeout-001.tgz", "tar", ""),
        ("takeout-001.tgz/takeout/inner.zip", "zip", ""),
        ("takeout-001.tgz/takeout/inner.zip/WhatsApp Chat with Alex.txt", "whatsapp", ""),
        ("takeout-001.tgz/takeout/inner.zip/.DS_Store", "", "skipped-junk"),
        ("takeout-001.tgz/takeout/a.txt.gz", "packed", ""),
        ("takeout-001.tgz/takeout/a.txt.gz/a.txt", "opaque", ""),
    ]


def test_hostile_archives_are_bounded_and_told() -> None:
    looked_into = dict.fromkeys(Container, 0)
    for path in sorted(corpus("hostile", "archives").rglob("*")):
        source = BytesSource(path.read_bytes(), path.name) if path.is_file() else BytesSource(b"")
        container = container_of(source)
        if container is not None:
            looked_into[container] += 1
            found = contents(list(members_of(source)))
            assert sum(len(each) for each in found.values()) < (64 << 20)

    assert all(count > 30 for count in looked_into.values())


def header_of(kind: bytes, size: int, name: bytes = b"odd", more: bytes = b"") -> bytes:
    """Give one block of a tar as old GNU programs write it."""
    block = bytearray(name.ljust(124, b"\0") + f"{size:011o}\0".encode()).ljust(512, b"\0")
    block[156:157] = kind
    block[257:265] = b"ustar  \0"
    block[482:483] = more or b"\0"
    block[148:156] = b" " * 8
    block[148:156] = f"{sum(block):06o}\0 ".encode()
    return bytes(block)


def test_an_old_sparse_file_with_more_blocks_is_passed_over_whole() -> None:
    goes_on = bytes(504) + b"\1" + bytes(7)
    content = header_of(b"S", 3, more=b"\1") + goes_on + bytes(512) + b"abc".ljust(512, b"\0")

    assert of(content + tar_of({"a": b"1"})) == {"odd": "skipped-method", "a": b"1"}


def test_a_name_in_an_old_encoding_is_kept_as_it_can_be() -> None:
    assert of(header_of(b"0", 0, "größe".encode("cp1252"))) == {"größe": b""}


def test_facts_before_a_file_are_read_as_far_as_they_make_sense() -> None:
    facts = b"9 path=b\n10 size=1\n12 size=nine\n2 x=\n"
    before = header_of(b"x", len(facts)) + facts.ljust(512, b"\0")
    about_all = header_of(b"g", 9) + b"9 path=z\n".ljust(512, b"\0")

    assert of(about_all + before + header_of(b"0", 0) + b"1".ljust(512, b"\0")) == {"b": b"1"}


def test_a_tar_ends_where_nothing_but_zeros_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tars, "MOST_EMPTY", 2 * tars.BLOCK)

    assert of(tar_of({"a": b"1"}) + tar_of({"b": b"2"})) == {"a": b"1"}
