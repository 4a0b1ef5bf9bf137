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
  const readings = new Map<string, number[]>();
  const learn = (of: Map<string, number[]>, key: string, speed: number | null) => {
    if (speed !== null) of.set(key, [...(of.get(key) ?? []), speed]);
  };
  for (const { cell, pace } of paces)
    for (const key of keysOf(cell)) {
      learn(steps, key, pace.secondsPerStep);
      learn(readings, key, pace.secondsPerReading);
      if (pace.measured === measured) learn(readings, `${measured} ${key}`, pace.secondsPerReading);
    }
  const medians = (of: Map<string, number[]>) => new Map([...of].map(([key, list]) => [key, median(list)]));
  const [perStep, perReading] = [medians(steps), medians(readings)];
  const first = (of: ReadonlyMap<string, number>, keys: readonly string[]) =>
    of.get(keys.find((key) => of.has(key)) ?? '') ?? null;
  return ({ cell, job, step }) => {
    const keys = keysOf(cell);
    const toRead = measuredSteps(measure, cell.setting.steps);
    const reading = first(perReading, [...keys.map((key) => `${measured} ${key}`), ...keys]);
    // Runs that kept only their last parameters can be measured again at two steps at most.
    const count = measure.keep === 'last' ? Math.min(2, toRead.length) : toRead.length;
    if (job === 'measure') return reading === null ? null : reading * count;
    const training = first(perStep, keys);
    if (training === null) return null;
    return (
      training * (cell.setting.steps - step) + (reading ?? 0) * toRead.filter((at) => step === 0 || at > step).length
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
