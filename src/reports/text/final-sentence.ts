/** The final values of a metric in one sentence. */

import { counted, digits, span } from '../../core/text/typeset-numbers.js';
import type { MetricColumn } from '../page/extras.js';
import { breakable, type Html, html } from '../page/html.js';
import {
  compareRanked,
  groupByTarget,
  type MetricSummary,
  type RankedValue,
  summarizeMetric,
} from '../page/metric-summary.js';
import type { ReportSetting } from '../page/report-settings.js';

const MAX_SETTINGS_NAMED = 3; // in a sentence; of more, only the best and the worst are named
const MAX_TARGETS_IN_SENTENCE = 3;

/**
 * `best final value 0.02 (0.01–0.03) with A, worst 0.5 (0.4–0.6; 1 diverged) with B`: the median run, and the range of all.
 * Settings are compared only if they share a target.
 */
export function finalSentence(settings: readonly ReportSetting[], column: MetricColumn): Html {
  const ends = settingSummaries(settings, column);
  if (ends.length === 0) return html`no final value in any run`;
  const groups = groupByTarget(ends.map(({ setting }) => setting));
  if (groups.length > MAX_TARGETS_IN_SENTENCE)
    return html`final values on ${groups.length} targets: see <a href="#final-metrics">Final metrics</a>`;
  return html`${groups.map((group, i) => {
    const target = groups.length > 1 ? `on ${targetName(group[0])}, ` : null;
    const members = ends.filter(({ setting }) => group.includes(setting));
    return html`${i ? '; ' : null}${target}${groupSentence(members, column)}`;
  })}`;
}

/** A setting with the final values of one metric, present in at least one run. */
export interface SettingSummary {
  readonly setting: ReportSetting;
  readonly summary: MetricSummary;
  readonly median: RankedValue;
}

/** Without the settings that have no final value. */
export function settingSummaries(settings: readonly ReportSetting[], column: MetricColumn): readonly SettingSummary[] {
  return settings.flatMap((setting) => {
    const summary = summarizeMetric(setting, column);
    return summary.median === null ? [] : [{ setting, summary, median: summary.median }];
  });
}

/** The name of the data distribution, or of the game where there is none. */
export function targetName({ cell }: ReportSetting): string {
  return (cell.setting.target ?? cell.setting.game).name;
}

function groupSentence(ends: readonly SettingSummary[], column: MetricColumn): Html {
  const withSetting = (end: SettingSummary) => html`${formatMedian(end.summary, column)} with ${settingNames([end])}`;
  if (ends.length === 1) return html`final value ${formatMedian(ends[0].summary, column)}`;
  if (ends.length <= MAX_SETTINGS_NAMED)
    return html`final value ${ends.map((end, i) => html`${i ? ', ' : null}${withSetting(end)}`)}`;
  if (column.metric.better === 'neither')
    return html`final values of ${counted(ends.length, 'setting')}: see <a href="#final-metrics">Final metrics</a>`;
  const sorted = ends.toSorted((a, b) => compareRanked(a.median, b.median, column));
  const [best, worst] = [sorted[0], sorted.at(-1)!];
  const tiedWith = (end: SettingSummary) =>
    sorted.filter(({ median }) => compareRanked(median, end.median, column) === 0);
  const allTied = (end: SettingSummary) => {
    const tied = tiedWith(end);
    return tied.length === 1
      ? withSetting(end)
      : html`${formatRanked(end.median, column.metric.digits)} with ${settingNames(tied)}`;
  };
  return tiedWith(best).length === ends.length
    ? html`final value ${allTied(best)}`
    : html`best final value ${allTied(best)}, worst ${allTied(worst)}`;
}

/** Labels set off from the sentence; of many settings their number. */
function settingNames(ends: readonly SettingSummary[]): Html {
  if (ends.length > MAX_SETTINGS_NAMED) return html`${counted(ends.length, 'setting')}`;
  const joint = (i: number) => (i === 0 ? null : i === ends.length - 1 ? ' and ' : ', ');
  return html`${ends.map(({ setting }, i) => html`${joint(i)}<span class="setting">${breakable(setting.label)}</span>`)}`;
}

/** `0.54 (0.49–0.6; 1 diverged)`: the median, and the range of all runs if there are several. */
export function formatMedian({ ranked, median }: MetricSummary, { metric }: MetricColumn): string {
  return `${formatRanked(median!, metric.digits)}${ranked.length > 1 ? ` (${formatRange(ranked)})` : ''}`;
}

/** `0.49–0.6; 1 diverged`, or `all runs` if they agree. */
export function formatRange(ranked: readonly RankedValue[]): string {
  const values = ranked.filter((value) => value !== 'diverged').sort((a, b) => a - b);
  if (values.length === 0) return 'all runs';
  const diverged = ranked.length - values.length;
  const [least, greatest] = [digits(values[0]), digits(values.at(-1)!)];
  const numbers = least !== greatest ? span(least, greatest) : diverged ? least : 'all runs';
  return diverged ? `${numbers}; ${diverged} diverged` : numbers;
}

export function formatRanked(value: RankedValue, significant?: number): string {
  return value === 'diverged' ? value : digits(value, significant);
}
