#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0: a dropout layer with a seed drops the same units in every call, so that it prunes the network instead of regularizing it.
# Who sets the seed to make a run reproducible changes what is trained. In Keras a seed fixes the
# sequence of masks, each of them another.
# Seen: ten calls in training mode, ten times the same mask; without a seed, ten different ones.
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
function masks(seed) {
  const layer = tf.layers.dropout({ rate: 0.5, seed });
  const calls = Array.from({ length: 10 }, () => layer.apply(tf.ones([1, 64]), { training: true }).dataSync().join(''));
  return new Set(calls).size;
}
const counts = { seeded: masks(7), unseeded: masks(undefined) };
print(counts);
assert.deepStrictEqual(counts, { seeded: 1, unseeded: 10 });
JS
node run.mjs
