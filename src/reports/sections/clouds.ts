/** Where G's samples lie on 2-D targets: one panel a setting, over the target's density, or over rows of a file. */

import type { Distribution } from '../../core/gan/targets/_target.js';
import { counted } from '../../core/text/typeset-numbers.js';
import type { RunRecord } from '../../records/run-record.js';
import { type Frame, frameOf, MOST_ROWS, SIDE } from '../charts/cloud.js';
import { dots } from '../charts/paths.js';
import { spread } from '../charts/thin.js';
import { type Context, modeCount } from '../page/context.js';
import { type Html, html } from '../page/html.js';
import { readSamples } from '../page/run-arrays.js';
import type { Arm } from '../page/settings.js';
import { endSentence } from '../text/endings.js';
import { BUDGET, type DrawnRun, endOf, MOST_FRAMES, MOST_SEEDS, multiples, type Panel, readingAt } from './_panels.js';
import type { Section } from './_section.js';
import { term } from './_term.js';

const MOST_POINTS = 500;
const POINT_BYTES = 5.4; // two places of two bytes, in base64

/** G's samples at one step, packed. */
interface Dots {
  readonly dots: string;
}

export async function clouds(context: Context): Promise<Section | null> {
  const planar = (arm: Arm) => context.targetOf(arm)?.dim === 2;
  const arms = context.drawn.arms.filter(planar);
  const count = arms.reduce((sum, arm) => sum + Math.min(arm.runs.length, MOST_SEEDS), 0);
  const points = Math.max(100, Math.min(MOST_POINTS, Math.floor(BUDGET / (count * MOST_FRAMES * POINT_BYTES))));
  const frames = new Map<string, Frame>();
  const panels: Panel<Dots>[] = [];
  for (const arm of arms) {
    const target = JSON.stringify(arm.cell.setting.target);
    const frame = frames.get(target) ?? frameOf(context.targetOf(arm)!);
    frames.set(target, frame);
    const runs = [];
    for (const run of arm.runs.slice(0, MOST_SEEDS)) {
      const drawn = await drawRun(run, { frame, points, context, modes: modeCount(arm, context) });
      if (drawn) runs.push(drawn);
    }
    panels.push({
      arm,
      runs,
      draw: (
        at,
      ) => html`<svg class="cloud" viewBox="0 0 ${SIDE} ${SIDE}" role="img" aria-label="Samples of ${arm.label}${over(context.targetOf(arm)!)}">
${frame.background}<path class="dots" stroke="${arm.colour}" d="${at ? dots(at.dots) : ''}"/></svg>`,
    });
  }
  return multiples({
    id: 'samples',
    title: 'What G makes',
    intro: html`<p>Each ${arms.some((arm) => context.targetOf(arm)!.rows) ? 'coloured dot' : 'dot'} is one sample of the generator G. ${legend(arms.map((arm) => context.targetOf(arm)!))}</p>
${ended(context.arms.filter(planar), context)}`,
    size: 'small',
    panels,
    note: html`At most ${counted(points, 'sample')} of a run are drawn, and those outside the frame counted; the readings below the pictures are of all that were measured.
${Math.max(0, ...arms.map((arm) => arm.runs.length)) > MOST_SEEDS ? `The first ${MOST_SEEDS} seeds of each setting are drawn; all are in the numbers.` : null}`,
  });
}

/** What is drawn of the data: of some targets' density, of others' rows and modes. */
function legend(targets: readonly Distribution[]): string {
  const says = [
    targets.some(({ logDensity }) => logDensity) &&
      'The grey shapes are the data’s density p: they hold 50, 90 and 99 % of it.',
    targets.some(({ rows }) => rows) && `The grey dots are rows of the data’s file, ${MOST_ROWS} at most.`,
    targets.some(({ modes }) => modes)
      ? 'The rings are its modes. A good generator puts dots into every ring; a collapsed one leaves rings empty.'
      : 'A good generator puts its dots where the data is, and everywhere that it is.',
  ];
  return says.filter(Boolean).join(' ');
}

function over({ logDensity, rows }: Distribution): string {
  if (logDensity) return ' over the target’s density';
  return rows ? ' over rows of the data' : '';
}

/** What the pictures come to over all seeds. */
function ended(arms: readonly Arm[], { columns }: Context): Html | null {
  const column = columns.find(({ metric }) => metric.name === 'modes-covered');
  return column ? html`<p>Over all seeds, ${term(column)} ${endSentence(arms, column)}.</p>` : null;
}

interface Drawing {
  readonly frame: Frame;
  readonly points: number;
  readonly context: Context;
  readonly modes: number | null;
}

async function drawRun(run: RunRecord, { frame, points, context, modes }: Drawing): Promise<DrawnRun<Dots> | null> {
  const samples = await readSamples(run);
  if (samples?.dim !== 2) return null;
  const kept = spread(samples.steps.length, MOST_FRAMES);
  const steps = kept.map((t) => samples.steps[t]);
  return {
    seed: run.seed,
    steps,
    frames: kept.map((t) => ({ dots: frame.place(samples.generated(t), points) })),
    says: steps.map((step) => {
      const covered = readingAt(run, step, 'modes-covered', context);
      const quality = readingAt(run, step, 'high-quality', context);
      const parts = [
        covered && `${covered}${modes === null ? '' : ` of ${modes}`} modes`,
        quality && `${quality} high quality`,
      ];
      return parts.filter(Boolean).join(' · ');
    }),
    end: endOf(run),
  };
}
