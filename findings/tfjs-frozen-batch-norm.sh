#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0: `trainable = false` freezes the weights of a batch normalisation and not its moving mean and variance. In the usual Keras
# recipe for a GAN (a combined model of the generator and a discriminator whose `trainable` is false), every update of the generator shifts the
# moving statistics of the discriminator towards the generated samples; Keras of TensorFlow 2 runs a frozen batch normalisation in inference mode.
# Seen: after five updates of the combined model, the frozen moving mean has left [0, 0] and the frozen variance [1, 1]; the other weights stay.
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
const discriminator = tf.sequential({
  layers: [tf.layers.batchNormalization({ inputShape: [2] }), tf.layers.dense({ units: 1 })],
});
discriminator.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
const latent = tf.input({ shape: [2] });
const generated = tf.layers.dense({ units: 2 }).apply(latent);
discriminator.trainable = false;
const combined = tf.model({ inputs: latent, outputs: discriminator.apply(generated) });
combined.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
const weights = () => discriminator.getWeights().map((weight) => [...weight.dataSync()]);
const before = weights();
for (let step = 0; step < 5; step++) {
  await combined.trainOnBatch(tf.randomNormal([8, 2], 5, 3, 'float32', step + 1), tf.ones([8, 1]));
}
const [scale, shift, mean, variance, kernel, bias] = weights();
print({ mean, variance });
assert.deepStrictEqual([scale, shift, kernel, bias], [before[0], before[1], before[4], before[5]]);
assert.notDeepStrictEqual(mean, before[2]);
assert.notDeepStrictEqual(variance, before[3]);
JS
node run.mjs
