"""Writes the help of every command into docs/cli.md: `python -m tests.cli.helps`."""

from __future__ import annotations

import re
from pathlib import Path

from holdfast.cli.main import COMMANDS, make_parser

PAGE = Path(__file__).parents[2] / "docs" / "cli.md"
BLOCK = re.compile(r"(?<=<!-- help -->\n).*(?=<!-- end of help -->)", re.DOTALL)


def helps() -> str:
    """Give the help of the program and of every command, as the page has it."""
    texts = [("holdfast", make_parser([]).format_help())]
    for name in COMMANDS:
        below = make_parser([name]).below[name]
        texts.append((f"holdfast {name}", below.format_help()))
    return "\n".join(f"### {title}\n\n```\n{text}```\n" for title, text in texts)


if __name__ == "__main__":
    PAGE.write_text(BLOCK.sub(lambda _: helps(), PAGE.read_text("utf-8")), "utf-8")
