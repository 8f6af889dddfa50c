"""The tree arithmetic agrees with RFC 6962's vectors, with itself, and with nothing forged."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.model.merkle import (
    EMPTY_ROOT,
    Frontier,
    Tree,
    leaf_hash,
    node_hash,
    verify_consistency,
    verify_inclusion,
)
from tests.corpus import corpus

if TYPE_CHECKING:
    from pathlib import Path

LEAVES = [leaf_hash(bytes([number])) for number in range(70)]
TREE = Tree(LEAVES)
INCLUSION_VECTORS = 98
CONSISTENCY_VECTORS = 98


def hashes(encoded: object) -> list[bytes]:
    return [base64.b64decode(each) for each in encoded] if isinstance(encoded, list) else []


def vectors(kind: str) -> list[Path]:
    return sorted(corpus("conformance", "merkle-rfc6962", kind).rglob("*.json"))


def judge_inclusion(vector: dict[str, object]) -> bool:
    return verify_inclusion(
        base64.b64decode(str(vector["leafHash"] or "")),
        int(str(vector["leafIdx"])),
        size=int(str(vector["treeSize"])),
        path=hashes(vector["proof"]),
        root=base64.b64decode(str(vector["root"] or "")),
    )


def judge_consistency(vector: dict[str, object]) -> bool:
    return verify_consistency(
        (int(str(vector["size1"])), base64.b64decode(str(vector["root1"] or ""))),
        (int(str(vector["size2"])), base64.b64decode(str(vector["root2"] or ""))),
        hashes(vector["proof"]),
    )


def test_all_inclusion_vectors_are_judged_right() -> None:
    found = [(path, json.loads(path.read_bytes())) for path in vectors("inclusion")]

    assert len(found) == INCLUSION_VECTORS
    assert not [path for path, one in found if judge_inclusion(one) == one["wantErr"]]


def test_all_consistency_vectors_are_judged_right() -> None:
    found = [(path, json.loads(path.read_bytes())) for path in vectors("consistency")]

    assert len(found) == CONSISTENCY_VECTORS
    assert not [path for path, one in found if judge_consistency(one) == one["wantErr"]]


@pytest.mark.parametrize("size", range(len(LEAVES)))
def test_a_frontier_and_a_whole_tree_have_the_same_root(size: int) -> None:
    frontier = Frontier()
    for leaf in LEAVES[:size]:
        frontier.push(leaf)

    assert frontier.root() == TREE.root(size) == Tree(LEAVES[:size]).root()
    assert Frontier(size, frontier.peaks).root() == frontier.root()


def test_the_empty_tree_has_the_root_of_the_standard() -> None:
    assert Frontier().root() == Tree([]).root() == EMPTY_ROOT


def test_a_root_is_the_one_worked_out_by_hand() -> None:
    first, second, third = LEAVES[:3]

    assert TREE.root(3) == node_hash(node_hash(first, second), third)


@given(st.data())
def test_every_leaf_is_proved_and_no_other_leaf(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, len(LEAVES)))
    index = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(0, len(LEAVES) - 1))
    path = TREE.inclusion_path(index, size)
    proved = verify_inclusion(LEAVES[other], index, size=size, path=path, root=TREE.root(size))

    assert proved is (other == index)


@given(st.data())
def test_every_earlier_tree_is_proved_and_no_other_root(data: st.DataObject) -> None:
    new = data.draw(st.integers(0, len(LEAVES)))
    old = data.draw(st.integers(0, new))
    other = data.draw(st.integers(0, len(LEAVES)))
    path = TREE.consistency_path(old, new)
    proved = verify_consistency((old, TREE.root(other)), (new, TREE.root(new)), path)

    assert proved is (other == old)


@given(st.data())
def test_a_proof_with_a_hash_more_or_less_proves_nothing(data: st.DataObject) -> None:
    new = data.draw(st.integers(2, len(LEAVES)))
    old = data.draw(st.integers(1, new - 1))
    path = TREE.consistency_path(old, new)
    ends = ((old, TREE.root(old)), (new, TREE.root(new)))
    inside = TREE.inclusion_path(old, new)

    assert not verify_consistency(*ends, [*path, LEAVES[0]])
    assert not verify_consistency(*ends, path[:-1])
    for wrong in ([*inside, LEAVES[0]], inside[:-1]):
        assert not verify_inclusion(LEAVES[old], old, size=new, path=wrong, root=TREE.root(new))


def test_a_proof_can_be_asked_for_all_leaves() -> None:
    assert TREE.inclusion_path(3) == TREE.inclusion_path(3, len(LEAVES))
    assert TREE.consistency_path(3) == TREE.consistency_path(3, len(LEAVES))


def test_what_is_no_hash_proves_nothing() -> None:
    assert not verify_inclusion(b"short", 0, size=1, path=[], root=b"short")
    assert not verify_consistency((1, b"short"), (2, TREE.root(2)), [LEAVES[1]])
    assert not verify_consistency((2, TREE.root(2)), (1, TREE.root(1)), [])
    assert not verify_consistency((-1, EMPTY_ROOT), (-1, EMPTY_ROOT), [])


@pytest.mark.parametrize(
    ("size", "peaks"),
    [
        pytest.param(1, (), id="a peak is missing"),
        pytest.param(0, (LEAVES[0],), id="a peak too many"),
        pytest.param(1, (b"short",), id="a peak that is no hash"),
        pytest.param(-1, (), id="no size"),
    ],
)
def test_a_frontier_that_does_not_fit_is_refused(size: int, peaks: tuple[bytes, ...]) -> None:
    with pytest.raises(ValueError, match="peaks"):
        Frontier(size, peaks)


def test_a_proof_about_leaves_that_are_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="fewer leaves"):
        TREE.root(len(LEAVES) + 1)
    with pytest.raises(ValueError, match="no such leaf"):
        TREE.inclusion_path(3, 3)
    with pytest.raises(ValueError, match="larger one"):
        TREE.consistency_path(4, 3)
