#!/usr/bin/env bash
# onnxruntime-node 1.30.0, CPU provider: float32 Softplus of an array of seven equal numbers has two different values, since the last elements,
# which fill no whole vector register, go through other code. A loss per sample then depends on where the sample stands in the batch.
# Seen on x86-64: softplus(0.3) = 0.8543552160263062 and 0.8543552756309509 in arrays of 7 and 37; one value in an array of 16.
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
async function values(n) {
  const tensor = (name) => ({ name, type: { tensorType: { elemType: 1, shape: { dim: [{ dimValue: n }] } } } });
  const graph = { name: 'g', node: [{ opType: 'Softplus', input: ['x'], output: ['y'] }], input: [tensor('x')], output: [tensor('y')] };
  const model = onnx.ModelProto.encode(onnx.ModelProto.create({ irVersion: 8, opsetImport: [{ domain: '', version: 13 }], graph })).finish();
  const session = await ort.InferenceSession.create(model);
  const { y } = await session.run({ x: new ort.Tensor('float32', new Float32Array(n).fill(0.3), [n]) });
  return [...new Set(y.data)];
}
const found = { 7: await values(7), 16: await values(16), 37: await values(37) };
console.log(found);
assert.strictEqual(found[7].length, 2);
assert.strictEqual(found[37].length, 2);
assert.strictEqual(found[16].length, 1);
JS
node run.mjs
