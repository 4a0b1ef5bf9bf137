#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0: gradients where a function has a kink are no subgradients. The maximum (and minimum) of two equal numbers gives each the
# whole gradient, so that moving both by h seems to change it by 2 h; the gradient of |x| at 0 is -1; both branches of maximum(x, y) get 1. In Python
# TensorFlow the parts of a maximum add up to 1, and |x| has 0. Maxout layers with equal pieces, weights that start at 0 under an L1 norm and hinge losses at
# their hinge meet these points exactly.
# Seen: d max([1, 1, 1]) = [1, 1, 1]; d |0| = -1; d maximum(1, 1) = 1 for x and 1 for y.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true,"type":"module"}' > package.json
packages() { npm install --silent --no-audit --no-fund --ignore-scripts "$@"; }
packages @tensorflow/tfjs@4.22.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
const print = console.log;
console.log = () => {};
console.warn = () => {};
const tf = (await import('@tensorflow/tfjs')).default ?? (await import('@tensorflow/tfjs'));
await tf.setBackend('cpu');
const list = (tensor) => [...tensor.dataSync()];
const one = tf.tensor1d([1]);
const seen = {
  max: list(tf.grad((x) => tf.max(x))(tf.tensor1d([1, 1, 1]))),
  min: list(tf.grad((x) => tf.min(x))(tf.tensor1d([1, 1, 1]))),
  abs: list(tf.grad((x) => tf.abs(x).sum())(tf.tensor1d([0]))),
  maximum: tf.grads((x, y) => tf.maximum(x, y).sum())([one, one]).flatMap(list),
};
print(seen);
assert.deepStrictEqual(seen, { max: [1, 1, 1], min: [1, 1, 1], abs: [-1], maximum: [1, 1] });
JS
node run.mjs
