"""docs/cli.md says what the program says."""

from __future__ import annotations

import re

from holdfast.cli.errors import EXIT_STATUS, FAULT_OF_OURS, STOPPED
from holdfast.cli.main import COMMANDS
from tests.cli.helps import BLOCK, PAGE, helps


def test_the_help_in_the_page_is_the_programs() -> None:
    found = BLOCK.search(PAGE.read_text("utf-8"))

    assert found is not None
    assert found[0] == helps()


def test_every_exit_status_stands_in_the_page() -> None:
    listed = {
        int(each) for each in re.findall(r"^\| (\d+) \|", PAGE.read_text("utf-8"), re.MULTILINE)
    }

    assert listed == {0, *(status for _, status in EXIT_STATUS), FAULT_OF_OURS, STOPPED}


def test_every_command_that_answers_has_its_keys_in_the_page() -> None:
    table = PAGE.read_text("utf-8").split("## What `--json` gives")[1].split("## Help")[0]
    guides = {"orders", "steps", "help-near", "demo"}

    assert [name for name in set(COMMANDS) - guides if f"`{name}" not in table] == []
