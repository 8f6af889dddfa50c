"""What a route is, and the table of all of them, gathered from the modules in `pages`.

A page is one module `pages/<page>.py` with a tuple `ROUTES`. Routes have names, not paths: their
addresses are sealed (see sealed_addresses.py).
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.responses import Response

    from holdfast.web.visit import Visit

    Handler = Callable[[Visit], Response] | Callable[[Visit], Awaitable[Response]]


class Who(StrEnum):
    """Who may see a route."""

    OPEN = "open"
    """She, with the casebook open."""

    FIRST_USE = "first use"
    """Whoever sits there, while there is no casebook yet."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Route:
    """One page or one thing a page does."""

    name: str
    """How links name it (`entry`, `entry.withdraw`)."""

    show: Handler | None = None
    """Answers GET. Changes nothing. A plain function runs on the casebook's own thread, one at a
    time; a coroutine must use `visit.run` for whatever touches the casebook."""

    act: Handler | None = None
    """Answers POST; the form token has been checked."""

    who: Who = Who.OPEN
    """Who may see it."""

    files: bool = False
    """POST carries files; they are sealed as they stream and stand in `visit.files`."""

    kept: bool = False
    """What is posted here after a lock is sealed in the in-tray and offered back as a draft of
    this form; the route must also have a `show`."""

    on_paper: bool = True
    """False for a page that is never offered as a file, as its words open the notebook."""

    background: bool = False
    """The page asks by itself (progress, drafts): no sign of her, the idle time goes on."""


@cache
def all_routes() -> Mapping[str, Route]:
    """Give every route of every page by name.

    Raises:
        ValueError: two routes have one name, a fault of ours.
    """
    pages = importlib.import_module("holdfast.web.pages")
    found: dict[str, Route] = {}
    for module in sorted(each.name for each in pkgutil.iter_modules(pages.__path__)):
        page = importlib.import_module(f"holdfast.web.pages.{module}")
        for route in getattr(page, "ROUTES", ()):
            if route.name in found:
                raise ValueError(route.name)
            found[route.name] = route
    return found
