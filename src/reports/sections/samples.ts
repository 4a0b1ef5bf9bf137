/** G's samples on 2-D targets: one scatter plot per setting, over the target's density or over rows of a file. */

import type { Distribution } from '../../core/gan/targets/_target.js';
import { maximum } from '../../core/math/long-lists.js';
import { counted } from '../../core/text/typeset-numbers.js';
import type { RunRecord } from '../../records/run-record.js';
import { MAX_ROWS_DRAWN, SCATTER_SIDE, type ScatterFrame, scatterFrame } from '../charts/scatter.js';
import { dotsPath } from '../charts/svg-paths.js';
import { evenIndices } from '../charts/thinning.js';
import { type Context, modeCount } from '../page/context.js';
import { type Html, html } from '../page/html.js';
import type { ReportSetting } from '../page/report-settings.js';
import { readSampleArrays } from '../page/run-arrays.js';
import { finalSentence } from '../text/final-sentence.js';
import { captionMetrics, metricTerm } from './_metric-term.js';
import {
  type DrawnRun,
  MAX_DRAWING_BYTES,
  MAX_FRAMES,
  MAX_SEEDS_DRAWN,
  metricValueAt,
  outcomeText,
  type Panel,
  smallMultiples,
} from './_panels.js';
import type { Section } from './_section.js';

const MIN_POINTS_PER_RUN = 100; // even where they exceed the budget
const MAX_POINTS_PER_RUN = 500;
const BYTES_PER_POINT = 5.4; // two coordinates of two bytes, in base64

/** G's samples at one step, packed. */
interface PackedDots {
  readonly dots: string;
}

export async function samplesSection(context: Context): Promise<Section | null> {
  const isPlanar = (setting: ReportSetting) => context.targetOf(setting)?.dim === 2;
  const settings = context.drawn.settings.filter(isPlanar);
  const runCount = settings.reduce((sum, setting) => sum + Math.min(setting.runs.length, MAX_SEEDS_DRAWN), 0);
  const affordable = Math.floor(MAX_DRAWING_BYTES / (runCount * MAX_FRAMES * BYTES_PER_POINT));
  const points = Math.max(MIN_POINTS_PER_RUN, Math.min(MAX_POINTS_PER_RUN, affordable));
  const frames = new Map<string, ScatterFrame>();
  const panels: Panel<PackedDots>[] = [];
  for (const setting of settings) {
    const target = JSON.stringify(setting.cell.setting.target);
    const frame = frames.get(target) ?? scatterFrame(context.targetOf(setting)!);
    frames.set(target, frame);
    const runs = [];
    for (const run of setting.runs.slice(0, MAX_SEEDS_DRAWN)) {
      const drawn = await drawRun(run, { frame, points, context, modes: modeCount(setting, context) });
      if (drawn) runs.push(drawn);
    }
    panels.push({
      setting,
      runs,
      draw: (
        at,
      ) => html`<svg class="scatter" viewBox="0 0 ${SCATTER_SIDE} ${SCATTER_SIDE}" role="img" aria-label="Samples of ${setting.label}${backgroundText(context.targetOf(setting)!)}">
${frame.background}<path class="dots" stroke="${setting.colour}" d="${at ? dotsPath(at.dots) : ''}"/></svg>`,
    });
  }
  const targets = settings.map((setting) => context.targetOf(setting)!);
  return smallMultiples({
    id: 'samples',
    title: 'Generated samples',
    introduction: html`<p>Each ${targets.some(({ rows }) => rows) ? 'coloured dot' : 'dot'} is one sample of the generator G. ${legend(targets)}</p>
${finalModes(context.settings.filter(isPlanar), context)}`,
    size: 'small',
    panels,
    note: html`At most ${counted(points, 'sample')} of a run are drawn; those outside the frame are counted. ${captionMetrics(context, ['modes-covered', 'high-quality'])}
${Math.max(0, maximum(settings.map((setting) => setting.runs.length))) > MAX_SEEDS_DRAWN ? `The first ${MAX_SEEDS_DRAWN} seeds of each setting are drawn.` : null}`,
  });
}

/** Explains the background: of some targets the density, of others the rows and modes. */
function legend(targets: readonly Distribution[]): string {
  const sentences = [
    targets.some(({ logDensity }) => logDensity) &&
      'The grey regions contain 50, 90 and 99 % of the data distribution p.',
    targets.some(({ rows }) => rows) && `The grey dots are data: at most ${MAX_ROWS_DRAWN} rows of the file.`,
    targets.some(({ modes }) => modes)
      ? 'The circles are its modes. A good generator places samples in every circle; a collapsed one leaves circles empty.'
      : 'The samples of a good generator cover the data, and nothing else.',
  ];
  return sentences.filter(Boolean).join(' ');
}

function backgroundText({ logDensity, rows }: Distribution): string {
  if (logDensity) return ' over the target’s density';
  return rows ? ' over rows of the data' : '';
}

/** The modes covered over all seeds. */
function finalModes(settings: readonly ReportSetting[], { columns }: Context): Html | null {
  const column = columns.find(({ metric }) => metric.name === 'modes-covered');
  return column ? html`<p>Over all seeds, ${metricTerm(column)}: ${finalSentence(settings, column)}.</p>` : null;
}

interface Drawing {
  readonly frame: ScatterFrame;
  readonly points: number;
  readonly context: Context;
  readonly modes: number | null;
}

async function drawRun(
  run: RunRecord,
  { frame, points, context, modes }: Drawing,
): Promise<DrawnRun<PackedDots> | null> {
  const samples = await readSampleArrays(run);
  if (samples?.dim !== 2) return null;
  const kept = evenIndices(samples.steps.length, MAX_FRAMES);
  const steps = kept.map((t) => samples.steps[t]);
  return {
    seed: run.seed,
    steps,
    frames: kept.map((t) => ({ dots: frame.pack(samples.generated(t), points) })),
    captions: steps.map((step) => {
      const covered = metricValueAt(run, step, 'modes-covered', context);
      const quality = metricValueAt(run, step, 'high-quality', context);
      const parts = [
        covered && `${covered}${modes === null ? '' : ` of ${modes}`} modes`,
        quality && `high-quality ${quality}`,
      ];
      return parts.filter(Boolean).join(' · ');
    }),
    outcome: outcomeText(run),
  };
}
