"""Pictures that look alike: copies are found, others are not."""

from __future__ import annotations

from hashlib import sha256

from holdfast.insight.look_alikes import MOST_DIFFERENT, difference, groups, look_alikes

LOOK = "0f1e2d3c4b5a6978"
NEAR = "0f1e2d3c4b5a6979"
FAR = "f0e1d2c3b4a59687"


def test_bits_that_differ_are_counted() -> None:
    assert difference(LOOK, LOOK) == 0
    assert difference(LOOK, NEAR) == 1
    assert difference(LOOK, FAR) == 64


def test_a_copy_is_found_and_the_most_alike_comes_first() -> None:
    others = [("far", FAR), ("near", NEAR), ("same", LOOK), ("blank", "")]

    assert look_alikes(LOOK, others) == ("same", "near")


def test_nothing_looks_like_a_picture_of_one_shade() -> None:
    assert look_alikes("", [("same", "")]) == ()


def test_a_picture_that_differs_in_one_bit_more_than_may_be_is_another() -> None:
    other = f"{int(LOOK, 16) ^ ((1 << MOST_DIFFERENT + 1) - 1):016x}"

    assert look_alikes(LOOK, [("other", other)]) == ()


def test_groups_hold_each_picture_once_and_leave_single_ones_out() -> None:
    pictures = [("1", LOOK), ("2", FAR), ("3", NEAR), ("4", ""), ("5", "00ff00ff00ff00ff")]

    assert groups(pictures) == (("1", "3"),)


def test_very_many_pictures_are_grouped_without_comparing_each_with_each() -> None:
    looks = [sha256(b"%d" % each).hexdigest()[:16] for each in range(20_000)]
    pictures = [*((f"{number}", each) for number, each in enumerate(looks)), ("copy", looks[7])]

    assert groups(pictures) == (("7", "copy"),)


def test_a_copy_joins_the_picture_it_is_most_like() -> None:
    pictures = [("1", "0" * 16), ("2", "0" * 14 + "7f"), ("3", "0" * 14 + "3f")]

    assert groups(pictures) == (("2", "3"),)
