/** Small multiples: one plot per setting, all controlled by one slider over the steps and one choice of seed. */
import { digits } from '../../core/text/typeset-numbers.js';
import { isPresent } from '../../records/metric-value.js';
import type { RunRecord } from '../../records/run-record.js';
import { evenIndices } from '../charts/thinning.js';
import type { Context } from '../page/context.js';
import { breakable, type Html, html } from '../page/html.js';
import type { ReportSetting } from '../page/report-settings.js';
import type { Section } from './_section.js';

export const MAX_SEEDS_DRAWN = 10; // per setting
export const MAX_FRAMES = 25; // steps on the slider
export const MAX_DRAWING_BYTES = 8e6; // per section: beyond it fewer points or frames are drawn

export interface DrawnRun<Frame> {
  readonly seed: number;
  readonly steps: readonly number[];
  /** What the page's script draws at each of the steps. */
  readonly frames: readonly Frame[];
  /** The metric values at each of the steps, in words. */
  readonly captions: readonly string[];
  /** How the run ended; empty if it finished. */
  readonly outcome: string;
}

export interface Panel<Frame> {
  readonly setting: ReportSetting;
  readonly runs: readonly DrawnRun<Frame>[];
  /** The plot of one frame; null where a setting has none. */
  draw(frame: Frame | null): Html;
}

export interface SmallMultiples<Frame> {
  readonly id: string;
  readonly title: string;
  readonly introduction: Html;
  readonly size: 'small' | 'large';
  readonly panels: readonly Panel<Frame>[];
  readonly note: Html;
}

/** Null if no run has anything to draw. */
export function smallMultiples<Frame>(multiples: SmallMultiples<Frame>): Section | null {
  const { id, title, introduction, size, panels, note } = multiples;
  const runs = panels.flatMap((panel) => panel.runs);
  if (runs.length === 0) return null;
  const seeds = ascending(runs.map((run) => run.seed));
  const all = ascending(runs.flatMap((run) => run.steps));
  const steps = evenIndices(all.length, MAX_FRAMES).map((i) => all[i]);
  return {
    id,
    title,
    body: html`${introduction}${controls(`${id}-panels`, steps, seeds)}
<div class="panels ${size}${panels.length > 1 ? ' bleed' : ''}" id="${id}-panels">${panels.map((panel) => figure(panel, seeds[0]))}</div>
<p class="note">${note}</p>
<details><summary>Table</summary>${table(panels)}</details>`,
    data: {
      id: `${id}-panels-data`,
      json: { steps, panels: panels.map(({ setting, runs }) => ({ key: setting.key, runs })) },
    },
  };
}

/** Plain form controls, so that they work by keyboard. */
function controls(id: string, steps: readonly number[], seeds: readonly number[]): Html {
  const last = steps.length - 1;
  return html`<form class="controls" data-controls="${id}" autocomplete="off">
${seeds.length > 1 ? html`<label>seed <select name="seed">${seeds.map((seed) => html`<option>${seed}</option>`)}</select></label>` : null}
${
  last > 0
    ? html`<label class="grow">step <input type="range" name="step" min="0" max="${last}" value="${last}"><output>${digits(steps[last])}</output></label>
<button type="button" name="play">Play</button>`
    : null
}</form>`;
}

function figure<Frame>({ setting, runs, draw }: Panel<Frame>, seed: number): Html {
  const run = runs.find((candidate) => candidate.seed === seed);
  const caption = run ? [run.captions.at(-1)!, run.outcome].filter(Boolean).join(' · ') : `no data for seed ${seed}`;
  return html`<figure class="panel" data-setting="${setting.key}">
<figcaption><i class="swatch" style="background:${setting.colour}"></i>${breakable(setting.label)}</figcaption>
${draw(run?.frames.at(-1) ?? null)}
<p class="caption">${caption}</p>
</figure>`;
}

const MAX_TABLE_ROWS = 40; // runs
const MAX_TABLE_STEPS = 7;

/** The captions of every run at some of the steps. */
function table<Frame>(panels: readonly Panel<Frame>[]): Html {
  const rows = panels.flatMap(({ setting, runs }) => runs.map((run) => ({ setting, run }))).slice(0, MAX_TABLE_ROWS);
  const all = ascending(rows.flatMap(({ run }) => run.steps));
  const steps = evenIndices(all.length, MAX_TABLE_STEPS).map((i) => all[i]);
  return html`<div class="wide" tabindex="0" role="region" aria-label="The captions of the plots"><table><thead><tr><th scope="col">setting</th><th scope="col">seed</th>${steps.map((step) => html`<th scope="col" class="text">step ${digits(step)}</th>`)}</tr></thead>
<tbody>${rows.map(({ setting, run }) => html`<tr><th scope="row">${breakable(setting.label)}</th><td>${run.seed}</td>${steps.map((step) => html`<td class="text">${captionAt(run, step)}</td>`)}</tr>`)}</tbody></table></div>`;
}

/** Empty where the run was not drawn at that step; after its last step, how it ended. */
function captionAt<Frame>({ steps, captions, outcome }: DrawnRun<Frame>, step: number): string {
  return captions[steps.indexOf(step)] ?? (step > steps.at(-1)! ? outcome : '');
}

/** How a run ended, for its caption; empty if it finished. */
export function outcomeText(run: RunRecord): string {
  return run.outcome === 'finished' ? '' : `${run.outcome} at step ${digits(run.steps)}`;
}

/** A metric's value at a step in words; null if it is absent there. */
export function metricValueAt(run: RunRecord, step: number, metric: string, context: Context): string | null {
  const column = context.columns.find((candidate) => candidate.metric.name === metric);
  const row = run.history.find((candidate) => candidate.step === step && candidate.metric === column?.name);
  return row && isPresent(row.value) ? digits(row.value.value, 2) : null;
}

function ascending(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}
