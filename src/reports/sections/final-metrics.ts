/** One row per setting: the outcomes of its runs, and the final values of every metric. */

import { groupBy } from '../../core/collections/group-by.js';
import { wilson } from '../../core/math/statistics/statistics.js';
import { counted, digits, INTERVAL, percent, percents, range } from '../../core/text/typeset-numbers.js';
import { wordList } from '../../core/text/words.js';
import { columnsOf } from '../../records/experiment.js';
import { areDeterministic, type Context } from '../page/context.js';
import type { MetricColumn } from '../page/extras.js';
import { breakable, type Html, html } from '../page/html.js';
import {
  compareRanked,
  countOutcomes,
  groupByTarget,
  interquartileSummary,
  type MetricSummary,
  type RankedValue,
  summarizeMetric,
} from '../page/metric-summary.js';
import type { ReportSetting } from '../page/report-settings.js';
import { typesetNumbers } from '../text/estimators.js';
import { formatRange, formatRanked } from '../text/final-sentence.js';
import { metricTerm, unitOf } from './_metric-term.js';
import { missingNulls, referenceRows } from './_reference-rows.js';
import type { Section } from './_section.js';

const MIN_SEEDS_FOR_INTERVAL = 6; // per setting
const MAX_LOOSE_COLUMNS = 6; // metrics; more are set in smaller type

export function finalMetricsSection(context: Context): Section | null {
  const settings = context.drawn.settings.filter((setting) => setting.runs.length > 0);
  if (settings.length === 0) return null;
  const withIntervals = settings.every((setting) => setting.runs.length >= MIN_SEEDS_FOR_INTERVAL);
  const deterministic = areDeterministic(settings, context);
  const caption = deterministic
    ? 'Final values. Training is deterministic here: one run per setting is enough. Diverged runs rank worst.'
    : withIntervals
      ? `Final values: the interquartile mean over the seeds (the mean of the middle half), and below it its ${INTERVAL} (bootstrap, 10 000 resamples, seed 1). If more than a quarter of the runs diverged: the median and the range instead.`
      : 'Final values: the median over the seeds, and below it the range. Diverged runs rank worst.';
  // Experiments with different metrics have separate tables.
  const groups = [...groupBy(settings, ({ record }) => columnsOf(record.experiment).join('\n')).values()];
  return {
    id: 'final-metrics',
    title: 'Final metrics',
    body: html`<p class="caption">${caption} ${
      settings.length > 1
        ? html`Among ${context.drawn.isPartial ? 'these ' : null}settings with the same target, <span class="best">blue</span> marks the best and <span class="worst">orange</span> the worst; this is not a test of significance.`
        : null
    } ${REFERENCE_EXPLAINED}${context.columns.some(({ metric }) => metric.unit === 'nats') ? ' A nat is 1.44 bits.' : null}</p>
${groups.map((group) => {
  const title = groups.length > 1 ? wordList([...new Set(group.map((setting) => setting.title))]) : null;
  return html`${title ? html`<h3>${title}</h3>` : null}${table(group, { title, withIntervals, deterministic }, context)}`;
})}${unfinishedRuns(context.settings)}`,
  };
}

const REFERENCE_EXPLAINED =
  'The reference (q = p) is what a perfect generator with the optimal D has: of a metric of samples the mean over draws of the data itself, and below it their middle 95 %.'.replace(
    ' %',
    '\u202f%',
  );

interface TableOptions {
  /** Of the experiments, if there are several tables. */
  readonly title: string | null;
  readonly withIntervals: boolean;
  readonly deterministic: boolean;
}

/** Of settings with the same metrics. */
function table(
  settings: readonly ReportSetting[],
  { title, withIntervals, deterministic }: TableOptions,
  context: Context,
): Html {
  const names = new Set(columnsOf(settings[0].record.experiment));
  const measured = context.columns.filter(({ name }) => names.has(name));
  const columns = measured.map((column) => summarizeColumn(column, settings, withIntervals));
  return html`<div class="wide bleed" tabindex="0" role="region" aria-label="Final values of every setting${title ? ` of ${title}` : null}"><table class="summary${columns.length > MAX_LOOSE_COLUMNS ? ' dense' : null}">
<thead><tr><th scope="col">setting</th><th scope="col">runs</th><th scope="col">diverged${deterministic ? null : html`<small>${INTERVAL}</small>`}</th>
${columns.map(({ column }) => html`<th scope="col">${metricTerm(column)}<small>${unitOf(column)}</small></th>`)}</tr></thead>
<tbody>${settings.map((setting) => rowHtml(setting, columns, deterministic, context))}</tbody>
<tfoot>${referenceRows(settings, measured, context)}</tfoot></table></div>${missingNulls(settings, measured, context)}`;
}

interface Cell {
  readonly summary: MetricSummary;
  /** The value that represents the setting; null if it is absent. */
  readonly centre: RankedValue | null;
  readonly below: string | null;
  readonly tint: '' | 'best' | 'worst';
}

interface ColumnSummary {
  readonly column: MetricColumn;
  readonly cells: ReadonlyMap<ReportSetting, Cell>;
}

function summarizeColumn(
  column: MetricColumn,
  settings: readonly ReportSetting[],
  withIntervals: boolean,
): ColumnSummary {
  const cells = new Map(
    settings.map((setting) => [setting, cellOf(summarizeMetric(setting, column), column, withIntervals)]),
  );
  for (const group of groupByTarget(settings)) {
    const sorted = group
      .flatMap((setting) => cells.get(setting)!.centre ?? [])
      .sort((a, b) => compareRanked(a, b, column));
    if (sorted.length === 0 || areEqual(sorted[0], sorted.at(-1)!, column)) continue;
    for (const setting of group) {
      const cell = cells.get(setting)!;
      const isAt = (end: RankedValue) => cell.centre !== null && compareRanked(cell.centre, end, column) === 0;
      cells.set(setting, { ...cell, tint: isAt(sorted[0]) ? 'best' : isAt(sorted.at(-1)!) ? 'worst' : '' });
    }
  }
  return { column, cells };
}

const ROUNDING_ERROR = 1e-12; // of sums in float64 of the order of 1

function areEqual(best: RankedValue, worst: RankedValue, column: MetricColumn): boolean {
  const difference = best === 'diverged' || worst === 'diverged' ? Infinity : Math.abs(best - worst);
  return difference < ROUNDING_ERROR || compareRanked(best, worst, column) === 0;
}

function cellOf(summary: MetricSummary, column: MetricColumn, withIntervals: boolean): Cell {
  const iqm = withIntervals ? interquartileSummary(summary, column) : null;
  const below = summary.ranked.length > 1 ? formatRange(summary.ranked) : null;
  if (iqm) return { summary, centre: iqm.value, below: below === 'all runs' ? below : range(iqm.interval), tint: '' };
  return { summary, centre: summary.median, below, tint: '' };
}

function rowHtml(
  setting: ReportSetting,
  columns: readonly ColumnSummary[],
  deterministic: boolean,
  context: Context,
): Html {
  const { finished, diverged, error, interrupted } = countOutcomes(setting.runs);
  const others = [
    diverged && `${diverged} diverged`,
    error && counted(error, 'error'),
    interrupted && `${interrupted} interrupted`,
  ].filter(Boolean);
  const n = finished + diverged;
  return html`<tr><th scope="row"><i class="swatch" style="background:${setting.colour}"></i>${breakable(setting.label)}</th>
<td>${setting.runs.length}<small>${others.join(', ') || null}</small></td>
${divergedHtml({ diverged, n }, deterministic)}
${columns.map(({ column, cells }) => cellHtml(cells.get(setting)!, { column, estimator: context.estimatorOf(setting, column) }))}</tr>`;
}

function divergedHtml(
  { diverged, n }: { readonly diverged: number; readonly n: number },
  deterministic: boolean,
): Html {
  if (n === 0) return html`<td>–</td>`;
  if (deterministic) return html`<td>${diverged ? 'yes' : 'no'}</td>`;
  return html`<td>${percent(diverged / n)}<small>${percents(wilson({ successes: diverged, trials: n }))}</small></td>`;
}

/** The tooltip is the estimator. */
function cellHtml(
  { summary: { absent }, centre, below, tint }: Cell,
  { column, estimator }: { readonly column: MetricColumn; readonly estimator: string | null },
): Html {
  if (centre === null) return html`<td class="absent">absent<small>${absent[0] ?? null}</small></td>`;
  const without = absent.length ? html`<small title="${absent[0]}">${absent.length} absent</small>` : null;
  return html`<td class="${tint}"${estimator === null ? null : html` title="${typesetNumbers(estimator)}"`}>${formatRanked(centre, column.metric.digits)}<small>${below}</small>${without}</td>`;
}

const MAX_UNFINISHED_LISTED = 500; // runs

/** The runs that did not finish, each with the reason. */
function unfinishedRuns(settings: readonly ReportSetting[]): Html | null {
  const runs = settings.flatMap((setting) =>
    setting.runs.filter((run) => run.outcome !== 'finished').map((run) => ({ setting, run })),
  );
  if (runs.length === 0) return null;
  const listed = runs.slice(0, MAX_UNFINISHED_LISTED);
  return html`<details><summary>${counted(runs.length, 'run')} did not finish</summary><table><thead><tr><th scope="col">setting</th><th scope="col">seed</th><th scope="col">outcome</th><th scope="col">steps</th><th scope="col" class="text">reason</th></tr></thead>
<tbody>${listed.map(({ setting, run }) => html`<tr><th scope="row">${breakable(setting.label)}</th><td>${run.seed}</td><td>${run.outcome}</td><td>${digits(run.steps)}</td><td class="text">${run.reason}</td></tr>`)}</tbody></table>${runs.length > listed.length ? html`<p class="note">The first ${digits(listed.length)} of them; results.csv contains all.</p>` : null}</details>`;
}
