/** Extensions from the command line: trained by workers, read without code, never run by a results folder. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { helvetica } from './support/command.js';
import { lossText, MEMBERS_TEXT, OWN_EXPERIMENT } from './support/extensions.js';
import { temporaryFolder } from './support/sweeps.js';

const top = temporaryFolder('extensions');
const home = join(top, 'home');
const mark = join(top, 'it-ran');
// What an extension from elsewhere may do as soon as it is imported.
const MARKING = `import { appendFileSync } from 'node:fs';\nappendFileSync(${JSON.stringify(mark)}, 'x');\n`;

mkdirSync(home);
const written = { 'own.yaml': OWN_EXPERIMENT, 'own-loss.js': lossText(), 'members.js': `${MARKING}${MEMBERS_TEXT}` };
for (const [name, text] of Object.entries(written)) writeFileSync(join(home, name), text);

const trained = (stderr: string) => stderr.match(/^\[\d\/\d\]/gm)?.length ?? 0;
const plan = () => JSON.parse(readFileSync(join(home, 'results/own/experiment.json'), 'utf8'));

beforeAll(async () => {
  const { code, stderr } = await helvetica(home, ['run', 'own.yaml', '--workers', '2', '--shard', '1/2']);
  expect(stderr).toMatch(/^code {4}\.\/own-loss\.js \(sha256 [0-9a-f]{12}\) is loaded/m);
  expect(code, stderr).toBe(0);
});

describe('a sweep with extensions', () => {
  it('is finished by a worker whose command names their code, and by no other', async () => {
    const refused = await helvetica(home, ['worker', 'results/own', '--workers', '0']);
    expect(refused.stderr).toMatch(/the plan needs the code of \.\/own-loss\.js .* name the file with --extension$/m);
    expect(refused.code).toBe(2);
    const named = ['--extension', 'own-loss.js', '--extension', 'members.js'];
    const worker = await helvetica(home, ['worker', 'results/own', '--workers', '2', ...named]);
    expect(worker.code, worker.stderr).toBe(0);
    const again = await helvetica(home, ['run', 'own.yaml']);
    expect(again.stderr).toContain('4 cached');
    expect(again.stdout).toMatch(/own-loss\s+2\/2 finished.*own-failure/);
  });

  it('is submitted to Slurm with the code named in the script', async () => {
    const { stdout } = await helvetica(home, ['submit', 'slurm', 'own.yaml', '--dry-run']);
    expect(stdout).toContain(`--extension ${join(home, 'own-loss.js')} --extension ${join(home, 'members.js')} &`);
  });

  it('trains again what uses changed code, says so before, and keeps the rest', async () => {
    const before = plan().extensions[0].sha256;
    writeFileSync(join(home, 'own-loss.js'), lossText({ comment: '// another comment\n' }));
    const { stdout } = await helvetica(home, ['plan', 'own.yaml']);
    expect(stdout).toContain(`loss.extension ${before} ->`);
    const { stderr, code } = await helvetica(home, ['run', 'own.yaml', '--workers', '2']);
    expect(code, stderr).toBe(0);
    expect(stderr).toContain('2 cached');
    expect(trained(stderr)).toBe(1);
    expect(plan().extensions[0].sha256).not.toBe(before);
  });

  it('is measured again, and not trained, where only the code of a metric changed', async () => {
    writeFileSync(join(home, 'gap.js'), metricOnly(''));
    writeFileSync(join(home, 'gap.yaml'), METRIC_ONLY);
    await helvetica(home, ['run', 'gap.yaml', '--workers', '0']);
    writeFileSync(join(home, 'gap.js'), metricOnly('// changed'));
    const planned = await helvetica(home, ['plan', 'gap.yaml']);
    expect(planned.stdout).toMatch(/measure\.metrics \[gap of [0-9a-f]{12}\] -> \[gap of [0-9a-f]{12}\]/);
    const { stderr } = await helvetica(home, ['run', 'gap.yaml', '--workers', '0']);
    expect(stderr).toContain('1 to measure');
  });
});

describe('a results folder from elsewhere', () => {
  const elsewhere = join(top, 'elsewhere');
  let first: { readonly stdout: string };

  beforeAll(async () => {
    await helvetica(home, ['run', 'own.yaml', '--workers', '2']);
    first = await helvetica(home, ['compare', 'results/own', '--by', 'loss']);
    cpSync(join(home, 'results/own'), join(elsewhere, 'own'), { recursive: true });
    // Also where the plan's own words would find the files.
    for (const name of Object.keys(written)) cpSync(join(home, name), join(elsewhere, name));
    rmSync(mark, { force: true });
  });

  it.each([
    ['status', ['status', 'own'], 0],
    ['report', ['report', 'own'], 0],
    ['compare', ['compare', 'own', '--by', 'loss'], 0],
    ['clean', ['clean', 'own', '--yes'], 0],
    ['worker', ['worker', 'own', '--workers', '0'], 2],
  ])('makes no code run: %s', async (_, words, expected) => {
    const { code, stderr } = await helvetica(elsewhere, words);
    expect(code, stderr).toBe(expected);
    expect(existsSync(mark)).toBe(false);
  });

  it('is read without it: the metric keeps its unit and its better direction', async () => {
    const { stdout, stderr } = await helvetica(elsewhere, ['compare', 'own', '--by', 'loss', '--metric', 'own-metric']);
    const here = await helvetica(home, ['compare', 'results/own', '--by', 'loss', '--metric', 'own-metric']);
    expect(stdout).toBe(here.stdout);
    expect(stderr).toMatch(
      /members\.js \(sha256 [0-9a-f]{12}\), which is not loaded: own-failure is not tested, nulls of own-metric and own-target are missing/,
    );
    expect((await helvetica(elsewhere, ['compare', 'own', '--by', 'loss'])).stdout).toBe(first.stdout);
    const page = readFileSync(join(elsewhere, 'own/report.html'), 'utf8');
    expect(page).toContain('length of x');
    expect(page).toContain(`members.js (sha256 ${plan().extensions[1].sha256})`);
  });

  it('is reported with the code that the command names, where it is that of the record', async () => {
    writeFileSync(join(elsewhere, 'other.js'), `${written['members.js']}// changed\n`);
    const refused = await helvetica(elsewhere, ['report', 'own', '--extension', 'other.js']);
    expect(refused.stderr).toMatch(/other\.js \(sha256 [0-9a-f]{12}\) is not what the results were made with/);
    expect(existsSync(mark)).toBe(false);
    const { code, stderr } = await helvetica(elsewhere, ['report', 'own', '--extension', 'members.js']);
    expect(code, stderr).toBe(0);
    expect(existsSync(mark)).toBe(true);
    expect(readFileSync(join(elsewhere, 'own/results.csv'), 'utf8')).toContain('own-failure');
  });
});

it('list, the schema and the messages know the members that a command names', async () => {
  const named = ['--extension', 'own-loss.js'];
  const { stdout } = await helvetica(home, ['list', 'losses', 'own-loss', ...named]);
  expect(stdout).toContain('Least squares with the targets margin and -margin.');
  expect((await helvetica(home, ['list', 'losses'])).stdout).not.toContain('own-loss');
  expect((await helvetica(home, ['list', 'losses', 'own-los', ...named])).stderr).toContain('did you mean "own-loss"?');
  expect((await helvetica(home, ['schema', ...named])).stdout).toContain('"const": "own-loss"');
});

const METRIC_ONLY = `name: gap
question: Is it measured again?
extensions: [gap.js]
base:
  target: { name: gaussian }
  latent: { name: gaussian, dim: 1 }
  generator: { name: mlp, hidden: [4] }
  discriminator: { name: mlp, hidden: [4] }
  steps: 4
  batch: 4
seeds: 1
measure: { every: 2, samples: 50, metrics: [gap] }
`;

function metricOnly(comment: string): string {
  return `export default ({ metric, metricValue }) =>
  metric({
    name: 'gap',
    description: 'The mean of the first coordinate.',
    unit: 'length of x',
    better: 'neither',
    range: [-Infinity, Infinity],
    ideal: null,
    options: {},
    async compute(snapshot) {
      const { generated } = await snapshot.samples();
      return metricValue(generated[0], 'it is not finite');
    },
    estimator: async () => 'one sample',
  });
${comment}`;
}
