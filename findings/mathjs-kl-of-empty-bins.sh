#!/usr/bin/env bash
# mathjs 15.2.0: kldivergence of two equal distributions is 0 if every bin has mass, and NaN if one bin is empty in both, since 0 log(0 / 0) is
# taken literally instead of as its limit 0. A histogram of collapsed samples always has empty bins.
# Seen: kldivergence([.5, .5], [.5, .5]) = 0; kldivergence([.5, .5, 0], [.5, .5, 0]) = NaN.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true,"type":"module"}' > package.json
packages() { npm install --silent --no-audit --no-fund --ignore-scripts "$@"; }
packages mathjs@15.2.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { kldivergence } from 'mathjs';
const full = kldivergence([0.5, 0.5], [0.5, 0.5]);
const empty = kldivergence([0.5, 0.5, 0], [0.5, 0.5, 0]);
console.log({ full, empty });
assert.strictEqual(full, 0);
assert(Number.isNaN(empty));
JS
node run.mjs
