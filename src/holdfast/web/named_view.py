"""Services that a page names by itself, as they are shown there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.named_help import named_help
from holdfast.web.service_view import service_view

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from holdfast.web.service_view import ServiceView


def named_views(names: Iterable[str], wall: datetime) -> list[ServiceView]:
    """Give services with their numbers, and whether they are open.

    Args:
        names: short names (directory/short_names.toml).
        wall: the time on the wall in the United Kingdom.
    """
    return [service_view(each) for each in named_help(names, wall=wall)]
