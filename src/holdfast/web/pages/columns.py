"""What the columns of a list of calls mean: guessed, tried out, saved as one new reading."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from holdfast.actions.answer import find_by_sha256, latest_answers
from holdfast.actions.columns import answers_of, remembered, save_columns, try_out
from holdfast.knowledge.wording import words
from holdfast.readers.call_records_columns import PREFIX
from holdfast.readers.call_records_facts import can_be_answered
from holdfast.readers.call_records_look import MOST_COLUMNS
from holdfast.web.columns_view import COLUMN, OTHER, show_columns
from holdfast.web.entry_view import show_stated
from holdfast.web.pages.take_in_reading import begin_again
from holdfast.web.routes import Route

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.responses import Response

    from holdfast.web.forms import Form
    from holdfast.web.visit import Visit


def show(visit: Visit) -> Response:
    """Show the first lines, and what is guessed or was said.

    Args:
        visit: parameter `sha256`.
    """
    entry = find_by_sha256(visit.book, visit.text("sha256"))
    return _page(visit, latest_answers(visit.book, entry), is_offered=True)


async def act(visit: Visit) -> Response:
    """Show what answers give, or read the file with them; other pages go on meanwhile.

    Args:
        visit: parameter `sha256`; the form.
    """
    sha256, then = visit.text("sha256"), visit.form.text("then")
    answers, twice = _read(visit.form)
    shape = visit.form.text("shape")
    if then == "use":
        kept = await visit.run(partial(remembered, visit.book, shape))
        tried = kept.answers if kept else {}
        return await visit.run(partial(_page, visit, tried, is_tried=True))
    if twice or then != "save":
        return await visit.run(partial(_page, visit, answers, twice=twice, is_tried=not twice))
    return await begin_again(
        visit,
        sha256,
        answers,
        lambda follow: save_columns(visit.book, sha256, answers, shape=shape, follow=follow),
        said=words("web_columns").text("saved"),
    )


def _page(
    visit: Visit,
    answers: Mapping[str, str],
    *,
    twice: str = "",
    is_tried: bool = False,
    is_offered: bool = False,
) -> Response:
    said, sha256 = words("web_columns"), visit.text("sha256")
    trial = try_out(visit.book, sha256, answers)
    was_said = any(each.startswith(PREFIX) for each in answers)
    kept = remembered(visit.book, trial.look.shape) if is_offered and not was_said else None
    errors = {}
    if twice:
        meaning = said.table("meanings").text(twice)
        errors = {"columns": said.text("twice").format(meaning=meaning)}
    return visit.show(
        "columns.html",
        sha256=sha256,
        file=find_by_sha256(visit.book, sha256).text("name"),
        shape=trial.look.shape,
        offered=said.text("offered").format(day=show_stated(kept.on)) if kept else "",
        errors=errors,
        is_tried=is_tried,
        shown=show_columns(trial),
    )


def _read(form: Form) -> tuple[dict[str, str], str]:
    """Give the answers that a form holds, and a meaning that two columns have."""
    roles = []
    for at in range(1, MOST_COLUMNS + 1):
        if not form.has(f"{COLUMN}{at}"):
            break
        roles.append(form.text(f"{COLUMN}{at}"))
    named = [role for role in roles if role]
    twice = next((role for role in named if named.count(role) > 1), "")
    answers = answers_of(roles)
    for name in form.fields:
        question, choice = name.removeprefix(OTHER), form.text(name)
        if question != name and can_be_answered(question, choice):
            answers[question] = choice
    return answers, twice


ROUTES = (Route(name="take-in.columns", show=show, act=act),)
