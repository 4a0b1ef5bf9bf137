/** The reference rows of the table of final metrics: the values of a perfect generator and the optimal D. */

import { groupBy } from '../../core/collections/group-by.js';
import type { Json } from '../../core/gan/setting.js';
import { maximum } from '../../core/math/long-lists.js';
import { roundedDecimals } from '../../core/text/plain-numbers.js';
import { digits, range } from '../../core/text/typeset-numbers.js';
import type { Null } from '../../metrics/_nulls/null.js';
import { label } from '../../records/labels.js';
import { type Context, modeCount } from '../page/context.js';
import type { MetricColumn } from '../page/extras.js';
import { breakable, type Html, html } from '../page/html.js';
import { groupByTarget } from '../page/metric-summary.js';
import type { ReportSetting } from '../page/report-settings.js';
import { metricTerm } from './_metric-term.js';

const REFERENCE = 'reference (q = p)';

/** One row per target and number of samples. */
export function referenceRows(
  settings: readonly ReportSetting[],
  columns: readonly MetricColumn[],
  context: Context,
): Html[] {
  const groups = groupByReference(settings, context);
  const sizes = new Set(groups.map(([setting]) => context.samplesOf(setting)));
  const rows = groups.map((group) => ({ group, cells: referenceCells(group, columns, context) }));
  // Equal references need no names.
  if (new Set(rows.map(({ cells }) => html`${cells}`.text)).size === 1) return [referenceRow(REFERENCE, rows[0].cells)];
  return rows.map(({ group: [setting], cells }) => {
    const { target, game } = setting.cell.setting;
    const names = [
      roundedDecimals(label((target ?? game) as Json)),
      ...(sizes.size > 1 ? [`n = ${digits(context.samplesOf(setting))}`] : []),
    ];
    return referenceRow(html`${REFERENCE}<small>${breakable(names.join(', '))}</small>`, cells);
  });
}

/** Groups of settings with one target, measured on as many samples. */
function groupByReference(settings: readonly ReportSetting[], { samplesOf }: Context): ReportSetting[][] {
  return groupByTarget(settings).flatMap((group) =>
    [...new Set(group.map(samplesOf))].map((samples) => group.filter((setting) => samplesOf(setting) === samples)),
  );
}

/** Why metrics that rest on samples have no null. */
export function missingNulls(
  settings: readonly ReportSetting[],
  columns: readonly MetricColumn[],
  context: Context,
): Html | null {
  const missing = groupByReference(settings, context).flatMap(([setting]) =>
    columns.flatMap((column) => {
      const reason = context.whyNoNull(setting, column);
      return reason === undefined ? [] : [{ reason, column }];
    }),
  );
  const measured = maximum(settings.map((setting) => setting.record.experiment.measure.metrics.length));
  return html`${[...groupBy(missing, ({ reason }) => reason)].map(([reason, of]) => {
    const affected = [...new Set(of.map(({ column }) => column))];
    // A reason that applies to every column is the target's, and no metric's.
    const named =
      affected.length < measured ? affected.map((column, i) => html`${i ? ', ' : ' of '}${metricTerm(column)}`) : null;
    return html`<p class="note">The reference${named} on samples of the target is not known: ${reason}.</p>`;
  })}`;
}

function referenceRow(head: Html | string, cells: readonly Html[]): Html {
  return html`<tr><th scope="row">${head}</th><td></td><td></td>${cells}</tr>`;
}

function referenceCells(
  [setting]: readonly ReportSetting[],
  columns: readonly MetricColumn[],
  context: Context,
): Html[] {
  return columns.map((column) => {
    const found = context.nullOf(setting, column);
    if (found)
      return html`<td>${digits(found.mean)}<small title="${nullText(found)}">${found.low === found.high ? 'in all draws' : range(found)}${found.samples === undefined ? null : `, n = ${digits(found.samples)}`}</small></td>`;
    const value = column.metric.name === 'modes-covered' ? modeCount(setting, context) : column.metric.ideal;
    return html`<td>${value === null ? '' : digits(value)}</td>`;
  });
}

function nullText({ draws, ideal, bound, samples }: Null): string {
  const size =
    samples === undefined
      ? 'as many samples from the target'
      : `${digits(samples)} and ${digits(samples)} rows of the data, which has too few for as many samples`;
  return [
    `mean and central 95\u202f% of ${draws} draws of ${size}`,
    ideal === null ? '' : `; without sampling noise ${digits(ideal)}`,
    bound === null ? '' : `; no q can exceed ${digits(bound)}`,
  ].join('');
}
