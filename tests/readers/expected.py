"""Writes the expected result of a new sample; what is written once is changed by hand only.

Usage: ./test expected whatsapp/plain
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.readers.samples import FOLDER, Case, write_down


def write_expected(name: str, folder: Path = FOLDER) -> str:
    """Write `expected.json` for a case, and give what there is to say."""
    where = folder / name
    if not any(where.glob("in.*")):
        return f"no sample in {name}: put in.<name> and note.md there first"
    file = where / "expected.json"
    if file.exists():
        return f"{name}/expected.json exists; remove it yourself if you mean to write it anew"
    result = json.dumps(write_down(Case(where.parent.name, where)), indent=1, ensure_ascii=False)
    file.write_text(f"{result}\n", "utf-8")
    return f"wrote {name}/expected.json: read it before you commit it"


if __name__ == "__main__":
    print(write_expected(sys.argv[1]))  # noqa: T201  # a command
