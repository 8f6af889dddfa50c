"""Safer online: the safe order, what to look at, and guides to single sites.

Nothing here looks anything up or changes anything; what she passed and picked lies in the drawer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.clock import now
from holdfast.actions.plan import Pick, PickState, drop_pick, find_pick, pick, picks
from holdfast.actions.safe_online import (
    Passed,
    forget_stages,
    next_stage,
    offers,
    pass_stage,
    passed,
)
from holdfast.knowledge.law import Jurisdiction, facts, local_help
from holdfast.knowledge.safe_online import LOOK, platforms, stages, topics
from holdfast.knowledge.wording import words
from holdfast.web.online_view import (
    READ_FROM,
    foot,
    offered,
    platform_parts,
    platform_rows,
    stage_rows,
    topic_groups,
    topic_parts,
)
from holdfast.web.routes import Route

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.responses import Response

    from holdfast.knowledge.law import Fact
    from holdfast.web.visit import Visit

NAME = "safe-online"
STAGE, TOPIC, PLATFORM = f"{NAME}.stage", f"{NAME}.topic", f"{NAME}.platform"
PAGE = "safe-online.html"
TOPIC_OF_PICKS = "online"
ELSEWHERE = (Jurisdiction.SCOTLAND, Jurisdiction.NORTHERN_IRELAND)
MOST_OFFERED = 6
LONGEST_NOTE = 2_000


def show(visit: Visit) -> Response:
    """Show the stages, and what is open after those that were passed.

    Args:
        visit: hers.
    """
    done = passed(visit.book)
    picked = picks(visit.book, TOPIC_OF_PICKS, topics())
    found = offered(offers(visit.book)) if READ_FROM in done else []
    return visit.show(
        PAGE,
        view="list",
        stages=stage_rows(done),
        all_passed=len(done) == len(stages()),
        has_passed=bool(done),
        can_read=READ_FROM in done,
        can_look=LOOK in done,
        offered=[each for each in found if each["id"] not in picked][:MOST_OFFERED],
        groups=topic_groups(picked),
        elsewhere=[
            (fact, local_help(place))
            for place in ELSEWHERE
            for fact in facts(place, "about").values()
        ],
        platforms=platform_rows(),
        has_plan="safety-plan" in visit.shell.routes,
    )


def show_stage(visit: Visit) -> Response:
    """Show one stage, if it is open.

    Args:
        visit: its parameter `id` names the stage.
    """
    stage, done = visit.text("id"), passed(visit.book)
    if stage not in stages() or stage not in {*done, next_stage(visit.book)}:
        return _closed(visit)
    fact, names = stages()[stage], list(stages())
    return visit.show(
        PAGE,
        view="stage",
        stage=stage,
        fact=fact,
        do=fact.more.texts("do"),
        number=names.index(stage) + 1,
        count=len(names),
        was=str(done.get(stage, "")),
        foot=foot(fact, now().date()),
        has_help="find-help" in visit.shell.routes,
    )


def leave_stage(visit: Visit) -> Response:
    """Pass a stage, read or skipped on purpose, and see the next one.

    Args:
        visit: the form; its parameter `id` names the stage.
    """
    how = Passed.SKIPPED if visit.form.text("how") == Passed.SKIPPED else Passed.READ
    if not pass_stage(visit.book, visit.text("id"), how):
        return _closed(visit)
    following = next_stage(visit.book)
    return visit.go(STAGE, id=following) if following else visit.go(NAME)


def begin_again(visit: Visit) -> Response:
    """Delete how far she is.

    Args:
        visit: hers.
    """
    forget_stages(visit.book)
    visit.say_next(words("web_safe_online").text("begun_again"))
    return visit.go(NAME)


def show_topic(visit: Visit) -> Response:
    """Show one topic; what must not be done yet is not on the page.

    Args:
        visit: its parameter `id` names the topic.
    """
    fact, done = _readable(visit, topics()), passed(visit.book)
    if fact is None:
        return _closed(visit)
    because = [each for each in offered(offers(visit.book)) if each["id"] == fact.id]
    return visit.show(
        PAGE,
        view="topic",
        fact=fact,
        more=fact.more.values,
        parts=topic_parts(fact, done),
        following=next_stage(visit.book),
        because=because[0]["because"] if because else (),
        picked=find_pick(visit.book, TOPIC_OF_PICKS, fact.id),
        foot=foot(fact, now().date()),
        can_look=LOOK in done,
        has_plan="safety-plan" in visit.shell.routes,
    )


def pick_topic(visit: Visit) -> Response:
    """Put a topic into her plan, or take it out.

    Args:
        visit: the form; its parameter `id` names the topic.
    """
    fact, said = _readable(visit, topics()), words("web_safe_online")
    if fact is None:
        return _closed(visit)
    state = visit.form.text("state")
    if state in set(PickState):
        note = visit.form.text("note")[:LONGEST_NOTE]
        chosen = Pick(topic=TOPIC_OF_PICKS, measure=fact.id, state=PickState(state), note=note)
        pick(visit.book, chosen)
        visit.say_next(said.text("picked"))
    else:
        drop_pick(visit.book, TOPIC_OF_PICKS, fact.id)
        visit.say_next(said.text("dropped"))
    return visit.go(TOPIC, id=fact.id)


def show_platform(visit: Visit) -> Response:
    """Show the guide to one site or app.

    Args:
        visit: its parameter `id` names the guide.
    """
    fact, done = _readable(visit, platforms()), passed(visit.book)
    if fact is None:
        return _closed(visit)
    formats = words("web_take_in_account").table("formats").values
    return visit.show(
        PAGE,
        view="platform",
        fact=fact,
        more=fact.more.values,
        parts=platform_parts(fact, done),
        readers=[str(formats.get(each, each)) for each in fact.more.texts("reader")],
        following=next_stage(visit.book),
        can_look=LOOK in done,
        foot=foot(fact, now().date()),
    )


def _readable(visit: Visit, known: Mapping[str, Fact]) -> Fact | None:
    """Give what is asked for, if the stages before it were passed."""
    return known.get(visit.text("id")) if READ_FROM in passed(visit.book) else None


def _closed(visit: Visit) -> Response:
    visit.say_next(words("web_safe_online").text("closed"))
    return visit.go(NAME)


ROUTES = (
    Route(name=NAME, show=show),
    Route(name=STAGE, show=show_stage, act=leave_stage),
    Route(name=f"{NAME}.again", act=begin_again),
    Route(name=TOPIC, show=show_topic, act=pick_topic),
    Route(name=PLATFORM, show=show_platform),
)
