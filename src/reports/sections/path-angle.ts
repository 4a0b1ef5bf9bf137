/** The vector field along the straight path from each run's initial parameters to its current ones. */
import { digits } from '../../core/text/typeset-numbers.js';
import type { RunRecord } from '../../records/run-record.js';
import { type PathAngleFrame, pathAngleChart } from '../charts/path-angle.js';
import { evenIndices } from '../charts/thinning.js';
import type { Context } from '../page/context.js';
import { html } from '../page/html.js';
import { readVectorArrays, type VectorOverTime } from '../page/run-arrays.js';
import { type DrawnRun, MAX_FRAMES, MAX_SEEDS_DRAWN, outcomeText, type Panel, smallMultiples } from './_panels.js';
import type { Section } from './_section.js';

const CURRENT_ROW = 110; // the row of the vector that belongs to the run's current parameters

export async function pathAngleSection(context: Context): Promise<Section | null> {
  const column = context.vectors.find(({ metric }) => metric.name === 'path-angle');
  if (!column) return null;
  const panels: Panel<PathAngleFrame>[] = [];
  for (const setting of context.drawn.settings) {
    const measured: { run: RunRecord; vector: VectorOverTime }[] = [];
    for (const run of setting.runs.slice(0, MAX_SEEDS_DRAWN)) {
      const vector = await readVectorArrays(run, column.name);
      if (vector) measured.push({ run, vector });
    }
    if (measured.length === 0) continue;
    const chart = pathAngleChart(measured.flatMap(({ vector }) => vector.steps.map((_, t) => vector.at(t))));
    const runs = measured.map(({ run, vector }): DrawnRun<PathAngleFrame> => {
      const kept = evenIndices(vector.steps.length, MAX_FRAMES);
      return {
        seed: run.seed,
        steps: kept.map((t) => vector.steps[t]),
        frames: kept.map((t) => chart.frame(vector.at(t))),
        captions: kept.map((t) => cosineText(vector.at(t)[3 * CURRENT_ROW + 1])),
        outcome: outcomeText(run),
      };
    });
    panels.push({ setting, runs, draw: (frame) => chart.draw(frame, setting) });
  }
  return smallMultiples({
    id: 'path-angle',
    title: 'Path angle',
    introduction: html`<p>The path is the straight line from a run’s initial parameters to those at the selected step, extended a little at both ends. If the game only
attracts, the cosine is 1 along the path and changes its sign at the current parameters. If it rotates, the field is orthogonal to the path there, and the
cosine has a bump.</p>
<p class="keys"><span><i class="key q"></i>cosine of the angle between vector field and path (left axis, in the setting’s colour)</span><span><i class="key d"></i>norm of the vector field (right axis)</span></p>`,
    size: 'large',
    panels,
    note: html`The path-angle plot of arXiv:1906.04848. The vector field is v = (−grad L<sub>G</sub>, −grad L<sub>D</sub>) with regularizers. At step 0 there is no path.`,
  });
}

function cosineText(cosine: number): string {
  return Number.isNaN(cosine) ? 'no path yet' : `cosine ${digits(cosine)} at the current parameters`;
}
