"""One request as a page sees it: who asks, what for, and the ways to answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from starlette.responses import HTMLResponse, RedirectResponse, Response

from holdfast.web.forms import EMPTY, Form
from holdfast.web.session import SAID_ONCE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from concurrent.futures import Executor

    from holdfast.vault.casebook import OpenCasebook
    from holdfast.web.routes import Route
    from holdfast.web.screens import Screens
    from holdfast.web.sealed_addresses import Parameter
    from holdfast.web.session import Session
    from holdfast.web.shell import Shell
    from holdfast.web.uploads import Received

SEE_OTHER = 303
SHOWN, ANSWER_ID = "shown", "id"
"""Route of a page that answered a form, and the number of that answer."""

COPY, OF = "print", "of"
"""Route of the copy of a page on paper, and the sealed address of the page."""


Result = TypeVar("Result")


@dataclass(frozen=True, kw_only=True, slots=True)
class Visit:
    """One request."""

    session: Session
    """Whose."""

    route: Route
    """What for."""

    shell: Shell
    """What all visits share: templates, the casebook's thread, the way to lock."""

    params: Mapping[str, Parameter] = field(default_factory=dict, repr=False)
    """What the sealed address said."""

    form: Form = field(default=EMPTY, repr=False)
    """What was posted."""

    files: tuple[Received, ...] = field(default=(), repr=False)
    """Files that came with the form, sealed already."""

    @property
    def book(self) -> OpenCasebook:
        """The open casebook.

        Raises:
            RuntimeError: a page for first use asked for it; a fault of ours.
        """
        if self.session.book is None:
            raise RuntimeError(self.route.name)
        return self.session.book

    def text(self, name: str) -> str:
        """Give a parameter of the address as text; empty when it is not there.

        Args:
            name: the parameter's name.
        """
        value = self.params.get(name)
        return "" if value is None or isinstance(value, list) else str(value)

    def texts(self, name: str) -> tuple[str, ...]:
        """Give a parameter of the address that is a list.

        Args:
            name: the parameter's name.
        """
        value = self.params.get(name)
        return tuple(value) if isinstance(value, list) else ()

    def number(self, name: str, default: int = 0) -> int:
        """Give a parameter of the address as a whole number.

        Args:
            name: the parameter's name.
            default: what it is when it is not there or is no number.
        """
        value = self.params.get(name)
        return value if isinstance(value, int) else default

    def link(self, route: str, **params: Parameter) -> str:
        """Give the sealed address of a page.

        Args:
            route: the route's name.
            params: what it is told.

        Raises:
            KeyError: there is no such route, a fault of ours.
        """
        if route not in self.shell.routes:
            raise KeyError(route)
        return self.session.addresses.seal(route, params)

    def go(self, route: str, **params: Parameter) -> Response:
        """Answer a POST: see that page next.

        Args:
            route: the route's name.
            params: what it is told.
        """
        return RedirectResponse(self.link(route, **params), status_code=SEE_OTHER)

    def show(self, template: str, *, status: int = 200, **context: object) -> Response:
        """Answer with a page.

        Args:
            template: file in `templates`; its words are `web_<name>.toml`.
            status: of the answer; 200 also when a form is shown again with what is missing.
            context: what the template may use besides what every template has.
        """
        html = self.screens.render(self, template, context)
        return HTMLResponse(html, status_code=status)

    def say_next(self, line: str) -> None:
        """Have the next page that is shown say this once at its top.

        Args:
            line: a whole sentence.
        """
        self.session.notes[SAID_ONCE] = line

    @property
    def copy_link(self) -> str:
        """Where this page can be saved as a file; empty where it cannot."""
        if self.session.book is None or not self.route.on_paper or COPY not in self.shell.routes:
            return ""
        if self.form is EMPTY:
            return self.link(COPY, of=self.link(self.route.name, **self.params))
        # The page that answers a form is kept under the next number (see after_posts.py).
        answer = str(self.session.answered + 1)
        return self.link(COPY, of=self.session.addresses.seal(SHOWN, {ANSWER_ID: answer}))

    @property
    def screens(self) -> Screens:
        """The templates."""
        return self.shell.screens

    @property
    def desk(self) -> Executor:
        """The casebook's own thread."""
        return self.shell.desk

    async def run(self, task: Callable[[], Result]) -> Result:
        """Do something with the casebook from a coroutine.

        Args:
            task: takes nothing; runs on the casebook's own thread.
        """
        return await self.shell.run(task)
