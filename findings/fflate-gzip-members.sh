#!/usr/bin/env bash
# fflate 0.8.3: a gzip file may consist of several members, one after the other (bgzip and logs that are appended to have them), and reads as their
# concatenation. gunzipSync returns as many bytes as the trailer of the last member says, from the start of the first one, and says nothing. zlib of Node.js
# reads all of it. A data set of several members loses its rows without an error.
# Seen: members "hello " and "world" are read as "hello" by fflate, and as "hello world" by zlib.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true,"type":"module"}' > package.json
packages() { npm install --silent --no-audit --no-fund --ignore-scripts "$@"; }
packages fflate@0.8.3
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { gunzipSync, gzipSync } from 'node:zlib';
import { gunzipSync as gunzipByFflate } from 'fflate';
const file = Buffer.concat([gzipSync('hello '), gzipSync('world')]);
const seen = { zlib: gunzipSync(file).toString(), fflate: Buffer.from(gunzipByFflate(file)).toString() };
console.log(seen);
assert.deepStrictEqual(seen, { zlib: 'hello world', fflate: 'hello' });
JS
node run.mjs
