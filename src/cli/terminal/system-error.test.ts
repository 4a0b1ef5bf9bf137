import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/support/sweeps.js';
import { systemErrorText } from './system-error.js';

const folder = temporaryFolder('system-error');

it('an error of the operating system is a sentence about the path', () => {
  symlinkSync('loop', join(folder, 'loop'));
  const sentenceOf = (path: string) => {
    try {
      readFileSync(path);
    } catch (error) {
      return systemErrorText(error, path);
    }
    return undefined;
  };
  expect(sentenceOf(join(folder, 'gone'))).toBe(`${join(folder, 'gone')}: there is no such file or folder`);
  expect(sentenceOf(join(folder, 'loop'))).toContain(`${join(folder, 'loop')}: it is a symbolic link`);
  expect(existsSync(join(folder, 'gone'))).toBe(false);
});

it('no code is shown, whichever it is, and other errors are left alone', () => {
  for (const code of Object.keys(constants.errno)) {
    const text = systemErrorText(Object.assign(new Error(`${code}: x`), { code, syscall: 'open' }), 'a/b');
    expect(text).toMatch(/^a\/b: [a-z]/);
    expect(text).not.toContain(code);
  }
  expect(systemErrorText(new Error('of our own'), undefined)).toBeNull();
  expect(systemErrorText('thrown', undefined)).toBeNull();
});
