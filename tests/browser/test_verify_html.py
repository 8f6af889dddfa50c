"""verify.html in a real browser: it holds for a whole pack and names what does not."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from holdfast.knowledge.wording import words
from holdfast.packs.checking import check_pack
from holdfast.packs.findings import Aspect, Result
from holdfast.packs.verify_html import page as verify_html
from holdfast.packs.verify_html.page import verify_page
from tests.browser.verify_page import failures, judge, open_checker
from tests.packs import tiny

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.browser.chromium import PageOpener

pytestmark = pytest.mark.browser

LARGEST_PAGE = 150 * 1024
NEVER_SHOWN = {"time", "author", "complete"}


@pytest.fixture
def checker(open_page: PageOpener) -> Page:
    return open_checker(open_page())


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return written(tmp_path, tiny.zip_of(tiny.all_files()))


def written(folder: Path, data: bytes, name: str = "pack.zip") -> Path:
    place = folder / name
    place.write_bytes(data)
    return place


def unpacked(pack: Path, folder: Path) -> Path:
    with zipfile.ZipFile(pack) as archive:
        archive.extractall(folder)
    return folder / "pack"


def signed_again(files: dict[str, bytes]) -> dict[str, bytes]:
    """Make lists and signature anew, as somebody does who holds the key."""
    payload = [name for name in files if name.startswith("data/")]
    octets = sum(len(files[name]) for name in payload)
    info = files["bag-info.txt"].decode().rpartition("Payload-Oxum: ")[0]
    files["bag-info.txt"] = f"{info}Payload-Oxum: {octets}.{len(payload)}\n".encode()
    files["manifest-sha256.txt"] = tiny.manifest(files, payload)
    own = {"tagmanifest-sha256.txt", "pack.sig"}
    tags = [name for name in files if name not in payload and name not in own]
    files["tagmanifest-sha256.txt"] = tiny.manifest(files, tags)
    signed = tiny.sha(files["tagmanifest-sha256.txt"]).hex()
    files["pack.sig"] = tiny.note(f"holdfast-pack/1\n{signed}\n").encode()
    return files


def test_a_whole_pack_holds_as_zip_and_as_folder(checker: Page, pack: Path, tmp_path: Path) -> None:
    folder = unpacked(pack, tmp_path)
    for form in (pack, folder):
        verdict = judge(checker, form)
        assert verdict["holds"], verdict["checks"]
        never = {row["id"] for row in verdict["checks"] if row["result"] == "not shown"}
        assert never == {"witness", *NEVER_SHOWN}


def test_the_fingerprint_is_the_one_people_compare(checker: Page, pack: Path) -> None:
    shown = tiny.sha(tiny.PUBLIC).hex()[:32]
    assert (judge(checker, pack)["key"] or "").replace(" ", "") == shown


def test_portal_form_holds_and_a_swapped_paper_is_named(
    checker: Page, pack: Path, tmp_path: Path
) -> None:
    portal = tmp_path / "portal"
    portal.mkdir()
    (portal / "notebook.zip").write_bytes(pack.read_bytes())
    files = tiny.all_files()
    for name in ("START-HERE.pdf", "index.csv", "verify.html"):
        (portal / name).write_bytes(files[name])
    assert judge(checker, portal)["holds"]
    (portal / "START-HERE.pdf").write_bytes(b"another paper")

    verdict = judge(checker, portal)
    assert failures(verdict) == {"beside"}
    assert any("START-HERE.pdf" in row["detail"] for row in verdict["checks"])


def changed_entry(files: dict[str, bytes], old: str, new: str) -> dict[str, bytes]:
    files["index.json"] = files["index.json"].replace(old.encode(), new.encode())
    files["index.csv"] = files["index.csv"].replace(old.encode(), new.encode())
    return files


def without(files: dict[str, bytes], name: str) -> dict[str, bytes]:
    return {each: data for each, data in files.items() if each != name}


def other_disclosure(files: dict[str, bytes]) -> dict[str, bytes]:
    lines = files["record/entries.jsonl"].decode().splitlines()
    entry = json.loads(lines[0])
    entry["disclosures"][0] = tiny.b64url(
        tiny.compact([tiny.b64url(b"s" * 16), "id", "x"]).encode()
    )
    lines[0] = tiny.compact(entry)
    return {**files, "record/entries.jsonl": ("\n".join(lines) + "\n").encode()}


def without_last_leaf(files: dict[str, bytes]) -> dict[str, bytes]:
    proofs = json.loads(files["record/proofs.json"])
    proofs["leaves"].pop()
    return {**files, "record/proofs.json": (tiny.compact(proofs) + "\n").encode()}


def other_message(files: dict[str, bytes]) -> dict[str, bytes]:
    return {
        **files,
        "record/proofs.json": files["record/proofs.json"].replace(b"I can see", b"I cann see", 1),
    }


PHOTO_PATH = "data/exhibits/ABC-001.jpg"

ALTERED: dict[str, tuple[Callable[[dict[str, bytes]], dict[str, bytes]], set[str]]] = {
    "an original": (lambda f: {**f, PHOTO_PATH: f[PHOTO_PATH] + b"!"}, {"originals"}),
    "an original left out": (lambda f: without(f, PHOTO_PATH), {"index"}),
    "a field": (other_disclosure, {"fields", "index"}),
    "the list of entries": (without_last_leaf, {"record"}),
    "a stray file": (lambda f: {**f, "extra.exe": b"MZ"}, {"names"}),
    "the checker taken out": (lambda f: without(f, "verify.html"), {"names"}),
    "the index": (lambda f: changed_entry(f, "photo.jpg", "fhoto.jpg"), {"index"}),
    "a message": (other_message, {"messages"}),
    "the checkpoint": (
        lambda f: {**f, "record/checkpoint": f["record/checkpoint"].replace(b"\n4\n", b"\n5\n")},
        {"checkpoint"},
    ),
}


@pytest.mark.parametrize(("alter", "wanted"), ALTERED.values(), ids=ALTERED.keys())
def test_what_was_altered_is_found_though_all_lists_are_made_anew_and_signed(
    checker: Page,
    tmp_path: Path,
    alter: Callable[[dict[str, bytes]], dict[str, bytes]],
    wanted: set[str],
) -> None:
    files = signed_again(alter(tiny.all_files()))
    found = failures(judge(checker, written(tmp_path, tiny.zip_of(files))))
    assert wanted <= found
    assert "files" not in found


def test_an_altered_paper_with_lists_made_anew_is_not_under_the_signature(
    checker: Page, tmp_path: Path
) -> None:
    files = tiny.all_files()
    signature = files["pack.sig"]
    files["START-HERE.pdf"] = b"another paper"
    files = {**signed_again(files), "pack.sig": signature}
    assert failures(judge(checker, written(tmp_path, tiny.zip_of(files)))) == {"signature"}


def test_single_changed_bytes_are_found(checker: Page, pack: Path, tmp_path: Path) -> None:
    data = pack.read_bytes()
    missed = []
    for at in range(7, len(data), len(data) // 40):
        changed = bytearray(data)
        changed[at] ^= 0x01
        if judge(checker, written(tmp_path, bytes(changed), "changed.zip"))["holds"]:
            missed.append(at)
    assert missed == []


SPOILT: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "no zip": (lambda _: b"hello", "no zip file"),
    "empty": (lambda _: b"", "no zip file"),
    "cut short": (lambda data: data[:-30], "end is missing"),
    "only its beginning": (lambda data: data[:100], "end is missing"),
}


@pytest.mark.parametrize(("spoil", "why"), SPOILT.values(), ids=SPOILT.keys())
def test_what_is_no_pack_is_said_to_be_none(
    checker: Page, pack: Path, tmp_path: Path, spoil: Callable[[bytes], bytes], why: str
) -> None:
    verdict = judge(checker, written(tmp_path, spoil(pack.read_bytes()), "spoilt.zip"))
    assert not verdict["holds"]
    assert why in checker.inner_text("#verdict")


APPENDED: dict[str, Callable[[bytes], bytes]] = {
    "bytes after the end": lambda data: data + b"\x00",
    "bytes before the beginning": lambda data: data[:4] + b"\x00" + data[4:],
}


@pytest.mark.parametrize("spoil", APPENDED.values(), ids=APPENDED.keys())
def test_bytes_that_belong_to_no_file_are_found(
    checker: Page, pack: Path, tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    assert not judge(checker, written(tmp_path, spoil(pack.read_bytes()), "more.zip"))["holds"]


def test_a_pack_that_was_packed_again_differs_only_as_a_zip(
    checker: Page, pack: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again.zip"
    with zipfile.ZipFile(pack) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    assert failures(judge(checker, again)) == {"zip"}


def test_another_state_of_the_same_record_is_compared(checker: Page, pack: Path) -> None:
    verdict = judge(checker, pack, against=pack)
    row = next(row for row in verdict["checks"] if row["id"] == "against")
    assert row["result"] == "matches"


HOSTILE = "<img src=x onerror=alert(1)>\u202egnp.exe\u0000"


def hostile_pack() -> bytes:
    files = tiny.all_files()
    lines = files["record/entries.jsonl"].decode().splitlines()
    entry = json.loads(lines[0])
    entry["disclosures"].append(
        tiny.b64url(tiny.compact([tiny.b64url(b"s" * 16), "x", HOSTILE]).encode())
    )
    entry["digests"] = sorted(
        [*entry["digests"], tiny.b64url(tiny.sha(entry["disclosures"][-1].encode()))]
    )
    lines[0] = tiny.compact(entry)
    files["record/entries.jsonl"] = ("\n".join(lines) + "\n").encode()
    return tiny.zip_of(signed_again(files))


def test_hostile_text_stays_text_and_hidden_characters_are_seen(
    checker: Page, tmp_path: Path
) -> None:
    judge(checker, written(tmp_path, hostile_pack()))
    checker.click("#found > details > summary")
    checker.get_by_text("<img src=x onerror=alert(1)>").first.wait_for()
    # What is marked stands in elements of its own; how the browser puts spaces around them in its
    # plain text is the browser's affair.
    text = "".join(checker.inner_text("#found").split())

    assert checker.locator("#found img").count() == 0
    assert "<imgsrc=xonerror=alert(1)>U+202Egnp.exeU+0000" in text


def test_the_page_says_what_is_never_shown_before_and_after(checker: Page, pack: Path) -> None:
    before = checker.inner_text("#never")
    judge(checker, pack)

    for said in ("When it was written", "Who wrote it", "Whether it is complete"):
        assert said in before
        assert said in checker.inner_text("#found")
    assert "checker that you got from elsewhere is worth more" in " ".join(
        checker.inner_text("#trust").split()
    )


def test_the_result_can_be_heard_and_reached_by_keyboard(checker: Page, pack: Path) -> None:
    judge(checker, pack)
    assert checker.inner_text("#status[role=status]") == "Everything in this pack matches"
    assert checker.evaluate("document.activeElement.id") == "verdict-title"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_nothing_is_wider_than_a_small_phone(
    open_page: PageOpener, pack: Path, *, dark: bool
) -> None:
    page = open_checker(open_page(width=320, dark=dark))
    judge(page, pack)
    page.click("#found > details > summary")
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_a_large_file_is_never_read_whole(checker: Page, tmp_path: Path) -> None:
    files = tiny.all_files()
    files["data/exhibits/ABC-001.jpg"] = bytes(range(251)) * 400_000
    checker.evaluate(
        """() => { window.largest = 0; const own = Blob.prototype.arrayBuffer;
        Blob.prototype.arrayBuffer = function () {
            window.largest = Math.max(window.largest, this.size); return own.call(this); }; }"""
    )
    found = judge(checker, written(tmp_path, tiny.zip_of(signed_again(files))))

    assert failures(found) == {"originals"}
    assert checker.evaluate("window.largest") <= 8 * 1024 * 1024


def test_the_page_is_small_and_its_policy_lets_nothing_out() -> None:
    page = verify_page().decode()
    policy = page.partition('Content-Security-Policy" content="')[2].partition('"')[0]

    assert len(page.encode()) < LARGEST_PAGE
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "require-trusted-types-for 'script'; trusted-types 'none'" in policy
    assert "unsafe" not in policy
    assert "http-equiv" in page
    assert page.count("<script") == 1


@pytest.mark.parametrize("alter", [each for each, _ in ALTERED.values()], ids=ALTERED.keys())
def test_it_finds_what_holdfast_verify_finds(
    checker: Page, tmp_path: Path, alter: Callable[[dict[str, bytes]], dict[str, bytes]]
) -> None:
    pack = written(tmp_path, tiny.zip_of(signed_again(alter(tiny.all_files()))))
    ours = {row["what"] for row in judge(checker, pack)["checks"] if row["result"] == "differs"}
    theirs = {row.what for row in check_pack(pack).checks if row.result is Result.DIFFERS}

    # An entry of which one field is wrong is left out there as a whole, so more may follow.
    assert ours
    assert ours <= theirs


def test_its_words_are_those_of_holdfast_verify() -> None:
    source = verify_html.__file__ or ""
    own = json.loads(Path(source).with_name("source").joinpath("words.json").read_text("utf-8"))
    table = words("packs").table("checks")
    assert own["checks"] == {aspect.value: table.text(aspect.value) for aspect in Aspect}
