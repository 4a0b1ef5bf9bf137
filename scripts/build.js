// Compiles src/ to dist/, and does nothing where dist/ is newer than every source: `npm start` must stay quick.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = join(root, 'dist', '.built');

function files(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? files(path) : [path];
  });
}

const sources = files(join(root, 'src'));
const inputs = [
  ...sources,
  ...['tsconfig.json', 'tsconfig.build.json', 'package.json'].map((name) => join(root, name)),
];
const builtAt = existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
removeOrphans();
if (inputs.some((path) => statSync(path).mtimeMs > builtAt)) {
  const startedAt = new Date();
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json')], {
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) process.exit(status ?? 1);
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stamp, '');
  utimesSync(stamp, startedAt, startedAt); // what was written meanwhile is newer
}

// A family's folder is its registry: the compiled file of a deleted source would still be a member.
function removeOrphans() {
  const dist = join(root, 'dist');
  if (!existsSync(dist)) return;
  for (const path of files(dist)) {
    const source = join(root, 'src', relative(dist, path).replace(/(\.d)?\.[jt]s$/, '.ts'));
    if (/\.[jt]s$/.test(path) && !(existsSync(source) && isCompiled(source))) rmSync(path);
  }
}

/** As tsconfig.build.json has it: tests and laws are not. */
function isCompiled(source) {
  return !/\.(test|laws)\.ts$/.test(source);
}
