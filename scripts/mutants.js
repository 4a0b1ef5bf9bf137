// `npm run mutants`: plants one wrong formula at a time in a copy of the tree, and runs the tests that must notice it. `--only WORD`
// tries those whose formula has the word. Exits with 1 where a mutant survives.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { locate } from './mutants/locate.js';
import { MUTANTS } from './mutants/mutants.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
// What tests read. Not what they leave.
const PARTS = ['src', 'test', 'experiments', 'schema', 'docs', 'package.json', 'tsconfig.json', 'vitest.config.ts'];

const words = process.argv.slice(2);
const only = words.includes('--only') ? words[words.indexOf('--only') + 1] : '';
const mutants = MUTANTS.filter(({ formula }) => formula.includes(only)).map((mutant) => ({
  ...mutant,
  ...locate(ROOT, mutant),
}));

const copy = mkdtempSync(join(tmpdir(), 'helvetica-mutants-'));
try {
  for (const part of PARTS) cpSync(join(ROOT, part), join(copy, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'junction');

  const sound = run([...new Set(mutants.flatMap(({ tests }) => tests))]);
  if (sound.failed.length > 0 || sound.passed === 0)
    throw new Error(`without a mutant these fail already: ${sound.failed.join('; ') || sound.output}`);
  say(`without a mutant all ${sound.passed} tests pass\n`);

  let survivors = 0;
  for (const { formula, file, find, replace, tests } of mutants) {
    const path = join(copy, file);
    const text = readFileSync(path, 'utf8');
    writeFileSync(
      path,
      text.replace(find, () => replace),
    );
    const { failed, passed, output } = run(tests);
    writeFileSync(path, text);
    // A file that cannot even be read notices nothing.
    if (failed.length === 0 && passed === 0) throw new Error(`${formula}: no test ran\n${output}`);
    if (failed.length === 0) survivors += 1;
    say(`${failed.length > 0 ? 'noticed ' : 'SURVIVED'}  ${formula}  (${file.split(sep).join('/')})`);
    say(`          ${failed.length > 0 ? `by ${failed.length}, the first: ${failed[0]}` : tests.join(', ')}`);
  }
  say(`\n${mutants.length} mutants, ${mutants.length - survivors} noticed`);
  if (survivors > 0) process.exitCode = 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}

/** Runs these test files in the copy. */
function run(tests) {
  const report = join(copy, 'report.json');
  rmSync(report, { force: true });
  const vitest = join(copy, 'node_modules', 'vitest', 'vitest.mjs');
  const args = [vitest, 'run', '--reporter=json', `--outputFile=${report}`, ...tests];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8' });
  const { testResults, numPassedTests } = JSON.parse(readFileSync(report, 'utf8'));
  const results = testResults.flatMap(({ assertionResults }) => assertionResults);
  return {
    failed: results.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
    passed: numPassedTests,
    output: `${stdout}${stderr}`,
  };
}

function say(text) {
  process.stdout.write(`${text}\n`);
}
