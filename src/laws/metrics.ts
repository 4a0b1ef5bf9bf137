/** What every metric must keep, on snapshots of samples and of small runs. */
import { absentIfMissing } from '../density/samples/samples-snapshot.js';
import type { Metric } from '../metrics/metric.js';
import { type Law, must, mustBeAtLeast, mustBeAtMost, shortNumber } from './law.js';
import { memberOptions } from './member-options.js';
import { actsOnMetric, metricOn } from './metric-options.js';
import { cloudsApart, type NamedSnapshot, snapshotsOfLaws } from './snapshots-of-laws.js';

const ROUNDING = 1e-9; // of a value at the end of its range

/** Null where it is absent. */
async function numberAt(metric: Metric, at: NamedSnapshot): Promise<number | null> {
  const found = await metricOn(metric, at);
  return 'value' in found ? found.value : null;
}

const PAIRS = 8; // of sets of samples of p itself
const [FEW, MANY] = [250, 4000]; // samples a set
const FEW_ENOUGH = 200; // samples: of more some metrics take the first ones

/** The mean distance from the ideal value on sets of samples of p itself, with the standard error of its mean; null where it is absent. */
async function distanceFromIdeal(metric: Metric, count: number): Promise<{ mean: number; error: number } | null> {
  const distances: number[] = [];
  for (let pair = 1; pair <= PAIRS; pair++) {
    const value = await numberAt(metric, cloudsApart(0, { count, pair }));
    if (value === null) return null;
    distances.push(Math.abs(value - metric.ideal!));
  }
  const mean = distances.reduce((sum, x) => sum + x, 0) / PAIRS;
  const variance = distances.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (PAIRS - 1);
  return { mean, error: Math.sqrt(variance / PAIRS) };
}

export const metricLaws: readonly Law<Metric>[] = [
  {
    name: 'is a number in its range or absent with a reason, never NaN',
    async check(metric) {
      // Bias-corrected estimates may leave the range by their noise; then a note must say that they are not clamped.
      const noise = metric.notes?.some((note) => note.includes('clamped')) ? 0.2 : ROUNDING;
      for (const at of await snapshotsOfLaws()) {
        const found = await metricOn(metric, at);
        if ('absent' in found) continue;
        mustBeAtLeast(found.value, metric.range[0] - noise, `${at.name}: the value, against its range,`);
        mustBeAtMost(found.value, metric.range[1] + noise, `${at.name}: the value, against its range,`);
      }
    },
  },
  {
    name: 'has an estimator where it has a value',
    async check(metric) {
      for (const at of await snapshotsOfLaws()) {
        if ('absent' in (await metricOn(metric, at))) continue;
        const text = await metric.estimator(at.snapshot, memberOptions(metric));
        return must(
          typeof text === 'string' && /\w/.test(text),
          `${at.name}: estimator returns ${JSON.stringify(text)}`,
        );
      }
    },
  },
  {
    name: 'has an ideal value in its range',
    concerns: ({ ideal }) => ideal !== null,
    check({ ideal, range }) {
      mustBeAtLeast(ideal!, range[0], 'ideal, against its range,');
      mustBeAtMost(ideal!, range[1], 'ideal, against its range,');
    },
  },
  {
    name: 'approaches its ideal value with more samples of p itself',
    concerns: ({ ideal }) => ideal !== null && Number.isFinite(ideal),
    async check(metric) {
      const [few, many] = [await distanceFromIdeal(metric, FEW), await distanceFromIdeal(metric, MANY)];
      if (!few || !many) return; // it needs more than samples
      must(
        Number.isFinite(many.mean),
        `at q = p, two modes on a line, it is ${shortNumber(many.mean)} from its ideal value`,
      );
      mustBeAtMost(
        many.mean,
        0.7 * few.mean + 5 * many.error + ROUNDING,
        `at q = p, two modes on a line, the mean distance from its ideal value of ${MANY} samples, against 0.7 times that of ${FEW},`,
      );
    },
  },
  {
    name: 'is worse for some q than at q = p',
    concerns: ({ ideal, better }) => ideal !== null && better !== 'neither',
    async check(metric) {
      const same = await numberAt(metric, cloudsApart(0));
      if (same === null) return; // it needs more than samples
      const sign = metric.better === 'lower' ? 1 : -1;
      const seen: string[] = [];
      for (const q of ['one mode', 'a shift', 'a point', 'a wide q', 'rows of the data'] as const) {
        const at = cloudsApart(q);
        const found = await metricOn(metric, at);
        if ('absent' in found || sign * (found.value - same) > 0) return;
        seen.push(`${shortNumber(found.value)} for ${q}`);
      }
      must(false, `at q = p it is ${shortNumber(same)}, and not worse elsewhere: ${seen.join(', ')}`);
    },
  },
  {
    name: 'does not depend on the order of the samples',
    async check(metric) {
      const inOrder = await numberAt(metric, cloudsApart('a shift', { count: FEW_ENOUGH }));
      if (inOrder === null) return;
      const reversed = await numberAt(metric, cloudsApart('a shift', { count: FEW_ENOUGH, reversed: true }));
      must(
        reversed === inOrder ||
          (reversed !== null && Math.abs(reversed - inOrder) <= 1e-8 * Math.max(1, Math.abs(inOrder))),
        `on the same samples in reversed order it is ${reversed === null ? 'absent' : shortNumber(reversed)}, not ${shortNumber(inOrder)}`,
      );
    },
  },
  {
    name: 'has an array as long as its shape, or an absent one',
    concerns: ({ vector }) => vector !== undefined,
    async check(metric) {
      for (const { name, snapshot } of await snapshotsOfLaws()) {
        const found = await absentIfMissing(() => metric.vector!.compute(snapshot, memberOptions(metric)));
        if ('absent' in found) must(/\w/.test(found.absent), `${name}: its array is absent without a reason`);
        else {
          const size = found.shape.reduce((all, length) => all * length, 1);
          must(
            found.data.length === size,
            `${name}: its array has ${found.data.length} numbers for the shape ${found.shape.join(' x ')}`,
          );
        }
      }
    },
  },
  {
    name: 'has options that each have an effect',
    async check(metric) {
      for (const option of Object.keys(metric.options)) {
        const kept = await actsOnMetric(metric, option);
        must(kept, `${option}: every value that was tried gives the same metric values`);
      }
    },
  },
];
