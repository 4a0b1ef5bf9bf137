import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { runCommandLine } from '../src/cli/command-line.js';
import { commands } from '../src/cli/commands.js';
import { readExperiments } from '../src/cli/experiment-files.js';
import { memberNames } from '../src/core/gan/family.js';
import { forgetExtensions } from '../src/experiment/extensions/loaded-extensions.js';

const folder = mkdtempSync(join(tmpdir(), 'helvetica-docs-'));
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await forgetExtensions();
});

const pages = ['README.md', 'CONTRIBUTING.md', ...readdirSync('docs/guide').map((name) => join('docs/guide', name))];
const pagesWithLinks = [
  ...new Set([
    ...pages,
    'CHANGELOG.md',
    ...['docs', 'docs/decisions'].flatMap((at) =>
      readdirSync(at)
        .filter((name) => name.endsWith('.md'))
        .map((name) => join(at, name)),
    ),
  ]),
];
const blocks = (page: string, language: string) =>
  [...readFileSync(page, 'utf8').matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms'))].map(
    ([, text]) => text,
  );

const experiments = pages.flatMap((page) => blocks(page, 'yaml').map((text, i) => [`${page}, ${i + 1}`, text]));
const lines = pages.flatMap((page) =>
  blocks(page, 'sh').flatMap((text) =>
    [...text.matchAll(/^npx helvetica (.*?)(?:\s+#.*)?$/gm)].map(([, line]) => line),
  ),
);

describe('the documents', () => {
  it.each(experiments)('have a valid experiment file: %s', async (_, text) => {
    // The extensions that the pages show, each under the name of its member.
    for (const code of pages.flatMap((page) => blocks(page, 'js')))
      writeFileSync(join(folder, `${/name: '(.*?)'/.exec(code)![1]}.js`), code);
    const file = join(folder, 'page.yaml');
    writeFileSync(file, text);
    const [experiment] = await readExperiments({ files: [file] });
    expect(experiment!.cells.length).toBeGreaterThan(0);
  });

  it.each(pagesWithLinks)('have links that resolve, to files and headings: %s', (page) => {
    const text = readFileSync(page, 'utf8').replace(/^```.*?^```/gms, '');
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target);
    const broken = targets.filter((target) => !/^https?:/.test(target) && !resolves(target, page));
    expect(broken).toEqual([]);
  });

  it('cite decisions that exist, and code cites every decision', () => {
    const decisions = readdirSync('docs/decisions').flatMap((name) => /^(\d{3})-.*\.md$/.exec(name)?.[1] ?? []);
    const cited = (roots: readonly string[]) =>
      roots
        .flatMap((root) => readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) => join(root, name)))
        .filter((name) => /\.(ts|md)$/.test(name))
        .flatMap((name) => [...readFileSync(name, 'utf8').matchAll(/\b[Dd]ecisions? (\d{3}(?:(?:, | and )\d{3})*)/g)])
        .flatMap(([, numbers]) => numbers.match(/\d{3}/g)!);
    expect(cited(['src', 'docs', 'test', 'bench']).filter((number) => !decisions.includes(number))).toEqual([]);
    const byCode = cited(['src']);
    expect(decisions.filter((number) => !byCode.includes(number))).toEqual([]);
    const index = readFileSync('docs/decisions/README.md', 'utf8');
    expect([...index.matchAll(/^\| \[(\d{3})\]/gm)].map(([, number]) => number)).toEqual(decisions);
  });

  it('explain every diagnosis in the guide', () => {
    const guide = readFileSync('docs/guide/numbers.md', 'utf8');
    for (const name of memberNames(new URL('../src/diagnosis/failure-modes/', import.meta.url)))
      expect(guide).toContain(`| \`${name}\` |`);
  });

  it('have examples to check', () => {
    expect([experiments.length, lines.length].every((count) => count > 3)).toBe(true);
  });

  it.each(lines)('name an existing command with its options: helvetica %s', async (line) => {
    const [command, ...words] = line.split(' ');
    expect(Object.keys(commands)).toContain(command);
    const options = words.filter((word) => word.startsWith('--'));
    const help = options.length > 0 ? await helpOf(command) : '';
    for (const option of options) expect(help).toMatch(new RegExp(`${option}\\b`));
  });
});

/** Whether a relative link's file exists, and has the heading after its #. */
function resolves(target: string, page: string): boolean {
  const [path, heading] = target.split('#');
  const file = path === '' ? page : join(dirname(page), path);
  if (!existsSync(file)) return false;
  if (heading === undefined) return true;
  const headings = [...readFileSync(file, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, text]) =>
    text
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
  return headings.includes(heading);
}

async function helpOf(command: string): Promise<string> {
  const printed: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((text: string) => void printed.push(text));
  await runCommandLine([command, '--help']);
  vi.restoreAllMocks();
  return printed.join('\n');
}
