"""Every page of a filled casebook as HTML, by its links and a few forms, without a browser."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from holdfast.actions.safe_online import Passed, pass_stage
from holdfast.knowledge.safe_online import stages
from holdfast.web.cookies import SESSION, STRICT_PREFIX
from tests.web.all_pages import fill_casebook
from tests.web.browser_less import PASSPHRASE, Client, locked_client

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LINK = re.compile(r'<a [^>]*href="(/x/[\w-]+)(?:#[^"]*)?"[^>]*>')
MENU = re.compile(r"<nav class=\"nb-nav.*?</nav>|<footer.*?</footer>", re.DOTALL)
HEADING = re.compile(r"<h([1-3])[^>]*>(.*?)</h\1>", re.DOTALL)
DATE = re.compile(r"\b(?:\w+day )?\d{0,2} ?[A-Z][a-z]+ \d{4}\b|\d+")
HTML = "text/html; charset=utf-8"
FORMS: tuple[tuple[str, dict[str, str]], ...] = (
    ("add", {}), ("add", {"what": "He rang.", "happened": "4/3/26"}), ("take-in", {}),
    ("pack", {}), ("orders", {}), ("orders", {"where": "scotland"}),
    ("find-help", {"age": "old"}), ("people.add", {}), ("contact.add", {}), ("my-orders.add", {}),
    ("recognise", {}), ("recognise", {"sign-threats": "unsure"}),
    ("recognise.ask", {"then": "online"}), ("recognise.ask", {"then": "whole"}),
    ("recognise.ask", {"then": "end", "q-s2A3a": "yes", "words-in-person": "He came."}),
)  # fmt: skip
"""Forms that are answered by a page: mistakes, and answers that no link leads to."""


def filled_client(home: Path) -> Client:
    """Give a browser without a screen with a filled casebook open in it."""
    fill_casebook(home)
    client = locked_client(home)
    session = client.shell.begin(client.shell.door.open_with_passphrase(PASSPHRASE))
    client.cookies[STRICT_PREFIX + SESSION] = session.cookie
    assert session.book is not None
    for stage in stages():
        # What is closed until she was told what he might notice is to be seen here as well.
        pass_stage(session.book, stage, Passed.READ)
    return client


def name_of(html: str) -> str:
    """Give the first two headings of a page, without its dates and numbers."""
    main = html.split("<main", 1)[-1]
    found = [" ".join(unescape(re.sub(r"<[^>]+>", "", text)).split())
             for _, text in HEADING.findall(main)[:2]]  # fmt: skip
    return DATE.sub("", " / ".join(found)).strip()


def pages(client: Client) -> Iterator[tuple[str, str]]:
    """Give name and HTML of every page: each name once, as the calendar goes on for ever."""
    seen: set[str] = set()
    shown: set[str] = set()
    waiting = ["/"]
    while waiting:
        place = waiting.pop(0)
        if place in seen:
            continue
        seen.add(place)
        answer = client.get(place)
        name = name_of(answer.text) if answer.headers.get("content-type") == HTML else ""
        if name and name not in shown:
            shown.add(name)
            waiting += LINK.findall(answer.text)
            yield name, answer.text
    for route, fields in FORMS:
        html = client.post(client.where(route), fields).text
        yield f"{name_of(html)}, answering {route}", html
