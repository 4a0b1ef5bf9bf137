#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0: heNormal, glorotNormal, leCunNormal and varianceScaling draw from a normal cut off at two standard deviations and do not
# correct for the cut, so that weights have 0.88 of the standard deviation that the name promises (0.77 of the variance); six layers of them pass on
# a fifth of the variance. Keras in Python divides by 0.8796 and keeps the promise; the uniform initializers here keep it too. A GAN that is moved
# from Keras starts from other weights, and on a ring of Gaussians the scale of the weights decides how many modes are found.
# Seen: std / sqrt(2 / fanIn) of heNormal is 0.881, of heUniform 0.997.
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
const tf = (await import('@tensorflow/tfjs')).default ?? (await import('@tensorflow/tfjs'));
await tf.setBackend('cpu');
const std = (tensor) => Math.sqrt(tf.moments(tensor).variance.dataSync()[0]);
const fanIn = 400;
const promised = { he: Math.sqrt(2 / fanIn), leCun: Math.sqrt(1 / fanIn), glorot: Math.sqrt(1 / fanIn) };
const { heNormal, heUniform, leCunNormal, glorotNormal } = tf.initializers;
const ratios = {
  heNormal: std(heNormal({ seed: 1 }).apply([fanIn, 500])) / promised.he,
  heUniform: std(heUniform({ seed: 1 }).apply([fanIn, 500])) / promised.he,
  leCunNormal: std(leCunNormal({ seed: 1 }).apply([fanIn, 500])) / promised.leCun,
  glorotNormal: std(glorotNormal({ seed: 1 }).apply([fanIn, fanIn])) / promised.glorot,
};
print(ratios);
for (const name of ['heNormal', 'leCunNormal', 'glorotNormal']) assert(Math.abs(ratios[name] - 0.8796) < 0.005);
assert(Math.abs(ratios.heUniform - 1) < 0.005);
JS
node run.mjs
