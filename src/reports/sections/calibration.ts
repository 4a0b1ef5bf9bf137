/** The calibration of the discriminator: reliability diagrams over training. */
import { append } from '../../core/math/long-lists.js';
import { digits } from '../../core/text/typeset-numbers.js';
import type { RunRecord } from '../../records/run-record.js';
import { drawReliability, type ReliabilityFrame, reliabilityFrame } from '../charts/reliability-diagram.js';
import { evenIndices } from '../charts/thinning.js';
import type { Context } from '../page/context.js';
import { html } from '../page/html.js';
import { readVectorArrays } from '../page/run-arrays.js';
import { type DrawnRun, MAX_FRAMES, MAX_SEEDS_DRAWN, outcomeText, type Panel, smallMultiples } from './_panels.js';
import type { Section } from './_section.js';

export async function calibrationSection(context: Context): Promise<Section | null> {
  const column = context.vectors.find(({ metric }) => metric.name === 'calibration');
  if (!column) return null;
  const panels: Panel<ReliabilityFrame>[] = [];
  for (const setting of context.drawn.settings) {
    const runs: DrawnRun<ReliabilityFrame>[] = [];
    for (const run of setting.runs.slice(0, MAX_SEEDS_DRAWN)) append(runs, await drawRun(run, column.name));
    if (runs.length > 0) panels.push({ setting, runs, draw: (frame) => drawReliability(frame, setting) });
  }
  return smallMultiples({
    id: 'calibration',
    title: 'Calibration of D',
    introduction: html`<p>Reliability diagrams: on the horizontal axis the probability D(x) that x is data, on the vertical axis the fraction of data among all x with
that D(x). A calibrated D is on the diagonal. Below the diagonal D overestimates the probability of data, above it D underestimates it. The bars
show the share of (p + q)/2 in each bin. A D that is ½ everywhere is a single dot on the diagonal: calibrated, but without information.</p>`,
    size: 'small',
    panels,
    note: html`Reliability diagrams as in arXiv:1706.04599. The calibration error is the mean distance from the diagonal, weighted by the bars.`,
  });
}

async function drawRun(run: RunRecord, column: string): Promise<DrawnRun<ReliabilityFrame>[]> {
  const vector = await readVectorArrays(run, column);
  if (!vector) return [];
  const kept = evenIndices(vector.steps.length, MAX_FRAMES);
  return [
    {
      seed: run.seed,
      steps: kept.map((t) => vector.steps[t]),
      frames: kept.map((t) => reliabilityFrame(vector.at(t))),
      captions: kept.map((t) => calibrationErrorText(vector.at(t))),
      outcome: outcomeText(run),
    },
  ];
}

function calibrationErrorText(rows: ArrayLike<number>): string {
  let error = Number.NaN;
  for (let i = 0; i < rows.length; i += 3)
    if (rows[i + 2] > 0) error = (error || 0) + rows[i + 2] * Math.abs(rows[i] - rows[i + 1]);
  return Number.isNaN(error) ? 'absent' : `calibration error ${digits(error, 2)}`;
}
