#!/usr/bin/env bash
# onnxruntime-node 1.30.0, CPU provider: the float32 Sigmoid is exact near 0 and wrong in its tail. The relative error passes 10 % at -15;
# at -16 the result is half of the right one, at -17 twice, and from -18 down it is exactly 0. The right values (1.5e-8 at -18) are far from
# float32's smallest (1e-45). A GAN whose discriminator scores samples at -18 then has a generator gradient of exactly 0 under the loss
# -log(1 - D), which looks like a vanished gradient. Composing it as 1 / (1 + exp(-x)) is right.
# Seen: -10 0.9998   -15 1.1691   -16 0.5297   -17 2.1596   -18 0   -30 0   (result / right value)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true,"type":"module"}' > package.json
packages() { npm install --silent --no-audit --no-fund --ignore-scripts "$@"; }
packages onnxruntime-node@1.30.0 onnx-proto@8.0.1
cat > run.mjs <<'JS'
import assert from 'node:assert';
import proto from 'onnx-proto';
import * as ort from 'onnxruntime-node';

const { onnx } = proto;
const xs = Float32Array.from([-1, -10, -15, -16, -17, -18, -30]);
const tensor = (name) => ({ name, type: { tensorType: { elemType: 1, shape: { dim: [{ dimValue: xs.length }] } } } });
const graph = { name: 'g', node: [{ opType: 'Sigmoid', input: ['x'], output: ['y'] }], input: [tensor('x')], output: [tensor('y')] };
const model = onnx.ModelProto.encode(onnx.ModelProto.create({ irVersion: 8, opsetImport: [{ domain: '', version: 13 }], graph })).finish();
const session = await ort.InferenceSession.create(model);
const { y } = await session.run({ x: new ort.Tensor('float32', xs, [xs.length]) });
const ratio = Object.fromEntries(Array.from(xs, (x, i) => [x, y.data[i] * (1 + Math.exp(-x))]));
console.log(ratio);
assert(Math.abs(ratio[-1] - 1) < 1e-5);
assert(ratio[-16] < 0.6 && ratio[-17] > 2 && ratio[-18] === 0 && ratio[-30] === 0);
JS
node run.mjs
