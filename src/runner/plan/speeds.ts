/** How long work takes, from the speed of similar runs in the same folder. */
import type { Json } from '../../core/gan/setting.js';
import { median } from '../../core/math/statistics/statistics.js';
import type { Measure, PlannedCell } from '../../records/experiment.js';
import { canonicalJson } from '../../records/identity.js';
import { measuredSteps } from '../measure/measure.js';
import { measureIdentity } from '../measure/measure-identity.js';
import { seedFolder } from '../store/layout.js';
import { type Pace, readPace } from '../store/runs/pace.js';
import type { Block } from './block.js';

/** A run, and what remains to be done for it. */
export interface RemainingWork {
  readonly cell: PlannedCell;
  readonly job: Block['job'];
  /** Steps that are trained already. */
  readonly step: number;
}

/** Seconds of one core; null where no similar run was done in this folder. */
export type SecondsOf = (work: RemainingWork) => number | null;

const MAX_RUNS_READ = 300; // runs whose speed is read: more do not change a median much

export function readPaces(folder: string, runs: readonly { readonly cell: PlannedCell; readonly seed: number }[]) {
  return evenlySpaced(runs).map(({ cell, seed }) => ({ cell, pace: readPace(seedFolder(folder, cell, seed)) }));
}

export function openSpeeds(
  paces: readonly { readonly cell: PlannedCell; readonly pace: Pace }[],
  measure: Measure,
): SecondsOf {
  const measured = measureIdentity(measure);
  const steps = new Map<string, number[]>();
  const measurements = new Map<string, number[]>();
  const learn = (of: Map<string, number[]>, key: string, speed: number | null) => {
    if (speed !== null) of.set(key, [...(of.get(key) ?? []), speed]);
  };
  for (const { cell, pace } of paces)
    for (const key of keysOf(cell)) {
      learn(steps, key, pace.secondsPerStep);
      learn(measurements, key, pace.secondsPerMeasurement);
      if (pace.measured === measured) learn(measurements, `${measured} ${key}`, pace.secondsPerMeasurement);
    }
  const medians = (of: Map<string, number[]>) => new Map([...of].map(([key, list]) => [key, median(list)]));
  const [perStep, perMeasurement] = [medians(steps), medians(measurements)];
  const first = (of: ReadonlyMap<string, number>, keys: readonly string[]) =>
    of.get(keys.find((key) => of.has(key)) ?? '') ?? null;
  return ({ cell, job, step }) => {
    const keys = keysOf(cell);
    const toMeasure = measuredSteps(measure, cell.setting.steps);
    const measuring = first(perMeasurement, [...keys.map((key) => `${measured} ${key}`), ...keys]);
    // Runs that kept only their last parameters can be measured again at two steps at most.
    const count = measure.keep === 'last' ? Math.min(2, toMeasure.length) : toMeasure.length;
    if (job === 'measure') return measuring === null ? null : measuring * count;
    const training = first(perStep, keys);
    if (training === null) return null;
    return (
      training * (cell.setting.steps - step) +
      (measuring ?? 0) * toMeasure.filter((at) => step === 0 || at > step).length
    );
  };
}

/** Keys of similarity, the closest first: the cell itself, what decides the cost of a step, anything. */
function keysOf({ id, setting }: PlannedCell): readonly string[] {
  const { game, generator, discriminator, scheme, batch, dtype } = setting;
  const work = { game, generator, discriminator, scheme, batch, dtype };
  const present = Object.fromEntries(Object.entries(work).filter(([, value]) => value !== undefined));
  return [id, canonicalJson(present as Json), ''];
}

/** At most `MAX_RUNS_READ` items, evenly spaced over the list. */
export function evenlySpaced<T>(items: readonly T[]): readonly T[] {
  const every = Math.ceil(items.length / MAX_RUNS_READ);
  return items.filter((_, i) => i % every === 0);
}
