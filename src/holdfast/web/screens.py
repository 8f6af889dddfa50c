"""Templates: Jinja over the GOV.UK macros, with our words, sealed links and form tokens."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader, PrefixLoader

from holdfast.knowledge.languages import direction_of
from holdfast.knowledge.wording import LANGUAGE, error_words, words
from holdfast.web.foot import foot_calls
from holdfast.web.leaving import DEFAULT_TARGET, target_url
from holdfast.web.session import SAID_ONCE
from holdfast.web.settings import NEUTRAL_TITLE
from holdfast.web.tokens import make_token

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdfast.knowledge.table import Table
    from holdfast.web.visit import Visit

NAVIGATION = ("home", "add", "record", "take-in", "pack", "casebook")
"""Routes in the order of the navigation; one that is not built yet is left out."""


class Words:
    """The words of one topic, as templates use them: `words.title`."""

    def __init__(self, table: Table) -> None:
        """Wrap a table.

        Args:
            table: of `knowledge/words`.
        """
        self._table = table

    def __getattr__(self, key: str) -> Any:  # noqa: ANN401 -- text, list or table, as the file says
        """Give a text, a list or a table; KeyError when the file has no such key.

        Raises:
            AttributeError: Jinja looks for its own special names.
        """
        if key.startswith("__"):
            raise AttributeError(key)
        value = self._table.values[key]
        return Words(self._table.table(key)) if isinstance(value, dict) else value

    __getitem__ = __getattr__

    def get(self, key: str, default: str) -> str:
        """Give a text, or something else when the file has no such key.

        Args:
            key: its name.
            default: what else.
        """
        return str(self._table.values.get(key, default))


@cache
def environment() -> Environment:
    """Give the Jinja environment; templates are compiled once per process."""
    made = Environment(
        loader=ChoiceLoader(
            [
                PackageLoader("holdfast.web"),
                PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
            ]
        ),
        autoescape=True,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        # The port's macros walk through options that were not given.
        undefined=ChainableUndefined,
    )
    made.globals["words_of"] = lambda topic: Words(words(topic))
    made.globals["foot_calls"] = foot_calls
    made.globals["error_words"] = lambda code: error_words()[code]
    return made


@dataclass(frozen=True, kw_only=True, slots=True)
class Screens:
    """All screens of one process."""

    token_key: bytes
    """Key of the form tokens."""

    def render(self, visit: Visit, template: str, context: Mapping[str, object]) -> str:
        """Give the HTML of a page inside a session.

        Args:
            visit: for whom.
            template: its file name.
            context: what else it may use.
        """
        session = visit.session
        return self._render(
            template,
            {
                "visit": visit,
                "here": visit.route.name,
                "link": visit.link,
                "navigation": [name for name in NAVIGATION if name in visit.shell.routes],
                "is_open": session.book is not None,
                "title": session.settings.title,
                "outside": target_url(session.settings.leave_to),
                "idle_seconds": int(session.watch.idle_seconds),
                "locks_when_hidden": not session.watch.idle_minutes,
                "said": session.notes.pop(SAID_ONCE, ""),
                "token": lambda: make_token(self.token_key, session.cookie),
                **context,
            },
        )

    def render_locked(self, *, cookie: str, context: Mapping[str, object]) -> str:
        """Give the HTML of the lock page, which knows nothing of any session.

        Args:
            cookie: the lock page's own cookie.
            context: what else it may use.
        """
        return self._render(
            "lock.html",
            {
                "is_open": False,
                "title": NEUTRAL_TITLE,
                "outside": target_url(DEFAULT_TARGET),
                "token": lambda: make_token(self.token_key, cookie),
                **context,
            },
        )

    def _render(self, template: str, context: Mapping[str, object]) -> str:
        topic = "web_" + template.removesuffix(".html").replace("-", "_")
        found = environment().get_template(template)
        return found.render(
            {
                "words": Words(words(topic)),
                "shell": Words(words("web_shell")),
                "page_language": LANGUAGE,
                "page_direction": direction_of(LANGUAGE),
                **context,
            }
        )
