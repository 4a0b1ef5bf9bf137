#!/usr/bin/env bash
# simple-statistics 7.12.1 and jstat 1.9.6: tails of the normal distribution. simple-statistics looks the cumulative probability up in a table of
# three or four digits that ends at 3.09: every z below has probability 0.001, and 0 is never reached. jstat computes (1 + erf) / 2,
# which is exactly 0 from -9 down, and its quantile of 1e-20 is wrong in the second digit. A p value of 12 comparisons after Holm, or the share
# of samples beyond 4 standard deviations of a mode, is then off by a factor of thirty, or 0.
# Seen: P(Z < -4) = 0.001 (right: 0.0000317); P(Z < -10) = 0.001 and 0 (7.6e-24); quantile of 1e-20: -9.147 (-9.262).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true,"type":"module"}' > package.json
packages() { npm install --silent --no-audit --no-fund --ignore-scripts "$@"; }
packages simple-statistics@7.12.1 jstat@1.9.6
cat > run.mjs <<'JS'
import assert from 'node:assert';
import jstat from 'jstat';
import { cumulativeStdNormalProbability } from 'simple-statistics';
const normal = (jstat.jStat ?? jstat).normal;
const seen = {
  simpleStatistics: [cumulativeStdNormalProbability(-4), cumulativeStdNormalProbability(-10)],
  jstat: [normal.cdf(-4, 0, 1), normal.cdf(-10, 0, 1)],
  jstatQuantile: normal.inv(1e-20, 0, 1),
};
console.log(seen);
for (const p of seen.simpleStatistics) assert(Math.abs(p - 0.001) < 1e-9);
assert(Math.abs(seen.jstat[0] - 3.167e-5) < 1e-8);
assert.strictEqual(seen.jstat[1], 0);
assert(Math.abs(seen.jstatQuantile + 9.147) < 0.001);
JS
node run.mjs
