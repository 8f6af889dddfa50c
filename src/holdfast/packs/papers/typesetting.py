"""Asks the typesetter for papers, one process for each, so that memory stays flat."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import msgpack

from holdfast.model.errors import HoldfastError
from holdfast.packs.papers.bookmarks import Paper, finish_pdf
from holdfast.packs.tables import compact_json
from holdfast.programs import own_program

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PROGRAM = own_program("holdfast.packs.papers.typesetter")
SECONDS = 600
PASSED_ON = ("PYTHONPATH", "COVERAGE_PROCESS_START", "COVERAGE_PROCESS_CONFIG", "SYSTEMROOT")
"""What of the environment the child needs; nothing in it comes from the person."""


class PaperNotMadeError(HoldfastError):
    """The typesetter ended without a paper, a fault of ours."""


def make_paper(
    template: str, data: Mapping[str, object], pictures: Sequence[bytes], *, made_at: str
) -> Paper:
    """Typeset a paper in a process of its own.

    Args:
        template: which.
        data: JSON values that it shows.
        pictures: JPEG files that `data` points at by place.
        made_at: ISO 8601.

    Raises:
        PaperNotMadeError: the process ended without one.
    """
    asked = msgpack.packb(
        {
            "template": template,
            "data": compact_json(data),
            "pictures": list(pictures),
            "made_at": made_at,
        }
    )
    kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    done = subprocess.run(  # noqa: S603 - our own interpreter and module
        [sys.executable, *PROGRAM],
        input=asked,
        capture_output=True,
        check=False,
        timeout=SECONDS,
        env=kept,
    )
    if done.returncode:
        raise PaperNotMadeError(template)
    return finish_pdf(done.stdout)
