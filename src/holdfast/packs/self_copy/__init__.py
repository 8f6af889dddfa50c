"""The pack for herself: everything, with every original, to keep or to give to an adviser later."""

from __future__ import annotations

from holdfast.packs.rules import Rules

RULES = Rules(is_for_upload=False, has_officer_only=False, shows_everything=True)
