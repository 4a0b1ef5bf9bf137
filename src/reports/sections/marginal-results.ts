/** The results of each option over all other options, if there are too many settings to list: every run counts here. */
import { groupBy } from '../../core/collections/group-by.js';
import { counted, digits, percent, span } from '../../core/text/typeset-numbers.js';
import { evenIndices } from '../charts/thinning.js';
import type { Context } from '../page/context.js';
import type { MetricColumn } from '../page/extras.js';
import { breakable, type Html, html } from '../page/html.js';
import { countOutcomes, type RankedValue, summarizeMetric } from '../page/metric-summary.js';
import type { ReportSetting } from '../page/report-settings.js';
import { formatRanked } from '../text/final-sentence.js';
import { metricTerm, unitOf } from './_metric-term.js';
import type { Section } from './_section.js';

const MAX_ROWS_PER_AXIS = 40;
const MAX_LOOSE_COLUMNS = 6; // metrics; more are set in smaller type

export function marginalResultsSection(context: Context): Section | null {
  if (!context.drawn.isPartial) return null;
  const byRecord = groupBy(context.settings, ({ record }) => record);
  const tables = context.records.flatMap((record, i) =>
    record.experiment.axes.flatMap((axis) => {
      const rows = marginalRows(byRecord.get(record) ?? [], axis);
      return rows.length > 1 ? [table(rows, { axis, title: context.titles[i] }, context)] : [];
    }),
  );
  if (tables.length === 0) return null;
  return {
    id: 'marginal-results',
    title: 'Marginal results',
    body: html`<p>Final values of all runs that share an option, over all other options: the median, and below it the middle half of the runs.
Diverged runs rank worst.</p>${tables}`,
  };
}

interface MarginalRow {
  readonly label: string;
  readonly settings: readonly ReportSetting[];
}

function marginalRows(settings: readonly ReportSetting[], axis: string): readonly MarginalRow[] {
  const varied = settings.filter(({ cell }) => cell.labels[axis] !== undefined);
  return [...groupBy(varied, ({ cell }) => cell.labels[axis])].map(([label, members]) => ({
    label,
    settings: members,
  }));
}

interface Heading {
  readonly axis: string;
  readonly title: string;
}

function table(rows: readonly MarginalRow[], { axis, title }: Heading, { columns, records }: Context): Html {
  const shown = evenIndices(rows.length, MAX_ROWS_PER_AXIS).map((i) => rows[i]);
  const name = records.length > 1 ? `${title}: ${axis}` : axis;
  return html`<div class="wide bleed" tabindex="0" role="region" aria-label="Final values by ${name}"><table class="summary${columns.length > MAX_LOOSE_COLUMNS ? ' dense' : null}">
<thead><tr><th scope="col">${breakable(name)}</th><th scope="col">runs</th><th scope="col">diverged</th>${columns.map((column) => html`<th scope="col">${metricTerm(column)}<small>${unitOf(column)}</small></th>`)}</tr></thead>
<tbody>${shown.map((row) => rowHtml(row, columns))}</tbody></table></div>
${shown.length < rows.length ? html`<p class="note">${digits(shown.length)} of ${counted(rows.length, 'option')}, evenly spaced.</p>` : null}`;
}

function rowHtml({ label, settings }: MarginalRow, columns: readonly MetricColumn[]): Html {
  const runs = settings.flatMap((setting) => setting.runs);
  const { finished, diverged } = countOutcomes(runs);
  const n = finished + diverged;
  return html`<tr><th scope="row">${breakable(label)}</th><td>${digits(runs.length)}</td><td>${n === 0 ? '–' : percent(diverged / n)}</td>
${columns.map((column) => cellHtml(runs, column))}</tr>`;
}

function cellHtml(runs: ReportSetting['runs'], column: MetricColumn): Html {
  const { ranked, median, absent } = summarizeMetric({ runs }, column);
  if (median === null) return html`<td class="absent">absent<small>${absent[0] ?? null}</small></td>`;
  const quarter = Math.floor(ranked.length / 4);
  const middleHalf = lowFirst(ranked[quarter], ranked[ranked.length - 1 - quarter]).map((value) =>
    formatRanked(value, column.metric.digits),
  );
  const without = absent.length ? html`<small title="${absent[0]}">${digits(absent.length)} absent</small>` : null;
  return html`<td>${formatRanked(median, column.metric.digits)}<small>${middleHalf[0] === middleHalf[1] ? null : span(middleHalf[0], middleHalf[1])}</small>${without}</td>`;
}

/** Ranks start with the better value, which may be the higher; diverged runs are last in any order. */
function lowFirst(better: RankedValue, worse: RankedValue): readonly [RankedValue, RankedValue] {
  return better !== 'diverged' && worse !== 'diverged' && worse < better ? [worse, better] : [better, worse];
}
