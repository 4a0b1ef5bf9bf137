#!/usr/bin/env bash
# onnxruntime-node 1.30.0, CPU provider, one thread: ReduceMean over axis 1 of [rows, 1000, 1] gives a row other bits when it is alone than when
# it stands beside others, since the reduction takes another path for one row. Whoever trains several seeds in one graph, or compares a batch of
# 1 with a batch of 3, sees last digits that depend on the company. A matrix product with a row of ones of rank 3 gives the same bits in both.
# Seen: alone 0.10114191472530365, beside one or two others 0.10114186257123947; with the product equal.
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
const n = 1000;
const row = Float32Array.from({ length: n }, (_, i) => Math.sin(i * 1.7) * 1.1 + 0.1);
const tensor = (name, dims) => ({ name, type: { tensorType: { elemType: 1, shape: { dim: dims.map((dimValue) => ({ dimValue })) } } } });
async function mean(rows, how) {
  const node = how === 'reduce'
    ? [{ opType: 'ReduceMean', input: ['x'], output: ['y'], attribute: [{ name: 'axes', type: 7, ints: [1] }, { name: 'keepdims', type: 2, i: 1 }] }]
    : [{ opType: 'MatMul', input: ['ones', 'x'], output: ['y'] }];
  const ones = { name: 'ones', dims: [1, 1, n], dataType: 1, floatData: Array(n).fill(1) };
  const graph = { name: 'g', node, input: [tensor('x', [rows, n, 1])], output: [tensor('y', [rows, 1, 1])], initializer: how === 'reduce' ? [] : [ones] };
  const model = onnx.ModelProto.encode(onnx.ModelProto.create({ irVersion: 8, opsetImport: [{ domain: '', version: 13 }], graph })).finish();
  const session = await ort.InferenceSession.create(model, { intraOpNumThreads: 1 });
  const data = new Float32Array(rows * n);
  for (let r = 0; r < rows; r++) data.set(row, r * n);
  return (await session.run({ x: new ort.Tensor('float32', data, [rows, n, 1]) })).y.data[0];
}
const found = { reduce: [await mean(1, 'reduce'), await mean(2, 'reduce'), await mean(3, 'reduce')], product: [await mean(1, 'product'), await mean(2, 'product'), await mean(3, 'product')] };
console.log(found);
assert.notStrictEqual(found.reduce[0], found.reduce[1]);
assert.strictEqual(found.reduce[1], found.reduce[2]);
assert(found.product.every((value) => value === found.product[0]));
JS
node run.mjs
