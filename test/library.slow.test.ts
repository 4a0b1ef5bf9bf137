/** The programs of docs/guide/library.md, with the package as `npm pack` makes it: types, training, diagnosis, report. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { libraryExports } from './support/library-exports.js';
import { installPacked, runIn } from './support/packed.js';

const root = resolve(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'helvetica-library-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('trains, diagnoses and reports from the packed package, and type-checks', { timeout: 240_000 }, () => {
  const guide = readFileSync(join(root, 'docs/guide/library.md'), 'utf8');
  const blocks = (language: string) =>
    [...guide.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'))].map(([, code]) => code);
  const files = installPacked(folder);
  expect(files.filter((path) => /\.(test|laws)\.|test\/support/.test(path))).toEqual([]);
  writeFileSync(join(folder, 'ring.yaml'), blocks('yaml')[0]);
  const programs = [...blocks('ts'), examplesProgram()];
  expect(programs).toHaveLength(3);
  for (const [i, code] of programs.entries()) writeFileSync(join(folder, `program-${i}.ts`), code);
  const options = ['--module', 'nodenext', '--target', 'es2022', '--strict', '--skipLibCheck', '--types', 'node'];
  runIn(folder, join(root, 'node_modules/typescript/bin/tsc'), [
    ...options,
    ...programs.map((_, i) => `program-${i}.ts`),
  ]);
  const trained = runIn(folder, 'program-0.js');
  expect(trained.match(/^(minimax|non-saturating) [12] finished/gm)).toHaveLength(4);
  expect(trained).toMatch(/^minimax-covers-less (supported|refuted|undecided) \d \d$/m);
  expect(readFileSync(join(folder, 'report.html'), 'utf8')).toMatch(/^<!doctype html>.*<\/html>\s*$/s);
  expect(existsSync(join(folder, 'results/ring/experiment.json'))).toBe(true);
  runIn(folder, 'program-1.js');
  const printed = runIn(folder, 'program-2.js');
  for (const { name } of examples) expect(printed).toContain(`example of ${name} ended`);
});

const examples = libraryExports.filter(({ example }) => example !== null);

/** The examples in the docstrings of what the library exports, one block each. */
function examplesProgram(): string {
  const names = libraryExports.map(({ name, isType }) => (isType ? `type ${name}` : name));
  return [
    "import { writeFile } from 'node:fs/promises';",
    `import { ${names.join(', ')} } from 'helvetica';`,
    ...examples.map(({ name, example }) => `{\n${example}\n}\nconsole.log('example of ${name} ended');`),
  ].join('\n');
}
