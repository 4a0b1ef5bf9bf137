/** Metrics that would let further failure modes be tested on a run. */
import { failureModes } from './catalog.js';
import type { RunTrace } from './evidence/run-trace.js';
import { SEES_HALF, sightOf } from './evidence/sight.js';
import type { FailureMode } from './failure-modes/_failure-mode.js';

/** The failure modes that could not be tested on a run. */
interface Untested {
  readonly inconclusive: readonly { readonly failureMode: FailureMode }[];
}

/** The first metric of every row that an untested failure mode needs and the run does not measure, where its target has that metric. */
export function whatToMeasure(trace: RunTrace, { inconclusive }: Untested): readonly string[] {
  const untested = new Set(inconclusive.map(({ failureMode }) => failureMode.name));
  const wanted = [...failureModes.values()]
    .filter(({ name, kind }) => kind === 'failure' && untested.has(name))
    .flatMap(({ requires }) => requires)
    .filter((row) => row.every((metric) => trace.all(metric).length === 0))
    .flatMap((row) => row.filter((metric) => isPossible(metric, trace)).slice(0, 1));
  return [...new Set(wanted)];
}

const OF_MODES = new Set(['mode-width', 'high-quality']);
const OF_SEVERAL_MODES = new Set(['modes-covered', 'mode-kl', 'mode-persistence', 'between-modes']);
const OF_GAMES = new Set(['distance', 'generator-parameter', 'discriminator-parameter']);

/** Whether the run's target, or its game, has such a metric, and whether it would be worth training steps. */
function isPossible(metric: string, trace: RunTrace): boolean {
  const { target, setting } = trace;
  if (metric === 'best-response-share') return isSeenByD(trace);
  if (OF_GAMES.has(metric)) return setting.target === undefined;
  if (setting.target === undefined) return false;
  if (metric === 'copied-rows') return target?.rows !== undefined;
  const modes = target?.modes?.length ?? 0;
  return !(OF_SEVERAL_MODES.has(metric) && modes < 2) && !(OF_MODES.has(metric) && modes < 1);
}

/** Best responses cost training steps: they are asked for where D sees the difference, so that G is in question. */
function isSeenByD(trace: RunTrace): boolean {
  const sight = sightOf(trace);
  return !('absent' in sight) && sight.implied >= SEES_HALF * sight.js;
}
