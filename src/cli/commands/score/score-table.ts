/** Scores as text and as JSON. */

import { alignColumns } from '../../../core/text/align-columns.js';
import { plainInterval, plainNumber } from '../../../core/text/plain-numbers.js';
import { type Diagnosis, whyInconclusive } from '../../../diagnosis/diagnose.js';
import type { NullResult } from '../../../metrics/_nulls/draw-nulls.js';
import type { Null } from '../../../metrics/_nulls/null.js';
import type { Score } from '../../../metrics/score-samples.js';
import type { MetricValue } from '../../../records/metric-value.js';

type Position = 'inside' | 'below' | 'above';

/**
 * A row per metric with its null and its estimator; then the absent metrics with the reasons. `onlyAvailable`: without those that are
 * absent whatever the samples are, for a table of all metrics, in which none is asked for by name.
 */
export function scoreTable(scores: readonly Score[], { onlyAvailable = false } = {}): string {
  const rows = scores.flatMap(({ column, unit, value, vector, null: chance, valueOfFewer, estimator }) => {
    if (vector) return [[column, vectorText(vector), unit, '', '', '', '', estimator ?? '']];
    if ('absent' in value) return [];
    const position = positionOf(valueOfFewer ?? value, chance);
    return [
      [
        column,
        withDigitsOf(value.value, chance),
        unit === '1' ? '' : unit,
        'mean' in chance ? nullText(chance) : '',
        'mean' in chance && chance.ideal !== null ? withDigitsOf(chance.ideal, chance) : '',
        'mean' in chance ? String(chance.draws) : '',
        position === null ? '' : `${position}${fewerText(valueOfFewer, chance)}`,
        estimator ?? '',
      ],
    ];
  });
  const head = ['metric', 'value', 'unit', 'null [95 %]', 'ideal', 'draws', 'value is', 'estimator'];
  const parts = [
    rows.length > 0 ? alignColumns([head, ...rows]) : null,
    whyNot(
      scores.flatMap(({ column, value, vector, isUnavailable }) =>
        'absent' in value && !vector && !(onlyAvailable && isUnavailable) ? [[column, value.absent] as const] : [],
      ),
      'absent',
    ),
    whyNot(
      scores.flatMap(({ column, value, null: chance }) =>
        'value' in value && 'absent' in chance ? [[column, chance.absent] as const] : [],
      ),
      'no null',
    ),
    rows.some((row) => row[3] !== '')
      ? 'null     the metric on as many samples of the target itself: mean and middle 95 % of the draws\n         inside: not distinguishable from the target; ideal: the null without sampling noise'
      : null,
    fewerNote(scores),
  ];
  return parts.filter((part) => part !== null).join('\n\n');
}

/** Of a null of fewer samples: the value of as many, which it is compared with. */
function fewerText(value: MetricValue | undefined, chance: NullResult): string {
  return value && 'value' in value ? `: ${withDigitsOf(value.value, chance)}` : '';
}

function fewerNote(scores: readonly Score[]): string | null {
  const fewer = scores.flatMap(({ null: chance }) => ('samples' in chance && chance.samples ? [chance] : []));
  if (fewer.length === 0) return null;
  const [{ samples, real }] = fewer;
  const sizes = real === undefined ? `${samples} samples of each side` : `${samples} and ${real} samples`;
  return `rows     nulls of ${sizes}, disjoint rows of the data, which has no more; after "value is" stands the value of as many`;
}

const MAX_ENTRIES = 8; // of a vector, in one cell of the table

function vectorText(vector: readonly number[]): string {
  const shown = vector.slice(0, MAX_ENTRIES).map((value) => plainNumber(value));
  return [...shown, ...(vector.length > MAX_ENTRIES ? [`... (${vector.length}: --json)`] : [])].join(' ');
}

function nullText(chance: Null): string {
  const write = (value: number) => withDigitsOf(value, chance);
  return `${write(chance.mean)} ${plainInterval(chance, write)}`;
}

/** With as many digits as distinguish both ends of the null; three may be too few. */
function withDigitsOf(value: number, chance: NullResult): string {
  const width = 'mean' in chance ? chance.high - chance.low : 0;
  const significant = Math.ceil(Math.log10(Math.abs(value) / width)) + 1;
  if (!(width > 0) || !(significant > 3) || significant > 12 || Number.isInteger(value)) return plainNumber(value);
  return value.toPrecision(significant);
}

/** A line per reason, with its metrics. */
function whyNot(rows: readonly (readonly [column: string, reason: string])[], title: string): string | null {
  if (rows.length === 0) return null;
  const reasons = [...new Set(rows.map(([, reason]) => reason))];
  const having = (reason: string) => rows.filter(([, why]) => why === reason).map(([column]) => column);
  return reasons.map((reason) => `${title.padEnd(9)}${reason}: ${having(reason).join(', ')}`).join('\n');
}

function positionOf(value: MetricValue, chance: NullResult): Position | null {
  if ('absent' in value || 'absent' in chance) return null;
  if (value.value < chance.low) return 'below';
  return value.value > chance.high ? 'above' : 'inside';
}

/** The failure modes that apply to the samples, causes before symptoms, each with its evidence; or why none does. */
export function diagnosisText({ findings, ...others }: Diagnosis): string {
  const lines = findings.flatMap(({ failureMode, evidence }) => [
    `${failureMode.name}: ${failureMode.summary}`,
    ...evidence.map(({ metric, value, reference, explanation }) => {
      const [measured, compared] = [value, reference].map((each) =>
        typeof each === 'number' ? plainNumber(each) : each,
      );
      return `  ${metric} ${measured} (${compared === null ? explanation : `${compared}: ${explanation}`})`;
    }),
  ]);
  if (lines.length === 0) lines.push(`inconclusive: ${whyInconclusive('the samples are', others)}`);
  return `\n\ndiagnosis ${lines.join('\n          ')}`;
}

type Scored =
  | { readonly vector: readonly number[]; readonly unit: string; readonly estimator: string | null }
  | { readonly absent: string }
  | {
      readonly value: number;
      readonly unit: string;
      readonly null: (Null & { readonly position: Position; readonly value?: number }) | { readonly absent: string };
      readonly estimator: string | null;
    };

/** `n` samples of G and `m` of the data. */
export function scoreJson({ n, m }: { readonly n: number; readonly m: number }, scores: readonly Score[]) {
  return { n, m, metrics: Object.fromEntries(scores.map((score) => [score.column, asJson(score)])) };
}

function asJson({ unit, value, vector, null: chance, valueOfFewer, estimator }: Score): Scored {
  if (vector) return { vector, unit, estimator };
  if ('absent' in value) return value;
  const position = positionOf(valueOfFewer ?? value, chance);
  const fewer = valueOfFewer && 'value' in valueOfFewer && { value: valueOfFewer.value };
  const beside = 'absent' in chance ? chance : { ...chance, position: position!, ...fewer };
  return { value: value.value, unit, null: beside, estimator };
}
