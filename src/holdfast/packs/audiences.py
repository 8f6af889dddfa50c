"""For whom packs can be made."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from holdfast.packs import police, self_copy
from holdfast.packs.content import Audience

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdfast.packs.rules import Rules

RULES: Mapping[Audience, Rules] = MappingProxyType(
    {Audience.POLICE: police.RULES, Audience.SELF: self_copy.RULES}
)
