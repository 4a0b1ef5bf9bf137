import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { sweepText } from '../../test/support/sweep-text.js';
import { temporaryFolder } from '../../test/support/sweeps.js';
import { seedFolder } from '../runner/store/layout.js';
import { summaryText } from '../runner/store/runs/summary.js';
import { runCommandLine } from './command-line.js';

// A title and colours of the terminal, a line that is written over, text in reverse, and a line that imitates one of ours.
const HOSTILE = '\u001b]0;x\u0007\u001b[2J\rok\u202egnp.\u2066\u009b31m\u0000\nhelvetica: all is well';
const NOT_SHOWN = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

const root = temporaryFolder('hostile');
const results = join(root, 'results');
const folder = join(results, 'small');
const file = join(root, 'small.yaml');

/** All that the command printed; with it must come no character that a terminal obeys, and no line that it did not write. */
async function said(...words: readonly string[]): Promise<string> {
  const written: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  await runCommandLine(words);
  vi.restoreAllMocks();
  process.exitCode = undefined;
  const text = written.join('');
  expect(text).not.toBe('');
  expect(NOT_SHOWN.exec(text), JSON.stringify(text.slice(0, 2000))).toBeNull();
  return text;
}

beforeAll(async () => {
  const claims = [{ id: 'hostile', says: HOSTILE, given: { loss: 'minimax' }, holds: 'end("modes-covered") >= 0' }];
  const text = sweepText({ question: HOSTILE, vary: { loss: ['minimax', 'wasserstein'] }, seeds: 2, claims });
  writeFileSync(file, text);
  await said('run', file, '--results', results, '--workers', '0');
  const path = join(folder, 'experiment.json');
  const plan = JSON.parse(readFileSync(path, 'utf8'));
  const cells = plan.cells.map((cell: { labels: object }) => ({
    ...cell,
    labels: { loss: HOSTILE },
    axes: { loss: HOSTILE },
  }));
  writeFileSync(path, JSON.stringify({ ...plan, cells, file: HOSTILE }));
  const [failed, held] = [1, 2].map((seed) => seedFolder(folder, plan.cells[0], seed)) as [string, string];
  for (const name of readdirSync(held)) rmSync(join(held, name), { recursive: true });
  const lease = { host: HOSTILE, pid: 7, machine: HOSTILE, job: HOSTILE, token: 't', beat: 1, progress: null };
  writeFileSync(join(held, 'lease.json'), JSON.stringify(lease));
  const ending = { outcome: 'error', steps: 0, reason: HOSTILE, measured: 'm', checksums: {}, sizes: {} };
  const history = 'step,metric,value,absent\n';
  writeFileSync(join(failed, 'history.csv'), history);
  const { checksum } = await import('../runner/store/bytes/checksum.js');
  const checksums = { 'history.csv': checksum(history) };
  writeFileSync(join(failed, 'summary.json'), summaryText({ ...ending, checksums }));
  mkdirSync(join(folder, 'cells', HOSTILE.replaceAll('\u0000', '').replaceAll('/', ''), 'seeds'), { recursive: true });
}, 120_000);
afterEach(() => vi.restoreAllMocks());

it.each([
  ['status'],
  ['status', '--json'],
  ['clean'],
  ['compare', '--by', 'loss'],
  ['compare', '--by', HOSTILE],
  ['report'],
  ['worker', '--workers', '0', '--no-wait'],
])('%s of a folder shows what a terminal would obey as its code', async (command, ...options) => {
  await said(command!, folder, ...options);
});

it('lines of a table, of a question and of a lease stay one line', async () => {
  const text = await said('status', folder);
  expect(text.split('\n').filter((line) => line.startsWith('helvetica: '))).toEqual([]);
  expect(text).toContain('\\u001b]0;x');
});

it.each([
  ['plan', file],
  ['plan', file, '--set', `loss=${HOSTILE}`],
  ['plan', file, '--set', HOSTILE],
  ['plan', file, '--profile', HOSTILE],
  ['plan', file, '--seeds', HOSTILE],
  ['validate', join(root, HOSTILE.replaceAll('\u0000', ''))],
  ['status', join(root, HOSTILE.replaceAll('\u0000', ''))],
  ['list', HOSTILE],
  ['list', 'losses', HOSTILE],
  [HOSTILE],
  ['status', folder, `--${HOSTILE}`],
])('%s %s: what is given on the command line comes back as text', async (...words) => {
  await said(...words);
});

it('headers of data files come back as text', async () => {
  const header = Buffer.from(`{'descr': '${HOSTILE}', 'fortran_order': False, 'shape': (1,), }`, 'latin1');
  const length = Buffer.alloc(2);
  length.writeUInt16LE(header.length);
  writeFileSync(join(root, 'x.npy'), Buffer.concat([Buffer.from('\x93NUMPY\x01\x00', 'latin1'), length, header]));
  writeFileSync(join(root, 'x.csv'), `${HOSTILE},b\n1,2\nx\u001b[2J,3\n`);
  for (const name of ['x.npy', 'x.csv']) await said('score', join(root, name), '--target', 'ring');
});

it('the report shows them as codes too', async () => {
  await said('report', folder, '--out', join(root, 'page.html'));
  const page = readFileSync(join(root, 'page.html'), 'utf8').replace(/<script>[\s\S]*?<\/script>/g, '');
  expect(page).toContain('\\u202egnp.');
  expect(/(?![\n\t])[\p{Cc}\p{Bidi_Control}]/u.exec(page)).toBeNull();
});
