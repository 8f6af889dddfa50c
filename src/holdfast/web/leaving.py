"""Where leaving goes to: a page that says nothing about her and needs no account."""

from __future__ import annotations

from dataclasses import dataclass

from holdfast.knowledge.wording import words

DEFAULT_TARGET = "weather"


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """An outside page that anybody might have open."""

    id: str
    """How settings name it."""

    label: str
    """How she sees it named."""

    url: str
    """Where it is; never a page that shows what its visitor did before."""


def targets() -> tuple[Target, ...]:
    """Give the pages on offer, the default first."""
    return tuple(
        Target(id=each.text("id"), label=each.text("label"), url=each.text("url"))
        for each in words("web_leaving").tables("target")
    )


def target_url(chosen: str) -> str:
    """Give the address of a target; the default's when there is no such target.

    Args:
        chosen: an id.
    """
    offered = targets()
    return next((each.url for each in offered if each.id == chosen), offered[0].url)
