/** How every number was computed: one row per metric. */

import { counted, digits, range } from '../../core/text/typeset-numbers.js';
import { areDeterministic, type Context } from '../page/context.js';
import type { MetricColumn } from '../page/extras.js';
import { type Html, html, withCode } from '../page/html.js';
import { type EstimatorGroup, groupEstimators, withTimesSigns } from '../text/estimators.js';
import { metricAnchor, unitOf } from './_metric-term.js';
import type { Section } from './_section.js';

export function methodsSection(context: Context): Section {
  const { columns, vectors, settings, drawn } = context;
  const vectorsOnly = vectors.filter(({ name }) => !columns.some((column) => column.name === name));
  const deterministic = areDeterministic(settings, context);
  const rows = methodRows([...columns, ...vectorsOnly], context);
  const areKnown = rows.some(({ estimators }) => estimators.length > 0);
  const scope = deterministic
    ? null
    : ', in the first seed of each setting. The random draws of a measurement depend on nothing but the run’s seed and the step';
  return {
    id: 'methods',
    title: 'Methods',
    body: html`${areKnown ? html`<p>The metrics, and how their final values were computed${drawn.isPartial ? ' in the settings listed individually' : null}${scope}.</p>` : null}
<table class="methods bleed"><thead><tr><th scope="col">metric</th><th scope="col">definition</th><th scope="col">computation</th></tr></thead>
<tbody>${rows.map(rowHtml)}</tbody></table>
<p class="note">${deterministic ? null : DIVERGED_EXPLAINED}Curves of more than 500 points are thinned for drawing, with their extremes kept; the statistics use all points.</p>`,
  };
}

const DIVERGED_EXPLAINED = html`<b>diverged</b> is the share of diverged runs among those that finished or diverged, with Wilson’s 95 % interval. A diverged run ranks worst in every
median. Runs that ended in an error or were interrupted are left out, and counted as such. `;

interface MethodRow {
  readonly column: MetricColumn;
  readonly estimators: readonly EstimatorGroup[];
  /** A column above with the same estimators, if they are long to list. */
  readonly sameAs: MetricColumn | null;
}

function methodRows(columns: readonly MetricColumn[], { drawn, estimatorOf }: Context): readonly MethodRow[] {
  const firsts = new Map<string, MetricColumn>();
  return columns.map((column) => {
    const texts = drawn.settings.map((setting) => estimatorOf(setting, column));
    const key = JSON.stringify(texts);
    const estimators = groupEstimators(texts);
    const isLong = estimators.length > 1 || estimators.some(({ details }) => details.length > 0);
    const sameAs = isLong ? (firsts.get(key) ?? null) : null;
    if (sameAs === null) firsts.set(key, column);
    return { column, estimators, sameAs };
  });
}

function rowHtml({ column, estimators, sameAs }: MethodRow): Html {
  const { name, metric } = column;
  const { description, range: ends, better, ideal, paper, notes = [] } = metric;
  const facts = [
    unitOf(column),
    range({ low: ends[0], high: ends[1] }),
    better === 'neither' ? '' : `${better} is better`,
    ideal === null ? '' : `${digits(ideal)} at q = p`,
  ].filter((fact) => fact !== '');
  const conventions = html`<details><summary>Conventions and limits</summary>${notes.map((note) => html`<p>${withCode(note)}</p>`)}</details>`;
  const computation = sameAs
    ? html`same as <a href="#${metricAnchor(sameAs.name)}">${sameAs.name}</a>`
    : html`${estimators.map((group) => estimatorHtml(group, estimators.length > 1))}`;
  return html`<tr id="${metricAnchor(name)}"><th scope="row">${name}${facts.map((fact) => html`<small>${fact}</small>`)}</th>
<td>${description}${paper ? html` <small>${paper}</small>` : null}${notes.length > 0 ? conventions : null}</td>
<td>${computation}</td></tr>`;
}

function estimatorHtml({ text, settings, details }: EstimatorGroup, isOneOfSeveral: boolean): Html {
  const items = details.map(
    (detail) =>
      html`<li>${withTimesSigns(detail.text)}${detail.settings < settings ? ` (${counted(detail.settings, 'setting')})` : null}</li>`,
  );
  return html`<div>${isOneOfSeveral ? html`<b>${counted(settings, 'setting')}</b>: ` : null}${withTimesSigns(text)}${items.length > 0 ? html`<details><summary>Details</summary><ul>${items}</ul></details>` : null}</div>`;
}
