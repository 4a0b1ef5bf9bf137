import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { docstringExamples, evaluateWith } from '../../../test/support/docstring-examples.js';

const folder = new URL('./', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
const modules = await Promise.all(
  files.map(async (file) => ({
    file,
    exports: (await import(new URL(file, folder).href)) as Record<string, unknown>,
    examples: docstringExamples(new URL(file, folder)),
  })),
);

describe('text', () => {
  it.each(modules)('every function of $file has an example', ({ exports, examples }) => {
    const functions = Object.keys(exports).filter((name) => typeof exports[name] === 'function');
    const lacking = functions.filter((name) => !examples.some(({ code }) => code.includes(`${name}(`)));
    expect(lacking).toEqual([]);
  });

  it.each(modules.flatMap(({ exports, examples }) => examples.map((example) => ({ exports, ...example }))))(
    '$code is $value',
    ({ exports, code, value }) => {
      expect(evaluateWith(exports, code)).toEqual(evaluateWith({}, value));
    },
  );
});
