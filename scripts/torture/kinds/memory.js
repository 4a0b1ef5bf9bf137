// Settings that need more memory than there is, and small settings in tiny address spaces (`ulimit -v`): refused before anything is
// built, or survived; a metric that cannot allocate is absent.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sweepText } from '../../../test/support/sweep-text.js';
import { openAttacks } from '../attack/attack.js';
import { openBox } from '../attack/box.js';

const FILE = 'memory.yaml';
const LINE = /^helvetica: memory\.yaml:\d+:\d+: /m;
const mlp = (...hidden) => ({ name: 'mlp', hidden });
const networks = (...hidden) => ({ generator: mlp(...hidden), discriminator: mlp(...hidden) });

/** What no machine of less than four terabytes has memory for, with the words of the refusal. */
const TOO_LARGE = {
  'ten layers of 60,000 units': [
    { base: networks(...new Array(10).fill(60_000)) },
    'trained together; at most 2147483647',
  ],
  'a batch of a million through 60,000 units': [
    { base: { ...networks(60_000), batch: 1e6 } },
    'activations of a batch',
  ],
  'noise of 10,000 coordinates for a batch of a million': [
    { base: { latent: { name: 'gaussian', dim: 10_000 }, batch: 1e6 } },
    'random numbers of a batch',
  ],
  'ten million samples of 10,000 coordinates': [
    {
      base: { target: { name: 'gaussian', dim: 10_000 } },
      measure: { samples: 1e7, metrics: ['mmd'] },
    },
    'samples for metrics',
  ],
  'parameters kept at 100,000 steps': [
    { base: { ...networks(4096, 4096), steps: 1e5 }, measure: { every: 1 } },
    'kept parameters',
  ],
};

/** What runs in small address spaces: in seconds on an idle machine, and in no more than these on a busy one. */
const SECONDS = 300;
const SMALL = {
  'a small sweep': {},
  'a small sweep with metrics that compare pairs': {
    measure: { samples: 2500, metrics: ['wasserstein-2', 'mmd', 'vendi', 'js', 'precision', 'recall'] },
  },
  'networks of 2048 units': { base: networks(2048, 2048) },
  'a million samples': { measure: { samples: 1e6, metrics: ['modes-covered', 'mmd'] } },
};
const KIBIBYTES = [1.5e6, 2e6, 4e6];
const SMALLEST = Math.min(...KIBIBYTES); // in which even the smallest sweep may be refused

export async function run({ root, isShort, only, atMost, say }) {
  const attacks = openAttacks({ only, atMost });
  const box = openBox(join(root, 'box'));
  const write = (sections) => writeFileSync(join(box.inside, FILE), sweepText(sections));

  for (const [name, [sections, words]] of Object.entries(TOO_LARGE))
    for (const command of isShort ? ['plan'] : ['plan', 'run']) {
      if (!attacks.wants(name)) continue;
      write(sections);
      box.seal();
      const check = ({ stderr }) =>
        stderr.includes(words) && LINE.test(stderr) ? [] : [`no line, or not "${words}": ${stderr.slice(0, 300)}`];
      await attacks.attempt({ name, words: [command, FILE], box, expected: 'refused', check });
    }
  for (const kibibytes of isShort ? [4e6] : KIBIBYTES) {
    const shell = `ulimit -v ${kibibytes}`;
    if (!canStart(shell)) {
      say(`memory: skipped ${shell}: Node with its libraries does not start`);
      continue;
    }
    for (const [what, sections] of Object.entries(SMALL)) {
      const name = `${what}, ${shell}`;
      if (!attacks.wants(name)) continue;
      write({ seeds: 1, ...sections });
      box.seal();
      const expected = what === 'a small sweep' && kibibytes > SMALLEST ? { expected: 'survived' } : {};
      await attacks.attempt({
        name,
        words: ['run', FILE, '--workers', '0'],
        box,
        seconds: SECONDS,
        shell,
        ...expected,
      });
    }
  }
  box.remove();
  return attacks.end();
}

/** Whether Node starts and its libraries load under the limit: they reserve address space that they never use. */
function canStart(shell) {
  const loads = "await import('onnxruntime-node')";
  const line = `${shell}; exec "$1" --input-type=module -e "$2"`;
  return spawnSync('bash', ['-c', line, 'bash', process.execPath, loads], { stdio: 'ignore' }).status === 0;
}
