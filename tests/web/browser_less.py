"""A browser without a screen: sends requests straight into the app and keeps cookies."""

from __future__ import annotations

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from holdfast.vault.slots import Derivation
from holdfast.web.after_posts import SHOWN_IN_FIRST_USE
from holdfast.web.app import App
from holdfast.web.cookies import DOOR, SESSION, STRICT_PREFIX
from holdfast.web.folder_door import FolderDoor
from holdfast.web.gate import hosts_for
from holdfast.web.screens import Screens
from holdfast.web.shell import Ending, Shell
from holdfast.web.tokens import make_token
from holdfast.web.visit import SEE_OTHER, SHOWN
from tests.web.fixed_clock import FixedClock

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from holdfast.web.sealed_addresses import Parameter

PORT = 8700
ORIGIN = f"http://localhost:{PORT}"
CHEAP = Derivation(t=1, m_kib=8192)
PASSPHRASE = "marble otter tunic lantern gravel poppy"  # noqa: S105 - opens nothing real
KEY = bytes(32)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came back."""

    status: int
    """Status."""

    headers: Mapping[str, str]
    """Headers; of several with one name, the last."""

    cookies: tuple[str, ...]
    """All Set-Cookie headers."""

    body: bytes = field(repr=False)
    """The whole body."""

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


@dataclass(kw_only=True)
class Client:
    """A browser."""

    shell: Shell
    """The process it talks to."""

    clock: FixedClock
    """What time it is."""

    app: App = field(init=False)
    """The app."""

    cookies: dict[str, str] = field(default_factory=dict)
    """What it holds."""

    endings: list[Ending] = field(default_factory=list)
    """Every time the process wanted to end."""

    def __post_init__(self) -> None:
        """Connect."""
        self.app = App(self.shell, self.endings.append)

    def where(self, route: str, **params: Parameter) -> str:
        """Give a route's sealed address."""
        assert self.shell.session is not None
        return self.shell.session.addresses.seal(route, params)

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for a page."""
        return self.send("GET", path, headers=headers)

    def post(self, path: str, fields: Mapping[str, str] | None = None, **headers: str) -> Answer:
        """Send a form with its token."""
        cookie = self.cookies.get(STRICT_PREFIX + SESSION) or self.cookies.get(STRICT_PREFIX + "d")
        token = make_token(KEY, cookie or "")
        body = urlencode({"_token": token, **(fields or {})}).encode()
        answer = self.send("POST", path, headers={"origin": ORIGIN, **headers}, body=[body])
        return self.get(answer.headers["location"]) if self._is_page(answer) else answer

    def _is_page(self, answer: Answer) -> bool:
        """Say whether a form was answered with a page, which a browser then asks for."""
        place, session = answer.headers.get("location", ""), self.shell.session
        address = session.addresses.find(place) if session is not None else None
        said = self.cookies.get(STRICT_PREFIX + DOOR, "")
        is_said = answer.status == SEE_OTHER and place == "/" and "." in said
        return address.route in {SHOWN, SHOWN_IN_FIRST_USE} if address else is_said

    def send(
        self, method: str, path: str, *, headers: Mapping[str, str], body: Iterable[bytes] = ()
    ) -> Answer:
        """Send anything."""
        # In a thread of its own: Playwright keeps a loop running in this one.
        with ThreadPoolExecutor(1) as aside:
            sending = self._send(method, path, dict(headers), list(body))
            return aside.submit(asyncio.run, sending).result()

    async def _send(
        self, method: str, path: str, headers: dict[str, str], body: list[bytes]
    ) -> Answer:
        said = {"host": f"localhost:{PORT}", "content-type": "application/x-www-form-urlencoded"}
        if self.cookies:
            said["cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        said |= {name.replace("_", "-"): value for name, value in headers.items()}
        scope = {
            "type": "http",
            # From 2.4 on a stream is not broken off because the request's body has ended.
            "asgi": {"version": "3.0", "spec_version": "2.4"},
            "method": method,
            "path": path,
            "query_string": b"",
            "headers": [(name.encode(), value.encode()) for name, value in said.items()],
        }
        incoming = [
            {"type": "http.request", "body": block, "more_body": place < len(body) - 1}
            for place, block in enumerate(body)
        ] or [{"type": "http.request", "body": b"", "more_body": False}]
        sent: list[dict[str, object]] = []

        async def receive() -> dict[str, object]:
            return incoming.pop(0) if incoming else {"type": "http.disconnect"}

        async def send(message: dict[str, object]) -> None:
            sent.append(message)

        await self.app(scope, receive, send)  # type: ignore[arg-type]
        return self._answer(sent)

    def _answer(self, sent: list[dict[str, object]]) -> Answer:
        raw = [(k.decode(), v.decode()) for k, v in sent[0]["headers"]]  # type: ignore[attr-defined]
        cookies = tuple(value for name, value in raw if name == "set-cookie")
        for cookie in cookies:
            name, value = re.match(r'([^=]+)="?([^;"]*)', cookie).groups()  # type: ignore[union-attr]
            if "Max-Age=0" in cookie:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value
        body = b"".join(bytes(message.get("body", b"")) for message in sent[1:])  # type: ignore[call-overload]
        return Answer(
            status=int(str(sent[0]["status"])), headers=dict(raw), cookies=cookies, body=body
        )


def locked_client(home: Path, *, previous: str = "") -> Client:
    """Give a browser in front of a locked process; there need not be a casebook."""
    clock = FixedClock()
    shell = Shell(
        door=FolderDoor(home=home, derivation=CHEAP),
        clock=clock,
        screens=Screens(token_key=KEY),
        hosts=hosts_for(PORT),
        previous=previous,
    )
    return Client(shell=shell, clock=clock)


def open_client(home: Path) -> Client:
    """Give a browser with a new casebook open in it."""
    client = locked_client(home)
    session = client.shell.begin(client.shell.door.make(PASSPHRASE))
    client.cookies[STRICT_PREFIX + SESSION] = session.cookie
    return client
