/** Every metric over training, each with a sentence that says how it ended and a table of its data. */

import { counted, digits } from '../../core/text/typeset-numbers.js';
import { isPresent } from '../../records/metric-value.js';
import { still } from '../charts/chart.js';
import { type Plot, plotOf, seedsDrawn } from '../charts/curves.js';
import { plotlyFigure } from '../charts/plotly.js';
import { spread } from '../charts/thin.js';
import { type Context, isDeterministic } from '../page/context.js';
import { breakable, type Html, html } from '../page/html.js';
import type { Arm } from '../page/settings.js';
import { absencesOf } from '../text/absences.js';
import type { Column } from '../text/column.js';
import { endSentence } from '../text/endings.js';
import { series } from '../text/readings.js';
import type { Section } from './_section.js';
import { term, unitOf } from './_term.js';

export function curves(context: Context): Section | null {
  const plots = context.columns
    .map((column) => plotOf(column, context))
    .filter(({ curves }) => curves.some((curve) => curve.steps.length > 0));
  if (plots.length === 0) return null;
  const absences = absencesOf(context.arms);
  return {
    id: 'curves',
    title: 'How it got there',
    body: html`<p>One line is one run; its colour is its setting. A cross marks where a run diverged, ∞ an infinite reading, a gap in a line a reading
that could not be taken. Dotted lines are theory${plots.some(({ bands }) => bands.length > 0) ? '; a grey band is what as many samples of p itself read, in 95 of 100 draws' : null}. Above each plot: ${isDeterministic(context.arms, context) ? 'where it ended' : 'the median run at the end, and in brackets the range of all runs'}.${undrawn(context)}</p>
${legend(context.drawn.arms)}
<div class="charts bleed">${plots.map((plot, i) => figure(plot, { i, context, absent: absences.get(plot.column.name) }))}</div>`,
    data: { id: 'curves-data', json: plots.map(plotlyFigure) },
  };
}

/** What has no line of its own. */
function undrawn(context: Context): string | null {
  const most = seedsDrawn(context);
  const seeds = context.drawn.arms.some(({ runs }) => runs.length > most)
    ? ` The first ${most} seeds of each setting are drawn.`
    : '';
  return (
    `${context.drawn.some ? ' Only settings of the table above have lines; the sentences are of all.' : ''}${seeds}` ||
    null
  );
}

const OPEN_LEGEND = 16; // settings; more would fill the screen before the first plot

/** Switches, so that one setting can be looked at alone. */
function legend(all: readonly Arm[]): Html {
  const arms = all.filter((arm) => arm.runs.length > 0);
  const form = html`<form class="legend" data-legend="curves" autocomplete="off">${arms.map(
    (arm) =>
      html`<label><input type="checkbox" name="${arm.key}" checked><svg class="sample" viewBox="0 0 26 8" aria-hidden="true"><path d="M0 4H26" stroke="${arm.colour}" stroke-dasharray="${arm.dash}"/></svg>${breakable(arm.label)}</label>`,
  )}</form>`;
  if (arms.length <= OPEN_LEGEND) return form;
  return html`<details class="many"><summary>Which line is which: ${counted(arms.length, 'setting')}</summary>${form}</details>`;
}

interface Figured {
  readonly i: number;
  readonly context: Context;
  /** Reasons for absent readings. */
  readonly absent: ReadonlyMap<string, number> | undefined;
}

function figure(plot: Plot, { i, context, absent = new Map() }: Figured): Html {
  const { column } = plot;
  const says = endSentence(context.arms, column);
  const missing = [...absent].map(
    ([reason, count]) => html` No reading ${count === 1 ? 'once' : `${count} times`}: ${reason}.`,
  );
  return html`<figure class="chart"><figcaption><h3>${term(column)} <small>${unitOf(column)}${plot.logarithmic ? ', logarithmic' : null}</small></h3>
<p>${says}.${missing}</p></figcaption>
<div class="plot" data-plot="${i}">${still(plot, `${column.name} over training, one line a run`)}</div>
<details><summary>Table</summary>${table(column, context)}</details></figure>`;
}

const MOST_RUNS = 12; // rows of single runs; beyond it the table would be longer than the page
const MOST_STEPS = 11;

function table(column: Column, context: Context): Html {
  const most = seedsDrawn(context);
  const runs = context.drawn.arms.flatMap((arm) =>
    arm.runs.slice(0, most).map((run) => ({ arm, run, rows: series(run, column.name) })),
  );
  const count = context.arms.reduce((sum, arm) => sum + arm.runs.length, 0);
  const all = [...new Set(runs.flatMap(({ rows }) => rows.map(({ step }) => step)))].sort((a, b) => a - b);
  const steps = spread(all.length, MOST_STEPS).map((i) => all[i]);
  const shown = runs.slice(0, MOST_RUNS);
  const cell = (rows: (typeof runs)[number]['rows'], step: number) => {
    const reading = rows.find((row) => row.step === step)?.reading;
    if (!reading) return html`<td></td>`;
    return isPresent(reading)
      ? html`<td>${digits(reading.value, column.metric.digits)}</td>`
      : html`<td class="absent" title="${reading.absent}">absent</td>`;
  };
  return html`<div class="wide" tabindex="0" role="region" aria-label="Readings of ${column.name}"><table><thead><tr><th scope="col">setting</th><th scope="col">seed</th>${steps.map((step) => html`<th scope="col">${digits(step)}</th>`)}</tr></thead>
<tbody>${shown.map(({ arm, run, rows }) => html`<tr><th scope="row">${breakable(arm.label)}</th><td>${run.seed}</td>${steps.map((step) => cell(rows, step))}</tr>`)}</tbody></table></div>
${count > shown.length || all.length > steps.length ? html`<p class="note">${counted(shown.length, 'run')} of ${count}, ${counted(steps.length, 'step')} of ${all.length}; history.csv has all.</p>` : null}`;
}
