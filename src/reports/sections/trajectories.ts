/** The ways of games of one number each, over their vector field. */

import { digits } from '../../core/text/typeset-numbers.js';
import type { RunRecord } from '../../records/run-record.js';
import { spread } from '../charts/thin.js';
import { pictureOf, type WayFrame, type WayPicture } from '../charts/trajectory.js';
import type { Context } from '../page/context.js';
import { html } from '../page/html.js';
import { readTrajectory, type Trajectory } from '../page/run-arrays.js';
import { type DrawnRun, endOf, MOST_FRAMES, MOST_SEEDS, multiples, type Panel } from './_panels.js';
import type { Section } from './_section.js';

export async function ways(context: Context): Promise<Section | null> {
  const panels: Panel<WayFrame>[] = [];
  for (const arm of context.drawn.arms) {
    let picture: WayPicture | null = null;
    const runs = [];
    for (const run of arm.runs.slice(0, MOST_SEEDS)) {
      const way = await readTrajectory(run);
      if (!way) continue;
      picture ??= await pictureOf(way, context.gameOf(arm));
      runs.push(drawRun(run, { way, picture, rest: context.gameOf(arm)?.equilibrium ?? null }));
    }
    if (picture) panels.push({ arm, runs, draw: (at) => picture.draw(at, arm) });
  }
  return multiples({
    id: 'ways',
    title: 'Where the players went',
    intro: html`<p>Each player is one number here, so that a run is a curve: the generator’s number to the right, the discriminator’s upwards.
The arrows are the game’s field: where both would go if they moved at once by small steps of gradient descent. The cross is the equilibrium.
A game that works ends on the cross; one that turns goes round it.</p>`,
    size: 'small',
    panels,
    note: html`The field is that of the losses with their regularizers; optimizer and scheme are not in it, so a run need not follow it. Arrows are longer where it is
stronger, by its power of 0.4. Each picture has its own scale, and shows no more than three starting distances from the equilibrium. Of long runs 500 steps are drawn,
those farthest out among them.`,
  });
}

interface Drawing {
  readonly way: Trajectory;
  readonly picture: WayPicture;
  readonly rest: readonly [number, number] | null;
}

function drawRun(run: RunRecord, { way, picture, rest }: Drawing): DrawnRun<WayFrame> {
  const { steps, generator, discriminator } = way;
  const kept = spread(steps.length, MOST_FRAMES);
  return {
    seed: run.seed,
    steps: kept.map((i) => steps[i]),
    frames: kept.map((i) => picture.frame(i)),
    says: kept.map((i) =>
      rest
        ? `distance ${digits(Math.hypot(generator[i] - rest[0], discriminator[i] - rest[1]))}`
        : `at ${digits(generator[i])}, ${digits(discriminator[i])}`,
    ),
    end: endOf(run),
  };
}
