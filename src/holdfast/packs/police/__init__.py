"""The pack for the police: officers and, after them, prosecutors and the court.

What officers ask for: docs/pack-format.md section 1; upload sites take at most 16 files.
"""

from __future__ import annotations

from holdfast.packs.rules import Rules

RULES = Rules(is_for_upload=True, has_officer_only=True, shows_everything=False)
