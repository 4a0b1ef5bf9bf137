#!/usr/bin/env bash
# onnxruntime-node 1.30.0, CPU provider, one thread: ReduceSum and ReduceMean over many float32 add one after the other, so that their error
# grows with the count. The mean of 16 million numbers 0.1 is .0983, and that of a column of 16 million rows .1153. NumPy and PyTorch add by halves
# and have 0.1 to six digits. A mean over all pairs of 4,000 samples, as the energy distance takes, is then wrong in its second digit.
# Seen: all of 2^22: 0.1004, of 2^24: 0.0983; one column of 2^22 rows: 0.0960, of 2^24: 0.1153; two columns of 2^20: 0.1010.
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
async function meanOfTenths(rows, columns, byColumn = true) {
  const tensor = (name, dims) => ({
    name,
    type: { tensorType: { elemType: 1, shape: { dim: dims.map((dimValue) => ({ dimValue })) } } },
  });
  const attribute = [{ name: 'axes', type: 7, ints: byColumn ? [0] : [0, 1] }, { name: 'keepdims', type: 2, i: 0 }];
  const graph = {
    name: 'g',
    node: [{ opType: 'ReduceMean', input: ['x'], output: ['y'], attribute }],
    input: [tensor('x', [rows, columns])],
    output: [tensor('y', byColumn ? [columns] : [])],
  };
  const model = onnx.ModelProto.encode({ irVersion: 8, opsetImport: [{ domain: '', version: 13 }], graph }).finish();
  const session = await ort.InferenceSession.create(model, { intraOpNumThreads: 1 });
  const data = new Float32Array(rows * columns).fill(0.1);
  return (await session.run({ x: new ort.Tensor('float32', data, [rows, columns]) })).y.data[0];
}
const seen = {
  allOf4Million: await meanOfTenths(2 ** 22, 1, false),
  allOf16Million: await meanOfTenths(2 ** 24, 1, false),
  columnOf4Million: await meanOfTenths(2 ** 22, 1),
  columnOf16Million: await meanOfTenths(2 ** 24, 1),
  twoColumnsOf1Million: await meanOfTenths(2 ** 20, 2),
};
console.log(seen);
for (const mean of Object.values(seen)) assert(Math.abs(mean / 0.1 - 1) > 0.003);
JS
node run.mjs
