#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0, backend cpu: a gradient of a gradient loses a path wherever a kernel saves its output for the backward pass (tanh,
# sigmoid, exp; elu as well). Alone, such a second derivative throws. Inside a gradient penalty another path remains, so nothing throws and the
# number is wrong: d/dw of (d/dx tanh(w x))^2 at w = 0.5, x = 0.7 is 0.6013, and tfjs returns 0.7865. Kernels that save their input (softplus,
# relu) are right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true,"type":"module"}' > package.json
packages() { npm install --silent --no-audit --no-fund --ignore-scripts "$@"; }
packages @tensorflow/tfjs@4.22.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
console.log = () => {};
const tf = (await import('@tensorflow/tfjs')).default ?? (await import('@tensorflow/tfjs'));
await tf.setBackend('cpu');
const penalty = (f) => (w) => tf.square(tf.grad((x) => tf.sum(f(tf.mul(w, x))))(tf.tensor1d([0.7]))).sum();
const byTfjs = (f) => tf.grad(penalty(f))(tf.scalar(0.5)).dataSync()[0];
const h = 1e-5;
const right = (slope) => { const p = (w) => (w * slope(w * 0.7)) ** 2; return (p(0.5 + h) - p(0.5 - h)) / (2 * h); };
const found = {
  tanh: [byTfjs(tf.tanh), right((x) => 1 - Math.tanh(x) ** 2)],
  softplus: [byTfjs(tf.softplus), right((x) => 1 / (1 + Math.exp(-x)))],
};
console.error('by tfjs, by finite differences:', found);
assert(Math.abs(found.tanh[0] - 0.7865) < 1e-3 && Math.abs(found.tanh[1] - 0.6013) < 1e-3);
assert(Math.abs(found.softplus[0] - found.softplus[1]) < 1e-4);
assert.throws(() => tf.grad((x) => tf.sum(tf.grad(tf.tanh)(x)))(tf.tensor1d([0.7])), /Cannot compute gradient/);
JS
node run.mjs
