// `npm run torture`: disturbs a sweep in every way that machines know, types the same line again, and compares what is
// left with a sweep that nobody disturbed. `--short` is part of `npm run check`; `--only WORD` tries faults of that name,
// `--at-most N` each so often at most.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stream } from '../dist/core/math/random.js';
import { faults } from './torture/faults.js';
import { differences, openSweeps } from './torture/sweep.js';

const words = process.argv.slice(2);
const isShort = words.includes('--short');
const wordAfter = (option) => (words.includes(option) ? words[words.indexOf(option) + 1] : undefined);
const only = wordAfter('--only') ?? '';
const most = Number(wordAfter('--at-most') ?? Number.POSITIVE_INFINITY);
const AGAIN = 3; // times the same line is typed: once should do

const root = await mkdtemp(join(tmpdir(), 'helvetica-torture-'));
const totals = { faults: 0, lost: 0, bytes: 0, files: 0 };
const wrong = [];

try {
  const sweeps = await openSweeps(root);
  const undisturbed = sweeps.fresh();
  const first = await undisturbed.start().ended;
  if (first.code !== 0) throw new Error(`the sweep does not even end undisturbed: ${first.stderr}`);
  const expected = undisturbed.left();

  for (const [name, { strike, full, short }] of Object.entries(faults)) {
    const rounds = name.includes(only) ? Math.min(isShort ? short : full, most) : 0;
    const began = performance.now();
    let count = 0;
    let skipped;
    for (let round = 0; round < rounds && !skipped; round++) {
      const sweep = sweeps.fresh();
      const random = stream({ seed: 1, purpose: name, step: round });
      const struck = await strike(sweep, { seconds: first.seconds, random });
      skipped = struck.skipped;
      if (!skipped) {
        count += struck.count;
        wrong.push(...struck.wrong);
        compare(name, expected, await finished(sweep));
      }
      unmount(sweep.above);
      rmSync(sweep.above, { recursive: true, force: true });
    }
    totals.faults += count;
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    if (rounds > 0) say(`${name}: ${skipped ? `skipped: ${skipped}` : `${count} in ${rounds} rounds`}, ${seconds} s`);
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}

for (const line of wrong) say(`WRONG   ${line}`);
say(
  `faults injected ${totals.faults}, runs lost ${totals.lost}, differing bytes of results.csv ${totals.bytes}, differing files ${totals.files}, other complaints ${wrong.length}`,
);
process.exitCode = wrong.length + totals.lost + totals.bytes + totals.files > 0 ? 1 : 0;

/** The same line again, until it ends well. */
async function finished(sweep) {
  for (let i = 0; i < AGAIN; i++) {
    const { code, stderr } = await sweep.start().ended;
    if (code === 0) break;
    wrong.push(`the same line again ended with ${code}: ${stderr}`);
  }
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
  } catch {} // nothing was mounted there
}

function say(text) {
  process.stdout.write(`${text}\n`);
}
