/** `helvetica init KIND NAME` in a copy of this repository: what it writes is type-checked, found, and passes its tests. */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runCommandLine } from '../src/cli/command-line.js';
import { memberTemplates } from '../src/cli/commands/init/write-member.js';
import { forgetExtensions } from '../src/experiment/extensions/loaded-extensions.js';

const home = process.cwd();
const copy = realpathSync(mkdtempSync(join(tmpdir(), 'helvetica-init-')));
const kinds = Object.keys(memberTemplates);

beforeAll(() => {
  for (const path of ['src', 'test/support', 'test/rows', 'test/golden', 'package.json', 'tsconfig.json', 'biome.json'])
    cpSync(path, join(copy, path), { recursive: true });
  for (const path of ['vitest.config.ts']) cpSync(path, join(copy, path));
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));
  process.chdir(copy);
});
afterAll(async () => {
  await forgetExtensions();
  process.chdir(home);
  rmSync(copy, { recursive: true });
});

async function helvetica(...words: string[]) {
  const out: string[] = [];
  const messages: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0);
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => messages.push(String(text)) > 0);
  const code = (await runCommandLine(words)) ?? 0;
  vi.restoreAllMocks();
  return { code, out: out.join(''), messages: messages.join('') };
}

async function tool(path: string, ...words: string[]): Promise<{ readonly code: number; readonly stdout: string }> {
  const run = promisify(execFile)(process.execPath, [join('node_modules', path), ...words], { cwd: copy });
  return run.then(
    ({ stdout }) => ({ code: 0, stdout }),
    (error) => ({ code: error.code as number, stdout: `${error.stdout}${error.stderr}` }),
  );
}

describe('helvetica init', () => {
  const files: string[] = [];

  it.each(kinds)('%s writes the member and its tests', async (kind) => {
    const { code, out, messages } = await helvetica('init', kind, `my-${kind}`);
    expect({ code, messages }).toEqual({ code: 0, messages: expect.stringContaining('npx vitest run') });
    const written = out.trim().split('\n');
    expect(written).toHaveLength(2);
    for (const file of written) expect(existsSync(file)).toBe(true);
    files.push(...written);
  });

  it('writes a metric into the group asked for', async () => {
    const { out } = await helvetica('init', 'metric', 'my-mode-count', '--group', 'modes');
    expect(out).toBe(
      `${join('src/metrics/modes/my-mode-count.ts')}\n${join('src/metrics/modes/my-mode-count.test.ts')}\n`,
    );
    files.push(...out.trim().split('\n'));
  });

  it('writes files that are formatted and type-checked', async () => {
    expect(files).toHaveLength(2 * (kinds.length + 1));
    writeFileSync(join(copy, 'tsconfig.init.json'), JSON.stringify({ extends: './tsconfig.json', include: files }));
    const [types, lint] = await Promise.all([
      tool('typescript/bin/tsc', '-p', 'tsconfig.init.json'),
      tool('@biomejs/biome/bin/biome', 'check', ...files),
    ]);
    expect(types).toEqual({ code: 0, stdout: '' });
    expect(lint.code, lint.stdout).toBe(0);
  });

  it('writes tests that pass, and members that the laws find and accept', async () => {
    const tests = files.filter((file) => file.endsWith('.test.ts'));
    const laws = kinds.map((kind) => memberTemplates[kind].laws);
    const results = await Promise.all([
      tool('vitest/vitest.mjs', 'run', '--reporter=json', ...tests),
      tool('vitest/vitest.mjs', 'run', '--reporter=json', '-t', '\\bmy-', ...laws),
    ]);
    const [own, family] = results.map(({ stdout }) => {
      const { numPassedTests, testResults } = JSON.parse(stdout) as Report;
      const failed = testResults.flatMap(({ message, assertionResults }) => [
        ...(message ? [message] : []),
        ...assertionResults
          .filter(({ status }) => status === 'failed')
          .map(({ fullName, failureMessages }) => [fullName, ...failureMessages]),
      ]);
      const names = testResults.flatMap(({ assertionResults }) =>
        assertionResults.filter(({ status }) => status === 'passed').map(({ fullName }) => fullName),
      );
      expect(failed).toEqual([]);
      return { passed: numPassedTests, names };
    });
    // At least the null, the known answer and the degenerate case of each.
    expect(own.passed).toBeGreaterThanOrEqual(3 * tests.length);
    for (const kind of kinds)
      expect(family.names.filter((name) => name.includes(`my-${kind}`)).length, kind).toBeGreaterThanOrEqual(3);
  });

  it.each([
    [['loss', 'hinge'], 'there is a loss named "hinge" already'],
    [['metric', 'js'], 'there is a metric named "js" already'],
    [['target', 'My_Target'], 'invalid name "My_Target"'],
    [['target', '../up'], 'invalid name "../up"'],
    [['optimizer', 'new'], 'invalid name "new"'],
    [['optimizer', '2-steps'], 'invalid name "2-steps"'],
    [['loss'], 'a name is missing: helvetica init loss my-loss'],
    [['lss', 'mine'], 'unknown kind "lss"; did you mean "loss"? Available: experiment, loss,'],
    [['metric', 'mine', '--group', 'mode'], '--group: unknown group "mode". Available: best-response, divergences,'],
  ])('%j is refused: %s', async (words, message) => {
    const { code, out, messages } = await helvetica('init', ...words);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(messages).toContain(message);
    expect(messages.trim().split('\n')).toHaveLength(1);
  });

  it('finds the checkout from a folder inside it', async () => {
    mkdirSync(join(copy, 'experiments'), { recursive: true });
    process.chdir(join(copy, 'experiments'));
    expect(await helvetica('init', 'loss', 'my-other-loss')).toMatchObject({ code: 0 });
    expect(existsSync(join(copy, 'src/core/gan/losses/my-other-loss.ts'))).toBe(true);
    process.chdir(copy);
  });

  it.each(kinds)('%s outside a checkout is an extension that keeps every law', async (kind) => {
    const outside = realpathSync(mkdtempSync(join(tmpdir(), 'helvetica-outside-')));
    process.chdir(outside);
    const name = `own-${kind}`;
    expect(await helvetica('init', kind, name)).toMatchObject({ code: 0, out: `${name}.js\n` });
    expect(await helvetica('init', kind, name)).toMatchObject({ code: 2 });
    const { out, code } = await helvetica('check', `${name}.js`);
    expect({ out, code }).toEqual({ out: expect.stringMatching(/^(\w+ )+own-\w+: keeps all \d+ laws\n$/), code: 0 });
    process.chdir(copy);
    rmSync(outside, { recursive: true });
  });

  it('writes an extension inside a checkout where it is asked to', async () => {
    expect(await helvetica('init', 'loss', 'here', '--here')).toMatchObject({ code: 0, out: 'here.js\n' });
    expect(existsSync(join(copy, 'here.js'))).toBe(true);
  });

  it('writes experiments with and without the word', async () => {
    expect(await helvetica('init', 'experiment', 'first')).toMatchObject({ code: 0, out: 'experiments/first.yaml\n' });
    expect(await helvetica('init', 'second')).toMatchObject({ code: 0, out: 'experiments/second.yaml\n' });
  });
});

interface Report {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}
