/** The results in a few plain sentences, computed from the final values; never more than they show. */

import { groupBy } from '../../core/collections/group-by.js';
import { minimum } from '../../core/math/long-lists.js';
import { counted, digits, INTERVAL } from '../../core/text/typeset-numbers.js';
import { wordList } from '../../core/text/words.js';
import { reproductionOf } from '../../inference/claims/reproduction.js';
import { areDeterministic, type Context } from '../page/context.js';
import type { MetricColumn } from '../page/extras.js';
import { breakable, type Html, html } from '../page/html.js';
import { compareRanked, countOutcomes, groupByTarget } from '../page/metric-summary.js';
import type { ReportSetting } from '../page/report-settings.js';
import {
  formatMedian,
  formatRanked,
  type SettingSummary,
  settingSummaries,
  targetName,
} from '../text/final-sentence.js';
import { type ModeOutcome, modeOutcomes, modeResults } from '../text/mode-results.js';
import { metricTerm } from './_metric-term.js';
import type { Section } from './_section.js';

const MIN_SEEDS_FOR_CLAIMS = 6; // with five, no two-sided test over seeds can reach 5 %
const MAX_TARGETS_IN_SENTENCE = 2;

export function keyResultsSection(context: Context): Section {
  return { id: 'key-results', title: 'Key results', body: keyResults(context) };
}

function keyResults(context: Context): Html {
  const settings = context.settings.filter((setting) => setting.runs.length > 0);
  if (settings.length === 0) return html`<p>No run has a result yet.</p>`;
  const outcomes = modeOutcomes(settings, context);
  const others = settings.filter((setting) => !outcomes.some((outcome) => outcome.setting === setting));
  return html`${outcomes.length > 0 ? html`${modeResults(outcomes)}${coverageNote(outcomes, context)}` : null}${others.length > 0 ? distanceResults(others, context) : null}${claimCounts(context)}${caution(settings, context)}`;
}

/** What "covered" means here, and the interval. */
function coverageNote([{ setting }]: readonly ModeOutcome[], context: Context): Html {
  const column = context.columns.find(({ metric }) => metric.name === 'modes-covered')!;
  const { metrics } = setting.record.experiment.measure;
  const choice = metrics.find((asked) => asked.column === column.name)?.choice;
  const { atLeast = 1, radius = 3 } = choice ?? { name: column.name };
  const samples = atLeast === 1 ? 'a sample of G lies' : `${atLeast} or more samples of G lie`;
  return html`<p class="note">A mode is covered (${metricTerm(column)}) if ${samples} within ${String(radius)} standard deviations of it. The ${INTERVAL} is that of the share of seeds.</p>`;
}

/** How many claims have which verdict. */
function claimCounts({ claimResults }: Context): Html | null {
  const results = claimResults.flat();
  if (results.length === 0) return null;
  const verdicts = groupBy(results, (result) => (result.claim.published ? reproductionOf(result) : result.verdict));
  const counts = [...verdicts]
    .sort()
    .map(([verdict, of]) => `${digits(of.length)} ${of.length === 1 ? 'is' : 'are'} ${verdict}`);
  return html`<p>Of ${counted(results.length, 'claim')}, <a href="#claims">${wordList(counts)}</a>.</p>`;
}

/** If no modes were counted: the Jensen-Shannon divergence, or else the first metric with a better direction. */
function distanceResults(settings: readonly ReportSetting[], context: Context): Html {
  const ranking = context.columns.filter(({ metric }) => metric.better !== 'neither');
  const measured = [...ranking.filter(({ metric }) => metric.name === 'js'), ...ranking]
    .map((column) => ({ column, ends: settingSummaries(settings, column) }))
    .find(({ ends }) => ends.length > 0);
  if (!measured) return html`<p>${outcomeCounts(settings)}</p>`;
  const { column, ends } = measured;
  const meaning = ends.every(({ summary }) => summary.ranked.length === 1)
    ? null
    : ' Values are medians over the seeds, with the range of all runs in brackets.';
  const ideal = column.metric.ideal === null ? null : html` The ideal value is ${digits(column.metric.ideal)}.`;
  // Values on different targets are not comparable.
  const groups = groupByTarget(ends.map(({ setting }) => setting)).map((group) => ({
    target: targetName(group[0]),
    result: bestAndWorst(
      ends.filter(({ setting }) => group.includes(setting)),
      column,
    ),
  }));
  if (groups.length > MAX_TARGETS_IN_SENTENCE)
    return html`<p>Final ${metricTerm(column)} by target.${meaning}${ideal}</p>
<ul class="results small">${groups.map(({ target, result }) => html`<li>On ${target}: ${result}.</li>`)}</ul>`;
  const results = groups.map(
    ({ target, result }, i) => html`${i ? '; ' : null}${groups.length > 1 ? `on ${target}, ` : null}${result}`,
  );
  return html`<p>Final ${metricTerm(column)}: ${results}.${meaning}${ideal}</p>`;
}

function bestAndWorst(ends: readonly SettingSummary[], column: MetricColumn): Html {
  const sorted = ends.toSorted((a, b) => compareRanked(a.median, b.median, column));
  const withSetting = ({ setting, summary }: SettingSummary) =>
    html`${formatMedian(summary, column)} with <strong>${breakable(setting.label)}</strong>`;
  const [best, worst] = [sorted[0], sorted.at(-1)!];
  if (sorted.length === 1) return withSetting(best);
  const rounded = ({ median }: SettingSummary) => formatRanked(median, column.metric.digits);
  if (rounded(best) === rounded(worst)) return html`${rounded(best)} with all ${digits(sorted.length)} settings`;
  return html`best ${withSetting(best)}, worst ${withSetting(worst)}`;
}

function outcomeCounts(settings: readonly ReportSetting[]): string {
  const { finished, diverged, error, interrupted } = countOutcomes(settings.flatMap((setting) => setting.runs));
  return `${counted(finished, 'run')} finished, ${diverged} diverged, ${error} ended in an error, ${interrupted} ${interrupted === 1 ? 'was' : 'were'} interrupted.`;
}

/** A warning if there are too few seeds. */
function caution(settings: readonly ReportSetting[], context: Context): Html | null {
  if (areDeterministic(settings, context))
    return html`<p class="caution">Training is deterministic here: one run per setting is enough.</p>`;
  const fewest = minimum(settings.map((setting) => setting.runs.length));
  if (fewest >= MIN_SEEDS_FOR_CLAIMS) return null;
  return html`<p class="caution">With ${counted(fewest, 'seed')} per setting, differences may be due to chance: a claim about these settings needs at least
${MIN_SEEDS_FOR_CLAIMS} seeds.</p>`;
}
