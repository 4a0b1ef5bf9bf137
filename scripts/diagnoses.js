// How far diagnoses can be trusted: writes docs/diagnoses.md. The share of perfect generators that any failure mode is found in, the
// power on planted failures of three strengths, and which diagnosis each case gets, planted in samples or trained. `npm run diagnoses`.
// `--keep FOLDER` keeps each part (perfect, planted, runs) in a file there, and does not compute it again; `--part NAME` computes one.
// `--note TEXT` says on the page how its figures differ from one plain run.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { stream } from '../dist/core/math/random/random.js';
import { PERFECT, PLANTED } from './diagnoses/cases.js';
import { documentOf } from './diagnoses/document.js';
import { judge, NEED_RUN } from './diagnoses/judge.js';
import { diagnosesOf, RUNS } from './diagnoses/runs.js';

const PAGE = fileURLToPath(new URL('../docs/diagnoses.md', import.meta.url));
const SIZES = [10, 100, 500, 2500, 10_000];
const POWER_SIZES = [500, 2500, 10_000];

/** Draws of a perfect generator: fewer where one takes seconds. */
function drawsAt(n, dim) {
  if (n * dim > 50_000) return 0;
  return { 10: 10, 100: 8, 500: 3, 2500: 2, 10000: 1 }[n];
}

const POWER_DRAWS = { 500: 4, 2500: 2, 10000: 1 };

const PARTS = { perfect: perfectCells, planted: plantedCells, runs: trainedCells };
const {
  values: { keep: folder, part: only, note },
} = parseArgs({ options: { keep: { type: 'string' }, part: { type: 'string' }, note: { type: 'string' } } });
if (only !== undefined && !Object.hasOwn(PARTS, only)) {
  say(`unknown part "${only}"; available: ${Object.keys(PARTS).join(', ')}`);
  process.exit(2);
}
say(`not measured of samples, as they need a run: ${NEED_RUN.join(', ')}`);
const measured = {};
for (const [part, measure] of Object.entries(PARTS)) {
  const path = folder && join(folder, `diagnoses-${part}.json`);
  if (path && existsSync(path)) measured[part] = JSON.parse(readFileSync(path, 'utf8'));
  else if (only === undefined || only === part) {
    measured[part] = await measure();
    if (path) writeFileSync(path, JSON.stringify(measured[part]));
  }
}
if (Object.keys(measured).length === Object.keys(PARTS).length)
  writeFileSync(PAGE, documentOf({ ...measured, sizes: SIZES, powerSizes: POWER_SIZES, note }));

/** Of each target and number of samples, the failures that were found in samples of the target itself. */
async function perfectCells() {
  const cells = [];
  for (const [c, { name, dim, make }] of PERFECT.entries())
    for (const n of SIZES) {
      const failures = [];
      const draws = drawsAt(n, dim);
      if (draws === 0) continue;
      for (let draw = 0; draw < draws; draw++) {
        const step = 1000 * c + draw;
        const key = { purpose: `perfect/${n}`, step };
        const { findings } = await judge(make(n, stream({ seed: 5, ...key }), step + 1e6 * n), key);
        failures.push(
          findings.filter(({ failureMode }) => failureMode.kind === 'failure').map((f) => f.failureMode.name),
        );
      }
      say(`${name}, ${dim} dimensions, n = ${n}: ${failures.filter((found) => found.length > 0).length} of ${draws}`);
      cells.push({ name, dim, n, failures });
    }
  return cells;
}

/** Of each planted failure, strength and number of samples, the names of the failure modes that apply. */
async function plantedCells() {
  const cells = [];
  for (const n of POWER_SIZES)
    for (const [c, { truth, what, strengths, make }] of PLANTED.entries())
      for (const [level, strength] of strengths.entries()) {
        const found = [];
        for (let draw = 0; draw < POWER_DRAWS[n]; draw++) {
          const step = 1000 * c + 100 * level + draw;
          const key = { purpose: `planted/${n}`, step };
          found.push((await judge(make(strength, n, stream({ seed: 6, ...key })), key)).names);
        }
        say(
          `${truth}, ${what} ${strength}, n = ${n}: ${found.filter(([first]) => first === truth).length} of ${found.length}`,
        );
        cells.push({ truth, what, level, strength, n, found });
      }
  return cells;
}

async function trainedCells() {
  const cells = [];
  for (const { truth, what, file } of RUNS) {
    const found = await diagnosesOf(file);
    say(`${what}: ${found.join(', ')}`);
    cells.push({ truth, what, found });
  }
  return cells;
}

function say(text) {
  process.stderr.write(`${text}\n`);
}
