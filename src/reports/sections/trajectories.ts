/** Trajectories of games with one parameter per player, over their vector field. */
import { digits } from '../../core/text/typeset-numbers.js';
import type { RunRecord } from '../../records/run-record.js';
import { evenIndices } from '../charts/thinning.js';
import { type TrajectoryChart, type TrajectoryFrame, trajectoryChart } from '../charts/trajectory.js';
import type { Context } from '../page/context.js';
import { html } from '../page/html.js';
import { readTrajectory, type Trajectory } from '../page/run-arrays.js';
import { type DrawnRun, MAX_FRAMES, MAX_SEEDS_DRAWN, outcomeText, type Panel, smallMultiples } from './_panels.js';
import type { Section } from './_section.js';

export async function trajectoriesSection(context: Context): Promise<Section | null> {
  const panels: Panel<TrajectoryFrame>[] = [];
  for (const setting of context.drawn.settings) {
    const game = context.gameOf(setting);
    let chart: TrajectoryChart | null = null;
    const runs = [];
    for (const run of setting.runs.slice(0, MAX_SEEDS_DRAWN)) {
      const trajectory = await readTrajectory(run);
      if (!trajectory) continue;
      chart ??= await trajectoryChart(trajectory, game);
      runs.push(drawRun(run, { trajectory, chart, equilibrium: game?.equilibrium ?? null }));
    }
    const drawn = chart;
    if (drawn) panels.push({ setting, runs, draw: (frame) => drawn.draw(frame, setting) });
  }
  return smallMultiples({
    id: 'trajectories',
    title: 'Trajectories',
    introduction: html`<p>Each player has a single parameter here, so a run is a curve: the generator’s parameter on the horizontal axis, the discriminator’s on the
vertical axis. Arrows show the vector field, the direction of simultaneous gradient descent. The cross is the equilibrium. A run that converges
ends at the cross; a run that cycles goes around it.</p>`,
    size: 'small',
    panels,
    note: html`The vector field is that of the losses with their regularizers. It does not include the optimizer and the update scheme, so a run need not follow it.
An arrow’s length is the norm of the field to the power 0.4. Each plot has its own scale and shows at most three times the initial distance from the
equilibrium. At most 500 steps of a run are drawn, the farthest from the equilibrium among them.`,
  });
}

interface Drawing {
  readonly trajectory: Trajectory;
  readonly chart: TrajectoryChart;
  readonly equilibrium: readonly [number, number] | null;
}

function drawRun(run: RunRecord, { trajectory, chart, equilibrium }: Drawing): DrawnRun<TrajectoryFrame> {
  const { steps, generator, discriminator } = trajectory;
  const kept = evenIndices(steps.length, MAX_FRAMES);
  return {
    seed: run.seed,
    steps: kept.map((i) => steps[i]),
    frames: kept.map((i) => chart.frame(trajectory, i)),
    captions: kept.map((i) =>
      equilibrium
        ? `distance to equilibrium ${digits(Math.hypot(generator[i] - equilibrium[0], discriminator[i] - equilibrium[1]))}`
        : `at (${digits(generator[i])}, ${digits(discriminator[i])})`,
    ),
    outcome: outcomeText(run),
  };
}
