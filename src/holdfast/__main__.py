"""`python -m holdfast` is the same as `holdfast`."""

from __future__ import annotations

import sys

from holdfast.cli.main import main

sys.exit(main())
