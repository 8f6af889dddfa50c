"""Packs from a real casebook: what goes in, what stays out, and that a stranger can check it."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from holdfast.actions.add_entry import NewIncident, add_incident
from holdfast.actions.amend import NewAmendment, amend
from holdfast.actions.answer import answer
from holdfast.actions.choosing import Choice, Pin, Size
from holdfast.actions.giving import ending_of, offer
from holdfast.actions.make_pack import Form, make_pack, preview, stream_pack
from holdfast.actions.people import NewPerson, add_person
from holdfast.actions.take_in import take_in
from holdfast.actions.verify_pack import report_json, verify_pack
from holdfast.actions.withdraw import withdraw
from holdfast.model.errors import (
    AudienceNotBuiltError,
    FileNotThereError,
    NoSuchEntryError,
    PackUnreadableError,
)
from holdfast.model.moment import Moment
from holdfast.packs.content import OfficerDetails, SaidForPack, WhyNot
from holdfast.packs.papers.exhibits import exhibit_data
from holdfast.packs.papers.order import exhibit_volumes
from tests.actions.samples import UNDECIDED, received

if TYPE_CHECKING:
    from pathlib import Path

    from holdfast.actions.make_pack import Preview
    from holdfast.model.entry import Entry
    from holdfast.vault.casebook import OpenCasebook

CHAT = "".join(
    f"25/03/2026, 17:{number:02} - {'Alex' if number % 2 else 'Sam'}: line {number}\n"
    for number in range(60)
).encode()
OWN_NUMBER = "07700 900123"


def clock() -> datetime:
    return datetime(2026, 4, 1, 12, 0, tzinfo=UTC)


def photo() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "SECRET MAKER"
    exif.get_ifd(0x8825).update({1: "N", 2: (53.0, 28.0, 1.0), 3: "W", 4: (2.0, 14.0, 1.0)})
    made = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").save(made, "JPEG", exif=exif)
    return made.getvalue()


def took_in(book: OpenCasebook, name: str, data: bytes) -> Entry:
    account = next(take_in(book, [received(name, data)], whose="mine"))
    return book.record.entry(account.entry)


def incident(book: OpenCasebook, what: str, **more: object) -> Entry:
    return add_incident(book, NewIncident(what=what, **more)).entry  # type: ignore[arg-type]


def packed(book: OpenCasebook, choice: Choice) -> dict[str, bytes]:
    out = io.BytesIO()
    stream_pack(book, out, preview(book, choice, clock=clock))
    with zipfile.ZipFile(out) as pack:
        return {name.removeprefix("pack/"): pack.read(name) for name in pack.namelist()}


def lines(files: dict[str, bytes]) -> list[dict[str, object]]:
    return [json.loads(line) for line in files["record/entries.jsonl"].splitlines()]


def kinds(ready: Preview, kind: str) -> list[str]:
    return [each.text for each in ready.reveals if each.kind == kind]


def test_a_police_pack_of_everything_holds_in_all_its_forms(
    book: OpenCasebook, tmp_path: Path
) -> None:
    took_in(book, "photo.jpg", photo())
    incident(book, "He stood outside.")
    details = OfficerDetails(address="1 Some Street")
    ready = preview(book, Choice(officer=details), clock=clock)
    made = make_pack(book, tmp_path / "a.zip", ready)

    assert made.folder is not None
    assert sorted(each.name for each in made.folder.iterdir()) == sorted(made.files)
    assert "officer-only.pdf" in made.files
    assert verify_pack(tmp_path / "a.zip").holds
    assert verify_pack(made.folder, against=tmp_path / "a.zip").holds
    assert made.to_json()["entries"] == 2
    assert [each.kind for each in book.activity.list()][-1] == "export"
    json.dumps([made.to_json(), report_json(verify_pack(tmp_path / "a.zip"))])


def test_the_same_pin_gives_the_same_pack_when_the_record_has_grown(
    book: OpenCasebook, tmp_path: Path
) -> None:
    incident(book, "first")
    ready = preview(book, Choice(), clock=clock)
    before = make_pack(book, tmp_path / "a.zip", ready, form=Form.ZIP)
    second = incident(book, "second")
    again = make_pack(
        book, tmp_path / "b.zip", preview(book, ready.choice, clock=clock), form=Form.ZIP
    )
    grown = make_pack(book, tmp_path / "c.zip", preview(book, Choice(), clock=clock), form=Form.ZIP)

    assert before.sha256 == again.sha256
    assert verify_pack(tmp_path / "c.zip", against=tmp_path / "a.zip").holds
    assert grown.entries == before.entries + 1
    with pytest.raises(NoSuchEntryError):
        preview(book, replace(ready.choice, entries=(second.id,)), clock=clock)


def test_nothing_of_other_entries_or_masked_fields_is_in_a_pack(book: OpenCasebook) -> None:
    chosen = [incident(book, f"shown {number}", where="CANARY PLACE") for number in range(5)]
    incident(book, "CANARY other entry")
    files = packed(
        book,
        Choice(
            entries=tuple(each.id[:12] for each in chosen),
            masked={each.id: frozenset({"where"}) for each in chosen},
        ),
    )

    assert [line["sequence"] for line in lines(files)] == [0, 1, 2, 3, 4]
    assert b"CANARY" not in b"".join(files.values())


def test_a_chosen_entry_brings_its_amendments_and_files(book: OpenCasebook) -> None:
    exhibit = took_in(book, "notes.txt", b"plain words")
    entry = incident(book, "before", exhibits=(exhibit.id,))
    amend(book, entry.id, NewAmendment(changes={"what": "after"}, why="I remembered"))
    incident(book, "another")

    files = packed(book, Choice(entries=(entry.id,)))

    assert [line["kind"] for line in lines(files)] == ["exhibit", "incident", "amendment"]
    assert files["data/exhibits/EX-001.txt"] == b"plain words"


def test_a_masked_field_is_masked_in_its_amendments_too(book: OpenCasebook) -> None:
    entry = incident(book, "x", where="CANARY one")
    amend(book, entry.id, NewAmendment(changes={"where": "CANARY two"}))
    files = packed(book, Choice(masked={entry.id: frozenset({"where", "id"})}))

    assert b"CANARY" not in b"".join(files.values())
    assert [line["masked"] for line in lines(files)] == [1, 1]


def test_what_was_withdrawn_stays_out(book: OpenCasebook) -> None:
    gone, stays = incident(book, "CANARY"), incident(book, "stays")
    withdraw(book, gone.id)

    files = packed(book, Choice())

    assert [line["sequence"] for line in lines(files)] == [stays.sequence]
    assert b"CANARY" not in b"".join(files.values())


def test_place_device_and_author_of_a_photo_stay_out_unless_allowed(book: OpenCasebook) -> None:
    exhibit = took_in(book, "photo.jpg", photo())
    ready = preview(book, Choice(), clock=clock)
    files = packed(book, Choice())
    allowed = packed(book, Choice(allowed=frozenset({f"hidden-details:{exhibit.id}"})))

    assert any("53.46" in text for text in kinds(ready, "hidden-details"))
    assert any("SECRET" in text for text in kinds(ready, "hidden-details"))
    assert b"SECRET" not in b"".join(files.values())
    assert b"53.46" not in b"".join(files.values())
    assert "data/exhibits/EX-001-copy.jpg" in files
    assert allowed["data/exhibits/EX-001.jpg"] == photo()


def test_a_screenshot_without_hidden_details_goes_in_as_it_came(book: OpenCasebook) -> None:
    made = io.BytesIO()
    Image.new("RGB", (20, 20)).save(made, "PNG")
    took_in(book, "screen.png", made.getvalue())

    assert packed(book, Choice())["data/exhibits/EX-001.png"] == made.getvalue()


def test_a_file_that_may_hide_details_gives_only_its_hash_unless_allowed(
    book: OpenCasebook,
) -> None:
    took_in(book, "film.mp4", b"\x00\x00\x00\x18ftypisom SECRET")
    allowed = packed(book, Choice(allowed=frozenset({"hidden-details"})))

    assert not [name for name in packed(book, Choice()) if name.startswith("data/exhibits/")]
    assert b"SECRET" in allowed["data/exhibits/EX-001.mp4"]


def test_her_own_number_and_address_stay_out_unless_allowed(book: OpenCasebook) -> None:
    add_person(book, NewPerson(role="me", name="Ann Bee", handles=(OWN_NUMBER, "9 Own Road")))
    entry = incident(book, "He has my number +44 7700-900123 now.", where="Outside 9  OWN Road")
    ready = preview(book, Choice(), clock=clock)
    whole = b"".join(packed(book, Choice()).values())
    allowed = packed(book, Choice(allowed=frozenset({"own-details"})))

    masked = {each.named for each in ready.reveals if each.entry == entry.id and not each.included}
    assert masked == {"what", "where"}
    assert b"7700" not in whole
    assert b"Own Road" not in whole
    assert b"7700-900123" in allowed["index.json"]
    assert ready.content.initials == "AB"


def test_messages_go_in_as_stretches_with_both_sides_and_gaps_counted(book: OpenCasebook) -> None:
    chat = took_in(book, "chat.txt", CHAT)
    entry = incident(book, "He wrote", messages=((chat.id, 20), (chat.id, 23)))
    ready = preview(book, Choice(entries=(entry.id,)), clock=clock)
    files = packed(book, Choice(entries=(entry.id,)))

    table = files["data/messages/EX-001.csv"].decode().splitlines()
    assert [line.split(",")[0] for line in table[2:-1]] == [f'"{n}"' for n in range(10, 34)]
    assert '"gap"' in table[1]
    assert '"26"' in table[-1]
    assert b"line 40" not in b"".join(files.values())
    assert sorted(kinds(ready, "messages")) == ["Alex", "Sam"]


def test_of_an_export_the_papers_say_whether_any_of_its_messages_were_chosen(
    book: OpenCasebook,
) -> None:
    chat = took_in(book, "chat.txt", CHAT)

    some, none = (
        offer(book, chat, Choice(), has_messages=each).exhibit.why_not for each in (True, False)
    )

    assert (some, none) == (WhyNot.MESSAGES_ONLY, WhyNot.NO_MESSAGE)


def test_a_stretch_can_be_chosen_by_itself_and_a_whole_export_too(book: OpenCasebook) -> None:
    chat = took_in(book, "chat.txt", CHAT)
    some = packed(book, Choice(entries=(chat.id,), stretches=((chat.id, 50, 59),)))
    whole = packed(book, Choice(originals=frozenset({chat.id})))

    assert b"line 59" in some["data/messages/EX-001.csv"]
    assert not [name for name in some if name.startswith("data/exhibits/")]
    assert whole["data/exhibits/EX-001.txt"] == CHAT


def test_a_message_with_her_own_number_is_left_out_and_counted(book: OpenCasebook) -> None:
    add_person(book, NewPerson(role="me", handles=(OWN_NUMBER,)))
    chat = took_in(book, "chat.txt", CHAT.replace(b"line 21", b"call 07700900123"))
    choice = Choice(stretches=((chat.id, 20, 22),))
    table = packed(book, choice)["data/messages/EX-001.csv"].decode()

    assert "07700900123" not in table
    assert '"","gap","","","","1"' in table
    allowed = packed(book, replace(choice, allowed=frozenset({"own-details"})))
    assert "07700900123" in allowed["data/messages/EX-001.csv"].decode()


@pytest.mark.parametrize("handle", ["Sammy", "sam.bee"])
def test_her_side_stays_in_when_she_said_which_name_is_hers(
    book: OpenCasebook, handle: str
) -> None:
    add_person(book, NewPerson(role="me", handles=(handle,)))
    chat = took_in(book, "chat.txt", CHAT.replace(b"Sam:", f"{handle}:".encode()))
    table = packed(book, Choice(stretches=((chat.id, 20, 22),)))["data/messages/EX-001.csv"]

    assert f'"{handle}"' in table.decode()
    assert '"","gap","","","","1"' not in table.decode()


def test_her_name_in_an_app_stays_out_of_what_others_wrote(book: OpenCasebook) -> None:
    add_person(book, NewPerson(role="me", handles=("sam.bee",)))
    chat = took_in(book, "chat.txt", CHAT.replace(b"line 21", b"she is Sam.Bee there"))
    table = packed(book, Choice(stretches=((chat.id, 20, 22),)))["data/messages/EX-001.csv"]

    assert b"Sam.Bee" not in table


def test_a_pack_for_herself_holds_everything(book: OpenCasebook, tmp_path: Path) -> None:
    add_person(book, NewPerson(role="me", name="Ann", handles=(OWN_NUMBER,)))
    took_in(book, "photo.jpg", photo())
    took_in(book, "chat.txt", CHAT)
    ready = preview(book, Choice(audience="self"), clock=clock)
    made = make_pack(book, tmp_path / "mine.zip", ready)

    assert made.folder is None
    assert verify_pack(made.pack).holds
    with zipfile.ZipFile(made.pack) as pack:
        assert pack.read("pack/data/exhibits/A-001.jpg") == photo()
        assert pack.read("pack/data/exhibits/A-002.txt") == CHAT


def test_what_does_not_fit_the_size_gives_only_its_hash(book: OpenCasebook) -> None:
    took_in(book, "large.txt", b"words " * 5_000_000)
    took_in(book, "small.txt", b"words")
    files = packed(book, Choice(size=Size.EMAIL))

    assert [name for name in files if name.startswith("data/exhibits/")] == [
        "data/exhibits/EX-002.txt"
    ]


def test_a_file_can_be_kept_back_and_an_entry_left_out(book: OpenCasebook) -> None:
    exhibit = took_in(book, "notes.txt", b"CANARY")
    entry = incident(book, "shown", exhibits=(exhibit.id,))
    kept = packed(book, Choice(kept_back=frozenset({exhibit.id})))
    without = packed(book, Choice(entries=(entry.id,), without=frozenset({exhibit.id})))

    assert b"CANARY" not in b"".join(kept.values())
    assert [line["kind"] for line in lines(without)] == ["incident"]


def test_the_preview_says_how_many_entries_a_reader_sees_are_absent(book: OpenCasebook) -> None:
    chosen = incident(book, "one", who="Sam Example")
    incident(book, "two")
    ready = preview(book, Choice(entries=(chosen.id,)), clock=clock)

    assert [each.count for each in ready.reveals if each.kind == "absent"] == [1]
    assert ready.absent == 1
    assert kinds(ready, "name") == ["Sam Example"]


def test_a_pack_can_be_locked_and_is_no_pack_until_it_is_opened(
    book: OpenCasebook, tmp_path: Path
) -> None:
    incident(book, "one")
    ready = preview(book, Choice(said=SaidForPack(name="Ann")), clock=clock)
    made = make_pack(book, tmp_path / "a.zip", ready, password="six words")  # noqa: S106

    assert b"START-HERE" not in made.pack.read_bytes()
    assert made.files[-1] == "pack.zip"
    with pytest.raises(PackUnreadableError):
        verify_pack(made.pack)


def test_a_second_folder_never_replaces_the_first(book: OpenCasebook, tmp_path: Path) -> None:
    incident(book, "one")
    ready = preview(book, Choice(), clock=clock)
    folders = [make_pack(book, tmp_path / "a.zip", ready).folder for _ in range(2)]

    assert [each.name for each in folders if each] == ["a-to-upload", "a-to-upload-2"]


def test_a_pack_that_fails_leaves_nothing_behind(book: OpenCasebook, tmp_path: Path) -> None:
    incident(book, "one")
    ready = preview(book, Choice(), clock=clock)
    broken = replace(ready, build=lambda: replace(ready.content, made_at="not a time"))
    there = set(tmp_path.iterdir())

    with pytest.raises(Exception):  # noqa: B017, PT011 - whatever it is, nothing stays
        make_pack(book, tmp_path / "a.zip", broken)
    assert set(tmp_path.iterdir()) == there


def test_unknown_audiences_entries_and_places_are_refused(
    book: OpenCasebook, tmp_path: Path
) -> None:
    with pytest.raises(AudienceNotBuiltError):
        preview(book, Choice(audience="family-court"), clock=clock)
    with pytest.raises(NoSuchEntryError):
        preview(book, Choice(entries=("ffffffff",)), clock=clock)
    with pytest.raises(FileNotThereError):
        make_pack(book, tmp_path / "no" / "a.zip", preview(book, Choice(), clock=clock))
    with pytest.raises(FileNotThereError):
        verify_pack(tmp_path / "nothing.zip")


def test_an_empty_casebook_makes_a_pack_that_holds(book: OpenCasebook, tmp_path: Path) -> None:
    incident(book, "only")
    empty = preview(book, Choice(without=frozenset({book.record.entry("0").id})), clock=clock)
    made = make_pack(book, tmp_path / "a.zip", empty)

    assert made.entries == 0
    assert verify_pack(made.pack).holds


def test_a_pin_names_its_size(book: OpenCasebook) -> None:
    incident(book, "one")

    assert Pin(checkpoint=book.record.checkpoint(), made_at="2026-04-01T12:00:00+00:00").size == 1


@pytest.mark.parametrize(
    ("head", "name", "ending"),
    [
        (b"%PDF-1.7", "x", "pdf"),
        (b"RIFF\x00\x00\x00\x00WAVE", "x", "wav"),
        (b"\x00\x00\x00\x18ftypheic", "x", "heic"),
        (b"a,b\n", "table.CSV", "csv"),
        (b"a,b\n", "run.exe", "txt"),
        ("é".encode() * 9 + b"\xc3", "x", "txt"),
        (b"\x00\x01", "x.txt", "bin"),
        (b"\xff\xfe\x00", "x.txt", "bin"),
    ],
)
def test_a_file_is_named_by_what_it_is(head: bytes, name: str, ending: str) -> None:
    assert ending_of(head, name) == ending


def test_a_picture_that_cannot_be_taken_apart_goes_in_as_it_is_printed(book: OpenCasebook) -> None:
    import pillow_heif  # noqa: PLC0415

    made = io.BytesIO()
    image = Image.linear_gradient("L").convert("RGB")
    pillow_heif.from_pillow(image).save(made, quality=60)
    took_in(book, "photo.heic", made.getvalue())
    files = packed(book, Choice())

    assert files["data/exhibits/EX-001-copy.jpg"].startswith(b"\xff\xd8")


def test_messages_of_a_file_that_was_read_again_are_proved_in_the_new_reading(
    book: OpenCasebook,
) -> None:
    chat = took_in(book, "chat.txt", UNDECIDED)
    answer(book, chat.text("sha256"), "date-order", "day-month-year")
    files = packed(book, Choice(stretches=((chat.id, 0, 1),)))

    assert [line["kind"] for line in lines(files)] == ["import", "reading"]
    assert "2026-03-04T17:30" in files["data/messages/EX-001.csv"].decode()
    assert json.loads(files["record/proofs.json"])["messages"].keys() == {"1"}


def test_a_late_entry_and_its_days_are_in_the_preview(book: OpenCasebook) -> None:
    happened = Moment(as_written="2020", stated="2020-01-01", precision="day")
    incident(book, "long ago", happened=happened)
    ready = preview(book, Choice(), clock=clock)

    assert [each.kind for each in ready.reveals if each.count > 1000] == ["late"]


def test_her_address_stays_out_when_she_named_herself_by_a_mail(book: OpenCasebook) -> None:
    handle = "Kim Example <kim@example.org>"
    add_person(book, NewPerson(role="me", name="Kim", handles=(handle,)))
    added = incident(book, "He wrote to kim@example.org again.")

    reveals = preview(book, Choice(entries=(added.id,)), clock=clock).reveals

    assert [each.kind for each in reveals if each.entry == added.id] == ["own-details"]


def test_a_list_of_calls_is_printed_as_calls_with_whom_she_says_it_is(book: OpenCasebook) -> None:
    bill = b"Date,Time,Number called,Duration\r\n13/03/2026,17:30,07700900456,00:01:30\r\n"
    calls = took_in(book, "bill.csv", bill)
    answer(book, calls.text("sha256"), "zone", "uk")
    add_person(book, NewPerson(role="does-it", name="Sam", handles=("+44 7700 900456",)))

    ready = preview(book, Choice(stretches=((calls.id, 0, 0),)), clock=clock)
    (part,) = exhibit_volumes(ready.content)
    data, _ = exhibit_data(ready.content, part, title="Exhibits", mentions={})
    printed = str(data)

    assert "'1 call'" in printed
    assert "a list of calls from a phone company" in printed
    assert "13 March 2026, 17:30 UTC" in printed
    assert "The file says: Call · It went out from this phone or account. · 1 minute" in printed
    assert "07700900456: Sam, believed to do it (No. 1)." in printed
