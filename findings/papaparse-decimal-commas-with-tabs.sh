#!/usr/bin/env bash
# papaparse 5.7.1: the separator that it finds by itself for a table with tabs and decimal commas is the comma. Each line then has the right number of commas
# everywhere, so that no error is told, and the columns are torn apart: "0,5 TAB 1,5" becomes "0", "5 TAB 1", "5". With semicolons in place of tabs
# the same happens. Spreadsheets of half of Europe export this.
# Seen: delimiter "," and no errors in both.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true,"type":"module"}' > package.json
packages() { npm install --silent --no-audit --no-fund --ignore-scripts "$@"; }
packages papaparse@5.7.1
cat > run.mjs <<'JS'
import assert from 'node:assert';
import Papa from 'papaparse';
for (const separator of ['\t', ';']) {
  const text = ['0,5', '1,5'].join(separator) + '\n' + ['2,5', '3,5'].join(separator) + '\n';
  const { data, errors, meta } = Papa.parse(text, { skipEmptyLines: true });
  console.log(JSON.stringify({ delimiter: meta.delimiter, data, errors }));
  assert.strictEqual(meta.delimiter, ',');
  assert.deepStrictEqual(data[0], ['0', '5' + separator + '1', '5']);
  assert.strictEqual(errors.length, 0);
}
JS
node run.mjs
