/** A comparison for the terminal: final values of the groups, paired tests, methods and cautions. */

import { maximum } from '../../../core/math/long-lists.js';
import { alignColumns } from '../../../core/text/align-columns.js';
import { plainInterval, plainNumber, plainPercent } from '../../../core/text/plain-numbers.js';
import { plural, wordList } from '../../../core/text/words.js';
import { wrapped } from '../../../core/text/wrapped.js';
import type { AdjustedTest } from '../../../inference/comparisons/compare-pairs.js';
import type { GroupComparison, GroupResult } from '../../../inference/comparisons/group-comparison.js';
import { type EstimatorGroup, type FormatNumbers, groupEstimators } from '../../../reports/text/estimators.js';
import { terminalWidth } from '../../terminal/print.js';

/** `estimators`: the metric's estimator in each compared setting; null where unknown. */
export function comparisonText(comparison: GroupComparison, estimators: readonly (string | null)[] = []): string {
  const { metric, unit, better, by, cautions } = comparison;
  const facts = [
    ...(unit === '' || unit === '1' ? [] : [unit]),
    ...(better === 'neither' ? [] : [`${better} is better`]),
  ];
  const paragraphs = [
    [`${metric}${facts.length > 0 ? ` (${facts.join(', ')})` : ''} by ${by}`],
    [groupTable(comparison)],
    pairTable(comparison),
    legend([...methods(comparison), ...groupEstimators(estimators, plainRange).map(estimatorEntry)]),
    cautions.map((caution) => `note    ${caution}`),
  ];
  return paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

/** A range in plain ASCII. */
const plainRange: FormatNumbers = ({ low, high }) =>
  low === high ? plainNumber(low) : `${plainNumber(low)} to ${plainNumber(high)}`;

type LegendEntry = readonly [term: string, text: string];

function legend(entries: readonly LegendEntry[]): string[] {
  const margin = maximum(entries.map(([term]) => term.length)) + 2;
  return entries.flatMap(([term, text]) =>
    wrapped(text, terminalWidth() - margin).map((line, i) => (i === 0 ? term : '').padEnd(margin) + line),
  );
}

function estimatorEntry(
  { text, settings, details }: EstimatorGroup,
  _: number,
  groups: readonly EstimatorGroup[],
): LegendEntry {
  const inSome = (of: number) => (of < settings ? ` (in ${of})` : '');
  const parts = details.map((detail) => `${detail.text}${inSome(detail.settings)}`);
  const scope = groups.length > 1 ? `${plural(settings, 'setting')}: ` : '';
  return ['estimator', `${scope}${[text, ...parts].join('; ')}`];
}

function groupTable({ by, groups, better }: GroupComparison): string {
  const ranked = better !== 'neither';
  const rows = groups.map((group) => [
    group.label,
    String(group.n),
    failed(group),
    iqm(group),
    ...(ranked ? [group.medianRank === null ? '' : plainNumber(group.medianRank)] : []),
  ]);
  return alignColumns([[by, 'n', 'diverged [95 %]', 'IQM [95 %]', ...(ranked ? ['median rank'] : [])], ...rows]);
}

function failed({ failureRate, deterministic }: GroupResult): string {
  if (failureRate === null) return '';
  const { rate, interval } = failureRate;
  return deterministic ? plainPercent(rate) : `${plainPercent(rate)} ${plainInterval(interval, plainPercent)}`;
}

function iqm({ iqm, deterministic }: GroupResult): string {
  if ('absent' in iqm) return `absent: ${iqm.absent}`;
  return deterministic ? plainNumber(iqm.value) : `${plainNumber(iqm.value)} ${plainInterval(iqm.interval)}`;
}

function pairTable({ against, groups, better }: GroupComparison): string[] {
  const rows = groups.flatMap(({ label, paired }) => {
    if (paired === null) return [];
    const { pairs, wins, medianDifference, wilcoxon, signFlip } = paired;
    return [
      [
        label,
        String(pairs),
        ...(wins === null ? [] : [`${wins.better}/${wins.equal}/${wins.worse}`]),
        medianDifference === null ? '' : signed(medianDifference),
        adjusted(wilcoxon),
        adjusted(signFlip),
      ],
    ];
  });
  if (rows.length === 0) return [];
  const wins = better === 'neither' ? [] : ['better/equal/worse'];
  return [
    alignColumns([[`against ${against}`, 'pairs', ...wins, 'median difference', 'p (ranks)', 'p (mean)'], ...rows]),
  ];
}

const signed = (value: number) => `${value > 0 ? '+' : ''}${plainNumber(value)}`;
const adjusted = (test: AdjustedTest | null) => (test === null ? '' : plainNumber(test.adjusted));

function methods({ groups, matched }: GroupComparison): LegendEntry[] {
  const interval = groups.flatMap(({ iqm }) => ('value' in iqm ? [iqm.interval] : []))[0];
  const sharesSeeds = groups.some(({ paired }) => paired !== null && paired.seeds < paired.pairs);
  const shared = sharesSeeds ? '; runs of one seed share noise and data and count as one' : '';
  const tests = groups.filter(({ paired }) => paired?.wilcoxon).length;
  const diverged = groups.some(({ outcomes }) => outcomes.diverged > 0);
  const corrected = tests > 1 ? `, Holm's correction for ${tests} comparisons` : '';
  return [
    ...(interval
      ? [
          entry(
            'IQM',
            `interquartile mean of the final values; ${interval.resamples} bootstrap resamples, seed ${interval.seed}${shared}`,
          ),
        ]
      : []),
    ...(tests > 0
      ? [
          entry('pairs', `runs of the same ${wordList(['seed', ...matched])}`),
          entry('p', `two-sided${corrected}; ranks: Wilcoxon signed-rank test, mean: sign-flip test${shared}`),
        ]
      : []),
    ...(diverged ? [entry('diverged', "runs rank last and take the metric's worst value in a mean")] : []),
  ];
}

const entry = (term: string, text: string): LegendEntry => [term, text];
