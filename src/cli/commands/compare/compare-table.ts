/** A comparison for the terminal: where each group ended, each against one of them, how the numbers were made and what they miss. */

import { alignColumns } from '../../../core/text/align-columns.js';
import { plainInterval, plainNumber, plainPercent } from '../../../core/text/plain-numbers.js';
import { plural } from '../../../core/text/words.js';
import { wrapped } from '../../../core/text/wrapped.js';
import type { AdjustedTest } from '../../../inference/comparisons/compare-pairs.js';
import type { GroupComparison, GroupResult } from '../../../inference/comparisons/group-comparison.js';
import { type Way, type Write, waysOf } from '../../../reports/text/estimation.js';
import { terminalWidth } from '../../terminal/print.js';

/** `estimators` are what the compared settings' numbers were come by, a setting each. */
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
    [...methods(comparison), ...waysOf(estimators, plainRange).flatMap(wayLines)],
    cautions.map((caution) => `note    ${caution}`),
  ];
  return paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

/** As these tables write numbers. */
const plainRange: Write = ({ low, high }) =>
  low === high ? plainNumber(low) : `${plainNumber(low)} to ${plainNumber(high)}`;

function wayLines({ says, settings, particulars }: Way, _: number, ways: readonly Way[]): readonly string[] {
  const some = (of: number) => (of < settings ? ` (in ${of})` : '');
  const parts = particulars.map((part) => `${part.says}${some(part.settings)}`);
  const which = ways.length > 1 ? `${plural(settings, 'setting')}: ` : '';
  const lines = wrapped(`${which}${[says, ...parts].join('; ')}`, terminalWidth() - 8);
  return lines.map((line, i) => `${(i === 0 ? 'numbers' : '').padEnd(8)}${line}`);
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
    alignColumns([[`against ${against}`, 'pairs', ...wins, 'median difference', 'p (order)', 'p (mean)'], ...rows]),
  ];
}

const signed = (value: number) => `${value > 0 ? '+' : ''}${plainNumber(value)}`;
const adjusted = (test: AdjustedTest | null) => (test === null ? '' : plainNumber(test.adjusted));

function methods({ groups, matched }: GroupComparison): string[] {
  const interval = groups.flatMap(({ iqm }) => ('value' in iqm ? [iqm.interval] : []))[0];
  const together = groups.some(({ paired }) => paired !== null && paired.seeds < paired.pairs);
  const shared = together ? '; runs of one seed share noise and data, and count as one' : '';
  const tests = groups.filter(({ paired }) => paired?.wilcoxon).length;
  const diverged = groups.some(({ outcomes }) => outcomes.diverged > 0);
  const corrected = tests > 1 ? `, Holm's correction for ${tests} comparisons` : '';
  return [
    ...(interval
      ? [
          `IQM     mean of the middle half of the final readings; ${interval.resamples} bootstrap resamples, seed ${interval.seed}${shared}`,
        ]
      : []),
    ...(tests > 0
      ? [
          `pairs   runs of the same ${['seed', ...matched].join(' and ')}`,
          `p       two-sided${corrected}; order: Wilcoxon's signed ranks, mean: sign flips${shared}`,
        ]
      : []),
    ...(diverged ? ["worst   a diverged run: last in order, the metric's worst value in a mean"] : []),
  ];
}
