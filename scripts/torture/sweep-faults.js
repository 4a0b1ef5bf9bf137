// Faults of a sweep. Each returns how often it was injected, and what went wrong; then the same command runs again.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { constants } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const MAX_SECONDS_TO_STOP = 6; // of an interrupted command: five are promised, one is for a busy machine

/** Waits for a random moment between the sweep's plan and its usual end. */
async function atSomeMoment(sweep, run, { seconds, random }) {
  const moment = 1000 * seconds * random.uniform();
  await sweep.begun(run);
  await Promise.race([sleep(moment), run.ended]);
}

const struck = (count, ...wrong) => ({ count, wrong: wrong.filter(Boolean) });

async function killParent(sweep, context) {
  const run = sweep.start();
  await atSomeMoment(sweep, run, context);
  const hit = run.kill('SIGKILL');
  await run.ended;
  return struck(hit ? 1 : 0);
}

/** The sweep must continue by itself. */
async function killWorker(sweep, context) {
  const run = sweep.start();
  await atSomeMoment(sweep, run, context);
  const workers = run.workers();
  const victim = workers[context.random.integer(Math.max(workers.length, 1))];
  let hit = false;
  try {
    if (victim) hit = process.kill(victim, 'SIGKILL');
  } catch {} // it had just ended
  const { code, stderr } = await run.ended;
  return struck(hit ? 1 : 0, code !== 0 && `a sweep whose worker was killed ended with ${code}: ${stderr}`);
}

const interrupt = (signal, expected, times) => async (sweep, context) => {
  const run = sweep.start();
  await atSomeMoment(sweep, run, context);
  if (!run.isAlive() || !/\d workers?\b/.test(run.said())) {
    await run.ended; // not started, or finished: nothing to interrupt
    return struck(0);
  }
  const at = performance.now();
  for (let i = 0; i < times; i++) {
    run.kill(signal);
    await Promise.race([sleep(50), run.ended]);
  }
  const { code, signal: killedBy, stderr } = await run.ended;
  // While Node exits, a second signal ends the process as in a shell: 128 + its number.
  const status = code ?? (times > 1 ? 128 + constants.signals[killedBy] : killedBy);
  const took = (performance.now() - at) / 1000;
  if (code === 0) return struck(0); // it was writing the report
  return struck(
    1,
    status !== expected && `${signal} ended with ${status}, not ${expected}: ${stderr}`,
    took > MAX_SECONDS_TO_STOP && `${signal} took ${took.toFixed(1)} s`,
    times === 1 &&
      !stderr.includes('run the same command again') &&
      `${signal} does not say how to continue: ${stderr}`,
  );
};

/** Kills a sweep or lets it end, then truncates files of every kind that it left, or flips a bit in them. */
const damage = (silently) => async (sweep, context) => {
  const { random } = context;
  if (random.uniform() < 0.5) await killParent(sweep, context);
  else await sweep.start().ended;
  const kinds = [...filesByKind(sweep.folder)];
  const kindsHit = [];
  for (let i = 0; i < Math.min(6, kinds.length); i++) {
    const [[kind, paths]] = kinds.splice(random.integer(kinds.length), 1);
    const path = paths[random.integer(paths.length)];
    const bytes = readFileSync(path);
    if (bytes.length === 0) continue;
    const date = Math.floor(statSync(path).mtimeMs / 1000); // seconds: what every file system keeps exactly
    const at = random.integer(bytes.length);
    if (!silently && random.uniform() < 0.5) truncateSync(path, at);
    else {
      bytes[at] ^= 1 << random.integer(8);
      writeFileSync(path, bytes);
    }
    if (silently) utimesSync(path, date, date);
    kindsHit.push(kind);
  }
  // A flipped bit under the same size and date is found only where every byte is read.
  if (silently) sweep.words.push('--verify');
  return { ...struck(kindsHit.length), kinds: kindsHit };
};

/** The files of a sweep, by kind; without leases, incidents and speeds, which are not part of the results. */
function filesByKind(folder) {
  const kinds = new Map();
  for (const entry of existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : []) {
    const path = join(entry.parentPath, entry.name);
    const [, inside] = /seeds.\d+.(.*)$/.exec(path) ?? [];
    const kind = (inside ?? entry.name).replace(/\d+(-\d+)?(\.[\w-]+\.tmp)?$/, 'STEP');
    if (entry.isFile() && !/^(incidents|pace|lease)\b/.test(kind)) kinds.set(kind, [...(kinds.get(kind) ?? []), path]);
  }
  return new Map([...kinds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([kind, paths]) => [kind, paths.sort()]));
}

const together = (processes) => async (sweep, context) => {
  const runs = Array.from({ length: processes }, () => sweep.start());
  const ends = await Promise.all(runs.map(({ ended }) => ended));
  const bad = ends.find(({ code }) => code !== 0);
  void context;
  return struck(processes, bad && `of ${processes} sweeps at once one ended with ${bad.code}: ${bad.stderr}`);
};

/** Two sweeps at once, and one of them killed: the other takes its runs over. */
async function togetherAndKilled(sweep, context) {
  const [one, other] = [sweep.start(), sweep.start()];
  await atSomeMoment(sweep, one, context);
  const hit = one.kill('SIGKILL');
  await one.ended;
  const { code, stderr } = await other.ended;
  return struck(hit ? 1 : 0, code !== 0 && `beside one that was killed, a sweep ended with ${code}: ${stderr}`);
}

/** File times must not matter: leases of a sweep in progress are dated ten years back or ahead. */
async function skewClocks(sweep, context) {
  const [one, other] = [sweep.start(), sweep.start()];
  let count = 0;
  while (one.isAlive() || other.isAlive()) {
    for (const name of existsSync(sweep.folder) ? readdirSync(sweep.folder, { recursive: true }) : []) {
      if (!name.endsWith('lease.json')) continue;
      const years = context.random.uniform() < 0.5 ? -10 : 10;
      const when = Date.now() / 1000 + years * 365 * 86_400;
      try {
        utimesSync(join(sweep.folder, name), when, when);
        count += 1;
      } catch {} // released meanwhile
    }
    await sleep(100);
  }
  const ends = await Promise.all([one.ended, other.ended]);
  const bad = ends.find(({ code }) => code !== 0);
  return struck(count, bad && `under skewed clocks a sweep ended with ${bad.code}: ${bad.stderr}`);
}

/** A lease of a machine that has died: taken over when it has not beaten for long, with a note. */
async function deadMachine(sweep, context) {
  await killParent(sweep, { ...context, seconds: context.seconds / 2 });
  const [run] = readdirSync(join(sweep.folder, 'cells')).map((cell) => join(sweep.folder, 'cells', cell, 'seeds', '2'));
  await mkdir(run, { recursive: true });
  const gone = { host: 'gone', pid: 1, machine: 'another', job: '9_1', token: 't', beat: 3, progress: null };
  await writeFile(join(run, 'lease.json'), JSON.stringify(gone));
  for (const name of ['summary.json', 'history.csv']) rmSync(join(run, name), { force: true });
  const { code, stderr } = await sweep.start().ended;
  return struck(
    1,
    code !== 0 && `beside a dead machine a sweep ended with ${code}: ${stderr}`,
    !/taken over from process 1 on gone \(job 9_1\)/.test(stderr) && `no note about the lease taken over: ${stderr}`,
  );
}

const mount = (...words) => execFileSync('mount', words, { stdio: 'ignore' });

/** Runs `work` with a small disk mounted as the results folder; skipped where this user may not mount one. */
async function onDiskOf(size, sweep, work) {
  await mkdir(sweep.above, { recursive: true });
  try {
    mount('-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', sweep.above);
  } catch {
    return { skipped: 'mounting a disk is not permitted here' };
  }
  return work();
}

const endsOrderly = ({ code, stderr }, word) =>
  (code !== 4 || !stderr.includes(word) || stderr.includes('    at ')) && `${word}: ended with ${code}: ${stderr}`;

const fullDisk = (sweep, { random }) =>
  onDiskOf(`${4 * (3 + random.integer(60))}k`, sweep, async () => {
    const ended = await sweep.start().ended;
    mount('-o', 'remount,size=100m', sweep.above);
    return struck(1, endsOrderly(ended, 'the disk is full'));
  });

const readOnly = (sweep, context) =>
  onDiskOf('100m', sweep, async () => {
    await killParent(sweep, context);
    mount('-o', 'remount,ro', sweep.above);
    const ended = await sweep.start().ended;
    mount('-o', 'remount,rw', sweep.above);
    return struck(1, ended.code !== 0 && endsOrderly(ended, 'read-only'));
  });

/** Finished results are shown from a disk that cannot be written to, whatever else could not be written. */
const finishedReadOnly = (sweep) =>
  onDiskOf('100m', sweep, async () => {
    await sweep.start().ended;
    rmSync(join(sweep.folder, 'report.html'));
    mount('-o', 'remount,ro', sweep.above);
    const { code, stdout, stderr } = await sweep.start().ended;
    mount('-o', 'remount,rw', sweep.above);
    return struck(
      1,
      code !== 0 && `a finished folder on a read-only disk ended with ${code}: ${stderr}`,
      !/2\/2 finished/.test(stdout) && `a finished folder on a read-only disk shows no table: ${stdout}`,
      !stderr.includes('the disk is read-only') && `a finished folder on a read-only disk says nothing: ${stderr}`,
    );
  });

/** System calls that the sweep must do without, refused as a file system without them does; needs strace. */
const without = (calls, error) => async (sweep) => {
  if (spawnSync('strace', ['-V']).status !== 0) return { skipped: 'there is no strace here' };
  const filter = ['-f', '-q', '-o', '/dev/null', '-e', `trace=${calls}`, '-e', `inject=${calls}:error=${error}`];
  const { code, stderr } = await sweep.start(['strace', ...filter]).ended;
  if (/ptrace|Operation not permitted/.test(stderr)) return { skipped: 'strace is not permitted here' };
  return struck(1, code !== 0 && `without ${calls} (${error}) a sweep ended with ${code}: ${stderr}`);
};

async function vanish(sweep, context) {
  const run = sweep.start();
  await atSomeMoment(sweep, run, context);
  if (!existsSync(sweep.folder) || !run.isAlive()) {
    await run.ended;
    return struck(0);
  }
  // Files are still being written into the folder that is removed.
  for (let i = 0; i < 100 && existsSync(sweep.folder); i++)
    try {
      rmSync(sweep.folder, { recursive: true, force: true });
    } catch {}
  const ended = await run.ended;
  return struck(1, ended.code !== 0 && endsOrderly(ended, 'was removed'));
}

/** `full` and `short`: rounds of each. */
export const faults = {
  // First: it waits for a minute and a half, beside others.
  'a machine that died': { strike: deadMachine, full: 1, short: 0 },
  'kill -9 of the parent': { strike: killParent, full: 50, short: 0 },
  'kill -9 of a worker': { strike: killWorker, full: 50, short: 1 },
  'SIGINT once': { strike: interrupt('SIGINT', 130, 1), full: 6, short: 1 },
  'SIGINT twice': { strike: interrupt('SIGINT', 130, 2), full: 6, short: 0 },
  SIGTERM: { strike: interrupt('SIGTERM', 143, 1), full: 6, short: 0 },
  SIGUSR1: { strike: interrupt('SIGUSR1', 143, 1), full: 3, short: 0 },
  'damaged files': { strike: damage(false), full: 20, short: 1 },
  'damage without a trace': { strike: damage(true), full: 10, short: 0 },
  'two at once': { strike: together(2), full: 3, short: 0 },
  'three at once': { strike: together(3), full: 2, short: 0 },
  'two at once, one killed': { strike: togetherAndKilled, full: 4, short: 1 },
  'skewed clocks': { strike: skewClocks, full: 2, short: 0 },
  'a full disk': { strike: fullDisk, full: 5, short: 1 },
  'a read-only disk': { strike: readOnly, full: 3, short: 0 },
  'a finished folder on a read-only disk': { strike: finishedReadOnly, full: 1, short: 1 },
  'no hard links, as on exFAT': { strike: without('link,linkat', 'EPERM'), full: 2, short: 1 },
  'no hard links, as on FUSE': { strike: without('link,linkat', 'ENOSYS'), full: 1, short: 0 },
  'no syncing': { strike: without('fsync,fdatasync', 'EINVAL'), full: 1, short: 0 },
  'a vanished folder': { strike: vanish, full: 3, short: 0 },
};
