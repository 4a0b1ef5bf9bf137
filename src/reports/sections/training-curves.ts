/** Every metric over training, each with a sentence on its final values and a table of its data. */
import { counted, digits } from '../../core/text/typeset-numbers.js';
import { isPresent } from '../../records/metric-value.js';
import type { HistoryRow } from '../../records/run-record.js';
import { type MetricPlot, maxSeedsDrawn, metricPlot, seriesOf } from '../charts/metric-plot.js';
import { plotlyFigure } from '../charts/plotly.js';
import { staticCurves } from '../charts/static-curves.js';
import { evenIndices } from '../charts/thinning.js';
import { areDeterministic, type Context } from '../page/context.js';
import type { MetricColumn } from '../page/extras.js';
import { breakable, type Html, html } from '../page/html.js';
import type { ReportSetting } from '../page/report-settings.js';
import { finalSentence } from '../text/final-sentence.js';
import { metricTerm, unitOf } from './_metric-term.js';
import type { Section } from './_section.js';

export function trainingCurvesSection(context: Context): Section | null {
  const plots = context.columns
    .map((column) => metricPlot(column, context))
    .filter(({ curves }) => curves.some((curve) => curve.steps.length > 0));
  if (plots.length === 0) return null;
  const absences = absencesOf(context.settings);
  const band = plots.some(({ bands }) => bands.length > 0)
    ? ' A grey band contains 95 % of the values that as many samples of p itself give.'
    : null;
  const summary = areDeterministic(context.settings, context)
    ? 'the final value'
    : 'the median final value over the seeds, with the range of all runs in brackets';
  return {
    id: 'training-curves',
    title: 'Training curves',
    body: html`<p>Each line is one run, coloured by setting. A cross marks divergence, ∞ an infinite value, a gap an absent value. Dotted lines are
theory.${band} Above each plot: ${summary}.${omittedText(context)}</p>
${legend(context.drawn.settings)}
<div class="charts bleed">${plots.map((plot, i) => figure(plot, { i, context, absent: absences.get(plot.column.name) }))}</div>`,
    data: { id: 'training-curves-data', json: plots.map(plotlyFigure) },
  };
}

/** By column: the reasons for absent values, and how often each occurs. Goes through the runs once: some are read from disk. */
function absencesOf(settings: readonly ReportSetting[]): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const absences = new Map<string, Map<string, number>>();
  for (const { history } of settings.flatMap(({ runs }) => runs))
    for (const { metric, value } of history) {
      if (isPresent(value)) continue;
      const reasons = absences.get(metric) ?? new Map<string, number>();
      absences.set(metric, reasons.set(value.absent, (reasons.get(value.absent) ?? 0) + 1));
    }
  return absences;
}

/** Which runs have no line. */
function omittedText(context: Context): string {
  const most = maxSeedsDrawn(context);
  const seeds = context.drawn.settings.some(({ runs }) => runs.length > most)
    ? ` The first ${most} seeds of each setting are drawn.`
    : '';
  const settings = context.drawn.isPartial
    ? ' Only the settings listed in Final metrics have lines; the sentences cover all settings.'
    : '';
  return `${settings}${seeds}`;
}

const MAX_OPEN_LEGEND_SETTINGS = 16; // more would fill the screen before the first plot, and are folded

/** With switches to hide settings. */
function legend(all: readonly ReportSetting[]): Html {
  const settings = all.filter((setting) => setting.runs.length > 0);
  const form = html`<form class="legend" data-legend="training-curves" autocomplete="off">${settings.map(
    (setting) =>
      html`<label><input type="checkbox" name="${setting.key}" checked><svg class="sample" viewBox="0 0 26 8" aria-hidden="true"><path d="M0 4H26" stroke="${setting.colour}" stroke-dasharray="${setting.dash}"/></svg>${breakable(setting.label)}</label>`,
  )}</form>`;
  if (settings.length <= MAX_OPEN_LEGEND_SETTINGS) return form;
  return html`<details class="many"><summary>Legend: ${counted(settings.length, 'setting')}</summary>${form}</details>`;
}

interface FigureOptions {
  readonly i: number;
  readonly context: Context;
  /** Reasons for absent values, and how often each occurs. */
  readonly absent: ReadonlyMap<string, number> | undefined;
}

function figure(plot: MetricPlot, { i, context, absent = new Map() }: FigureOptions): Html {
  const { column } = plot;
  const axis = [unitOf(column), plot.logarithmic ? 'logarithmic' : ''].filter(Boolean).join(', ');
  const missing = [...absent].map(([reason, count]) => html` ${counted(count, 'value')} absent: ${reason}.`);
  return html`<figure class="chart"><figcaption><h3>${metricTerm(column)} <small>${axis}</small></h3>
<p>${finalSentence(context.settings, column)}.${missing}</p></figcaption>
<div class="plot" data-plot="${i}">${staticCurves(plot, `${column.name} over training, one line per run`)}</div>
<details><summary>Table</summary>${table(column, context)}</details></figure>`;
}

const MAX_TABLE_RUNS = 12; // more would make the table longer than the page
const MAX_TABLE_STEPS = 11;

function table(column: MetricColumn, context: Context): Html {
  const most = maxSeedsDrawn(context);
  const runs = context.drawn.settings.flatMap((setting) =>
    setting.runs.slice(0, most).map((run) => ({ setting, run, rows: seriesOf(run, column.name) })),
  );
  const count = context.settings.reduce((sum, setting) => sum + setting.runs.length, 0);
  const all = [...new Set(runs.flatMap(({ rows }) => rows.map(({ step }) => step)))].sort((a, b) => a - b);
  const steps = evenIndices(all.length, MAX_TABLE_STEPS).map((i) => all[i]);
  const shown = runs.slice(0, MAX_TABLE_RUNS);
  const cell = (rows: readonly HistoryRow[], step: number) => {
    const value = rows.find((row) => row.step === step)?.value;
    if (!value) return html`<td></td>`;
    return isPresent(value)
      ? html`<td>${digits(value.value, column.metric.digits)}</td>`
      : html`<td class="absent" title="${value.absent}">absent</td>`;
  };
  return html`<div class="wide" tabindex="0" role="region" aria-label="Values of ${column.name}"><table><thead><tr><th scope="col">setting</th><th scope="col">seed</th>${steps.map((step) => html`<th scope="col">${digits(step)}</th>`)}</tr></thead>
<tbody>${shown.map(({ setting, run, rows }) => html`<tr><th scope="row">${breakable(setting.label)}</th><td>${run.seed}</td>${steps.map((step) => cell(rows, step))}</tr>`)}</tbody></table></div>
${count > shown.length || all.length > steps.length ? html`<p class="note">${digits(shown.length)} of ${counted(count, 'run')}, ${digits(steps.length)} of ${counted(all.length, 'step')}; history.csv contains all values.</p>` : null}`;
}
