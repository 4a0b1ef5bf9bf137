// Faults of a sweep: injected, then the same command runs again, and the results are compared with those of an undisturbed sweep.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { stream } from '../../../dist/core/math/random/random.js';
import { differences, openSweeps } from '../sweep.js';
import { faults } from '../sweep-faults.js';

const MAX_RERUNS = 3; // of the same command: one should be enough
const MAX_SWEEPS = Math.min(4, availableParallelism()); // sweeps side by side

// Every other sweep has two workers: more processes take longer to start.
const workersOf = (round) => 1 + (round % 2);

export async function run({ root, isShort, only, atMost, say }) {
  const totals = { faults: 0, lost: 0, bytes: 0, files: 0 };
  const wrong = [];
  const tasks = [];
  const sweeps = await openSweeps(root);
  const undisturbed = sweeps.fresh(1);
  const sweep = undisturbed.start();
  const starting = await undisturbed.begun(sweep);
  const first = await sweep.ended;
  if (first.code !== 0) throw new Error(`the undisturbed sweep failed: ${first.stderr}`);
  const expected = undisturbed.left();

  for (const [name, { strike, full, short }] of Object.entries(faults)) {
    const rounds = name.includes(only) ? Math.min(isShort ? short : full, atMost) : 0;
    const tally = { name, began: performance.now(), left: rounds, rounds, count: 0, kinds: new Map() };
    for (let round = 0; round < rounds; round++) tasks.push({ tally, round, strike });
  }
  const work = async () => {
    for (let task = tasks.shift(); task; task = tasks.shift()) await torture(task, first.seconds - starting);
  };
  await Promise.all(Array.from({ length: MAX_SWEEPS }, work));
  const differing = totals.lost + totals.bytes + totals.files;
  if (differing > 0) wrong.push(`${differing} differences from the undisturbed sweep`);
  const { lost, bytes, files } = totals;
  return {
    figures: `injected ${totals.faults}, runs lost ${lost}, differing bytes of results.csv ${bytes}, differing files ${files}`,
    wrong,
  };

  async function torture({ tally, round, strike }, seconds) {
    const { name } = tally;
    if (!tally.skipped) {
      const sweep = sweeps.fresh(workersOf(round));
      const struck = await strike(sweep, { seconds, random: stream({ seed: 1, purpose: name, step: round }) });
      tally.skipped = struck.skipped;
      if (!struck.skipped) {
        tally.count += struck.count;
        totals.faults += struck.count;
        wrong.push(...struck.wrong);
        for (const kind of struck.kinds ?? []) tally.kinds.set(kind, (tally.kinds.get(kind) ?? 0) + 1);
        compare(name, await finished(sweep));
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

  function compare(name, left) {
    const { bytes, files, lost } = differences(expected, left);
    totals.bytes += bytes;
    totals.files += files.length;
    totals.lost += lost;
    if (bytes + files.length + lost > 0)
      say(`DIFFERS ${name}: ${bytes} bytes, ${lost} runs, files ${files.slice(0, 5).join(' ')}`);
  }
}

function unmount(path) {
  try {
    execFileSync('umount', [path], { stdio: 'ignore' });
  } catch {} // nothing is mounted there
}
