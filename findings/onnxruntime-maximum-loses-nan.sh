#!/usr/bin/env bash
# onnxruntime-node 1.30.0, CPU provider: ReduceMax, ReduceMin and MaxPool pass a NaN on only if it comes first, and drop it elsewhere. A check
# of a diverging run by its largest weight, and a convolutional discriminator with max pooling, see healthy numbers. NumPy, PyTorch and tfjs
# return NaN. Max of two tensors passes it on, too.
# Seen: ReduceMax of [0, NaN, 2] is 2, of [NaN, 1, 2] NaN; MaxPool over [1, NaN, 3, 2] is 3.
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
async function apply(opType, attribute, values, dims) {
  const tensor = (name, shape) => ({
    name,
    type: { tensorType: { elemType: 1, shape: shape && { dim: shape.map((dimValue) => ({ dimValue })) } } },
  });
  const graph = {
    name: 'g',
    node: [{ opType, input: ['x'], output: ['y'], attribute }],
    input: [tensor('x', dims)],
    output: [tensor('y')],
  };
  const model = onnx.ModelProto.encode({ irVersion: 8, opsetImport: [{ domain: '', version: 13 }], graph }).finish();
  const session = await ort.InferenceSession.create(model, { intraOpNumThreads: 1, logSeverityLevel: 3 });
  return (await session.run({ x: new ort.Tensor('float32', Float32Array.from(values), dims) })).y.data[0];
}
const flat = [{ name: 'keepdims', type: 2, i: 0 }];
const seen = {
  maxInside: await apply('ReduceMax', flat, [0, Number.NaN, 2], [3]),
  maxFirst: await apply('ReduceMax', flat, [Number.NaN, 1, 2], [3]),
  minInside: await apply('ReduceMin', flat, [0, Number.NaN, 2], [3]),
  pool: await apply('MaxPool', [{ name: 'kernel_shape', type: 7, ints: [4] }], [1, Number.NaN, 3, 2], [1, 1, 4]),
};
console.log(seen);
assert.deepStrictEqual(seen, { maxInside: 2, maxFirst: Number.NaN, minInside: 0, pool: 3 });
JS
node run.mjs
