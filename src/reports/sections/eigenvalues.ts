/** The spectrum of each setting's game, over training. */

import { counted, digits } from '../../core/text/typeset-numbers.js';
import type { RunRecord } from '../../records/run-record.js';
import { pictureOf, type SpectrumFrame, type SpectrumPicture } from '../charts/spectrum.js';
import { spread } from '../charts/thin.js';
import type { Context } from '../page/context.js';
import { html } from '../page/html.js';
import { readVector, type VectorOverTime } from '../page/run-arrays.js';
import { type DrawnRun, endOf, MOST_FRAMES, MOST_SEEDS, multiples } from './_panels.js';
import type { Section } from './_section.js';

export async function eigenvalues(context: Context): Promise<Section | null> {
  const column = context.vectors.find(({ metric }) => metric.name === 'eigenvalues');
  if (!column) return null;
  const found = new Map<RunRecord, VectorOverTime>();
  for (const run of context.drawn.arms.flatMap((arm) => arm.runs.slice(0, MOST_SEEDS))) {
    const vector = await readVector(run, column.name);
    if (vector) found.set(run, vector);
  }
  const all = [...found.values()].flatMap((vector) => vector.steps.map((_, t) => vector.at(t)));
  const picture = pictureOf(all);
  return multiples({
    id: 'eigenvalues',
    title: 'Whether it comes to rest',
    intro: html`<p>The dots are the eigenvalues of the game’s Jacobian, the derivative of its field v = (−grad L<sub>G</sub>, −grad L<sub>D</sub>). Left of the upright line
small steps bring the game to rest, right of it they lead away. The farther from the level line, the more the players only chase one another.</p>`,
    size: 'small',
    panels: context.drawn.arms
      .map((arm) => ({
        arm,
        runs: arm.runs.flatMap((run) => {
          const vector = found.get(run);
          return vector ? [drawRun(run, vector, picture)] : [];
        }),
        draw: (at: SpectrumFrame | null) => picture.draw(at, arm),
      }))
      .filter(({ runs }) => runs.length > 0),
    note: html`All pictures have one scale, the same along both axes. What an eigenvalue says of a run holds near a point where v vanishes, for small steps of plain descent;
other optimizers and schemes move it: that is what spectral-radius measures.`,
  });
}

function drawRun(run: RunRecord, vector: VectorOverTime, picture: SpectrumPicture): DrawnRun<SpectrumFrame> {
  const all = spread(vector.steps.length, MOST_FRAMES);
  const frames = all.map((t) => picture.frame(vector.at(t)));
  // At the equilibrium they are the same at every step, and once is enough.
  const still = frames.every((frame) => frame.dots === frames[0].dots);
  const kept = still ? all.slice(-1) : all;
  return {
    seed: run.seed,
    steps: kept.map((t) => vector.steps[t]),
    frames: still ? frames.slice(-1) : frames,
    says: kept.map((t) => sayStable(vector.at(t))),
    end: endOf(run),
  };
}

function sayStable(values: ArrayLike<number>): string {
  const real = Array.from(values).filter((value, i) => i % 2 === 0 && Number.isFinite(value));
  if (real.length === 0) return 'absent';
  return `largest real part ${digits(Math.max(...real))} of ${counted(real.length, 'eigenvalue')}`;
}
