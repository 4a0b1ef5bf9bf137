// How far diagnoses can be trusted: writes docs/diagnoses.md. The share of perfect generators that any failure mode is found in, the
// power on planted failures of three strengths, and which diagnosis each case gets, planted in samples or trained. `npm run diagnoses`;
// `node scripts/diagnoses.js --part samples|runs|perfect` prints one part.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stream } from '../dist/core/math/random/random.js';
import { PERFECT, PLANTED } from './diagnoses/cases.js';
import { documentOf } from './diagnoses/document.js';
import { judge } from './diagnoses/judge.js';
import { diagnosesOf, RUNS } from './diagnoses/runs.js';

const PAGE = fileURLToPath(new URL('../docs/diagnoses.md', import.meta.url));
const SIZES = [10, 100, 500, 2500, 10_000];
const POWER_SIZES = [500, 2500, 10_000];

/** Draws of a perfect generator: fewer where one takes seconds. */
function drawsAt(n, dim) {
  if (n * dim > 300_000) return 1;
  return { 10: 20, 100: 20, 500: 8, 2500: 3, 10000: 2 }[n];
}

const POWER_DRAWS = { 500: 10, 2500: 4, 10000: 2 };

const part = process.argv[process.argv.indexOf('--part') + 1];
const wants = (name) => !process.argv.includes('--part') || part === name;

const perfect = wants('perfect') ? await perfectCells() : [];
const planted = wants('samples') ? await plantedCells() : [];
const runs = wants('runs') ? await trainedCells() : [];
const page = documentOf({ perfect, planted, runs, sizes: SIZES, powerSizes: POWER_SIZES });
if (process.argv.includes('--part')) process.stdout.write(page);
else writeFileSync(PAGE, page);

/** Of each target and number of samples, the failures that were found in samples of the target itself. */
async function perfectCells() {
  const cells = [];
  for (const [c, { name, dim, make }] of PERFECT.entries())
    for (const n of SIZES) {
      if (n * dim > 1_000_000) continue;
      const failures = [];
      const draws = drawsAt(n, dim);
      for (let draw = 0; draw < draws; draw++) {
        const step = 1000 * c + draw;
        const { findings } = await judge(make(n, stream({ seed: 5, purpose: `perfect/${n}`, step }), step + 1e6 * n));
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
          found.push((await judge(make(strength, n, stream({ seed: 6, purpose: `planted/${n}`, step })))).names);
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
