/** The eigenvalues of each setting's Jacobian, over training. */
import { maximum } from '../../core/math/long-lists.js';
import { counted, digits } from '../../core/text/typeset-numbers.js';
import type { RunRecord } from '../../records/run-record.js';
import { type SpectrumChart, type SpectrumFrame, spectrumChart } from '../charts/spectrum.js';
import { evenIndices } from '../charts/thinning.js';
import type { Context } from '../page/context.js';
import { html } from '../page/html.js';
import { readVectorArrays, type VectorOverTime } from '../page/run-arrays.js';
import { type DrawnRun, MAX_FRAMES, MAX_SEEDS_DRAWN, outcomeText, smallMultiples } from './_panels.js';
import type { Section } from './_section.js';

export async function eigenvaluesSection(context: Context): Promise<Section | null> {
  const column = context.vectors.find(({ metric }) => metric.name === 'eigenvalues');
  if (!column) return null;
  const vectors = new Map<RunRecord, VectorOverTime>();
  for (const run of context.drawn.settings.flatMap((setting) => setting.runs.slice(0, MAX_SEEDS_DRAWN))) {
    const vector = await readVectorArrays(run, column.name);
    if (vector) vectors.set(run, vector);
  }
  const all = [...vectors.values()].flatMap((vector) => vector.steps.map((_, t) => vector.at(t)));
  const chart = spectrumChart(all);
  return smallMultiples({
    id: 'eigenvalues',
    title: 'Eigenvalues of the Jacobian',
    introduction: html`<p>The dots are the eigenvalues of the Jacobian of the vector field v = (−grad L<sub>G</sub>, −grad L<sub>D</sub>). With all of them left of the vertical
line, in the shaded half, small steps of gradient descent are locally stable; an eigenvalue to the right makes them unstable. The distance from the
horizontal line is the speed of rotation, in which the players chase each other.</p>`,
    size: 'small',
    panels: context.drawn.settings
      .map((setting) => ({
        setting,
        runs: setting.runs.flatMap((run) => {
          const vector = vectors.get(run);
          return vector ? [drawRun(run, vector, chart)] : [];
        }),
        draw: (frame: SpectrumFrame | null) => chart.draw(frame, setting),
      }))
      .filter(({ runs }) => runs.length > 0),
    note: html`All plots have one scale, the same on both axes. The eigenvalues describe a run only near a stationary point of v, and for small steps of plain gradient
descent. For other optimizers and update schemes see the metric spectral-radius.`,
  });
}

function drawRun(run: RunRecord, vector: VectorOverTime, chart: SpectrumChart): DrawnRun<SpectrumFrame> {
  const all = evenIndices(vector.steps.length, MAX_FRAMES);
  const frames = all.map((t) => chart.frame(vector.at(t)));
  // At an equilibrium they are the same at every step: one frame is enough.
  const isConstant = frames.every((frame) => frame.dots === frames[0].dots);
  const kept = isConstant ? all.slice(-1) : all;
  return {
    seed: run.seed,
    steps: kept.map((t) => vector.steps[t]),
    frames: isConstant ? frames.slice(-1) : frames,
    captions: kept.map((t) => stabilityText(vector.at(t))),
    outcome: outcomeText(run),
  };
}

function stabilityText(eigenvalues: ArrayLike<number>): string {
  const real = Array.from(eigenvalues).filter((value, i) => i % 2 === 0 && Number.isFinite(value));
  if (real.length === 0) return 'absent';
  return `${counted(real.length, 'eigenvalue')}, largest real part ${digits(maximum(real))}`;
}
