import { createHash } from 'node:crypto';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/support/sweeps.js';
import { readExtension, readExtensionInside } from './read-extension.js';

const top = temporaryFolder('read-extension');
const folder = join(top, 'project');
mkdirSync(join(folder, 'losses'), { recursive: true });
mkdirSync(join(folder, 'folder.js'));
const CODE = 'export default () => [];\n';
for (const path of ['own.js', 'losses/own.mjs', '..strange.js']) writeFileSync(join(folder, path), CODE);
writeFileSync(join(top, 'outside.js'), CODE);
writeFileSync(join(folder, 'large.js'), `//${' '.repeat(1_000_000)}`);
writeFileSync(join(folder, 'latin.js'), Buffer.from([0x2f, 0x2f, 0xe9, 0x0a]));
writeFileSync(join(folder, 'own.txt'), CODE);
symlinkSync(join(top, 'outside.js'), join(folder, 'link-out.js'));
symlinkSync(top, join(folder, 'folder-out'));
symlinkSync('own.js', join(folder, 'link-in.js'));

describe('an extension of an experiment file', () => {
  it.each(['own.js', './own.js', 'losses/own.mjs', 'losses/../own.js', 'link-in.js', '..strange.js'])(
    'is read inside its folder, with the digest of its bytes: %s',
    async (file) => {
      const sha256 = createHash('sha256').update(CODE).digest('hex');
      expect(await readExtensionInside(folder, file)).toEqual({ file, sha256, code: CODE });
    },
  );

  it.each([
    ['../outside.js', "lies outside the experiment file's folder"],
    ['losses/../../outside.js', "lies outside the experiment file's folder"],
    ['link-out.js', "lies outside the experiment file's folder, by a symbolic link"],
    ['folder-out/outside.js', "lies outside the experiment file's folder, by a symbolic link"],
    [join(top, 'outside.js'), "must be a path inside the experiment file's folder, as ./my-loss.js"],
    ['file:///outside.js', "must be a path inside the experiment file's folder, as ./my-loss.js"],
    ['data:text/javascript,1', "must be a path inside the experiment file's folder, as ./my-loss.js"],
    ['losses\\own.mjs', "must be a path inside the experiment file's folder, as ./my-loss.js"],
    ['own.txt', 'must end in .js, .mjs, .ts, .mts'],
    ['absent.js', 'cannot be read: no such file'],
    ['folder.js', 'is not a regular file'],
    ['/dev/zero.js', "must be a path inside the experiment file's folder, as ./my-loss.js"],
    ['large.js', 'has 1000002 bytes, above the limit of 1000000'],
    ['latin.js', 'is not UTF-8 text'],
  ])('is refused: %s', async (file, message) => {
    await expect(readExtensionInside(folder, file)).rejects.toThrow(message);
  });
});

it('the command line may name one anywhere', async () => {
  expect((await readExtension(join(folder, 'link-out.js'))).code).toBe(CODE);
});

const { stripTypeScriptTypes } = (await import('node:module')) as { readonly stripTypeScriptTypes?: unknown };

it('TypeScript runs where Node can leave out its types, and is refused elsewhere', async () => {
  const text = 'const one: number = 1;\nexport default () => one;\n';
  writeFileSync(join(folder, 'own.ts'), text);
  const read = readExtensionInside(folder, 'own.ts');
  if (stripTypeScriptTypes === undefined)
    await expect(read).rejects.toThrow(`is TypeScript, which needs Node 22.13 or later; this is ${process.version}`);
  else {
    const { code, sha256 } = await read;
    expect(code).toBe('const one         = 1;\nexport default () => one;\n');
    expect(sha256).toBe(createHash('sha256').update(text).digest('hex'));
  }
});
