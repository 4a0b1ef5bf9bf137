/** What the game's field does along the straight path from each run's start. */

import { digits } from '../../core/text/typeset-numbers.js';
import type { RunRecord } from '../../records/run-record.js';
import { type PathFrame, pictureOf } from '../charts/path-angle.js';
import { spread } from '../charts/thin.js';
import type { Context } from '../page/context.js';
import { html } from '../page/html.js';
import { readVector, type VectorOverTime } from '../page/run-arrays.js';
import { type DrawnRun, endOf, MOST_FRAMES, MOST_SEEDS, multiples, type Panel } from './_panels.js';
import type { Section } from './_section.js';

const HERE = 110; // the row at which the path is at the run's parameters

export async function paths(context: Context): Promise<Section | null> {
  const column = context.vectors.find(({ metric }) => metric.name === 'path-angle');
  if (!column) return null;
  const panels: Panel<PathFrame>[] = [];
  for (const arm of context.drawn.arms) {
    const found: { run: RunRecord; vector: VectorOverTime }[] = [];
    for (const run of arm.runs.slice(0, MOST_SEEDS)) {
      const vector = await readVector(run, column.name);
      if (vector) found.push({ run, vector });
    }
    if (found.length === 0) continue;
    const picture = pictureOf(found.flatMap(({ vector }) => vector.steps.map((_, t) => vector.at(t))));
    const draw = ({ run, vector }: (typeof found)[number]): DrawnRun<PathFrame> => {
      const kept = spread(vector.steps.length, MOST_FRAMES);
      return {
        seed: run.seed,
        steps: kept.map((t) => vector.steps[t]),
        frames: kept.map((t) => picture.frame(vector.at(t))),
        says: kept.map((t) => sayCosine(vector.at(t)[3 * HERE + 1])),
        end: endOf(run),
      };
    };
    panels.push({ arm, runs: found.map(draw), draw: (at) => picture.draw(at, arm) });
  }
  return multiples({
    id: 'paths',
    title: 'Where the field points on the way',
    intro: html`<p>The way is the straight line from a run’s first parameters to those at the step of the slider, and a little beyond both. Where the game only
attracts, the cosine is 1 on the way and switches its sign at its end; where it turns, the field lies across the way there, and the cosine makes a bump.</p>
<p class="keys"><span><i class="key q"></i>cosine of the angle between the field and the way (left; in the setting’s colour)</span><span><i class="key d"></i>length of the field (right)</span></p>`,
    size: 'large',
    panels,
    note: html`The path-angle figure of arXiv:1906.04848. The field is v = (−grad L<sub>G</sub>, −grad L<sub>D</sub>) with regularizers. There is no way at step 0.`,
  });
}

function sayCosine(cosine: number): string {
  return Number.isNaN(cosine) ? 'no way yet' : `cosine ${digits(cosine)} at its end`;
}
