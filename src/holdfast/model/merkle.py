"""The Merkle tree of RFC 6962 and RFC 9162 over SHA-256: roots, proofs and their checking.

Everything here takes and gives 32-byte hashes. Leaves are hashed with 0x00 in front, inner nodes
with 0x01, so that a leaf can never be taken for a node.
"""

from __future__ import annotations

from hashlib import sha256
from hmac import compare_digest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()
"""Root of a tree without leaves (RFC 6962 §2.1)."""


def leaf_hash(body: bytes) -> bytes:
    """Hash the body of a leaf.

    Args:
        body: any bytes.
    """
    return sha256(b"\0" + body).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two neighbours into the node above them.

    Args:
        left: hash of the left subtree.
        right: hash of the right subtree.
    """
    return sha256(b"\1" + left + right).digest()


class Frontier:
    """The compact range of a growing tree: roots of its perfect subtrees, widest first."""

    __slots__ = ("peaks", "size")

    def __init__(self, size: int = 0, peaks: Sequence[bytes] = ()) -> None:
        """Take up a tree where it was left.

        Args:
            size: number of leaves so far.
            peaks: one root for each bit set in `size`, widest subtree first.

        Raises:
            ValueError: the peaks do not fit the size.
        """
        if size < 0 or len(peaks) != size.bit_count() or any(map(_is_no_hash, peaks)):
            message = "the peaks do not fit the size"
            raise ValueError(message)
        self.size = size
        self.peaks = list(peaks)

    def push(self, leaf: bytes) -> None:
        """Add a leaf, at a cost of at most log2(size) hashes.

        Args:
            leaf: its hash.
        """
        node, size = leaf, self.size
        while size & 1:
            node = node_hash(self.peaks.pop(), node)
            size >>= 1
        self.peaks.append(node)
        self.size += 1

    def root(self) -> bytes:
        """Give the root of the tree so far."""
        if not self.peaks:
            return EMPTY_ROOT
        node = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            node = node_hash(peak, node)
        return node


class Tree:
    """A whole tree with its inner nodes at hand, for many proofs over the same leaves."""

    __slots__ = ("_levels", "size")

    def __init__(self, leaves: Iterable[bytes]) -> None:
        """Hash all perfect subtrees once.

        Args:
            leaves: hashes of the leaves, in order.
        """
        level = list(leaves)
        self.size = len(level)
        self._levels = [level]
        while len(level) > 1:
            level = [node_hash(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)]
            self._levels.append(level)

    def root(self, size: int | None = None) -> bytes:
        """Give the root of the first leaves.

        Args:
            size: how many, no more than there are; all when left out.
        """
        size = self.size if size is None else size
        self._check(size)
        return self._range(0, size) if size else EMPTY_ROOT

    def inclusion_path(self, index: int, size: int | None = None) -> list[bytes]:
        """Prove that a leaf is among the first leaves.

        Args:
            index: of the leaf, from 0.
            size: of the tree the proof is for; all leaves when left out.

        Returns:
            At most log2(size) + 1 hashes that `verify_inclusion` accepts.

        Raises:
            ValueError: the leaf is not among them.

        References:
            RFC 9162 §2.1.3.1.
        """
        size = self.size if size is None else size
        self._check(size)
        if not 0 <= index < size:
            message = "no such leaf"
            raise ValueError(message)
        start, end, path = 0, size, list[bytes]()
        while end - start > 1:
            middle = start + _split(end - start)
            if index < middle:
                path.append(self._range(middle, end))
                end = middle
            else:
                path.append(self._range(start, middle))
                start = middle
        return path[::-1]

    def consistency_path(self, old: int, new: int | None = None) -> list[bytes]:
        """Prove that a later tree continues an earlier one.

        Args:
            old: size of the earlier tree.
            new: size of the later tree; all leaves when left out.

        Returns:
            Hashes that `verify_consistency` accepts; none when `old` is 0 or equal to `new`.

        Raises:
            ValueError: the sizes are not in order, or there are fewer leaves.

        References:
            RFC 9162 §2.1.4.1.
        """
        new = self.size if new is None else new
        self._check(new)
        if not 0 <= old <= new:
            message = "the earlier tree is the larger one"
            raise ValueError(message)
        if old in (0, new):
            return []
        start, end, whole, path = 0, new, True, list[bytes]()
        while old != end:
            middle = start + _split(end - start)
            if old <= middle:
                path.append(self._range(middle, end))
                end = middle
            else:
                path.append(self._range(start, middle))
                start, whole = middle, False
        if not whole:
            path.append(self._range(start, end))
        return path[::-1]

    def _check(self, size: int) -> None:
        if not 0 <= size <= self.size:
            message = "the tree has fewer leaves"
            raise ValueError(message)

    def _range(self, start: int, end: int) -> bytes:
        length = end - start
        if length & (length - 1) == 0:
            height = length.bit_length() - 1
            return self._levels[height][start >> height]
        middle = start + _split(length)
        return node_hash(self._range(start, middle), self._range(middle, end))


def verify_inclusion(
    leaf: bytes, index: int, *, size: int, path: Sequence[bytes], root: bytes
) -> bool:
    """Tell whether a path proves that a leaf is in a tree.

    Args:
        leaf: its hash.
        index: its place, from 0.
        size: number of leaves of the tree.
        path: the proof.
        root: of the tree.

    References:
        RFC 9162 §2.1.3.2.
    """
    if not 0 <= index < size or any(map(_is_no_hash, (leaf, root, *path))):
        return False
    node, last, here = leaf, size - 1, index
    for neighbour in path:
        if last == 0:
            return False
        if here & 1 or here == last:
            node = node_hash(neighbour, node)
            while here and not here & 1:
                here, last = here >> 1, last >> 1
        else:
            node = node_hash(node, neighbour)
        here, last = here >> 1, last >> 1
    return last == 0 and compare_digest(node, root)


def verify_consistency(
    old: tuple[int, bytes], new: tuple[int, bytes], path: Sequence[bytes]
) -> bool:
    """Tell whether a path proves that a later tree continues an earlier one.

    Args:
        old: size and root of the earlier tree.
        new: size and root of the later tree.
        path: the proof.

    Returns:
        True for an earlier tree of size 0 only when its root is the empty tree's and the path is
        empty: it says nothing then, and nothing else may be said.

    References:
        RFC 9162 §2.1.4.2.
    """
    (old_size, old_root), (new_size, new_root) = old, new
    if old_size == new_size:
        known = old_size > 0 or (old_size == 0 and old_root == EMPTY_ROOT)
        return known and not path and compare_digest(old_root, new_root)
    if not 0 <= old_size < new_size or any(map(_is_no_hash, (old_root, new_root, *path))):
        return False
    if old_size == 0:
        return not path and compare_digest(old_root, EMPTY_ROOT)
    return _walk_consistency(old, new, list(path))


def _walk_consistency(old: tuple[int, bytes], new: tuple[int, bytes], path: list[bytes]) -> bool:
    (old_size, old_root), (new_size, new_root) = old, new
    if old_size & (old_size - 1) == 0:
        path.insert(0, old_root)
    if not path:
        return False
    here, last = old_size - 1, new_size - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    old_node = new_node = path[0]
    for neighbour in path[1:]:
        if last == 0:
            return False
        if here & 1 or here == last:
            old_node = node_hash(neighbour, old_node)
            new_node = node_hash(neighbour, new_node)
            while here and not here & 1:
                here, last = here >> 1, last >> 1
        else:
            new_node = node_hash(new_node, neighbour)
        here, last = here >> 1, last >> 1
    return last == 0 and compare_digest(old_node, old_root) and compare_digest(new_node, new_root)


def _split(length: int) -> int:
    """Give the greatest power of two below a length of at least 2."""
    return 1 << (length - 1).bit_length() - 1


def _is_no_hash(value: bytes) -> bool:
    return len(value) != HASH_BYTES
