"""A private casebook whose packs a stranger can check."""

from __future__ import annotations

VERSION = "0.1.0"
