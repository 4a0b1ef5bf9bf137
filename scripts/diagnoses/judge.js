// What a set of samples is diagnosed with, by the metrics that samples allow and that failure modes use.
import { z } from 'zod';
import { stream } from '../../dist/core/math/random/random.js';
import { NOT_FROM_SAMPLES, unknownTarget } from '../../dist/density/samples/samples-snapshot.js';
import { failureModes } from '../../dist/diagnosis/catalog.js';
import { diagnoseSamples } from '../../dist/diagnosis/diagnose-samples.js';
import { metrics } from '../../dist/metrics/catalog.js';
import { scoreSamples } from '../../dist/metrics/score-samples.js';
import { draws, targetOf } from './cases.js';

const all = [
  ...[...new Set([...failureModes.values()].flatMap(({ requires }) => requires.flat()))].map((name) => [name, {}]),
  ['modes-covered', { atLeast: 20 }],
].map(([name, set]) => {
  const metric = metrics.get(name);
  const column = Object.keys(set).length ? `${name}(atLeast=${set.atLeast})` : name;
  return { column, metric, options: z.object(metric.options).parse(set) };
});

/** Columns that need a run: those that samples of a ring do not have for that reason. */
export const NEED_RUN = await columnsThatNeedRun();

const requests = all.filter(({ column }) => !NEED_RUN.includes(column));

async function columnsThatNeedRun() {
  const target = targetOf({ name: 'ring', modes: 8, radius: 2, std: 0.02 });
  const [generated, real] = [7, 8].map((seed) => {
    const x = new Float64Array(2 * 100);
    target.sample(x, stream({ seed, purpose: 'what needs a run', step: 0 }));
    return x;
  });
  const scores = await scoreSamples({ target, generated, real }, all, { draws: 0 });
  return scores.filter(({ value }) => NOT_FROM_SAMPLES.has(value.absent)).map(({ column }) => column);
}

/** The names of the failure modes that apply, causes first, and all measured values. `draw` names the draws of a known target. */
export async function judge({ target, generated, real }, draw) {
  const data = real ? unknownTarget(real, target.dim) : target;
  const n = generated.length / target.dim;
  const samples = { target: data, generated, real: real ?? draws(target, n, { seed: 4, ...draw }) };
  const scores = await scoreSamples(samples, requests, { draws: 0 });
  const measured = scores.map(({ column, value }, i) => ({
    column,
    value,
    choice: { ...requests[i].options, name: requests[i].metric.name },
  }));
  const { findings } = diagnoseSamples(measured, {
    target: data,
    real: samples.real,
    n,
    m: samples.real.length / target.dim,
  });
  return { names: findings.map(({ failureMode }) => failureMode.name), findings, measured };
}
