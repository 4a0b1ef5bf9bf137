// A small finished results folder, trained once and copied for every case.
import { spawnSync } from 'node:child_process';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sweepText } from '../../../test/support/sweep-text.js';
import { openBox } from './box.js';

const BIN = fileURLToPath(new URL('../../../bin/helvetica.js', import.meta.url));
const NAME = 'forged';

/** A line instead of the plane: its runs leave curves, and vectors of every step. */
export const ON_A_LINE = {
  base: { target: { name: 'gaussian' }, latent: { name: 'gaussian', dim: 1 } },
  metrics: ['js', 'mode-weights', 'calibration', 'eigenvalues', 'path-angle'],
};

/** Trains it in a box of its own; `copyTo` copies it, and its experiment file, into another box. */
export function trainedResults(root, { base, metrics = ['modes-covered', 'js'] } = {}) {
  const box = openBox(join(root, base ? 'trained-otherwise' : 'trained'));
  const text = sweepText({
    name: NAME,
    ...(base && { base }),
    vary: { loss: ['minimax', 'wasserstein'] },
    seeds: 2,
    measure: { every: 10, samples: 50, metrics },
    derive: { gap: 'js - 0.1' },
    claims: [{ id: 'ends', says: 'Runs end.', given: { loss: 'minimax' }, holds: 'end("js") >= 0' }],
  });
  writeFileSync(join(box.inside, 'forged.yaml'), text);
  const words = [BIN, 'run', 'forged.yaml', '--workers', '0'];
  const { status, stderr } = spawnSync(process.execPath, words, { cwd: box.inside, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the honest sweep failed: ${stderr}`);
  return {
    /** Relative to the box's `inside`. */
    folder: join('results', NAME),
    file: 'forged.yaml',
    copyTo(other) {
      rmSync(other.inside, { recursive: true, force: true });
      cpSync(box.inside, other.inside, { recursive: true });
    },
  };
}
