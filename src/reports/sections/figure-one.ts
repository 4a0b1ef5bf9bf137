/** The paper's Figure 1 on 1-D targets: p, q, D and D* over x, and the map from z to G(z). */
import type { RunRecord } from '../../records/run-record.js';
import {
  atomsText,
  drawFigureOne,
  type FigureOneFrame,
  type FigureOneStep,
  figureOneFrame,
  figureOneStep,
} from '../charts/figure-one.js';
import { evenIndices } from '../charts/thinning.js';
import type { Context } from '../page/context.js';
import { type Html, html } from '../page/html.js';
import { summarizeMetric } from '../page/metric-summary.js';
import type { ReportSetting } from '../page/report-settings.js';
import { type FigureOneArrays, readFigureOneArrays } from '../page/run-arrays.js';
import { finalSentence } from '../text/final-sentence.js';
import { captionMetrics, metricTerm } from './_metric-term.js';
import {
  type DrawnRun,
  MAX_DRAWING_BYTES,
  MAX_FRAMES,
  MAX_SEEDS_DRAWN,
  metricValueAt,
  outcomeText,
  smallMultiples,
} from './_panels.js';
import type { Section } from './_section.js';

const BYTES_PER_FRAME = 7000; // five packed lines of 500 points
const MIN_FRAMES = 5; // even where they exceed the budget

export async function figureOneSection(context: Context): Promise<Section | null> {
  const isOneDimensional = (setting: ReportSetting) => context.targetOf(setting)?.dim === 1;
  const settings = context.drawn.settings.filter(isOneDimensional);
  const measured: { run: RunRecord; arrays: FigureOneArrays }[] = [];
  for (const run of settings.flatMap((setting) => setting.runs.slice(0, MAX_SEEDS_DRAWN))) {
    const arrays = await readFigureOneArrays(run);
    if (arrays) measured.push({ run, arrays });
  }
  const frames = new Map<string, FigureOneFrame>();
  const affordable = Math.floor(MAX_DRAWING_BYTES / (measured.length * BYTES_PER_FRAME));
  const frameCount = Math.max(MIN_FRAMES, Math.min(MAX_FRAMES, affordable));
  const panels = settings.map((setting) => {
    const targetKey = (run: { readonly cell: ReportSetting['cell'] }) => JSON.stringify(run.cell.setting.target);
    const target = targetKey(setting);
    const sharing = measured.filter(({ run }) => targetKey(run) === target).map(({ arrays }) => arrays);
    const frame = frames.get(target) ?? figureOneFrame(context.targetOf(setting)!, sharing);
    frames.set(target, frame);
    return {
      setting,
      runs: measured
        .filter(({ run }) => run.cell.id === setting.cell.id && setting.runs.includes(run))
        .map(({ run, arrays }) => drawRun(run, { arrays, frame, frameCount, context })),
      draw: (step: FigureOneStep | null) => drawFigureOne(frame, step, setting),
    };
  });
  return smallMultiples({
    id: 'figure-1',
    title: 'Densities and discriminator',
    introduction: html`<p>Figure 1 of the GAN paper (arXiv:1406.2661) for these runs. Top: the density p of the data, the density q of the generator,
the discriminator D(x) and the optimal discriminator D* = p / (p + q). Bottom: arrows from the latent z to G(z).
At the optimum q equals p, and D is ½ everywhere.</p>
${finalDistances(context.settings.filter(isOneDimensional), context)}
<p class="keys"><span><i class="key p"></i>p, the data</span><span><i class="key q"></i>q, the generator (in the setting’s colour)</span>
<span><i class="key d"></i>D</span><span><i class="key optimal"></i>D*, the optimal D</span><span><i class="key stem"></i>atom (point mass) of q: its height on the right axis is its mass</span></p>`,
    size: 'large',
    panels,
    note: html`Left axis: densities. Right axis: D and D*; the grey line is D = ½. Values of q above the frame are clipped.
An atom of q, where G is constant, has no density and is drawn as a stem. ${captionMetrics(context, ['js', 'dstar-error'])}`,
  });
}

/** The divergences over all seeds. */
function finalDistances(settings: readonly ReportSetting[], { columns }: Context): Html | null {
  const measured = columns
    .filter(({ metric }) => metric.name === 'js' || metric.name === 'dstar-error')
    .filter((column) => settings.some((setting) => summarizeMetric(setting, column).median !== null));
  if (measured.length === 0) return null;
  return html`<p>Over all seeds, ${measured.map((column, i) => html`${i ? '; ' : null}${metricTerm(column)}: ${finalSentence(settings, column)}`)}.</p>`;
}

interface Drawing {
  readonly arrays: FigureOneArrays;
  readonly frame: FigureOneFrame;
  readonly frameCount: number;
  readonly context: Context;
}

function drawRun(run: RunRecord, { arrays, frame, frameCount, context }: Drawing): DrawnRun<FigureOneStep> {
  const kept = evenIndices(arrays.steps.length, frameCount);
  return {
    seed: run.seed,
    steps: kept.map((t) => arrays.steps[t]),
    frames: kept.map((t) => figureOneStep(frame, arrays.at(t))),
    captions: kept.map((t) => {
      const [js, error] = ['js', 'dstar-error'].map((metric) => metricValueAt(run, arrays.steps[t], metric, context));
      const { atoms, d } = arrays.at(t);
      const notProbability = Array.from(d).every(Number.isNaN) && 'D’s score is not a probability';
      const parts = [js && `js ${js} nats`, error && `dstar-error ${error}`, notProbability, atomsText(atoms)];
      return parts.filter(Boolean).join(' · ');
    }),
    outcome: outcomeText(run),
  };
}
