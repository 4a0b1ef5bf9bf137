#!/usr/bin/env bash
# csv-writer 1.6.0: two writeRecords calls on one writer that are not awaited one after the other both truncate the file, so that one batch is
# gone; both promises resolve. And `append: true` on a file that does not exist yet writes the rows without their header.
# Seen: the file of two concurrent writes holds "2" alone; the appended file holds "1,2" and no header.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true,"type":"module"}' > package.json
packages() { npm install --silent --no-audit --no-fund --ignore-scripts "$@"; }
packages csv-writer@1.6.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { readFileSync } from 'node:fs';
import csv from 'csv-writer';
const header = [{ id: 'a', title: 'A' }, { id: 'b', title: 'B' }];
const appended = csv.createObjectCsvWriter({ path: 'appended.csv', header, append: true });
await appended.writeRecords([{ a: 1, b: 2 }]);
const concurrent = csv.createObjectCsvWriter({ path: 'concurrent.csv', header: ['a'] });
await Promise.all([concurrent.writeRecords([{ a: 1 }]), concurrent.writeRecords([{ a: 2 }])]);
const found = { appended: readFileSync('appended.csv', 'utf8'), concurrent: readFileSync('concurrent.csv', 'utf8') };
console.log(found);
assert.strictEqual(found.appended, '1,2\n');
assert.strictEqual(found.concurrent.trim().split('\n').length, 1);
JS
node run.mjs
