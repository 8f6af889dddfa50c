"""What differs from audience to audience; the core of a pack is the same for all."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Rules:
    """How packs for one audience are made unless she says otherwise."""

    is_for_upload: bool
    """Whether a folder for upload sites is made beside the zip."""

    has_officer_only: bool
    """Whether how to reach her goes along on a paper of its own."""

    shows_everything: bool
    """Whether nothing is left out: nobody but herself reads it."""
