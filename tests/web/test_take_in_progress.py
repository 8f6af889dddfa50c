"""The page of an import that still runs: how far it is, also inside one large file, and Stop."""

from __future__ import annotations

import json
import re
import threading
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from holdfast.actions import so_far
from holdfast.actions.reading.following import Followed
from holdfast.web.cookies import SESSION, STRICT_PREFIX
from holdfast.web.take_in_job import NAME, TakeInJob
from holdfast.web.tokens import make_token
from tests.actions.samples import CHAT, received, zipped
from tests.web.browser_less import KEY, ORIGIN, open_client
from tests.web.test_uploads import BOUNDARY, body_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from playwright.sync_api import Route

    from holdfast.actions.so_far import SoFar
    from holdfast.model.entry import JsonValue
    from holdfast.model.message import Found
    from holdfast.vault.casebook import OpenCasebook
    from tests.browser.chromium import PageOpener
    from tests.web.browser_less import Answer, Client

CHAT_NAME = "WhatsApp Chat with Alex.txt"
LONG = CHAT * 4_000
WHOLE = -(-len(LONG) // 1_000)
PATIENCE_SECONDS = 10


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return open_client(tmp_path)


@pytest.fixture
def book(client: Client) -> OpenCasebook:
    assert client.shell.session is not None
    assert client.shell.session.book is not None
    return client.shell.session.book


@dataclass
class Gate:
    """Holds every reading back after its first batch, until it may go on."""

    is_there: threading.Semaphore
    may_go_on: threading.Event

    def wait(self) -> None:
        """Wait until a reading is held."""
        assert self.is_there.acquire(timeout=PATIENCE_SECONDS)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    made = Gate(threading.Semaphore(0), threading.Event())
    passing = Followed.passing

    def held(followed: Followed, batches: Iterable[list[Found]]) -> Iterator[list[Found]]:
        for batch in passing(followed, batches):
            yield batch
            made.is_there.release()
            made.may_go_on.wait(PATIENCE_SECONDS)

    monkeypatch.setattr(Followed, "passing", held)
    monkeypatch.setattr(so_far, "LARGE_BYTES", 0)
    monkeypatch.setattr(so_far, "MEGABYTE", 1_000)
    yield made
    made.may_go_on.set()


def begun(client: Client, book: OpenCasebook, job: TakeInJob) -> threading.Thread:
    """Begin an import as the page does."""
    assert client.shell.session is not None
    client.shell.session.jobs[NAME] = job
    thread = threading.Thread(target=job.run, args=(book,))
    thread.start()
    return thread


def sent(client: Client, name: str, content: bytes) -> Answer:
    """Send a file with the form."""
    token = make_token(KEY, client.cookies[STRICT_PREFIX + SESSION])
    parts = [("_token", None, token.encode()), ("whose", None, b"mine"), ("files", name, content)]
    headers = {"origin": ORIGIN, "content-type": f"multipart/form-data; boundary={BOUNDARY}"}
    return client.send("POST", client.where(NAME), headers=headers, body=[body_of(*parts)])


def test_how_far_a_long_file_is_read_is_on_the_page(
    client: Client, book: OpenCasebook, gate: Gate
) -> None:
    job = TakeInJob(sources=[received(CHAT_NAME, LONG)], whose="mine")
    thread = begun(client, book, job)
    gate.wait()

    page = client.get(client.where("take-in.progress")).text
    bar = job.progress()["bar"]
    gate.may_go_on.set()
    thread.join(PATIENCE_SECONDS)

    (done,) = re.findall(rf"Reading the file: (\d+) of {WHOLE} MB\.", page)
    assert 0 < int(done) < WHOLE
    assert "Files: 0 of 1. 0 messages so far." in page
    assert f'value="{bar}" max="1000"' in page
    assert isinstance(bar, int)
    assert 0 < bar < 500
    assert (job.progress()["bar"], job.progress()["at_hand"]) == (1_000, "")


def test_the_time_that_has_passed_is_told_and_moves_while_nothing_else_does(
    client: Client, book: OpenCasebook, gate: Gate
) -> None:
    job = TakeInJob(sources=[received(CHAT_NAME, LONG)], whose="mine")
    thread = begun(client, book, job)
    gate.wait()

    first = client.get(client.where("take-in.progress")).text
    job.since -= 125
    later = job.progress()
    gate.may_go_on.set()
    thread.join(PATIENCE_SECONDS)

    assert re.search(r"data-progress-time>Time so far: \d s<", first)
    assert str(later["time"]).startswith("Time so far: 2 min ")


def test_stop_does_not_wait_for_the_end_of_a_long_file(
    client: Client, book: OpenCasebook, gate: Gate
) -> None:
    kept = book.originals.keep([LONG])
    source = replace(received(CHAT_NAME, b""), kept=kept, size_bytes=len(LONG))
    job = TakeInJob(sources=[source], whose="mine")
    thread = begun(client, book, job)
    gate.wait()

    job.stop()
    gate.may_go_on.set()
    thread.join(PATIENCE_SECONDS)
    page = client.get(client.where("take-in.account")).text

    assert (job.left_out, job.told, job.ended_early) == ([CHAT_NAME], [], None)
    assert [*book.originals.names()] == []
    assert "These files were not taken in, or not all that is in them:" in page
    assert CHAT_NAME in page


class StopsInside(TakeInJob):
    """An import that is stopped after the first file from inside an archive."""

    def _note(self, so_far: SoFar) -> None:
        super()._note(so_far)
        if so_far.inside:
            self.stop()


def test_an_archive_of_which_only_a_part_came_in_is_named(book: OpenCasebook) -> None:
    archive = received("a.zip", zipped({"1": b"1", "2": b"2"}))
    job = StopsInside(sources=[archive], whose="mine")

    job.run(book)

    assert [each.path for each in job.told] == ["a.zip", "a.zip/1"]
    assert job.left_out == ["a.zip"]


def test_the_bar_is_not_full_while_an_archive_is_gone_through(book: OpenCasebook) -> None:
    said = []

    class Watching(TakeInJob):
        def _note(self, so_far: SoFar) -> None:
            super()._note(so_far)
            said.append(self.progress())

    archive = received("a.zip", zipped({"1": b"1", "2": b"2"}))
    Watching(sources=[archive], whose="mine").run(book)

    assert {(each["done"], each["all"]) for each in said if each["inside"] == 1} == {(0, 1)}
    assert all(each["bar"] <= 980 for each in said)  # type: ignore[operator]


def test_imports_of_two_windows_are_told_of_together_and_nothing_waits_for_them(
    client: Client, gate: Gate
) -> None:
    for name in (CHAT_NAME, "WhatsApp Chat with Sam.txt"):
        sent(client, name, LONG + name.encode())
        gate.wait()

    page = client.get(client.where("take-in.progress")).text
    third = sent(client, "c.bin", b"\x00c")
    assert client.shell.session is not None
    job = client.shell.session.jobs[NAME]
    assert isinstance(job, TakeInJob)
    unfinished = [not each.ended.is_set() for each in job.jobs]
    gate.may_go_on.set()
    job.wait()

    assert len(re.findall(r"Reading the file: \d+ of \d+ MB\.", page)) == 2
    assert "Files: 0 of 2." in page
    assert third.status == 303
    assert unfinished == [True] * 3
    assert len(job.told) == 3


def test_a_window_that_watches_is_told_of_what_another_one_begins(
    client: Client, book: OpenCasebook, gate: Gate
) -> None:
    assert client.shell.session is not None
    is_told = threading.Event()

    class Telling(TakeInJob):
        def progress(self) -> dict[str, JsonValue]:
            is_told.set()
            return super().progress()

    first = Telling(sources=[received("a.bin", b"\x00a")], whose="mine")
    thread = begun(client, book, first)
    gate.wait()
    second = TakeInJob(sources=[received("b.bin", b"\x00b")], whose="mine", earlier=first)
    heard: list[str] = []
    listener = threading.Thread(
        target=lambda: heard.append(client.get(client.where("take-in.events")).text)
    )
    listener.start()
    assert is_told.wait(PATIENCE_SECONDS)
    client.shell.session.jobs[NAME] = second
    gate.may_go_on.set()
    thread.join(PATIENCE_SECONDS)
    second.run(book)
    listener.join(PATIENCE_SECONDS)

    last = json.loads(heard[0].strip().rpartition("data: ")[2])
    assert (last["done"], last["all"], last["finished"]) == (2, 2, True)


@pytest.mark.browser
def test_the_script_shows_what_it_is_told_and_reads_it_aloud_only_now_and_then(
    client: Client, book: OpenCasebook, gate: Gate, open_page: PageOpener
) -> None:
    job = TakeInJob(sources=[received(CHAT_NAME, LONG)], whose="mine")
    thread = begun(client, book, job)
    gate.wait()
    said = [{**job.progress(), "bar": bar, "at_hand": f"Now at {bar}."} for bar in (400, 500)]
    events = "".join(f"event: progress\ndata: {json.dumps(each)}\n\n" for each in said)
    html = client.get(client.where("take-in.progress")).text
    listening = re.search(r'data-progress="([^"]+)"', html)
    assert listening is not None

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(ORIGIN)
        if path == listening[1]:
            route.fulfill(body=events, content_type="text/event-stream")
            return
        if path == "/":
            route.fulfill(body=html, content_type="text/html")
            return
        found = files("holdfast.web") / "static" / path.rpartition("/")[2].partition("?")[0]
        kind = "text/css" if path.partition("?")[0].endswith("css") else "text/javascript"
        route.fulfill(body=found.read_bytes(), content_type=kind)

    page = open_page(width=375)
    page.route(f"{ORIGIN}/**", answer)
    page.goto(f"{ORIGIN}/")
    page.get_by_text("Now at 500.", exact=True).wait_for()

    assert page.locator("progress").get_attribute("value") == "500"
    assert page.get_by_role("status").all_inner_texts() == [
        "Files: 0 of 1. 0 messages so far. Now at 400."
    ]
    assert not page.get_by_text("Look again").is_visible()
    gate.may_go_on.set()
    thread.join(PATIENCE_SECONDS)
