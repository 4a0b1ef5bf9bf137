/** Snapshots that laws of metrics look at: samples alone, ordinary and degenerate, and two small runs with G and D. */
import { openBackend } from '../core/engine/backends/backends.js';
import { build } from '../core/gan/build.js';
import type { Setting } from '../core/gan/setting.js';
import type { Distribution } from '../core/gan/targets/_target.js';
import { gaussianTarget } from '../core/gan/targets/gaussian.js';
import { mixture } from '../core/gan/targets/mixture.js';
import { ring } from '../core/gan/targets/ring.js';
import { stream } from '../core/math/random/random.js';
import { openSnapshot } from '../core/snapshot/open-snapshot.js';
import type { Snapshot } from '../core/snapshot/snapshot.js';
import { openEvaluator } from '../core/training/evaluator.js';
import { openTrainer } from '../core/training/trainer.js';
import { samplesSnapshot } from '../density/samples/samples-snapshot.js';
import { lawSetting } from './law-setting.js';

export interface NamedSnapshot {
  readonly name: string;
  readonly snapshot: Snapshot;
}

const COUNT = 210; // samples a snapshot: laws of metrics take seconds

/** Draws of the distribution. */
function drawn(
  target: Distribution,
  purpose: string,
  { count, step = 0 }: { readonly count: number; readonly step?: number },
) {
  const x = new Float64Array(count * target.dim);
  target.sample(x, stream({ seed: 5, purpose, step }));
  return x;
}

type CloudName = 'one mode' | 'a shift' | 'a point' | 'a wide q' | 'rows of the data' | 0;

/** Samples of two modes at -2 and 2 with std 0.5, and of a q that is as named; 0: of p itself. `pair`: which of many draws. */
export function cloudsApart(
  q: CloudName,
  { count = 1000, pair = 0, reversed = false }: { count?: number; pair?: number; reversed?: boolean } = {},
): NamedSnapshot {
  const target = mixture.create({ means: [-2, 2], stds: [0.5, 0.5], weights: [1, 1] });
  const real = drawn(target, 'real', { count, step: pair });
  const own = drawn(target, 'generated', { count, step: pair });
  const change: Readonly<Record<string, (x: number, i: number) => number>> = {
    'one mode': (x) => Math.abs(x),
    'a shift': (x) => x + 3,
    'a point': () => 0.1,
    'a wide q': (x) => 5 * x,
    'rows of the data': (_, i) => real[i]!,
  };
  const generated = q === 0 ? own : own.map(change[q]!);
  if (reversed) for (const x of [generated, real]) x.reverse();
  const name = q === 0 ? `${count} samples at q = p` : `${count} samples of ${q}`;
  return { name, snapshot: samplesSnapshot({ target, generated, real }, { draw: pair }) };
}

const of = (name: string, target: Distribution, generated: Float64Array): NamedSnapshot => ({
  name,
  snapshot: samplesSnapshot({
    target,
    generated,
    real: drawn(target, 'real', { count: generated.length / target.dim }),
  }),
});

let made: Promise<readonly NamedSnapshot[]> | undefined;

/** Made once. */
export function snapshotsOfLaws(): Promise<readonly NamedSnapshot[]> {
  made ??= makeAll();
  return made;
}

async function makeAll(): Promise<readonly NamedSnapshot[]> {
  const plane = ring.create({ modes: 8, radius: 2, std: 0.02 });
  const line = mixture.create({ means: [-2, 1], stds: [0.3, 1], weights: [3, 1] });
  const five = gaussianTarget.create({ mean: 0, std: 1, dim: 5 });
  const filled = (target: Distribution, rows: number, values: readonly number[]) =>
    Float64Array.from({ length: rows * target.dim }, (_, i) => values[i % target.dim]!);
  return [
    of(
      'samples on a line',
      line,
      drawn(gaussianTarget.create({ mean: 0, std: 2, dim: 1 }), 'generated', { count: COUNT }),
    ),
    of('samples of a ring', plane, drawn(plane, 'generated', { count: COUNT })),
    of('samples in five dimensions', five, drawn(five, 'generated', { count: COUNT })),
    of('one point on a line', line, filled(line, COUNT, [0.5])),
    of('one point in the plane', plane, filled(plane, COUNT, [2.05, 0.05])),
    of('NaN on a line', line, filled(line, COUNT, [Number.NaN])),
    of('infinite samples in the plane', plane, filled(plane, COUNT, [0, Infinity])),
    of('one sample', plane, filled(plane, 1, [2, 0])),
    of('two samples', line, Float64Array.of(-2, 1)),
    await ofRun(
      'a small run on a line',
      { target: { name: 'mixture', means: [-2, 1], stds: [0.3, 1], weights: [3, 1] } },
      1,
    ),
    await ofRun('a small run in the plane', { target: { name: 'ring', modes: 8, radius: 2, std: 0.02 } }, 2),
  ];
}

/** After 20 steps of training, with the state after ten before it. */
async function ofRun(name: string, changes: Partial<Setting>, dim: number): Promise<NamedSnapshot> {
  const parts = build(lawSetting({ ...changes, latent: { name: 'gaussian', dim } }));
  const backend = await openBackend('onnx');
  const trainer = await openTrainer(parts, { seeds: [1], backend });
  await trainer.trainTo(10);
  const previous = { step: 10, state: trainer.state(1) };
  await trainer.trainTo(20);
  const state = trainer.state(1);
  trainer.dispose();
  const evaluator = openEvaluator(parts, backend);
  return { name, snapshot: openSnapshot(parts, evaluator, { seed: 1, samples: COUNT, step: 20, state, previous }) };
}
