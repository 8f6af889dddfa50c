"""Merkle trees of RFC 9162 section 2.1, as a checker needs them: roots, proofs, and their checks.

Packs have their own copy of this arithmetic, apart from the record's, so that what one writes is
checked by the other.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(body: bytes) -> bytes:
    """Hash what stands at a leaf.

    Args:
        body: an entry's body, or salt and text of a message.
    """
    return hashlib.sha256(b"\x00" + body).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two nodes into the one above.

    Args:
        left: of the earlier leaves.
        right: of the later leaves.
    """
    return hashlib.sha256(b"\x01" + left + right).digest()


def levels(leaves: Sequence[bytes]) -> list[list[bytes]]:
    """Give every level of the tree, leaves first, the root alone in the last.

    Args:
        leaves: leaf hashes, at least one.
    """
    found = [list(leaves)]
    while len(found[-1]) > 1:
        below = found[-1]
        above = [node_hash(below[place], below[place + 1]) for place in range(0, len(below) - 1, 2)]
        # An odd last node moves up as it is: the same tree as the RFC's split at a power of two.
        found.append(above + below[len(below) & ~1 :])
    return found


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Give the root over leaf hashes.

    Args:
        leaves: may be none.
    """
    return levels(leaves)[-1][0] if leaves else EMPTY_ROOT


def inclusion_path(index: int, tree: Sequence[Sequence[bytes]]) -> list[bytes]:
    """Give the proof that a leaf is in a tree.

    Args:
        index: of the leaf.
        tree: what `levels` gave.
    """
    path = []
    for level in tree[:-1]:
        sibling = index ^ 1
        if sibling < len(level):
            path.append(level[sibling])
        index //= 2
    return path


def is_included(leaf: bytes, index: int, size: int, *, path: Sequence[bytes], root: bytes) -> bool:
    """Check an inclusion proof (RFC 9162 section 2.1.3.2).

    Args:
        leaf: its hash.
        index: its place, from 0.
        size: of the tree.
        path: the proof.
        root: of the tree.
    """
    if not 0 <= index < size:
        return False
    node, last, found = index, size - 1, leaf
    for step in path:
        if last == 0:
            return False
        if node & 1 or node == last:
            found = node_hash(step, found)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            found = node_hash(found, step)
        node, last = node >> 1, last >> 1
    return last == 0 and found == root


def consistency_path(earlier: int, leaves: Sequence[bytes]) -> list[bytes]:
    """Give the proof that a tree continues its own earlier state (RFC 9162 section 2.1.4.1).

    Args:
        earlier: size then, from 1 to the size now.
        leaves: all leaf hashes now.
    """
    return _subproof(earlier, leaves, is_whole=True)


def _subproof(earlier: int, leaves: Sequence[bytes], *, is_whole: bool) -> list[bytes]:
    if earlier == len(leaves):
        return [] if is_whole else [root_of(leaves)]
    half = 1 << ((len(leaves) - 1).bit_length() - 1)
    if earlier <= half:
        return [*_subproof(earlier, leaves[:half], is_whole=is_whole), root_of(leaves[half:])]
    return [*_subproof(earlier - half, leaves[half:], is_whole=False), root_of(leaves[:half])]


def continues(earlier: tuple[int, bytes], later: tuple[int, bytes], path: Sequence[bytes]) -> bool:
    """Check a consistency proof (RFC 9162 section 2.1.4.2).

    Args:
        earlier: size and root then.
        later: size and root now.
        path: the proof.
    """
    (first, first_root), (second, second_root) = earlier, later
    if first == second:
        return not path and first_root == second_root
    if not 0 < first < second or not path:
        return False
    steps = [first_root, *path] if first & (first - 1) == 0 else list(path)
    return _roots_of_steps(first - 1, second - 1, steps) == (first_root, second_root)


def _roots_of_steps(node: int, last: int, steps: list[bytes]) -> tuple[bytes, bytes] | None:
    while node & 1:
        node, last = node >> 1, last >> 1
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return None
        if node & 1 or node == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            new = node_hash(new, step)
        node, last = node >> 1, last >> 1
    return (old, new) if last == 0 else None
