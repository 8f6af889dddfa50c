"""Children and contact: advice first, no order is to be broken, and danger leads to people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from holdfast.actions.court_orders import NewOrder, add_order
from holdfast.knowledge.measures import CHILDREN, PARTS
from tests.web.browser_less import open_client
from tests.web.test_orders import book_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.browser_less import Client


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return open_client(tmp_path)


def test_danger_stands_first_with_the_numbers_of_the_directory(client: Client) -> None:
    page = client.get(client.where("children")).text

    assert page.index("Call 999") < page.index("First: advice")
    assert "0808 800 5000" in page
    assert "0800 1111" in page


def test_not_engaging_is_never_worded_as_breaking_an_order(client: Client) -> None:
    page = client.get(client.where("children")).text

    assert "must be kept" in page
    assert "never tells you to break one" in page
    assert page.index("Take advice before") < page.index("Writing to each other")


@pytest.mark.parametrize("part", PARTS[CHILDREN])
def test_every_part_says_that_an_order_is_kept_and_only_what_is_safe(
    client: Client, part: str
) -> None:
    page = client.get(client.where("children.part", part=part)).text

    assert "must be kept until a court changes it" in page
    assert "Only do what is safe for you" in page
    assert page.index("Call 999") < page.index('class="nb-box"')


def test_orders_that_are_written_down_stand_first(client: Client) -> None:
    assert "Write it down here" in client.get(client.where("children")).text
    add_order(book_of(client), NewOrder(order="Child arrangements order", reference="ZC-1"))

    page = client.get(client.where("children")).text
    assert page.index("Child arrangements order") < page.index("Read the orders you have")
    assert "ZC-1" in page
