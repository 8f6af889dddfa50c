"""What she chose about how the notebook behaves; kept in the drawer, known only when unlocked."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from holdfast.web.leaving import DEFAULT_TARGET
from holdfast.web.locking import DEFAULT_IDLE_MINUTES, IDLE_CHOICES

if TYPE_CHECKING:
    from holdfast.vault.drawer import Drawer

DRAWER_NAME = "settings"
NEUTRAL_TITLE = "Notebook"
LONGEST_TITLE = 40


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """Her choices."""

    title: str = NEUTRAL_TITLE
    """The window's title while it is unlocked; the lock page always says the neutral one."""

    idle_minutes: int = DEFAULT_IDLE_MINUTES
    """One of `IDLE_CHOICES`."""

    leave_to: str = DEFAULT_TARGET
    """Which outside page leaving goes to; an id of `leaving.targets()`."""


def read_settings(drawer: Drawer) -> Settings:
    """Give her settings; whatever is missing or makes no sense is as at the start.

    Args:
        drawer: of the open casebook.
    """
    stored = drawer.get(DRAWER_NAME, {})
    known = stored if isinstance(stored, dict) else {}
    title = known.get("title")
    idle = known.get("idle_minutes")
    leave_to = known.get("leave_to")
    return Settings(
        title=title if isinstance(title, str) and title else NEUTRAL_TITLE,
        idle_minutes=idle
        if isinstance(idle, int) and idle in IDLE_CHOICES
        else DEFAULT_IDLE_MINUTES,
        leave_to=leave_to if isinstance(leave_to, str) else DEFAULT_TARGET,
    )


def keep_settings(drawer: Drawer, settings: Settings) -> Settings:
    """Keep her settings.

    Args:
        drawer: of the open casebook.
        settings: all of them.

    Returns:
        What was kept: the title cut at a length that fits a tab.
    """
    title = " ".join(settings.title.split())[:LONGEST_TITLE] or NEUTRAL_TITLE
    kept = replace(settings, title=title)
    drawer.put(DRAWER_NAME, asdict(kept))
    return kept
