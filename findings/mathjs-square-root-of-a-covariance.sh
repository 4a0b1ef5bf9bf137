#!/usr/bin/env bash
# mathjs 15.2.0: sqrtm throws for every singular matrix, and is wrong without a word for nearly singular ones. The Frechet distance needs the square
# root of a product of covariances, and those of a collapsed generator are singular. The matrix [[1, 1], [1, 1]] has the root
# [[1, 1], [1, 1]] / sqrt(2).
# Seen: "Cannot calculate inverse, determinant is zero"; sqrtm(diag(1, 1e-12)) has 1.28e-6 in its corner, which should be 1e-6.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true,"type":"module"}' > package.json
packages() { npm install --silent --no-audit --no-fund --ignore-scripts "$@"; }
packages mathjs@15.2.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { sqrtm } from 'mathjs';
assert.throws(() => sqrtm([[1, 1], [1, 1]]), /determinant is zero/);
assert.throws(() => sqrtm([[1, 0], [0, 0]]), /determinant is zero/);
const corner = sqrtm([[1, 0], [0, 1e-12]])[1][1];
console.log({ corner, right: 1e-6 });
assert(corner > 1.2e-6);
JS
node run.mjs
