/** The paper's Figure 1 on 1-D targets: p, q, D and D* on one axis, and where G takes z. */
import type { RunRecord } from '../../records/run-record.js';
import { drawing, type FigureFrame, type FigureStep, frameOf, sayAtoms, stepOf } from '../charts/figure-one.js';
import { spread } from '../charts/thin.js';
import type { Context } from '../page/context.js';
import { type Html, html } from '../page/html.js';
import { type CurveArrays, readCurves } from '../page/run-arrays.js';
import type { Arm } from '../page/settings.js';
import { summaryOf } from '../page/summary.js';
import { endSentence } from '../text/endings.js';
import { BUDGET, type DrawnRun, endOf, MOST_FRAMES, MOST_SEEDS, multiples, readingAt } from './_panels.js';
import type { Section } from './_section.js';
import { term } from './_term.js';

const FRAME_BYTES = 7000; // five packed lines of 500 points

export async function figureOne(context: Context): Promise<Section | null> {
  const linear = (arm: Arm) => context.targetOf(arm)?.dim === 1;
  const arms = context.drawn.arms.filter(linear);
  const read: { run: RunRecord; curves: CurveArrays }[] = [];
  for (const run of arms.flatMap((arm) => arm.runs.slice(0, MOST_SEEDS))) {
    const curves = await readCurves(run);
    if (curves) read.push({ run, curves });
  }
  const frames = new Map<string, FigureFrame>();
  const most = Math.max(5, Math.min(MOST_FRAMES, Math.floor(BUDGET / (read.length * FRAME_BYTES))));
  const panels = arms.map((arm) => {
    const name = (run: RunRecord) => JSON.stringify(run.cell.setting.target);
    const target = JSON.stringify(arm.cell.setting.target);
    const alike = read.filter(({ run }) => name(run) === target).map(({ curves }) => curves);
    const frame = frames.get(target) ?? frameOf(context.targetOf(arm)!, alike);
    frames.set(target, frame);
    return {
      arm,
      runs: read
        .filter(({ run }) => run.cell.id === arm.cell.id && arm.runs.includes(run))
        .map(({ run, curves }) => drawRun(run, { curves, frame, most, context })),
      draw: (at: FigureStep | null) => drawing(frame, at, arm),
    };
  });
  return multiples({
    id: 'figure-1',
    title: 'Densities and discriminator',
    intro: html`<p>This is Figure 1 of the paper (arXiv:1406.2661), for these runs. Above: the data’s density p, the generator’s density q,
the discriminator D(x), and the best possible discriminator D* = p / (p + q). Below: arrows from where z starts to where G takes it.
If training succeeds, q lies on p, and D is flat at ½.</p>
${ended(context.arms.filter(linear), context)}
<p class="keys"><span><i class="key p"></i>p, the data</span><span><i class="key q"></i>q, the generator (in the setting’s colour)</span>
<span><i class="key d"></i>D</span><span><i class="key best"></i>D*, the best D</span><span><i class="key stem"></i>an atom of q: its height on the right-hand axis is its mass</span></p>`,
    size: 'large',
    panels,
    note: html`Densities are read on the left, D and D* on the right; the grey line is D = ½. A q higher than the frame is cut off at its edge.
A point mass (atom) of q, where G is constant, has no density and is drawn as a stem.`,
  });
}

/** What the pictures come to over all seeds. */
function ended(arms: readonly Arm[], { columns }: Context): Html | null {
  const told = columns
    .filter(({ metric }) => metric.name === 'js' || metric.name === 'dstar-error')
    .filter((column) => arms.some((arm) => summaryOf(arm, column).median !== null));
  if (told.length === 0) return null;
  return html`<p>Over all seeds, ${told.map((column, i) => html`${i ? '; ' : null}${term(column)} ${endSentence(arms, column)}`)}.</p>`;
}

interface Drawing {
  readonly curves: CurveArrays;
  readonly frame: FigureFrame;
  readonly most: number;
  readonly context: Context;
}

function drawRun(run: RunRecord, { curves, frame, most, context }: Drawing): DrawnRun<FigureStep> {
  const kept = spread(curves.steps.length, most);
  return {
    seed: run.seed,
    steps: kept.map((t) => curves.steps[t]),
    frames: kept.map((t) => stepOf(frame, curves.at(t))),
    says: kept.map((t) => {
      const [js, error] = ['js', 'dstar-error'].map((metric) => readingAt(run, curves.steps[t], metric, context));
      const { atoms, d } = curves.at(t);
      const unread = Array.from(d).every(Number.isNaN) && 'D’s score is no probability';
      const parts = [js && `JS ${js} nats`, error && `|D − D*| ${error}`, unread, sayAtoms(atoms)];
      return parts.filter(Boolean).join(' · ');
    }),
    end: endOf(run),
  };
}
