"""The page for her phone: what it seals, her key opens, and nothing stays or leaves."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import TYPE_CHECKING

import pyrage
import pytest

from holdfast.packs.phone_page.page import phone_page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.chromium import PageOpener

pytestmark = pytest.mark.browser

IDENTITY = pyrage.x25519.Identity.generate()
RECIPIENT = str(IDENTITY.to_public())
PHONE = 360


@pytest.fixture
def note_page(open_page: PageOpener, tmp_path: Path) -> Page:
    return opened(open_page, tmp_path)


def opened(open_page: PageOpener, folder: Path, *, name: str = "Notebook") -> Page:
    place = folder / "note.html"
    place.write_bytes(phone_page(RECIPIENT, name))
    page = open_page(width=PHONE, height=740, touch=True)
    page.goto(place.as_uri())
    page.wait_for_selector("html[data-ready=yes]")
    return page


def sealed_by(page: Page) -> tuple[str, bytes]:
    page.click("#seal")
    page.wait_for_selector("#done", timeout=120_000)
    with page.expect_download() as waiting:
        page.click("#save")
    download = waiting.value
    return download.suggested_filename, download.path().read_bytes()


def opened_zip(sealed: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(pyrage.decrypt(sealed, [IDENTITY])))


def test_what_the_page_seals_her_key_opens_with_exactly_the_bytes(
    note_page: Page, tmp_path: Path
) -> None:
    files = {
        "IMG 1.jpg": bytes(range(256)) * 300,
        "empty.txt": b"",
        "چت‌واتساپ.zip": b"PK\x03\x04" + b"\x00" * 70_000,
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    note_page.fill("#what", "He was at the gate \U0001f6aa \u202e again.\nSecond line")
    note_page.fill("#when", "Tuesday evening")
    note_page.set_input_files("#files", [tmp_path / name for name in files])
    name, sealed = sealed_by(note_page)

    with opened_zip(sealed) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["note.json", *(f"files/{each}" for each in files)]
        assert {archive.read(f"files/{each}") for each in files} == set(files.values())
        assert {each.compress_type for each in archive.infolist()} == {zipfile.ZIP_STORED}
        note = json.loads(archive.read("note.json"))
    assert note["what"] == "He was at the gate \U0001f6aa \u202e again.\nSecond line"
    assert (note["when"], note["by"], note["how"]) == ("Tuesday evening", "", "phone-page")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", note["made"])
    assert re.fullmatch(r"note-\d{4}-\d\d-\d\d-1\.age", name)
    assert sealed.startswith(b"age-encryption.org/v1\n-> X25519 ")


def test_a_film_of_fifty_megabytes_is_sealed(note_page: Page, tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(bytes(range(250)) * 200_000)
    note_page.set_input_files("#files", film)
    _, sealed = sealed_by(note_page)

    with opened_zip(sealed) as archive:
        assert archive.read("files/film.mp4") == film.read_bytes()


def test_nothing_is_left_on_the_page_after_sealing(note_page: Page, tmp_path: Path) -> None:
    (tmp_path / "canary-name.txt").write_text("canary-inside")
    note_page.fill("#what", "canary-words")
    note_page.set_input_files("#files", tmp_path / "canary-name.txt")
    sealed_by(note_page)

    left = note_page.evaluate(
        "[document.documentElement.outerHTML, ...Array.from("
        "document.querySelectorAll('input,textarea'), (each) => each.value)].join(' ')"
    )
    assert "canary" not in left


STORAGES = """async () => [
    (() => { try { return localStorage.length } catch { return 0 } })(),
    (() => { try { return sessionStorage.length } catch { return 0 } })(),
    (await indexedDB.databases().catch(() => [])).length,
    document.cookie.length, history.length - 1,
]"""


def test_nothing_is_stored_and_no_field_is_completed(note_page: Page) -> None:
    note_page.fill("#what", "canary")
    sealed_by(note_page)

    assert sum(note_page.evaluate(STORAGES)) <= 1  # the history may count the empty first page
    fields = note_page.locator("form, textarea, input[type=text]").all()
    assert {field.get_attribute("autocomplete") for field in fields} == {"off"}


def test_clearing_leaves_an_empty_page_and_no_way_back(note_page: Page) -> None:
    note_page.fill("#what", "canary")
    note_page.click("#clear")
    note_page.wait_for_url("about:blank")
    note_page.go_back()

    assert "canary" not in note_page.content()
    if note_page.locator("#what").count():
        assert note_page.input_value("#what") == ""


def test_the_first_line_is_what_to_do_in_danger(note_page: Page) -> None:
    assert note_page.inner_text("body").strip().startswith("In danger now? Call 999.")


def test_an_empty_note_is_not_sealed_and_two_notes_get_two_names(note_page: Page) -> None:
    note_page.click("#seal")
    assert "nothing to seal" in note_page.inner_text("#problem")
    note_page.fill("#what", "one")
    first, _ = sealed_by(note_page)
    note_page.click("#again")
    note_page.fill("#what", "two")
    second, sealed = sealed_by(note_page)

    assert (first[-5:], second[-5:]) == ("1.age", "2.age")
    assert json.loads(opened_zip(sealed).read("note.json"))["what"] == "two"


def test_the_same_name_twice_keeps_both_files(note_page: Page, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(folder)
        note_page.set_input_files("#files", tmp_path / folder / "a.txt")
    _, sealed = sealed_by(note_page)

    with opened_zip(sealed) as archive:
        assert archive.read("files/a.txt") == b"one"
        assert archive.read("files/a (2).txt") == b"two"


def test_a_file_can_be_taken_out_again(note_page: Page, tmp_path: Path) -> None:
    (tmp_path / "wrong.txt").write_text("wrong")
    note_page.fill("#what", "words")
    note_page.set_input_files("#camera", tmp_path / "wrong.txt")
    note_page.click("#chosen button")
    _, sealed = sealed_by(note_page)

    assert opened_zip(sealed).namelist() == ["note.json"]


def test_it_works_without_the_browsers_own_cryptography(
    open_page: PageOpener, tmp_path: Path
) -> None:
    place = tmp_path / "note.html"
    place.write_bytes(phone_page(RECIPIENT, "Notebook"))
    page = open_page(width=PHONE)
    page.add_init_script("Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined })")
    page.goto(place.as_uri())
    page.fill("#what", "words")
    _, sealed = sealed_by(page)

    assert json.loads(opened_zip(sealed).read("note.json"))["what"] == "words"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_nothing_is_wider_than_a_small_phone(
    open_page: PageOpener, tmp_path: Path, *, dark: bool
) -> None:
    place = tmp_path / "note.html"
    place.write_bytes(phone_page(RECIPIENT, "N" * 60))
    page = open_page(width=320, dark=dark)
    page.goto(place.as_uri())
    long_name = tmp_path / ("x" * 200 + ".jpg")
    long_name.write_bytes(b"x")
    page.set_input_files("#files", long_name)

    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_the_name_is_text_and_the_policy_lets_nothing_out(
    open_page: PageOpener, tmp_path: Path
) -> None:
    page = opened(open_page, tmp_path, name='<script>"&')
    policy = page.get_attribute("meta[http-equiv=Content-Security-Policy]", "content") or ""

    assert page.title() == '<script>"&'
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "connect-src" not in policy
    assert "require-trusted-types-for 'script'" in policy
    assert "unsafe" not in policy


REFUSED: dict[str, Callable[[], bytes]] = {
    "no recipient": lambda: phone_page("", "Notebook"),
    "markup as recipient": lambda: phone_page('age1"><script>', "Notebook"),
    "a secret key": lambda: phone_page(str(IDENTITY), "Notebook"),
    "no name": lambda: phone_page(RECIPIENT, " "),
    "a long name": lambda: phone_page(RECIPIENT, "N" * 61),
}


@pytest.mark.parametrize("call", REFUSED.values(), ids=REFUSED.keys())
def test_a_wrong_recipient_or_name_is_refused(call: Callable[[], bytes]) -> None:
    with pytest.raises(ValueError, match=r"^(recipient|name)$"):
        call()
