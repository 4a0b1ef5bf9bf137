import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { PlannedCell } from '../../../records/experiment.js';
import { checksum } from '../bytes/checksum.js';
import { openRun, readEstimators } from './runs.js';
import { summaryText } from './summary.js';

const HEADER = 'step,metric,value,absent\n';
const WHOLE = `${HEADER}0,js,0.5,\n20,js,,no reason\n20,kl-q-p,Infinity,\n`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'helvetica-damaged-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A run whose checksums vouch for whatever its files hold. */
function leave(history: string, changes: object = {}) {
  writeFileSync(join(folder, 'history.csv'), history);
  const checksums = { 'history.csv': checksum(history) };
  const summary = { outcome: 'finished', steps: 20, reason: null, measured: 'm', checksums, sizes: {}, ...changes };
  writeFileSync(join(folder, 'summary.json'), summaryText(summary));
  return openRun(folder, {} as PlannedCell, 1);
}

it('a whole history is read', () => {
  expect(leave(WHOLE)).toMatchObject({
    run: {
      steps: 20,
      history: [
        { step: 0, metric: 'js', value: { value: 0.5 } },
        { step: 20, metric: 'js', value: { absent: 'no reason' } },
        { step: 20, metric: 'kl-q-p', value: { value: Infinity } },
      ],
    },
  });
  expect(leave(HEADER, { outcome: 'error' })).toMatchObject({ run: { history: [] } });
});

it.each([
  ['a step that is NaN', 'NaN,js,0.5,\n', ":2: step must be an integer from 0, got 'NaN'"],
  ['a negative step', '-1,js,0.5,\n', ':2: step must be'],
  ['a fraction of a step', '0.5,js,0.5,\n', ':2: step must be'],
  ['steps out of order', '20,js,0.5,\n0,js,0.5,\n', ":3: step must be an integer from 20, got '0'"],
  ['a value that is NaN', '20,js,NaN,\n', ":2: value must be a number, got 'NaN'"],
  ['a value that is a word', '20,js,half,\n', ':2: value must be a number'],
  ['a value and a reason', '20,js,0.5,why\n', ':2: has a value and a reason'],
  ['neither', '20,js,,\n', ':2: value must be a number'],
  ['a row that is cut off', '20,js', ':2: has 2 cells, the header 4'],
  ['a quote that is not closed', '20,"js', ':2: unclosed quote'],
  ['a step beyond the end of the run', '30,js,0.5,\n', ': its last step is 30, and the run ended at step 20'],
  ['the history of a shorter run', '10,js,0.5,\n', ': its last step is 10, and the run ended at step 20'],
])('%s is damage, whatever the checksum says, and is named', (_, rows, sentence) => {
  const found = leave(HEADER + rows) as { readonly damaged: string };
  expect(found.damaged).toContain(`${join(folder, 'history.csv')}${sentence}`);
});

it.each([
  [{ steps: -1 }, 'steps: must be at least 0, got -1'],
  [{ steps: null }, 'steps: must be a number, got null'],
  [{ outcome: 'won' }, 'outcome: must be "finished" or "diverged" or "error" or "interrupted", got "won"'],
  [{ reason: ['\u001b[2J'] }, 'reason: '],
  [{ checksums: null }, 'checksums: must be an object, got null'],
  [{ checksums: { '../../../notes.txt': 'a' } }, 'checksums.../../../notes.txt: has an invalid key'],
  [{ sizes: { 'a/../b': 1 } }, 'sizes.a/../b: has an invalid key'],
])('a summary of %j is damage, and the key is named', (changes, sentence) => {
  const found = leave(WHOLE, changes) as { readonly damaged: string };
  expect(found.damaged).toContain(`${join(folder, 'summary.json')}: ${sentence}`);
});

it('estimators of another shape are none', () => {
  for (const json of [
    'null',
    '[]',
    '{"columns":null}',
    '{"seed":1,"samples":1,"columns":{"js":{"unit":"","estimators":[{"from":"x"}]}}}',
  ]) {
    writeFileSync(join(folder, 'estimators.json'), json);
    expect(readEstimators(folder)).toBeNull();
  }
});

it('a link in place of a file is not read', () => {
  leave(WHOLE);
  rmSync(join(folder, 'history.csv'));
  symlinkSync('/dev/zero', join(folder, 'history.csv'));
  expect(() => openRun(folder, {} as PlannedCell, 1)).toThrow(
    `${join(folder, 'history.csv')}: a symbolic link is where`,
  );
});
