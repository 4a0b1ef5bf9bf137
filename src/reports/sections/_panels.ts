/** Small multiples: one picture a setting, all moved by one slider over training and one choice of seed. */

import { digits } from '../../core/text/typeset-numbers.js';
import { isPresent } from '../../records/metric-value.js';
import type { RunRecord } from '../../records/run-record.js';
import { spread } from '../charts/thin.js';
import type { Context } from '../page/context.js';
import { breakable, type Html, html } from '../page/html.js';
import type { Arm } from '../page/settings.js';
import { controls } from './_controls.js';
import type { Section } from './_section.js';

export const MOST_SEEDS = 10; // drawn a setting
export const MOST_FRAMES = 25; // steps on the slider
export const BUDGET = 8e6; // bytes of drawings on the page; beyond it less is drawn

export interface DrawnRun<Frame> {
  readonly seed: number;
  readonly steps: readonly number[];
  /** What the page's script draws at each of the steps. */
  readonly frames: readonly Frame[];
  /** What was read there. */
  readonly says: readonly string[];
  /** How the run ended, where that is not the plain end. */
  readonly end: string;
}

export interface Panel<Frame> {
  readonly arm: Arm;
  readonly runs: readonly DrawnRun<Frame>[];
  /** The picture at a frame; null where a setting has none. */
  draw(frame: Frame | null): Html;
}

export interface Multiples<Frame> {
  readonly id: string;
  readonly title: string;
  readonly intro: Html;
  readonly size: 'small' | 'large';
  readonly panels: readonly Panel<Frame>[];
  readonly note: Html;
}

export function multiples<Frame>({ id, title, intro, size, panels, note }: Multiples<Frame>): Section | null {
  const runs = panels.flatMap((panel) => panel.runs);
  if (runs.length === 0) return null;
  const seeds = ascending(runs.map((run) => run.seed));
  const all = ascending(runs.flatMap((run) => run.steps));
  const steps = spread(all.length, MOST_FRAMES).map((i) => all[i]);
  return {
    id,
    title,
    body: html`${intro}${controls({ id: `${id}-panels`, steps, seeds })}
<div class="panels ${size}${panels.length > 1 ? ' bleed' : ''}" id="${id}-panels">${panels.map((panel) => figure(panel, seeds[0]))}</div>
<p class="note">${note}</p>
<details><summary>Table</summary>${table(panels)}</details>`,
    data: {
      id: `${id}-panels-data`,
      json: { steps, panels: panels.map(({ arm, runs }) => ({ key: arm.key, runs })) },
    },
  };
}

function figure<Frame>({ arm, runs, draw }: Panel<Frame>, seed: number): Html {
  const run = runs.find((candidate) => candidate.seed === seed);
  const says = run ? [run.says.at(-1)!, run.end].filter(Boolean).join(' · ') : `nothing was kept of seed ${seed}`;
  return html`<figure class="panel" data-arm="${arm.key}">
<figcaption><i class="swatch" style="background:${arm.colour}"></i>${breakable(arm.label)}</figcaption>
${draw(run?.frames.at(-1) ?? null)}
<p class="says">${says}</p>
</figure>`;
}

const MOST_ROWS = 40;
const MOST_COLUMNS = 7;

/** What stands below the pictures, of every run at some of the steps. */
function table<Frame>(panels: readonly Panel<Frame>[]): Html {
  const rows = panels.flatMap(({ arm, runs }) => runs.map((run) => ({ arm, run }))).slice(0, MOST_ROWS);
  const all = ascending(rows.flatMap(({ run }) => run.steps));
  const steps = spread(all.length, MOST_COLUMNS).map((i) => all[i]);
  return html`<div class="wide" tabindex="0" role="region" aria-label="What the pictures show"><table><thead><tr><th scope="col">setting</th><th scope="col">seed</th>${steps.map((step) => html`<th scope="col" class="text">step ${digits(step)}</th>`)}</tr></thead>
<tbody>${rows.map(({ arm, run }) => html`<tr><th scope="row">${breakable(arm.label)}</th><td>${run.seed}</td>${steps.map((step) => html`<td class="text">${saidAt(run, step)}</td>`)}</tr>`)}</tbody></table></div>`;
}

/** Nothing where the run was not drawn at that step, and how it ended after the last that was. */
function saidAt<Frame>({ steps, says, end }: DrawnRun<Frame>, step: number): string {
  return says[steps.indexOf(step)] ?? (step > steps.at(-1)! ? end : '');
}

/** How the run ended, if not by finishing; for the line under its picture. */
export function endOf(run: RunRecord): string {
  return run.outcome === 'finished' ? '' : `${run.outcome} at step ${digits(run.steps)}`;
}

/** A reading in words; null where there is none at that step. */
export function readingAt(run: RunRecord, step: number, metric: string, context: Context): string | null {
  const column = context.columns.find((candidate) => candidate.metric.name === metric);
  const row = run.history.find((candidate) => candidate.step === step && candidate.metric === column?.name);
  return row && isPresent(row.reading) ? digits(row.reading.value, 2) : null;
}

function ascending(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}
