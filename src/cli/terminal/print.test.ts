import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, vi } from 'vitest';
import { print, printJson, printMessage, shellWords } from './print.js';

it('words are quoted where a shell would split or change them, and only there', () => {
  expect(shellWords(['report', 'my results', "it's", '--set', 'optimizer.lr=0.01', '$HOME'])).toBe(
    "report 'my results' 'it'\\''s' --set optimizer.lr=0.01 '$HOME'",
  );
});

it('what is printed holds nothing that a terminal would obey', () => {
  const written: string[] = [];
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation((text) => written.push(String(text)) > 0),
  );
  const hostile = 'ring\u001b[2K\r\u202e\u2066x\u009b31m';
  print(hostile);
  printMessage(hostile);
  printJson({ [hostile]: hostile });
  for (const spy of spies) spy.mockRestore();
  const shown = 'ring\\u001b[2K\\u000d\\u202e\\u2066x\\u009b31m';
  expect(written.slice(0, 2)).toEqual([`${shown}\n`, `${shown}\n`]);
  expect(written.join('')).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
  expect(JSON.parse(written[2]!)).toEqual({ [hostile]: hostile });
});

it('no other file of the command line writes to the terminal, so that nothing passes by', () => {
  const cli = fileURLToPath(new URL('..', import.meta.url));
  const writers = readdirSync(cli, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter(
      (name) =>
        /(?<!\.test)\.ts$/.test(name) &&
        /\b(stdout|stderr|stream)\.write\(|console\./.test(readFileSync(join(cli, name), 'utf8')),
    );
  expect(writers.sort()).toEqual(['terminal/print.ts', 'terminal/progress.ts', 'terminal/task-progress.ts']);
});
