"""A page that waits is told how far a job is, until it has ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.browser_less import open_client

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("job", ["check", "back-up"])
def test_the_last_that_is_told_is_that_it_has_ended(tmp_path: Path, job: str) -> None:
    client = open_client(tmp_path / "home")
    client.post(client.where(job))

    told = client.get(client.where(f"{job}.events")).text.strip().split("\n\n")

    assert told[-1].startswith("event: progress\n")
    assert '"finished": true' in told[-1]
    assert all('"finished": false' in each for each in told[:-1])


@pytest.mark.parametrize("job", ["check", "back-up", "pack"])
def test_where_there_is_no_job_nothing_is_told(tmp_path: Path, job: str) -> None:
    client = open_client(tmp_path / "home")

    assert client.get(client.where(f"{job}.events")).text == ""
