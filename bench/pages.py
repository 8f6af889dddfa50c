"""Web pages over real HTTP with 1,000 entries: time, bytes of the first load, start-up."""

from __future__ import annotations

import gzip
import http.client
import re
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from measuring import folder, percentile, say, scaled

from holdfast.actions.add_entry import NewIncident, add_incident
from holdfast.model.moment import Moment
from holdfast.vault.making import make_casebook
from holdfast.vault.slots import Derivation

if TYPE_CHECKING:
    from pathlib import Path

ENTRIES = scaled(1000)
ROUNDS = 60
PASSPHRASE = "bench only, nothing real"  # noqa: S105
ENOUGH_MS, ENOUGH_KIB, ENOUGH_SECONDS = 50, 60, 1.5
PROGRAM = "from pathlib import Path; import sys; from holdfast.web.keeper import open_web;"
ACTION = re.compile(r'action="([^"]+)"')


@dataclass(kw_only=True)
class Browser:
    """Just enough of one: one connection, cookies, the form token."""

    port: int
    """Where."""

    cookies: dict[str, str] = field(default_factory=dict)
    """What it holds."""

    sent_bytes: int = 0
    """Bytes of bodies as they crossed."""

    last: str = ""
    """Where the last page was."""

    def ask(self, path: str, fields: dict[str, str] | None = None) -> str:
        """Ask for a page, or post a form; redirects are followed."""
        connection = http.client.HTTPConnection("localhost", self.port)
        headers = {
            "Accept-Encoding": "gzip",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Origin": f"http://localhost:{self.port}",
            "Sec-Fetch-Site": "same-origin",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        body = urlencode(fields) if fields is not None else None
        connection.request("GET" if fields is None else "POST", path, body, headers)
        answer = connection.getresponse()
        for cookie in answer.headers.get_all("set-cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        raw = answer.read()
        connection.close()
        self.last = path
        self.sent_bytes += len(raw)
        if answer.status in (302, 303):
            return self.ask(answer.headers["location"])
        zipped = answer.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(raw) if zipped else raw).decode("utf-8", "replace")


def free_port() -> int:
    """Give a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(home: Path) -> tuple[subprocess.Popen[bytes], Browser, float]:
    """Start the web app and wait for its first page."""
    port, begun = free_port(), time.perf_counter()
    program = f"{PROGRAM} sys.exit(open_web(Path(sys.argv[1]), port=int(sys.argv[2])))"
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(home), str(port)], stdout=subprocess.DEVNULL
    )
    browser = Browser(port=port)
    while True:
        try:
            browser.ask("/")
        except OSError:
            time.sleep(0.01)
        else:
            return process, browser, time.perf_counter() - begun


def first_load(browser: Browser, page: str) -> None:
    """Print the bytes of a page with everything it names."""
    fresh = Browser(port=browser.port)
    html = fresh.ask("/")
    waiting, seen = re.findall(r'(?:href|src)="(/static/[^"]+)"', html), set()
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        text = fresh.ask(path)
        waiting += [f"/static/{name}" for name in re.findall(r'from "\./([^"]+)"', text)]
    kibi = fresh.sent_bytes / 1024
    say(f"first load of {page}, {len(seen) + 1} files", kibi, "KiB", "the limit", kibi / ENOUGH_KIB)


def token_of(html: str) -> str:
    """Give a page's form token."""
    found = re.search(r'name="_token" value="([^"]+)"', html)
    assert found is not None
    return found[1]


def time_page(browser: Browser, name: str, path: str) -> None:
    """Print how long a page takes."""
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        browser.ask(path)
        times.append(time.perf_counter() - begun)
    p95 = percentile(times, 0.95) * 1000
    say(f"{name}, p95", p95, "ms", "the limit", p95 / ENOUGH_MS)


def time_pack(browser: Browser, path: str) -> None:
    """Print how long the steps of a pack of everything take, and how large they are."""
    html = browser.ask(path)
    form = next(each for each in ACTION.findall(html) if each.startswith("/x/"))
    listed = {"_token": token_of(html), "which": "some", "then": "tick"}
    html = browser.ask(form, listed)
    time_page(browser, "the list to tick", browser.last)
    chosen = {"_token": token_of(html), "audience": "police", "which": "all"}
    begun = time.perf_counter()
    html = browser.ask(form, chosen)
    took = (time.perf_counter() - begun) * 1000
    say("what a pack shows, worked out", took, "ms", "the limit", took / ENOUGH_MS)
    say("what a pack shows", len(html) / 1024, "KiB of HTML", "1.7 MB before", len(html) / 1.7e6)
    time_page(browser, "what a pack shows, again", browser.last)


def main() -> None:
    """Print every figure."""
    with folder() as home:
        with make_casebook(
            home / "book", PASSPHRASE, derivation=Derivation(t=1, m_kib=8192)
        ) as book:
            for number in range(ENTRIES):
                day = f"20{10 + number % 16}-0{1 + number % 9}-1{number % 10}"
                happened = Moment(as_written=day, stated=day, precision="day")
                add_incident(
                    book, NewIncident(what=f"At the corner again, {number}.", happened=happened)
                )
        process, browser, took = start(home / "book")
        try:
            say("start to the first page", took, "s", "the limit", took / ENOUGH_SECONDS)
            first_load(browser, "the lock page")
            html = browser.ask(
                "/", {"_token": token_of(browser.ask("/")), "passphrase": PASSPHRASE}
            )
            pages = {"home": "/"} | {
                re.sub(r"<[^>]+>", "", text).strip(): path
                for path, text in re.findall(r'<a href="(/x/[^"]+)"[^>]*>(.*?)</a>', html)
            }
            assert len(pages) > 3, html[:500]
            for name, path in pages.items():
                time_page(browser, name, path)
            time_pack(browser, pages["Make a pack"])
        finally:
            process.terminate()
            process.wait()


if __name__ == "__main__":
    main()
