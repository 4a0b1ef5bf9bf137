/** The programs of docs/guide/library.md, with the package as `npm pack` makes it: types, training, diagnosis, report. */
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { libraryExports } from './support/library-exports.js';

const root = resolve(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'helvetica-library-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('trains, diagnoses and reports from the packed package, and type-checks', { timeout: 240_000 }, () => {
  const guide = readFileSync(join(root, 'docs/guide/library.md'), 'utf8');
  const blocks = (language: string) =>
    [...guide.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'))].map(([, code]) => code);
  installPacked();
  writeFileSync(join(folder, 'ring.yaml'), blocks('yaml')[0]);
  const programs = [...blocks('ts'), examplesProgram()];
  expect(programs).toHaveLength(3);
  for (const [i, code] of programs.entries()) writeFileSync(join(folder, `program-${i}.ts`), code);
  const options = ['--module', 'nodenext', '--target', 'es2022', '--strict', '--skipLibCheck', '--types', 'node'];
  run(join(root, 'node_modules/typescript/bin/tsc'), [...options, ...programs.map((_, i) => `program-${i}.ts`)]);
  const trained = run('program-0.js');
  expect(trained.match(/^(minimax|non-saturating) [12] finished/gm)).toHaveLength(4);
  expect(trained).toMatch(/^minimax-covers-less (supported|refuted|undecided) \d \d$/m);
  expect(readFileSync(join(folder, 'report.html'), 'utf8')).toMatch(/^<!doctype html>.*<\/html>\s*$/s);
  expect(existsSync(join(folder, 'results/ring/experiment.json'))).toBe(true);
  run('program-1.js');
  const printed = run('program-2.js');
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

/** Unpacked into node_modules, beside links to the dependencies: as npm would install it, without a network. */
function installPacked(): void {
  const packed = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
      cwd: root,
      encoding: 'utf8',
      stdio: 'pipe',
    }),
  ) as [{ readonly filename: string; readonly files: readonly { readonly path: string }[] }];
  const files = packed[0].files.map(({ path }) => path);
  expect(files.filter((path) => /\.(test|laws)\.|test\/support/.test(path))).toEqual([]);
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, 'helvetica'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules')))
    if (!name.startsWith('.')) symlinkSync(join(root, 'node_modules', name), join(modules, name));
  const archive = join(folder, packed[0].filename);
  execFileSync('tar', ['-xzf', archive, '-C', join(modules, 'helvetica'), '--strip-components=1']);
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
}

function run(program: string, args: readonly string[] = []): string {
  try {
    return execFileSync(process.execPath, [program, ...args], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string };
    throw new Error(`${program} failed:\n${stdout}\n${stderr}`);
  }
}
