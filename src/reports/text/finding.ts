/** What came out, in one or two plain sentences computed from the final readings; never more than they show. */

import { groupBy } from '../../core/math/group-by.js';
import { wilson } from '../../core/math/statistics/statistics.js';
import { counted, digits, INTERVAL, percents } from '../../core/text/typeset-numbers.js';
import { wordList } from '../../core/text/words.js';
import { failureModes } from '../../diagnosis/catalog.js';
import { countDiagnoses } from '../../diagnosis/count-diagnoses.js';
import { reproductionOf } from '../../inference/claims/reproduction.js';
import { finalReadings } from '../../records/final-values.js';
import { isPresent } from '../../records/metric-value.js';
import { type Context, isDeterministic, modeCount } from '../page/context.js';
import { breakable, type Html, html } from '../page/html.js';
import type { Arm } from '../page/settings.js';
import { byTarget, compareRanked, outcomes, type Ranked, type Summary, summaryOf } from '../page/summary.js';
import type { Column } from './column.js';
import { sayMedian, sayRanked, targetName } from './endings.js';

const FEWEST_SEEDS = 6; // with five, no two-sided test over seeds can reach 5 %
const TOLD_ONE_BY_ONE = 8; // settings; of more, a reader wants the groups
const NAMED = 3; // settings of a group
const TOLD_IN_A_ROW = 2; // targets

export function finding(context: Context): Html {
  const arms = context.arms.filter((arm) => arm.runs.length > 0);
  if (arms.length === 0) return html`<p>No run has a result yet.</p>`;
  const fates = fatesOf(arms, context);
  const others = arms.filter((arm) => !fates.some((fate) => fate.arm === arm));
  return html`${fates.length > 0 ? aboutModes(fates) : null}${others.length > 0 ? aboutDistance(others, context) : null}${aboutClaims(context)}${caution(arms, context)}`;
}

/** How many of them came to what. */
function aboutClaims({ judged }: Context): Html | null {
  const results = judged.flat();
  if (results.length === 0) return null;
  const verdicts = groupBy(results, (result) => (result.claim.published ? reproductionOf(result) : result.verdict));
  const counts = [...verdicts].sort().map(([verdict, of]) => `${digits(of.length)} ${verdict}`);
  return html`<p>Of ${counted(results.length, 'claim')}, <a href="#claims">${wordList(counts)}</a>.</p>`;
}

interface Fate {
  readonly arm: Arm;
  readonly modes: number;
  /** Runs that count: finished with a reading, or diverged. */
  readonly n: number;
  readonly kept: number;
  readonly diverged: number;
  readonly median: Ranked;
}

/** Of settings whose targets have modes that were counted. */
function fatesOf(arms: readonly Arm[], context: Context): readonly Fate[] {
  const column = context.columns.find(({ metric }) => metric.name === 'modes-covered');
  return column ? arms.flatMap((arm) => fateOf(arm, column, context) ?? []) : [];
}

function aboutModes(fates: readonly Fate[]): Html {
  return html`${fates.length > 2 ? html`<p>${tellTogether(fates)}</p>` : null}${
    fates.length <= TOLD_ONE_BY_ONE
      ? html`<ul class="fates ${fates.length > 2 ? 'small' : 'large'}">${fates.map((fate) => html`<li>${tell(fate)}</li>`)}</ul>`
      : null
  }`;
}

function fateOf(arm: Arm, column: Column, context: Context): Fate | null {
  const modes = modeCount(arm, context);
  const { ranked, median } = summaryOf(arm, column);
  if (modes === null || modes < 2 || median === null) return null;
  const kept = arm.runs.filter((run) => {
    const reading = finalReadings(run).get(column.name);
    return run.outcome === 'finished' && reading && isPresent(reading) && reading.value >= modes;
  }).length;
  return { arm, modes, n: ranked.length, kept, diverged: ranked.filter((r) => r === 'diverged').length, median };
}

type Verb = 'kept' | 'diverged' | 'missed' | 'collapsed' | 'lost';

/** By the median run. Half of the modes or fewer is called a collapse. */
function verbOf({ modes, n, kept, diverged, median }: Fate): Verb {
  if (kept > n / 2) return 'kept';
  if (diverged > n / 2 || median === 'diverged') return 'diverged';
  if (median === 0) return 'missed';
  return median <= modes / 2 ? 'collapsed' : 'lost';
}

function tell(fate: Fate): Html {
  const { arm, modes, n, kept, diverged, median } = fate;
  const verb = verbOf(fate);
  const share = wilson({ successes: kept, trials: n });
  const seeds = `${kept} of ${counted(n, 'seed')} (${INTERVAL} ${percents(share)})`;
  const also = diverged > 0 && verb !== 'diverged' ? ` It diverged in ${diverged} of ${n}.` : '';
  const name = html`<i class="swatch" style="background:${arm.colour}"></i><strong>${breakable(arm.label)}</strong>`;
  if (verb === 'kept') return html`${name} kept all ${modes} modes in ${seeds}.${also}`;
  if (verb === 'diverged')
    return html`${name} diverged in ${diverged} of ${counted(n, 'seed')} and kept all ${modes} modes in ${seeds}.${why(arm)}`;
  const middle = `${n > 1 ? 'a median of ' : ''}${digits(Number(median))}`;
  const what = {
    missed: `hit no mode${n > 1 ? ' at the median' : ''}`,
    collapsed: `collapsed: it ended on ${middle} of ${modes} modes`,
    lost: `lost modes: it ended on ${middle} of ${modes}`,
  }[verb];
  return html`${name} ${what}, and kept all of them in ${seeds}.${also}${why(arm)}`;
}

/** The commonest verdict, where it says more than the sentence before it. */
function why({ runs, record }: Arm): Html | null {
  const [commonest] = countDiagnoses(runs, record.experiment);
  const told = failureModes.get(commonest?.diagnosis ?? '');
  if (told?.kind !== 'failure' || told.name === 'diverged') return null;
  const share = runs.length > 1 ? html`In ${commonest.runs.length} of ${runs.length} it was ` : 'It was ';
  return html` ${share}<a href="#diagnosis">${told.name}</a>: ${told.summary}.`;
}

const GROUPS: Readonly<Record<Verb, (modes: string) => { readonly one: string; readonly many: string }>> = {
  kept: (modes) => ({ one: `kept ${modes}`, many: `kept ${modes} in most seeds` }),
  lost: () => ({ one: 'lost some modes', many: 'lost some modes at the median' }),
  collapsed: () => ({
    one: 'collapsed (half of the modes or fewer)',
    many: 'collapsed (half of the modes or fewer at the median)',
  }),
  missed: () => ({ one: 'hit no mode', many: 'hit no mode at the median' }),
  diverged: () => ({ one: 'diverged', many: 'diverged in most seeds' }),
};

function tellTogether(fates: readonly Fate[]): string {
  const counts = new Set(fates.map(({ modes }) => modes));
  const modes = counts.size === 1 ? `all ${[...counts][0]} modes` : 'all modes';
  const seeds = fates.every(({ n }) => n === 1) ? 'one' : 'many';
  const groups = Object.entries(GROUPS).flatMap(([verb, says]) => {
    const members = fates.filter((fate) => verbOf(fate) === verb);
    const names =
      fates.length > TOLD_ONE_BY_ONE && members.length <= NAMED
        ? ` (${wordList(members.map(({ arm }) => arm.label))})`
        : '';
    return members.length ? [`${digits(members.length)} ${says(modes)[seeds]}${names}`] : [];
  });
  return `Of ${counted(fates.length, 'setting')}, ${wordList(groups)}.`;
}

/** Where no modes were counted: the first metric that has a better end, the Jensen-Shannon divergence if it was measured. */
function aboutDistance(arms: readonly Arm[], context: Context): Html {
  const ranking = context.columns.filter(({ metric }) => metric.better !== 'neither');
  const found = [...ranking.filter(({ metric }) => metric.name === 'js'), ...ranking]
    .map((column) => ({ column, told: toldOf(arms, column) }))
    .find(({ told }) => told.length > 0);
  if (!found) return html`<p>${endings(arms)}</p>`;
  const { column, told } = found;
  const brackets = told.every(({ summary }) => summary.ranked.length === 1)
    ? null
    : ': the median run, and in brackets the range of all';
  const ideal = column.metric.ideal === null ? null : html` Ideal is ${digits(column.metric.ideal)}.`;
  // Distances from different targets are no competition.
  const groups = byTarget(told.map(({ arm }) => arm)).map((group) => ({
    on: targetName(group[0]),
    ends: bestAndWorst(
      told.filter(({ arm }) => group.includes(arm)),
      column,
    ),
  }));
  if (groups.length > TOLD_IN_A_ROW)
    return html`<p>By ${column.name}${brackets}.${ideal}</p>
<ul class="fates small">${groups.map(({ on, ends }) => html`<li>On ${on}, ${ends}.</li>`)}</ul>`;
  const sentences = groups.map(
    ({ on, ends }, i) => html`${groups.length > 1 ? `${i ? '; on' : ' on'} ${on}` : null}, ${ends}`,
  );
  return html`<p>By ${column.name}${sentences}${brackets}.${ideal}</p>`;
}

function toldOf(arms: readonly Arm[], column: Column): readonly Told[] {
  return arms.flatMap((arm) => {
    const summary = summaryOf(arm, column);
    return summary.median === null ? [] : [{ arm, summary, median: summary.median }];
  });
}

interface Told {
  readonly arm: Arm;
  readonly summary: Summary;
  readonly median: Ranked;
}

function bestAndWorst(told: readonly Told[], column: Column): Html {
  const sorted = told.toSorted((a, b) => compareRanked(a.median, b.median, column));
  const say = ({ arm, summary }: Told) =>
    html`<strong>${breakable(arm.label)}</strong> at ${sayMedian(summary, column)}`;
  const [best, worst] = [sorted[0], sorted.at(-1)!];
  if (sorted.length === 1) return say(best);
  const asRead = ({ median }: Told) => sayRanked(median, column.metric.digits);
  if (asRead(best) === asRead(worst)) return html`all ${digits(sorted.length)} settings ended at ${asRead(best)}`;
  return html`${say(best)} ended best, and ${say(worst)} worst`;
}

function endings(arms: readonly Arm[]): string {
  const { finished, diverged, error, interrupted } = outcomes(arms.flatMap((arm) => arm.runs));
  return `${counted(finished, 'run')} finished, ${diverged} diverged, ${error} ended in an error, ${interrupted} were interrupted.`;
}

function caution(arms: readonly Arm[], context: Context): Html | null {
  if (isDeterministic(arms, context))
    return html`<p class="caution">Nothing is random in these games: one run of a setting says everything.</p>`;
  const fewest = Math.min(...arms.map((arm) => arm.runs.length));
  if (fewest >= FEWEST_SEEDS) return null;
  const seeds = fewest === 1 ? 'A single seed' : `${fewest} seeds`;
  return html`<p class="caution">${seeds} a setting ${fewest === 1 ? 'shows' : 'show'} what can happen, not how often:
a claim about these settings needs ${FEWEST_SEEDS} seeds or more.</p>`;
}
