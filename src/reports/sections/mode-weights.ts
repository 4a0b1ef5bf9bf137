/** The share of each mode in G's samples over training: mode collapse and mode hopping at a glance. */

import { maximum } from '../../core/math/long-lists.js';
import { counted, percent } from '../../core/text/typeset-numbers.js';
import { normalizedWeights } from '../../metrics/modes/_high-quality.js';
import { shareStrip } from '../charts/share-strip.js';
import type { Context } from '../page/context.js';
import type { MetricColumn } from '../page/extras.js';
import { breakable, type Html, html } from '../page/html.js';
import type { ReportSetting } from '../page/report-settings.js';
import { readVectorArrays, type VectorOverTime } from '../page/run-arrays.js';
import { metricTerm } from './_metric-term.js';
import { outcomeText } from './_panels.js';
import type { Section } from './_section.js';

const MAX_STRIPS_PER_SETTING = 3; // one per seed

interface RunStrip {
  readonly seed: number;
  readonly shares: VectorOverTime;
  readonly outcome: string;
}

export async function modeWeightsSection(context: Context): Promise<Section | null> {
  const column = context.vectors.find(({ metric }) => metric.name === 'mode-weights');
  if (!column) return null;
  const panels = [];
  for (const setting of context.drawn.settings) {
    const weights = weightsOf(setting, context);
    const strips = weights ? await stripsOf(setting, column, weights.length) : [];
    if (weights && strips.length > 0) panels.push({ setting, weights, strips });
  }
  if (panels.length === 0) return null;
  const seeds = maximum(panels.map(({ setting }) => setting.runs.length));
  return {
    id: 'mode-weights',
    title: 'Mode weights over training',
    body: html`<p>Each strip is one run, with one row per mode of the target and one column per measured step: ${metricTerm(column)}. The shading is the mode’s
share of the samples: blank is zero, half shaded is the share in the data, fully shaded is twice that or more. A row that turns blank is a lost mode;
shading that moves from row to row is mode hopping. Dotted columns have no high-quality sample.</p>
<div class="panels large${panels.length > 1 ? ' bleed' : ''}">${panels.map(({ setting, weights, strips }) => figure(setting, weights, strips))}</div>
${seeds > MAX_STRIPS_PER_SETTING ? html`<p class="note">The first ${MAX_STRIPS_PER_SETTING} seeds of each setting are drawn; curves/${column.name}.npy of each run contains its numbers.</p>` : null}`,
  };
}

function weightsOf(setting: ReportSetting, { targetOf }: Context): readonly number[] | null {
  const modes = targetOf(setting)?.modes;
  return modes?.length ? normalizedWeights(modes) : null;
}

async function stripsOf(setting: ReportSetting, { name }: MetricColumn, modes: number): Promise<readonly RunStrip[]> {
  const strips = [];
  for (const run of setting.runs.slice(0, MAX_STRIPS_PER_SETTING)) {
    const shares = await readVectorArrays(run, name);
    // Results may be older than the target.
    if (shares?.shape[0] === modes) strips.push({ seed: run.seed, shares, outcome: outcomeText(run) });
  }
  return strips;
}

function figure(setting: ReportSetting, weights: readonly number[], strips: readonly RunStrip[]): Html {
  return html`<figure class="panel strips"><figcaption><i class="swatch" style="background:${setting.colour}"></i>${breakable(setting.label)}</figcaption>
<div>${strips.map(({ seed, shares }) => shareStrip(shares, weights, { colour: setting.colour, label: `Shares of ${weights.length} modes over training, ${setting.label}, seed ${seed}` }))}</div>
<p class="caption">${strips.map(({ seed, shares, outcome }) => [`seed ${seed}`, finalShares(shares), outcome].filter(Boolean).join(': ')).join(' · ')}</p></figure>`;
}

function finalShares(over: VectorOverTime): string {
  const shares = Array.from(over.at(over.steps.length - 1));
  if (Number.isNaN(shares[0])) return 'no mode at the end';
  return `${counted(shares.filter((share) => share > 0).length, 'mode')} at the end, largest share ${percent(maximum(shares))}`;
}
