/** What each choice came to over all the others, where settings are too many to list: every run counts here. */
import { groupBy } from '../../core/math/group-by.js';
import { counted, digits, percent, span } from '../../core/text/typeset-numbers.js';
import { spread } from '../charts/thin.js';
import type { Context } from '../page/context.js';
import { breakable, type Html, html } from '../page/html.js';
import type { Arm } from '../page/settings.js';
import { outcomes, type Ranked, summaryOf } from '../page/summary.js';
import type { Column } from '../text/column.js';
import { sayRanked } from '../text/endings.js';
import type { Section } from './_section.js';
import { term, unitOf } from './_term.js';

const MOST_ROWS = 40; // of an axis

export function choices(context: Context): Section | null {
  if (!context.drawn.some) return null;
  const byRecord = groupBy(context.arms, ({ record }) => record);
  const tables = context.records.flatMap((record, i) =>
    record.experiment.axes.flatMap((axis) => {
      const rows = rowsOf(byRecord.get(record) ?? [], axis);
      return rows.length > 1 ? [table(rows, { axis, title: context.titles[i] }, context)] : [];
    }),
  );
  if (tables.length === 0) return null;
  return {
    id: 'choices',
    title: 'What each choice came to',
    body: html`<p>Final readings of all runs that share a choice, whatever the other choices were: the median run, and below it the middle half.
A diverged run ranks worst.</p>${tables}`,
  };
}

interface Row {
  readonly label: string;
  readonly arms: readonly Arm[];
}

function rowsOf(arms: readonly Arm[], axis: string): readonly Row[] {
  const chosen = arms.filter(({ cell }) => cell.labels[axis] !== undefined);
  return [...groupBy(chosen, ({ cell }) => cell.labels[axis])].map(([label, members]) => ({ label, arms: members }));
}

interface Heading {
  readonly axis: string;
  readonly title: string;
}

function table(rows: readonly Row[], { axis, title }: Heading, { columns, records }: Context): Html {
  const shown = spread(rows.length, MOST_ROWS).map((i) => rows[i]);
  const name = records.length > 1 ? `${title}: ${axis}` : axis;
  return html`<div class="wide bleed" tabindex="0" role="region" aria-label="Final readings by ${name}"><table class="summary${columns.length > 6 ? ' dense' : null}">
<thead><tr><th scope="col">${breakable(name)}</th><th scope="col">runs</th><th scope="col">diverged</th>${columns.map((column) => html`<th scope="col">${term(column)}<small>${unitOf(column)}</small></th>`)}</tr></thead>
<tbody>${shown.map((row) => rowHtml(row, columns))}</tbody></table></div>
${shown.length < rows.length ? html`<p class="note">${counted(shown.length, 'choice')} of ${digits(rows.length)}, evenly spread.</p>` : null}`;
}

function rowHtml({ label, arms }: Row, columns: readonly Column[]): Html {
  const runs = arms.flatMap((arm) => arm.runs);
  const { finished, diverged } = outcomes(runs);
  const n = finished + diverged;
  return html`<tr><th scope="row">${breakable(label)}</th><td>${digits(runs.length)}</td><td>${n === 0 ? '–' : percent(diverged / n)}</td>
${columns.map((column) => cellHtml(runs, column))}</tr>`;
}

function cellHtml(runs: Arm['runs'], column: Column): Html {
  const { ranked, median, absent } = summaryOf({ runs }, column);
  if (median === null) return html`<td class="absent">absent<small>${absent[0] ?? null}</small></td>`;
  const quarter = Math.floor(ranked.length / 4);
  const half = fromLow(ranked[quarter], ranked[ranked.length - 1 - quarter]).map((value) =>
    sayRanked(value, column.metric.digits),
  );
  const without = absent.length ? html`<small title="${absent[0]}">${digits(absent.length)} absent</small>` : null;
  return html`<td>${sayRanked(median, column.metric.digits)}<small>${half[0] === half[1] ? null : span(half[0], half[1])}</small>${without}</td>`;
}

/** Where higher is better, the better end comes first in the ranks; a diverged run is last in any order. */
function fromLow(better: Ranked, worse: Ranked): readonly [Ranked, Ranked] {
  return better !== 'diverged' && worse !== 'diverged' && worse < better ? [worse, better] : [better, worse];
}
