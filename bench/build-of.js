// The compiled program of another commit, for benches that compare two: in a work tree of its own, with this one's dependencies.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const git = (...args) => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** Its `dist` folder, and how to remove it. Throws git's message where there is no such commit. */
export function buildOf(commit) {
  const name = git('rev-parse', '--short', '--verify', `${commit}^{commit}`).trim();
  const folder = mkdtempSync(join(tmpdir(), 'helvetica-build-'));
  const remove = () => {
    rmSync(folder, { recursive: true, force: true });
    git('worktree', 'prune');
  };
  try {
    git('worktree', 'add', '--detach', folder, name);
    symlinkSync(realpathSync(join(ROOT, 'node_modules')), join(folder, 'node_modules'));
    execFileSync(process.execPath, ['scripts/build.js'], { cwd: folder, stdio: ['ignore', 2, 2] });
  } catch (error) {
    remove();
    throw error;
  }
  return { name, dist: join(folder, 'dist'), remove };
}
