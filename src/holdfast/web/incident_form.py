"""Between the form of an incident and the fields of its entry, in both directions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.add_entry import NewIncident
from holdfast.knowledge.wording import words
from holdfast.model.errors import AmbiguousTimeError, UnreadableTimeError
from holdfast.model.moment import Moment
from holdfast.model.when import parse_when
from holdfast.web.forms import Form

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from holdfast.model.entry import JsonValue

TEXTS = ("what", "where", "who", "basis", "said", "felt", "effect", "feared")
CHOICES = ("feared_for", "behaviours")
LINES = ("witnesses",)
ASKED = (
    "heading", "happened", "where", "who", "basis", "said", "felt", "effect", "feared",
    "feared_for", "witnesses", "behaviours",
)  # fmt: skip


class FormIncompleteError(Exception):
    """Something in the form has to be looked at again."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        """Note what.

        Args:
            problems: keys of `web_add.toml` by field.
        """
        super().__init__()
        self.problems = problems


def read_incident(form: Form, now: datetime) -> NewIncident:
    """Give the incident as the form states it.

    Args:
        form: as posted.
        now: for "yesterday" and "last night".

    Returns:
        What was said; None where nothing was, so that silence is never a no.

    Raises:
        FormIncompleteError: nothing was written, or the time cannot be read in one way.
    """
    problems = {} if form.text("what") else {"what": "what_missing"}
    happened: Moment | None = None
    try:
        happened = parse_when(form.text("happened"), now=now)
    except AmbiguousTimeError:
        problems["happened"] = "time_two_ways"
    except UnreadableTimeError:
        problems["happened"] = "time_unreadable"
    if problems:
        raise FormIncompleteError(problems)
    return NewIncident(
        what=form.text("what"),
        happened=happened,
        where=form.text("where") or None,
        who=form.text("who") or None,
        basis=form.text("basis") or None,
        said=form.text("said") or None,
        felt=form.text("felt") or None,
        effect=form.text("effect") or None,
        feared=form.text("feared") or None,
        feared_for=form.texts("feared_for"),
        behaviours=form.texts("behaviours"),
        witnesses=_lines(form.text("witnesses")),
        messages=read_chosen(form.texts("messages")),
        asked=questions_shown(suggested=bool(form.texts("suggested"))),
    )


def read_chosen(pairs: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Give chosen messages as import and number; anything else is left out.

    Args:
        pairs: `<import id>:<number>` each.
    """
    split = [pair.partition(":") for pair in pairs]
    return tuple((name, int(number)) for name, _, number in split if number.isdecimal())


def ground_rules() -> str:
    """Give what is said before a first word is written, as it is shown."""
    return " ".join(words("web_add").texts("rules"))


def questions_shown(*, suggested: bool = False) -> tuple[str, ...]:
    """Give the ground rules and the questions of the form in order, as they are shown.

    Args:
        suggested: whether some behaviours were marked as told elsewhere.
    """
    said = words("web_add")
    marked = (said.text("suggested_note"),) if suggested else ()
    return (ground_rules(), *(said.text(name) for name in ASKED), *marked)


def show_incident(fields: Mapping[str, JsonValue]) -> Form:
    """Give a form filled with what an entry holds.

    Args:
        fields: of an incident, with its amendments.
    """
    shown: dict[str, tuple[str, ...]] = {name: (_text(fields.get(name)),) for name in TEXTS}
    shown |= {name: _texts(fields.get(name)) for name in CHOICES}
    shown |= {name: ("\n".join(_texts(fields.get(name))),) for name in LINES}
    happened = Moment.from_json(fields.get("happened"))
    return Form(fields=shown | {"happened": (happened.as_written or happened.stated or "",)})


def changes_between(before: Mapping[str, JsonValue], after: NewIncident) -> dict[str, JsonValue]:
    """Give the fields that say something else now.

    Args:
        before: the incident with its amendments so far.
        after: as the form states it. What was asked and which messages belong to it do not change.
    """
    said = after.fields()
    return {
        name: said.get(name)
        for name in (*TEXTS, *CHOICES, *LINES, "happened")
        if (said.get(name) or None) != (before.get(name) or None)
    }


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _text(value: JsonValue) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: JsonValue) -> tuple[str, ...]:
    return tuple(str(each) for each in value) if isinstance(value, list) else ()
