// The tree of RFC 9162 (and 6962): leaves and inner nodes are hashed with different first bytes.
// Sizes are plain numbers below 2^53; no bit operators, which would cut them at 2^31.

import { joined, same } from "./bytes.js";
import { digest } from "./hashing.js";

const LEAF = Uint8Array.of(0);
const HASH = 32;
const NODE = Uint8Array.of(1);

export function leafHash(...parts) {
  return digest(joined(LEAF, ...parts));
}

function nodeHash(left, right) {
  return digest(joined(NODE, left, right));
}

const half = (number) => Math.floor(number / 2);
const isOdd = (number) => number % 2 === 1;

function sound(number) {
  return Number.isSafeInteger(number) && number >= 0;
}

/** RFC 9162, 2.1.3.2: does this leaf stand at this place in the tree with this root? */
export function isIncluded({ leaf, index, size, path, root }) {
  if (!sound(index) || !sound(size) || index >= size || leaf.length !== root.length || leaf.length !== HASH) return false;
  let at = index;
  let last = size - 1;
  let hash = leaf;
  for (const beside of path) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      hash = nodeHash(beside, hash);
      while (!isOdd(at) && at !== 0) {
        at = half(at);
        last = half(last);
      }
    } else {
      hash = nodeHash(hash, beside);
    }
    at = half(at);
    last = half(last);
  }
  return last === 0 && same(hash, root);
}

/** RFC 9162, 2.1.4.2: is the tree of `first` leaves the beginning of the tree of `second`? */
export function isContinued({ first, firstRoot, second, secondRoot, path }) {
  if (!sound(first) || !sound(second) || first > second || first === 0) return false;
  if (first === second) return path.length === 0 && same(firstRoot, secondRoot);
  if (path.length === 0) return false;
  const isPowerOfTwo = Number.isInteger(Math.log2(first)) && 2 ** Math.log2(first) === first;
  const steps = isPowerOfTwo ? [firstRoot, ...path] : path;
  let at = first - 1;
  let last = second - 1;
  while (isOdd(at)) {
    at = half(at);
    last = half(last);
  }
  let old = steps[0];
  let fresh = steps[0];
  for (const beside of steps.slice(1)) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      old = nodeHash(beside, old);
      fresh = nodeHash(beside, fresh);
      while (!isOdd(at) && at !== 0) {
        at = half(at);
        last = half(last);
      }
    } else {
      fresh = nodeHash(fresh, beside);
    }
    at = half(at);
    last = half(last);
  }
  return last === 0 && same(old, firstRoot) && same(fresh, secondRoot);
}

/** The root over leaf hashes. Nodes left without a neighbour rise; that is RFC 9162's own shape. */
export function rootOf(leaves) {
  if (leaves.length === 0) return digest(new Uint8Array());
  let row = leaves;
  while (row.length > 1) {
    const above = [];
    for (let at = 0; at < row.length; at += 2) {
      above.push(at + 1 < row.length ? nodeHash(row[at], row[at + 1]) : row[at]);
    }
    row = above;
  }
  return row[0];
}
