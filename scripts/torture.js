// `npm run torture`: injects faults into a sweep, runs the same command again, and compares the results with those of an
// undisturbed sweep. `--short` is part of `npm run check`; `--only WORD` selects faults by name, `--at-most N` limits the
// rounds of each.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { stream } from '../dist/core/math/random/random.js';
import { faults } from './torture/faults.js';
import { differences, openSweeps } from './torture/sweep.js';

const words = process.argv.slice(2);
const isShort = words.includes('--short');
const wordAfter = (option) => (words.includes(option) ? words[words.indexOf(option) + 1] : undefined);
const only = wordAfter('--only') ?? '';
const maxRounds = Number(wordAfter('--at-most') ?? Number.POSITIVE_INFINITY);
const MAX_RERUNS = 3; // of the same command: one should be enough

const root = await mkdtemp(join(tmpdir(), 'helvetica-torture-'));
const totals = { faults: 0, lost: 0, bytes: 0, files: 0 };
const wrong = [];
const tasks = [];

// Every other sweep has two workers: more processes take longer to start.
const workersOf = (round) => 1 + (round % 2);
const MAX_SWEEPS = Math.min(4, availableParallelism()); // sweeps side by side

try {
  const sweeps = await openSweeps(root);
  const undisturbed = sweeps.fresh(1);
  const run = undisturbed.start();
  const starting = await undisturbed.begun(run);
  const first = await run.ended;
  if (first.code !== 0) throw new Error(`the undisturbed sweep failed: ${first.stderr}`);
  const expected = undisturbed.left();

  for (const [name, { strike, full, short }] of Object.entries(faults)) {
    const tally = {
      name,
      expected,
      began: performance.now(),
      left: 0,
      rounds: 0,
      count: 0,
      kinds: new Map(),
      skipped: undefined,
    };
    tally.left = tally.rounds = name.includes(only) ? Math.min(isShort ? short : full, maxRounds) : 0;
    for (let round = 0; round < tally.rounds; round++) tasks.push({ tally, round, strike });
  }
  const work = async () => {
    for (let task = tasks.shift(); task; task = tasks.shift()) await torture(sweeps, task, first.seconds - starting);
  };
  await Promise.all(Array.from({ length: MAX_SWEEPS }, work));
} finally {
  rmSync(root, { recursive: true, force: true });
}

for (const line of wrong) say(`WRONG   ${line}`);
say(
  `faults injected ${totals.faults}, runs lost ${totals.lost}, differing bytes of results.csv ${totals.bytes}, differing files ${totals.files}, other complaints ${wrong.length}`,
);
process.exitCode = wrong.length + totals.lost + totals.bytes + totals.files > 0 ? 1 : 0;

async function torture(sweeps, { tally, round, strike }, seconds) {
  const { name, expected } = tally;
  if (!tally.skipped) {
    const sweep = sweeps.fresh(workersOf(round));
    const struck = await strike(sweep, { seconds, random: stream({ seed: 1, purpose: name, step: round }) });
    tally.skipped = struck.skipped;
    if (!struck.skipped) {
      tally.count += struck.count;
      totals.faults += struck.count;
      wrong.push(...struck.wrong);
      for (const kind of struck.kinds ?? []) tally.kinds.set(kind, (tally.kinds.get(kind) ?? 0) + 1);
      compare(name, expected, await finished(sweep));
    }
    unmount(sweep.above);
    rmSync(sweep.above, { recursive: true, force: true });
  }
  tally.left -= 1;
  if (tally.left > 0) return;
  const took = ((performance.now() - tally.began) / 1000).toFixed(0);
  const kinds = [...tally.kinds].map(([kind, times]) => `${times} ${kind}`).sort();
  if (kinds.length > 0) say(`  ${kinds.join(', ')}`);
  say(
    `${name}: ${tally.skipped ? `skipped: ${tally.skipped}` : `${tally.count} in ${tally.rounds} rounds`}, by ${took} s`,
  );
}

/** Runs the same command again until it succeeds. */
async function finished(sweep) {
  for (let i = 0; i < MAX_RERUNS; i++) {
    const { code, stderr } = await sweep.start().ended;
    if (code === 0) break;
    wrong.push(`the same command again ended with ${code}: ${stderr}`);
  }
  if (!sweep.isReported()) wrong.push('the report is damaged');
  return sweep.left();
}

function compare(name, expected, left) {
  const { bytes, files, lost } = differences(expected, left);
  totals.bytes += bytes;
  totals.files += files.length;
  totals.lost += lost;
  if (bytes + files.length + lost > 0)
    say(`DIFFERS ${name}: ${bytes} bytes, ${lost} runs, files ${files.slice(0, 5).join(' ')}`);
}

function unmount(path) {
  try {
    execFileSync('umount', [path], { stdio: 'ignore' });
  } catch {} // nothing is mounted there
}

function say(text) {
  process.stdout.write(`${text}\n`);
}
