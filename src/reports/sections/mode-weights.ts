/** How G's mass was shared among the modes, over training: hopping and collapse at a glance. */

import { counted, percent } from '../../core/text/typeset-numbers.js';
import { strip } from '../charts/strip.js';
import type { Context } from '../page/context.js';
import { breakable, type Html, html } from '../page/html.js';
import { readVector, type VectorOverTime } from '../page/run-arrays.js';
import type { Arm } from '../page/settings.js';
import type { Column } from '../text/column.js';
import { endOf } from './_panels.js';
import type { Section } from './_section.js';
import { term } from './_term.js';

const MOST_SEEDS = 3; // strips a setting

interface Strip {
  readonly seed: number;
  readonly over: VectorOverTime;
  readonly end: string;
}

export async function modeWeights(context: Context): Promise<Section | null> {
  const column = context.vectors.find(({ metric }) => metric.name === 'mode-weights');
  if (!column) return null;
  const panels = [];
  for (const arm of context.drawn.arms) {
    const weights = weightsOf(arm, context);
    const strips = weights ? await stripsOf(arm, column, weights.length) : [];
    if (weights && strips.length > 0) panels.push({ arm, weights, strips });
  }
  if (panels.length === 0) return null;
  const most = Math.max(...panels.map(({ arm }) => arm.runs.length));
  return {
    id: 'mode-weights',
    title: 'Modes over time',
    body: html`<p>One strip is one run, one row a mode of the target, from left to right the measured steps: ${term(column)}. Half shaded, a mode gets the share
that the data gives it; full, twice that or more; blank, nothing. A row that goes blank is a mode that was lost; shade that moves from row to row is mode hopping.
Dotted: no sample of high quality.</p>
<div class="panels large${panels.length > 1 ? ' bleed' : ''}">${panels.map(({ arm, weights, strips }) => figure(arm, weights, strips))}</div>
${most > MOST_SEEDS ? html`<p class="note">The first ${MOST_SEEDS} seeds of each setting are drawn; curves/${column.name}.npy of each run has its numbers.</p>` : null}`,
  };
}

function weightsOf(arm: Arm, { targetOf }: Context): readonly number[] | null {
  const modes = targetOf(arm)?.modes;
  if (!modes?.length) return null;
  const all = modes.reduce((sum, { weight }) => sum + weight, 0);
  return modes.map(({ weight }) => weight / all);
}

async function stripsOf(arm: Arm, { name }: Column, modes: number): Promise<readonly Strip[]> {
  const strips = [];
  for (const run of arm.runs.slice(0, MOST_SEEDS)) {
    const over = await readVector(run, name);
    // Results may be older than the target.
    if (over?.shape[0] === modes) strips.push({ seed: run.seed, over, end: endOf(run) });
  }
  return strips;
}

function figure(arm: Arm, weights: readonly number[], strips: readonly Strip[]): Html {
  return html`<figure class="panel strips"><figcaption><i class="swatch" style="background:${arm.colour}"></i>${breakable(arm.label)}</figcaption>
<div>${strips.map(({ seed, over }) => strip(over, weights, { colour: arm.colour, label: `Shares of ${weights.length} modes over training, ${arm.label}, seed ${seed}` }))}</div>
<p class="says">${strips.map(({ seed, over, end }) => [`seed ${seed}`, atTheEnd(over), end].filter(Boolean).join(': ')).join(' · ')}</p></figure>`;
}

function atTheEnd(over: VectorOverTime): string {
  const shares = Array.from(over.at(over.steps.length - 1));
  if (Number.isNaN(shares[0])) return 'no mode at the end';
  return `${counted(shares.filter((share) => share > 0).length, 'mode')} at the end, the largest with ${percent(Math.max(...shares))}`;
}
