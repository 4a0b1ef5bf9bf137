#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0: the alpha dropout layer is there to keep the mean 0 and the standard deviation 1 of what passes a self-normalizing (SELU)
# network. It keeps the deviation, and shifts the mean by 1.56 at a rate of 0.5 (0.32 at 0.1): what is dropped becomes +1.76 where it should become
# -1.76, the value at which SELU saturates.
# Seen: 200,000 standard normal numbers: mean 0.00 before, 1.56 after; standard deviation 1.00.
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
const x = tf.randomNormal([1, 200000], 0, 1, 'float32', 3);
for (const [rate, expected] of [[0.1, 0.32], [0.5, 1.56]]) {
  const { mean, variance } = tf.moments(tf.layers.alphaDropout({ rate }).apply(x, { training: true }));
  const seen = { rate, mean: mean.dataSync()[0], std: Math.sqrt(variance.dataSync()[0]) };
  print(seen);
  assert(Math.abs(seen.mean - expected) < 0.02);
  assert(Math.abs(seen.std - 1) < 0.02);
}
JS
node run.mjs
