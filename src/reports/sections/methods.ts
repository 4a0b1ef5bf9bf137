/** How every number was computed: a row a metric. */

import { counted, digits, range } from '../../core/text/typeset-numbers.js';
import { type Context, isDeterministic } from '../page/context.js';
import { coded, type Html, html } from '../page/html.js';
import type { Column } from '../text/column.js';
import { type Way, waysOf } from '../text/estimation.js';
import type { Section } from './_section.js';
import { anchor, unitOf } from './_term.js';

export function methods(context: Context): Section {
  const { columns, vectors, arms, drawn } = context;
  const further = vectors.filter(({ name }) => !columns.some((column) => column.name === name));
  const certain = isDeterministic(arms, context);
  const rows = rowsOf([...columns, ...further], context);
  const known = rows.some(({ ways }) => ways.length > 0);
  return {
    id: 'methods',
    title: 'How the numbers were computed',
    body: html`${known ? html`<p>Each metric, and how its final readings were computed${drawn.some ? ' in the settings that are listed' : null}${certain ? null : ', in the first seed of each setting. A reading’s random draws depend on its run’s seed and step alone'}.</p>` : null}
<table class="methods bleed"><thead><tr><th scope="col">metric</th><th scope="col">what it is</th><th scope="col">how it was computed here</th></tr></thead>
<tbody>${rows.map(rowHtml)}</tbody></table>
<p class="note">${certain ? null : FAILURE_RATE}Curves of more than 500 points are thinned for drawing, keeping their extremes; the numbers use all of them.</p>`,
  };
}

const FAILURE_RATE = html`<b>diverged</b> is the failure rate: diverged runs among those that finished or diverged, with Wilson’s 95 % interval. A diverged run is a result and ranks worst in every
median; errors and interruptions are left out and counted. `;

interface Row {
  readonly column: Column;
  readonly ways: readonly Way[];
  /** A column above whose numbers were come by in the same ways, which are long to tell. */
  readonly as: Column | null;
}

function rowsOf(columns: readonly Column[], { drawn, estimatorOf }: Context): readonly Row[] {
  const firsts = new Map<string, Column>();
  return columns.map((column) => {
    const said = drawn.arms.map((arm) => estimatorOf(arm, column));
    const key = JSON.stringify(said);
    const ways = waysOf(said);
    const isLong = ways.length > 1 || ways.some(({ particulars }) => particulars.length > 0);
    const as = isLong ? (firsts.get(key) ?? null) : null;
    if (as === null) firsts.set(key, column);
    return { column, ways, as };
  });
}

function rowHtml({ column, ways, as }: Row): Html {
  const { name, metric } = column;
  const { description: says, range: ends, better, ideal, paper, notes = [] } = metric;
  const unit = unitOf(column);
  const facts = [
    unit === '' ? null : unit,
    range({ low: ends[0], high: ends[1] }),
    better === 'neither' ? null : `${better} is better`,
    ideal === null ? null : `${digits(ideal)} if q = p`,
  ].filter((fact) => fact !== null);
  return html`<tr id="${anchor(name)}"><th scope="row">${name}${facts.map((fact) => html`<small>${fact}</small>`)}</th>
<td>${says}${paper ? html` <small>${paper}</small>` : null}${notes.length > 0 ? html`<details><summary>Conventions and limits</summary>${notes.map((note) => html`<p>${coded(note)}</p>`)}</details>` : null}</td>
<td>${as ? html`as <a href="#${anchor(as.name)}">${as.name}</a>` : ways.map((way) => wayHtml(way, ways.length > 1))}</td></tr>`;
}

function wayHtml({ says, settings, particulars }: Way, several: boolean): Html {
  const parts = particulars.map(
    (part) =>
      html`<li>${signs(part.says)}${part.settings < settings ? ` (${counted(part.settings, 'setting')})` : null}</li>`,
  );
  return html`<div>${several ? html`<b>${counted(settings, 'setting')}</b>: ` : null}${signs(says)}${parts.length > 0 ? html`<details><summary>Particulars</summary><ul>${parts}</ul></details>` : null}</div>`;
}

/** `372 x 372` with the sign for it. */
function signs(says: string): string {
  return says.replace(/(?<=\d) x (?=\d)/g, ' × ');
}
