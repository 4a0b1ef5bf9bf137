/** Whether what D says is so: reliability diagrams over training. */

import { digits } from '../../core/text/typeset-numbers.js';
import type { RunRecord } from '../../records/run-record.js';
import { drawReliability, type ReliabilityFrame, reliabilityFrame } from '../charts/reliability.js';
import { spread } from '../charts/thin.js';
import type { Context } from '../page/context.js';
import { html } from '../page/html.js';
import { readVector } from '../page/run-arrays.js';
import { type DrawnRun, endOf, MOST_FRAMES, MOST_SEEDS, multiples, type Panel } from './_panels.js';
import type { Section } from './_section.js';

export async function reliability(context: Context): Promise<Section | null> {
  const column = context.vectors.find(({ metric }) => metric.name === 'calibration');
  if (!column) return null;
  const panels: Panel<ReliabilityFrame>[] = [];
  for (const arm of context.drawn.arms) {
    const runs: DrawnRun<ReliabilityFrame>[] = [];
    for (const run of arm.runs.slice(0, MOST_SEEDS)) runs.push(...(await drawRun(run, column.name)));
    if (runs.length > 0) panels.push({ arm, runs, draw: (at) => drawReliability(at, arm) });
  }
  return multiples({
    id: 'reliability',
    title: 'Whether D’s word can be taken',
    intro: html`<p>Where D says .8, is four fifths of what lies there data? On the diagonal it is; below it D takes too much for data, above it too little. Strokes from
below: how much of (p + q)/2 D says this of. A D that says ½ of everything is a dot on the diagonal, and knows nothing.</p>`,
    size: 'small',
    panels,
    note: html`Reliability diagrams, as in arXiv:1706.04599. The error is the mean distance from the diagonal, weighed by the strokes.`,
  });
}

async function drawRun(run: RunRecord, column: string): Promise<DrawnRun<ReliabilityFrame>[]> {
  const vector = await readVector(run, column);
  if (!vector) return [];
  const kept = spread(vector.steps.length, MOST_FRAMES);
  return [
    {
      seed: run.seed,
      steps: kept.map((t) => vector.steps[t]),
      frames: kept.map((t) => reliabilityFrame(vector.at(t))),
      says: kept.map((t) => sayError(vector.at(t))),
      end: endOf(run),
    },
  ];
}

function sayError(rows: ArrayLike<number>): string {
  let error = Number.NaN;
  for (let i = 0; i < rows.length; i += 3)
    if (rows[i + 2] > 0) error = (error || 0) + rows[i + 2] * Math.abs(rows[i] - rows[i + 1]);
  return Number.isNaN(error) ? 'absent' : `error ${digits(error, 2)}`;
}
