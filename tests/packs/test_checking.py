"""Checking a pack: every byte counts, and somebody with the key is found out by the record."""

from __future__ import annotations

import base64
import json
import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest

from holdfast.model.checkpoint import Checkpoint, checkpoint_code
from holdfast.model.errors import PackUnreadableError
from holdfast.model.merkle import Tree
from holdfast.packs.checking import check_pack
from holdfast.packs.findings import Aspect, PackReport, Result
from tests.corpus import corpus
from tests.packs import tiny

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Files = dict[str, bytes]
ALWAYS_NOT_SHOWN = [
    "Somebody outside has seen the record",
    "When it was written",
    "Who wrote it",
    "Whether it is complete",
]


@pytest.fixture
def zip_path(tmp_path: Path) -> Path:
    path = tmp_path / "pack.zip"
    path.write_bytes(tiny.zip_of(tiny.all_files()))
    return path


def failing(report: PackReport) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for check in report.checks:
        if check.result is Result.DIFFERS:
            found.setdefault(check.what, []).append(check.detail)
    return found


def says(aspect: Aspect) -> str:
    from holdfast.knowledge.wording import words  # noqa: PLC0415

    return words("packs").table("checks").text(aspect)


def check_files(tmp_path: Path, files: Files) -> PackReport:
    path = tmp_path / "changed.zip"
    path.write_bytes(tiny.zip_of(files))
    return check_pack(path)


def test_a_pack_written_from_the_specification_alone_holds(zip_path: Path) -> None:
    report = check_pack(zip_path)

    assert report.holds
    assert report.key == "5647 5aa7 5463 474c 0285 df5d bf2b cab7"
    not_shown = [check.what for check in report.checks if check.result is Result.NOT_SHOWN]
    assert not_shown == ALWAYS_NOT_SHOWN


def found_change(path: Path) -> bool:
    try:
        return not check_pack(path).holds
    except PackUnreadableError:
        return True


@pytest.mark.parametrize(
    "every",
    [
        pytest.param(23, id="every 23rd byte"),
        pytest.param(1, id="every byte", marks=pytest.mark.long),
    ],
)
def test_no_byte_of_a_pack_can_change_unseen(zip_path: Path, every: int) -> None:
    whole = zip_path.read_bytes()
    unseen = []
    for place in range(0, len(whole), every):
        changed = bytearray(whole)
        changed[place] ^= 1 << (place % 8)
        zip_path.write_bytes(changed)
        if not found_change(zip_path):
            unseen.append(place)

    assert unseen == []


def with_comment(whole: bytes) -> bytes:
    return whole[:-2] + b"\x02\x00hi"


def by_zipfile(whole: bytes) -> bytes:
    import io  # noqa: PLC0415

    again = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(again, "w") as new:
        for member in old.namelist():
            new.writestr(zipfile.ZipInfo(member), old.read(member))
    return again.getvalue()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda whole: b"x" + whole, id="a byte in front"),
        pytest.param(lambda whole: whole + b"x", id="a byte behind"),
        pytest.param(with_comment, id="a comment"),
        pytest.param(lambda whole: whole[:-1], id="a byte short"),
        pytest.param(lambda whole: whole[: len(whole) // 2], id="half of it"),
        pytest.param(by_zipfile, id="packed again by another program"),
    ],
)
def test_a_zip_built_in_any_other_way_is_found(
    zip_path: Path, change: Callable[[bytes], bytes]
) -> None:
    zip_path.write_bytes(change(zip_path.read_bytes()))

    assert found_change(zip_path)


def test_files_in_another_order_are_found(tmp_path: Path) -> None:
    path = tmp_path / "pack.zip"
    files = tiny.all_files()
    renamed = {name: files[name] for name in sorted(files)}
    path.write_bytes(tiny.zip_in_order(renamed))

    assert failing(check_pack(path)) == {says(Aspect.ZIP): ["the order of its files"]}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("notes.txt", b"hello", id="a file with no place"),
        pytest.param("data/exhibits/../x.jpg", b"x", id="a path that climbs"),
        pytest.param("Start-here.pdf", b"x", id="a name that differs in case only"),
    ],
)
def test_a_file_that_has_no_place_is_named(tmp_path: Path, name: str, data: bytes) -> None:
    content = tiny.read_files() | tiny.record_files() | {name: data}
    report = check_files(tmp_path, tiny.seal(content))

    assert any(name.casefold() in each.casefold() for each in failing(report)[says(Aspect.NAMES)])


def test_a_file_added_without_lists_is_named(tmp_path: Path) -> None:
    report = check_files(tmp_path, tiny.all_files() | {"data/exhibits/ABC-009.jpg": b"x"})

    assert "data/exhibits/ABC-009.jpg is not listed" in failing(report)[says(Aspect.FILES)]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    files = tiny.all_files()
    del files["data/exhibits/ABC-001.jpg"]
    report = check_files(tmp_path, files)

    assert "data/exhibits/ABC-001.jpg is missing" in failing(report)[says(Aspect.FILES)]


def json_changed(path: str, change: Callable[[dict[str, object]], None]) -> Callable[[Files], None]:
    def apply(files: Files) -> None:
        value = json.loads(files[path])
        change(value)
        files[path] = (tiny.compact(value) + "\n").encode()

    return apply


def line_changed(
    place: int, change: Callable[[dict[str, object]], None]
) -> Callable[[Files], None]:
    def apply(files: Files) -> None:
        lines = files["record/entries.jsonl"].decode().splitlines()
        value = json.loads(lines[place])
        change(value)
        lines[place] = tiny.compact(value)
        files["record/entries.jsonl"] = "".join(f"{line}\n" for line in lines).encode()

    return apply


def other_value(line: dict[str, object]) -> None:
    disclosures = line["disclosures"]
    assert isinstance(disclosures, list)
    disclosures[-1] = tiny.b64url(tiny.compact(["AAAAAAAAAAAAAAAAAAAAAA", "what", "x"]).encode())


def other_entry(line: dict[str, object]) -> None:
    forged = tiny.b64url(tiny.compact(["AAAAAAAAAAAAAAAAAAAAAA", "who", "x"]).encode())
    digests, disclosures = line["digests"], line["disclosures"]
    assert isinstance(digests, list)
    assert isinstance(disclosures, list)
    digests.append(tiny.b64url(tiny.sha(forged.encode())))
    digests.sort()
    disclosures.append(forged)


def first_proof(proofs: dict[str, object]) -> dict[str, object]:
    return proofs["messages"]["2"]["proofs"][0]  # type: ignore[index, no-any-return]


def replaced(path: str, data: bytes) -> Callable[[Files], None]:
    return lambda files: files.update({path: data})


def row_changed(column: str) -> Callable[[Files], None]:
    def change(index: dict[str, object]) -> None:
        index["rows"][0][column] = "99"  # type: ignore[index]

    return json_changed("index.json", change)


@pytest.mark.parametrize(
    ("change", "aspect"),
    [
        pytest.param(line_changed(2, other_value), Aspect.FIELDS, id="another value"),
        pytest.param(line_changed(2, other_entry), Aspect.ENTRIES, id="a field added"),
        pytest.param(
            line_changed(0, lambda line: line.update(kind="incident")), Aspect.ENTRIES, id="kind"
        ),
        pytest.param(
            line_changed(0, lambda line: line.update(sequence=0)), Aspect.ENTRIES, id="sequence"
        ),
        pytest.param(
            line_changed(0, lambda line: line.update(sequence=7)), Aspect.FIELDS, id="out of order"
        ),
        pytest.param(
            line_changed(0, lambda line: line.update(masked=0)), Aspect.FIELDS, id="masked count"
        ),
        pytest.param(replaced("record/entries.jsonl", b"{}\n"), Aspect.FIELDS, id="no entry"),
        pytest.param(replaced("record/entries.jsonl", b"[["), Aspect.FIELDS, id="no line"),
        pytest.param(replaced("record/checkpoint", b"x"), Aspect.CHECKPOINT, id="no checkpoint"),
        pytest.param(replaced("record/key", b"x\n"), Aspect.SIGNATURE, id="no key"),
        pytest.param(replaced("record/proofs.json", b"[" * 9999), Aspect.RECORD, id="deep JSON"),
        pytest.param(
            json_changed("record/proofs.json", lambda proofs: proofs.update(size=5)),
            Aspect.CHECKPOINT,
            id="another size",
        ),
        pytest.param(
            json_changed("record/proofs.json", lambda proofs: proofs["leaves"].pop()),  # type: ignore[attr-defined]
            Aspect.RECORD,
            id="a leaf less",
        ),
        pytest.param(
            json_changed("record/proofs.json", lambda proofs: proofs.update(inclusion=[])),
            Aspect.ENTRIES,
            id="no proofs",
        ),
        pytest.param(
            json_changed("record/proofs.json", lambda proofs: proofs.update(messages=3)),
            Aspect.MESSAGES,
            id="messages of another form",
        ),
        pytest.param(
            json_changed("record/proofs.json", lambda proofs: proofs.update(messages={"9": {}})),
            Aspect.MESSAGES,
            id="messages of no entry",
        ),
        pytest.param(
            json_changed("record/proofs.json", lambda p: first_proof(p).update(number=2)),
            Aspect.MESSAGES,
            id="a message with another number",
        ),
        pytest.param(
            json_changed("record/proofs.json", lambda p: first_proof(p).update(text="[1]")),
            Aspect.MESSAGES,
            id="a message of another form",
        ),
        pytest.param(
            json_changed(
                "record/proofs.json",
                lambda p: first_proof(p).update(
                    text=str(first_proof(p)["text"]).replace("light", "night")
                ),
            ),
            Aspect.MESSAGES,
            id="another word in a message",
        ),
        pytest.param(
            json_changed("record/proofs.json", lambda p: first_proof(p).update(salt="AAAA")),
            Aspect.MESSAGES,
            id="a short salt",
        ),
        pytest.param(
            replaced("data/messages/ABC-002.csv", b"x"), Aspect.MESSAGES, id="message table"
        ),
        pytest.param(
            replaced("data/messages/ABC-007.html", b"x"), Aspect.MESSAGES, id="table of nothing"
        ),
        pytest.param(
            replaced("data/exhibits/ABC-001.jpg", b"x"), Aspect.ORIGINALS, id="another original"
        ),
        pytest.param(
            replaced("data/exhibits/ABC-001-copy.jpg", b"x"), Aspect.ORIGINALS, id="two files"
        ),
        pytest.param(
            replaced("data/exhibits/XYZ-001.jpg", b"x"), Aspect.ORIGINALS, id="other initials"
        ),
        pytest.param(replaced("index.csv", b"x"), Aspect.INDEX, id="another index.csv"),
        pytest.param(replaced("index.json", b"{}\n"), Aspect.INDEX, id="no index"),
        pytest.param(row_changed("text"), Aspect.INDEX, id="other words in the index"),
        pytest.param(row_changed("written"), Aspect.INDEX, id="another time in the index"),
        pytest.param(row_changed("sequence"), Aspect.INDEX, id="another entry in the index"),
        pytest.param(
            json_changed("index.json", lambda index: index.update(entries_in_record=9)),
            Aspect.INDEX,
            id="another number of entries",
        ),
    ],
)
def test_what_somebody_with_the_key_changed_is_found(
    tmp_path: Path, change: Callable[[Files], None], aspect: Aspect
) -> None:
    content = tiny.read_files() | tiny.record_files()
    change(content)
    report = check_files(tmp_path, tiny.seal(content))

    assert says(aspect) in failing(report)


def test_another_key_is_another_fingerprint(tmp_path: Path, zip_path: Path) -> None:
    other = tmp_path / "other.zip"
    shutil.copy(zip_path, other)
    content = tiny.read_files() | tiny.record_files()
    name = b"holdfast.invalid/" + b"f" * 32
    content["record/key"] = content["record/key"].replace(tiny.NAME.encode(), name)
    other.write_bytes(tiny.zip_of(tiny.seal(content)))

    assert says(Aspect.SIGNATURE) in failing(check_pack(other))
    assert says(Aspect.AGAINST) in failing(check_pack(zip_path, against=other))


def test_a_pack_continues_itself(zip_path: Path) -> None:
    report = check_pack(zip_path, against=zip_path)

    assert report.holds
    assert [check.detail for check in report.checks if check.what == says(Aspect.AGAINST)] == [
        "4 entries, then 4"
    ]


def unpacked(zip_path: Path, folder: Path) -> Path:
    with zipfile.ZipFile(zip_path) as pack:
        pack.extractall(folder)
    return folder


def test_an_unpacked_pack_holds_with_and_without_its_outer_folder(
    zip_path: Path, tmp_path: Path
) -> None:
    folder = unpacked(zip_path, tmp_path / "x")

    assert check_pack(folder).holds
    assert check_pack(folder / "pack").holds


def test_a_link_in_an_unpacked_pack_is_a_changed_file(zip_path: Path, tmp_path: Path) -> None:
    folder = unpacked(zip_path, tmp_path / "x") / "pack"
    original = folder / "data/exhibits/ABC-001.jpg"
    (tmp_path / "elsewhere").write_bytes(original.read_bytes())
    original.unlink()
    original.symlink_to(tmp_path / "elsewhere")

    assert "data/exhibits/ABC-001.jpg" in failing(check_pack(folder))[says(Aspect.FILES)]


def test_a_file_left_in_the_folder_by_a_system_is_named(zip_path: Path, tmp_path: Path) -> None:
    folder = unpacked(zip_path, tmp_path / "x") / "pack"
    (folder / ".DS_Store").write_bytes(b"")

    assert failing(check_pack(folder))[says(Aspect.NAMES)] == [".DS_Store"]


def portal(zip_path: Path, folder: Path) -> Path:
    folder.mkdir()
    shutil.copy(zip_path, folder / "pack.zip")
    for name in ("START-HERE.pdf", "index.csv", "verify.html"):
        (folder / name).write_bytes(tiny.all_files()[name])
    return folder


def test_the_portal_form_holds(zip_path: Path, tmp_path: Path) -> None:
    assert check_pack(portal(zip_path, tmp_path / "up")).holds


@pytest.mark.parametrize("name", ["START-HERE.pdf", "officer-only.pdf", "other.pdf"])
def test_a_paper_beside_the_zip_that_is_not_its_own_is_named(
    zip_path: Path, tmp_path: Path, name: str
) -> None:
    folder = portal(zip_path, tmp_path / "up")
    (folder / name).write_bytes(b"%PDF other")

    assert failing(check_pack(folder)) == {says(Aspect.BESIDE): [name]}


def test_more_than_sixteen_files_beside_the_zip_are_found(zip_path: Path, tmp_path: Path) -> None:
    folder = portal(zip_path, tmp_path / "up")
    for number in range(14):
        (folder / f"{number}.pdf").write_bytes(b"")

    assert "17 files" in failing(check_pack(folder))[says(Aspect.BESIDE)]


@pytest.mark.parametrize("kind", ["nothing", "text", "folder", "two zips"])
def test_what_is_no_pack_is_said_to_be_none(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "thing"
    if kind == "text":
        path.write_bytes(b"hello")
    elif kind != "nothing":
        path.mkdir()
    if kind == "two zips":
        (path / "a.zip").write_bytes(b"")
        (path / "b.zip").write_bytes(b"")

    with pytest.raises(PackUnreadableError):
        check_pack(path)


def stamped(token: bytes, checkpoint: bytes) -> Files:
    content = tiny.read_files() | tiny.record_files()
    proofs = json.loads(content["record/proofs.json"])
    proofs["consistency"] = [{"from": 4, "proof": []}]
    content["record/proofs.json"] = (tiny.compact(proofs) + "\n").encode()
    content["record/timestamps/4.checkpoint"] = checkpoint
    content["record/timestamps/4.tsr"] = token
    return tiny.seal(content)


def made_up_token(hashed: bytes) -> bytes:
    def part(tag: int, body: bytes) -> bytes:
        return bytes([tag, len(body)]) + body

    algorithm = part(0x30, bytes.fromhex("0609608648016503040201"))
    imprint = part(0x30, algorithm + part(0x04, hashed))
    info = part(0x30, imprint + part(0x18, b"20260321120000Z"))
    return bytes.fromhex("060b2a864886f70d0109100104") + part(0xA0, part(0x04, info))


def test_an_outside_witness_is_listed_and_not_judged(tmp_path: Path) -> None:
    checkpoint = tiny.record_files()["record/checkpoint"]
    report = check_files(tmp_path, stamped(made_up_token(tiny.sha(checkpoint)), checkpoint))

    assert report.holds
    assert [(each.time, each.size) for each in report.witnesses] == [
        ("2026-03-21T12:00:00+00:00", 4)
    ]


@pytest.mark.parametrize(
    ("token", "checkpoint"),
    [
        pytest.param(made_up_token(bytes(32)), None, id="over something else"),
        pytest.param(b"junk", None, id="no token"),
        pytest.param(made_up_token(bytes(32)), b"junk", id="no checkpoint"),
    ],
)
def test_a_witness_of_something_else_is_found(
    tmp_path: Path, token: bytes, checkpoint: bytes | None
) -> None:
    stamped_text = checkpoint or tiny.record_files()["record/checkpoint"]
    report = check_files(tmp_path, stamped(token, stamped_text))

    assert says(Aspect.WITNESS) in failing(report)


def test_real_tokens_of_the_corpus_can_be_read() -> None:
    from holdfast.packs.tokens import TokenUnreadableError, read_stamp  # noqa: PLC0415

    times = []
    for path in sorted(corpus("conformance", "rfc3161").rglob("*")):
        if path.suffix in {".tsr", ".tst", ".timestamp", ".der"}:
            try:
                times.append(read_stamp(path.read_bytes()).time)
            except TokenUnreadableError:
                continue

    assert len(times) > 1


@pytest.mark.parametrize(
    "note",
    [
        pytest.param("no note", id="no note"),
        pytest.param(tiny.note("x\n") + "\u2014 other AAAAAAA=\n", id="a second signature"),
        pytest.param(tiny.note("x\n").replace("+", "-"), id="another spelling"),
        pytest.param(tiny.note("holdfast-pack/1\nother\n"), id="over something else"),
    ],
)
def test_a_seal_of_another_form_is_found(tmp_path: Path, note: str) -> None:
    report = check_files(tmp_path, tiny.all_files() | {"pack.sig": note.encode()})

    assert failing(report) == {says(Aspect.SIGNATURE): ["pack.sig"]}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("x\n4\nAAAA\n", id="of another record"),
        pytest.param(f"{tiny.NAME}\n4\n", id="without a root"),
        pytest.param(f"{tiny.NAME}\n04\nAAAA\n", id="a number with a zero"),
    ],
)
def test_a_checkpoint_of_another_form_is_found(tmp_path: Path, text: str) -> None:
    content = tiny.read_files() | tiny.record_files()
    content["record/checkpoint"] = tiny.note(text).encode()

    assert says(Aspect.CHECKPOINT) in failing(check_files(tmp_path, tiny.seal(content)))


def test_a_key_that_is_no_base64_is_found(tmp_path: Path) -> None:
    content = tiny.read_files() | tiny.record_files() | {"record/key": b"a+b+?\n"}

    assert says(Aspect.SIGNATURE) in failing(check_files(tmp_path, tiny.seal(content)))


def test_a_text_that_is_no_utf8_or_far_too_large_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from holdfast.packs import checks_of_files  # noqa: PLC0415

    content = tiny.read_files() | tiny.record_files() | {"index.json": b"\xff"}
    assert says(Aspect.INDEX) in failing(check_files(tmp_path, tiny.seal(content)))

    monkeypatch.setattr(checks_of_files, "MAX_TEXT_BYTES", 10)
    assert says(Aspect.INDEX) in failing(check_files(tmp_path, tiny.all_files()))


def test_a_second_pack_that_does_not_hold_shows_nothing(zip_path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.zip"
    other.write_bytes(b"x" + zip_path.read_bytes())

    assert failing(check_pack(zip_path, against=other)) == {
        says(Aspect.AGAINST): ["the other pack does not hold by itself"]
    }
    report = check_pack(other, against=zip_path)
    assert failing(report)[says(Aspect.AGAINST)] == ["the state of one of them cannot be read"]


@pytest.mark.parametrize(
    "token",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(made_up_token(bytes(32))[:13], id="nothing behind its type"),
        pytest.param(made_up_token(bytes(32))[:14], id="cut in a head"),
        pytest.param(made_up_token(bytes(32))[:30], id="cut in a body"),
        pytest.param(made_up_token(bytes(32))[:13] + b"\xa0\x85", id="an endless length"),
        pytest.param(made_up_token(bytes(32))[:13] + b"\xa0\x03\x05\x01\x00", id="another inside"),
        pytest.param(
            made_up_token(bytes(32))[:13] + b"\xa0\x06\x04\x04\x30\x02\x05\x00", id="no imprint"
        ),
        pytest.param(
            made_up_token(bytes(32)).replace(bytes.fromhex("03040201"), b"\x03\x04\x02\x03"),
            id="another kind of hash",
        ),
        pytest.param(
            made_up_token(bytes(32)).replace(b"20260321120000Z", b"20269921120000Z"), id="no time"
        ),
        pytest.param(bytes(2_000_000) + made_up_token(bytes(32)), id="two megabytes"),
    ],
)
def test_a_token_that_makes_no_sense_is_refused(token: bytes) -> None:
    from holdfast.packs.tokens import TokenUnreadableError, read_stamp  # noqa: PLC0415

    with pytest.raises(TokenUnreadableError):
        read_stamp(token)


def restamped(change: Callable[[Files], None]) -> Files:
    checkpoint = tiny.record_files()["record/checkpoint"]
    content = stamped(made_up_token(tiny.sha(checkpoint)), checkpoint)
    for name in ("bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"):
        del content[name]
    del content["pack.sig"]
    change(content)
    return tiny.seal(content)


def moved(files: Files) -> None:
    for ending in ("checkpoint", "tsr"):
        files[f"record/timestamps/3.{ending}"] = files.pop(f"record/timestamps/4.{ending}")


def of_another_state(files: Files) -> None:
    root = tiny.b64(bytes(32))
    files["record/timestamps/4.checkpoint"] = tiny.note(f"{tiny.NAME}\n4\n{root}\n").encode()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(moved, id="under another size"),
        pytest.param(of_another_state, id="of another state"),
        pytest.param(
            json_changed("record/proofs.json", lambda proofs: proofs.update(consistency=[])),
            id="without its proof",
        ),
        pytest.param(replaced("record/key", b"x\n"), id="without a key"),
    ],
)
def test_a_witnessed_state_that_is_none_of_this_record_is_found(
    tmp_path: Path, change: Callable[[Files], None]
) -> None:
    assert says(Aspect.WITNESS) in failing(check_files(tmp_path, restamped(change)))


def test_a_zip_that_claims_a_million_files_is_not_read(zip_path: Path) -> None:
    whole = zip_path.read_bytes()
    claimed = (10**6).to_bytes(8, "little")
    end = whole[-22:]
    large = b"PK\x06\x06" + bytes(20) + claimed * 2 + bytes(16)
    large = large[:24] + claimed * 2 + bytes(16)
    tail = large[:56].ljust(56, b"\0") + bytes(20) + end[:8] + b"\xff\xff\xff\xff" + end[12:]
    zip_path.write_bytes(whole[:-22] + tail)

    assert failing(check_pack(zip_path)) == {says(Aspect.ZIP): ["more files than a pack can have"]}


def test_a_zip_that_claims_to_be_large_and_is_not_is_found(zip_path: Path) -> None:
    zip_path.write_bytes(b"PK\x05\x06" + bytes(4) + b"\xff\xff\xff\xff" + bytes(10))

    assert failing(check_pack(zip_path)) == {says(Aspect.ZIP): ["its end"]}


def test_a_zip_whose_files_lie_elsewhere_is_found(tmp_path: Path) -> None:
    path = tmp_path / "pack.zip"
    path.write_bytes(tiny.zip_of(tiny.all_files()).replace(b"pack/", b"sack/"))

    assert failing(check_pack(path)) == {says(Aspect.ZIP): ["its list of files"]}


def code_of(size: int) -> str:
    """Give the code of the first entries of the tiny pack's record."""
    proofs = json.loads(tiny.record_files()["record/proofs.json"])
    leaves = [base64.b64decode(each) for each in proofs["leaves"]]
    return checkpoint_code(Checkpoint(tiny.NAME, size, Tree(leaves).root(size)))


@pytest.mark.parametrize("size", [0, 2, 4])
def test_a_code_that_somebody_noted_fits_an_earlier_state(zip_path: Path, size: int) -> None:
    report = check_pack(zip_path, code=code_of(size).lower())

    (witness,) = (check for check in report.checks if check.what == says(Aspect.WITNESS))
    assert report.holds
    assert witness.result is Result.MATCHES
    assert f"first {size} entries" in witness.detail


@pytest.mark.parametrize("code", ["", "nonsense", "0000-0000-0000-0000"])
def test_a_code_of_something_else_differs(zip_path: Path, code: str) -> None:
    report = check_pack(zip_path, code=code)

    assert failing(report) == {says(Aspect.WITNESS): ["the code fits no state of this record"]}
