/** The arrays of an invented run, in the files of a real one. */
import { join } from 'node:path';
import type { Choice } from '../../../src/core/gan/setting.js';
import type { Distribution } from '../../../src/core/gan/targets/_target.js';
import { mixture } from '../../../src/core/gan/targets/mixture.js';
import { ring } from '../../../src/core/gan/targets/ring.js';
import { stream } from '../../../src/core/math/random/random.js';
import { writeNpy } from '../npy-files.js';

export interface InventedRun {
  readonly target: Choice;
  readonly collapses: boolean;
  readonly seed: number;
  readonly steps: readonly number[];
}

export function distribution(target: Choice): Distribution {
  return target.name === 'ring'
    ? ring.create({ modes: 8, radius: 2, std: 0.02, ...target })
    : mixture.create({ means: [-2, 2], stds: 1, ...target });
}

const SAMPLES = 300;

export async function writeArrays(folder: string, run: InventedRun): Promise<void> {
  const p = distribution(run.target);
  const steps = Float64Array.from(run.steps);
  const draws = run.steps.map((step) => samples(p, run, step));
  const real = new Float64Array(SAMPLES * p.dim);
  p.sample(real, stream({ seed: run.seed, purpose: 'real', step: 0 }));
  const save = (name: string, shape: number[], data: Float64Array | Float32Array) =>
    writeNpy(join(folder, `${name}.npy`), { shape, data });
  await save('samples/steps', [steps.length], steps);
  await save('samples/generated', [steps.length, SAMPLES, p.dim], Float32Array.from(draws.flatMap((x) => [...x])));
  await save('samples/real', [SAMPLES, p.dim], Float32Array.from(real));
  if (p.dim !== 1) return;
  const curves = run.steps.map((step) => curvesAt(p, run, step));
  await save('curves/steps', [steps.length], steps);
  await save('curves/figure-1', [steps.length, 5, 401], Float64Array.from(curves.flatMap((c) => c.figure)));
  await save('curves/arrows', [steps.length, 2, 25], Float64Array.from(curves.flatMap((c) => c.arrows)));
  const atoms = run.collapses ? run.steps.flatMap((_, t) => (t > 2 ? [t, -2.1, 0.35] : [])) : [];
  if (atoms.length) await save('curves/atoms', [atoms.length / 3, 3], Float64Array.from(atoms));
}

/** Draws of a generator that starts as one blob and moves, at its own pace, towards the target or towards two of its modes. */
function samples(p: Distribution, { collapses, seed }: InventedRun, step: number): Float64Array {
  const x = new Float64Array(SAMPLES * p.dim);
  p.sample(x, stream({ seed, purpose: 'samples', step }));
  const noise = stream({ seed, purpose: 'noise', step });
  const t = 1 - Math.exp(-step / 700);
  const centre = p.modes![seed % p.modes!.length];
  const spread = (1 - t) * 0.8 + (collapses ? centre.std[0] * 0.5 : 0.02);
  return x.map((value, i) => (collapses ? centre.mean[i % p.dim] * t : value * t) + spread * noise.normal());
}

/** p, q, D, D* over x, and where z goes: q is the target's own shape, moved and squeezed. */
function curvesAt(p: Distribution, { collapses, seed }: InventedRun, step: number) {
  const t = 1 - Math.exp(-step / 700);
  const n = 401;
  const x = Float64Array.from({ length: n }, (_, i) => -5 + (10 * i) / (n - 1));
  const [a, b] = p.modes!;
  const normal = (v: number, m: number, s: number) =>
    Math.exp((-0.5 * (v - m) ** 2) / s ** 2) / s / Math.sqrt(2 * Math.PI);
  const q = x.map((v) =>
    collapses
      ? normal(v, -2 * t, 1.2 - 1.05 * t) * (step > 1000 ? 0.65 : 1)
      : a.weight * normal(v, a.mean[0] * t, a.std[0] + 1 - t) + b.weight * normal(v, b.mean[0] * t, b.std[0] + 1 - t),
  );
  const density = p.logDensity!(x).map(Math.exp);
  const best = x.map((_, i) => density[i] / (density[i] + q[i]));
  const wave = stream({ seed, purpose: 'wave', step }).normal();
  const d = x.map((v, i) => Math.min(1, Math.max(0, best[i] + 0.1 * (1.2 - t) * Math.sin(2 * v + wave))));
  const z = Array.from({ length: 25 }, (_, i) => -2.4 + 0.2 * i);
  const g = z.map((v) =>
    collapses ? -2 * t + (1.2 - 1.05 * t) * v : 2.4 * t * Math.tanh(3 * v) + (1.2 - 0.7 * t) * v,
  );
  return { figure: [...x, ...density, ...q, ...d, ...best], arrows: [...z, ...g] };
}
