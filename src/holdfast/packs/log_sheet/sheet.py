"""The printable log sheet: one A4 leaf to write on by hand, front and back."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files

import typst

MADE_AT = 1_735_689_600
"""2025-01-01: the same sheet for everybody, whenever it is printed."""


@cache
def log_sheet() -> bytes:
    """Give the log sheet as a PDF.

    Returns:
        Two A4 pages, PDF/A-3a and PDF/UA-1, the same bytes every time; nothing in it is about
        the person who prints it.

    References:
        words.toml beside this file; fields after the logs that police and helplines ask for.
    """
    here = files("holdfast.packs.log_sheet")
    with as_file(files("holdfast.packs").joinpath("fonts")) as fonts:
        made: bytes = typst.compile(
            here.joinpath("sheet.typ").read_bytes(),
            font_paths=typst.Fonts(
                include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)]
            ),
            format="pdf",
            pdf_standards=["a-3a", "ua-1"],
            timestamp=MADE_AT,
            sys_inputs={"words": here.joinpath("words.toml").read_text(encoding="utf-8")},
        )
    return made
