"""Between the pages of the questions and what was told: nothing is kept but in the form itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.recognising import told_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.insight.recognising import Told
    from holdfast.web.forms import Form

FOR, WHERE, TOLD, THEN = "for", "where", "told", "then"
FRIEND = "friend"
SIGN, QUESTION, WORDS = "sign-", "q-", "words-"
IS = "="


def read_told(form: Form) -> Told:
    """Read what was told so far: what earlier pages carried, then what this page asked.

    Args:
        form: as sent by any of these pages.
    """
    carried = [each.partition(IS)[::2] for each in form.texts(TOLD)]
    asked = [(name, form.text(QUESTION + name)) for name in _after(form, QUESTION)]
    return told_of(
        friend=form.text(FOR) == FRIEND,
        place=form.text(WHERE),
        signs={name: form.text(SIGN + name) for name in _after(form, SIGN)},
        answers=[*carried, *asked],
        words={name: form.text(WORDS + name) for name in _after(form, WORDS)},
    )


def carried(told: Told, *, but: str = "") -> list[tuple[str, str]]:
    """Give what was told as hidden fields.

    Args:
        told: so far.
        but: the theme whose own words stand in the form already.
    """
    pairs = [(FOR, FRIEND if told.friend else "me"), (WHERE, told.place)]
    pairs += [(SIGN + name, code) for name, code in told.signs.items()]
    pairs += [(TOLD, f"{name}{IS}{code}") for name, code in told.answers.items()]
    pairs += [(WORDS + name, said) for name, said in told.words.items() if name != but]
    return pairs


def _after(form: Form, start: str) -> Iterator[str]:
    return (name.removeprefix(start) for name in form.fields if name.startswith(start))
