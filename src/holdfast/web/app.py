"""The web app as ASGI: the gate, then locked or unlocked, then one page.

Access is decided on the route, never by comparing paths. Paths are few: `/`, `/exit`, `/lock`,
`/static/…` and sealed addresses. While it is locked, every path but the static files and `/exit` is
answered by the same page.
"""

from __future__ import annotations

import inspect
from functools import partial
from typing import TYPE_CHECKING, cast

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from holdfast.web import static_files
from holdfast.web.after_posts import show_next
from holdfast.web.cookies import SESSION, read_cookie
from holdfast.web.forms import TOKEN, Form, read_form
from holdfast.web.gate import FORBIDDEN, METHOD_NOT_ALLOWED, find_refusal
from holdfast.web.headers import ALWAYS
from holdfast.web.outside import answer_first_use, answer_locked, leave, lock_by_hand
from holdfast.web.pages import errors
from holdfast.web.restore_job import NAME as RESTORE
from holdfast.web.restore_job import RestoreJob
from holdfast.web.sealed_addresses import Address
from holdfast.web.uploads import ForgedFormError, Received, Upload, receive
from holdfast.web.visit import Visit

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from holdfast.web.session import Session
    from holdfast.web.shell import Ending, Shell

SMALLEST_TO_PACK = 500
PACK_LEVEL = 5


def make_app(app: App) -> ASGIApp:
    """Give the app with its answers packed on the way out.

    Args:
        app: the app.
    """
    return GZipMiddleware(app, SMALLEST_TO_PACK, PACK_LEVEL)


class App:
    """Answers every request of one process."""

    def __init__(self, shell: Shell, on_end: Callable[[Ending], None]) -> None:
        """Keep what requests share.

        Args:
            shell: the process's state.
            on_end: called once the answer that locked is out.
        """
        self._shell = shell
        self._on_end = on_end
        self._is_told = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request.

        Args:
            scope: what ASGI says of it.
            receive: gives its body.
            send: takes the answer.
        """
        if scope["type"] != "http":
            return
        request = Request(scope, receive)
        headers = Headers(scope=scope)
        refusal = find_refusal(request.method, headers, self._shell.hosts)
        try:
            response = Response(status_code=refusal) if refusal else await self._answer(request)
            await response(scope, receive, self._with_headers(send))
        except ClientDisconnect:
            return
        finally:
            self.end_if_locked()

    def end_if_locked(self) -> None:
        """Tell, once, that this process has locked."""
        if self._shell.ending is not None and not self._is_told:
            self._is_told = True
            self._on_end(self._shell.ending)

    def _with_headers(self, send: Send) -> Send:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in ALWAYS.items():
                    headers.setdefault(name, value)
                if self._shell.ending is not None:
                    # The browser's next request must reach the process that follows.
                    headers["connection"] = "close"
            await send(message)

        return send_with_headers

    async def _answer(self, request: Request) -> Response:
        path = cast("str", request.scope["path"])
        if path.startswith(static_files.PREFIX):
            accepts = request.headers.get("accept-encoding", "")
            found = static_files.answer_static(path, accepts)
            if found is not None:
                return found
        session = self._shell.find_session(read_cookie(request, SESSION))
        if path == "/exit":
            return leave(self._shell, session)
        if path == "/lock" and session is not None:
            return await lock_by_hand(self._shell, session, request)
        if session is None:
            if self._shell.door.is_there():
                return await answer_locked(self._shell, request)
            return answer_first_use(self._shell, request)
        return show_next(request, session, await self._answer_inside(request, session, path))

    async def _answer_inside(self, request: Request, session: Session, path: str) -> Response:
        front = "first-use" if session.book is None else "home"
        address = session.addresses.find(path) or (
            Address(route=front, params={}) if path == "/" else None
        )
        route = self._shell.routes.get(address.route) if address else None
        if address is None or route is None or route.who is not session.who:
            visit = Visit(session=session, route=self._shell.routes[front], shell=self._shell)
            return errors.answer_not_here(visit)
        if not route.background:
            session.seen()
        visit = Visit(session=session, route=route, shell=self._shell, params=address.params)
        return await errors.guard(visit, partial(self._serve, request, visit))

    async def _serve(self, request: Request, visit: Visit) -> Response:
        if request.method != "POST":
            return await _call(visit.route.show, visit)
        if visit.route.act is None:
            return Response(status_code=METHOD_NOT_ALLOWED)
        if visit.route.files:
            with visit.session.receiving(visit.route.name):
                return await self._serve_form(request, visit)
        return await self._serve_form(request, visit)

    async def _serve_form(self, request: Request, visit: Visit) -> Response:
        try:
            form, files = await self._read(request, visit)
        except ForgedFormError:
            return Response(status_code=FORBIDDEN)
        filled = Visit(
            session=visit.session,
            route=visit.route,
            shell=visit.shell,
            params=visit.params,
            form=form,
            files=files,
        )
        return await _call(visit.route.act, filled)

    async def _read(self, request: Request, visit: Visit) -> tuple[Form, tuple[Received, ...]]:
        is_token = partial(self._shell.is_token, visit.session.cookie)
        if visit.route.files and request.headers.get("content-type", "").startswith("multipart/"):
            if visit.session.book is None:
                hold = partial(_hold, visit)
                bench = self._shell.bench
                form, _ = await receive(request, hold, is_token=is_token, bench=bench)
                return form, ()
            keep = partial(_keep, visit)
            return await receive(request, keep, is_token=is_token, bench=self._shell.bench)
        form = await read_form(request)
        if not is_token(form.raw(TOKEN)):
            raise ForgedFormError
        return form, ()


def _keep(visit: Visit, upload: Upload) -> Received:
    kept = visit.book.originals.keep(upload.chunks)
    visit.session.seen()
    return Received(field_name=upload.field_name, name=upload.name, kept=kept)


def _hold(visit: Visit, upload: Upload) -> None:
    """Take a back-up: there is no casebook yet to keep anything in."""
    job = RestoreJob(file=visit.shell.door.place_for_back_up())
    visit.session.jobs[RESTORE] = job
    job.take(upload.chunks)
    visit.session.seen()


async def _call(
    handler: Callable[[Visit], Response] | Callable[[Visit], Awaitable[Response]] | None,
    visit: Visit,
) -> Response:
    if handler is None:
        return Response(status_code=METHOD_NOT_ALLOWED)
    if inspect.iscoroutinefunction(handler):
        return cast("Response", await handler(visit))
    answer = await visit.run(partial(handler, visit))
    return cast("Response", answer)
