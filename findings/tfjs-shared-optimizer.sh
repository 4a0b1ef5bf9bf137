#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0: an optimizer keeps its memory (momentum, the moments of Adam, the mean squares of RMSProp) by the position of a variable
# in the list of one call, not by the variable. One optimizer object that serves both players of a GAN therefore mixes their moments: the
# generator steps along the gradient of the discriminator. Nothing throws when the shapes agree.
# Seen: three Adam steps (learning rate 0.1) of a discriminator with gradient 100 and a generator with gradient -1, in turn: with an optimizer
# each, the generator goes up to 0.3, as it should; with one for both, it goes down to -0.2. Momentum: 0.56 against -47.
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
function generatorAfterThreeSteps(makeOptimizer, shared) {
  const discriminator = tf.variable(tf.scalar(0));
  const generator = tf.variable(tf.scalar(0));
  const first = makeOptimizer();
  const second = shared ? first : makeOptimizer();
  for (let step = 0; step < 3; step++) {
    first.minimize(() => discriminator.mul(100), false, [discriminator]);
    second.minimize(() => generator.mul(-1), false, [generator]);
  }
  return generator.dataSync()[0];
}
const kinds = { adam: () => tf.train.adam(0.1), momentum: () => tf.train.momentum(0.1, 0.9) };
for (const [name, make] of Object.entries(kinds)) {
  const own = generatorAfterThreeSteps(make, false);
  const shared = generatorAfterThreeSteps(make, true);
  print(name, { own, shared });
  assert(own > 0.29, 'alone, the generator goes up');
  assert(shared < -0.19, 'with a shared optimizer it goes down');
}
JS
node run.mjs
