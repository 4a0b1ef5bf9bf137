/** The package as `npm pack` makes it, installed in a folder, and programs that run there. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/**
 * Unpacked into node_modules, beside links to the dependencies: as npm would install it, without a network. Returns the files that
 * the package has.
 */
export function installPacked(folder: string): readonly string[] {
  const packed = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
      cwd: root,
      encoding: 'utf8',
      stdio: 'pipe',
    }),
  ) as [{ readonly filename: string; readonly files: readonly { readonly path: string }[] }];
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, 'helvetica'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules')))
    if (!name.startsWith('.')) symlinkSync(join(root, 'node_modules', name), join(modules, name));
  const archive = join(folder, packed[0].filename);
  execFileSync('tar', ['-xzf', archive, '-C', join(modules, 'helvetica'), '--strip-components=1']);
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  return packed[0].files.map(({ path }) => path);
}

/** What the program prints; throws with all of it where it fails. */
export function runIn(folder: string, program: string, args: readonly string[] = []): string {
  try {
    return execFileSync(process.execPath, [program, ...args], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string };
    throw new Error(`${program} ${args.join(' ')} failed:\n${stdout}\n${stderr}`);
  }
}
