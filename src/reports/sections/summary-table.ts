/** One row a setting: how its runs ended, and where every metric ended. */
import { wilson } from '../../core/math/statistics.js';
import type { Arm } from '../arms.js';
import { type Column, type Context, modeCount } from '../context.js';
import { sayEnds, sayRanked } from '../endings.js';
import { breakable, type Html, html } from '../html.js';
import { digits, INTERVAL, percent, percents, plural } from '../say.js';
import { compareRanked, outcomes, type Ranked, type Summary, summaryOf } from '../summary.js';
import type { Section } from './section.js';
import { term, unitOf } from './term.js';

export function summaryTable(context: Context): Section | null {
  const arms = context.arms.filter((arm) => arm.runs.length > 0);
  if (arms.length === 0) return null;
  const columns = context.columns.map((column) => ({
    column,
    summaries: new Map(arms.map((arm) => [arm.key, summaryOf(arm, column)])),
  }));
  return {
    id: 'summary',
    title: 'How it ended',
    body: html`<p class="caption">Final readings: the median over the seeds, and below it the best and the worst run. A diverged run ranks worst.
${arms.length > 1 ? html`In each column <span class="best">blue</span> marks the best median and <span class="worst">orange</span> the worst; that is no test of significance.` : null}</p>
<div class="wide bleed" tabindex="0" role="region" aria-label="Final readings of every setting"><table class="summary">
<thead><tr><th scope="col">setting</th><th scope="col">runs</th><th scope="col">failed<small>${INTERVAL}</small></th>
${columns.map(({ column }) => html`<th scope="col">${term(column)}<small>${unitOf(column)}</small></th>`)}</tr></thead>
<tbody>${arms.map((arm) => row(arm, columns))}</tbody>
<tfoot>${idealRow(arms, context)}</tfoot></table></div>${unfinished(arms)}`,
  };
}

interface Summarised {
  readonly column: Column;
  readonly summaries: ReadonlyMap<string, Summary>;
}

function row(arm: Arm, columns: readonly Summarised[]): Html {
  const { finished, diverged, error, interrupted } = outcomes(arm.runs);
  const others = [
    diverged && `${diverged} diverged`,
    error && plural(error, 'error'),
    interrupted && `${interrupted} interrupted`,
  ].filter(Boolean);
  const n = finished + diverged;
  const failed = wilson({ successes: diverged, trials: n });
  return html`<tr><th scope="row"><i class="swatch" style="background:${arm.colour}"></i>${breakable(arm.label)}</th>
<td>${arm.runs.length}<small>${others.join(', ') || null}</small></td>
<td>${n ? percent(diverged / n) : '–'}<small>${n ? percents(failed) : null}</small></td>
${columns.map(({ column, summaries }) => cell(arm, column, summaries))}</tr>`;
}

function cell(arm: Arm, column: Column, summaries: ReadonlyMap<string, Summary>): Html {
  const { ranked, median, absent } = summaries.get(arm.key)!;
  const without = absent.length ? `${absent.length} absent` : null;
  if (median === null)
    return html`<td class="absent" title="${absent[0] ?? ''}">absent<small>${absent[0] ?? null}</small></td>`;
  const ends = ranked.length > 1 ? sayEnds(summaries.get(arm.key)!) : null;
  return html`<td class="${tint(median, column, summaries)}">${sayRanked(median)}<small>${ends}</small>${without ? html`<small title="${absent[0]}">${without}</small>` : null}</td>`;
}

/** Only where the settings really differ. */
function tint(median: Ranked, column: Column, summaries: ReadonlyMap<string, Summary>): string {
  const medians = [...summaries.values()].flatMap((summary) => summary.median ?? []);
  const sorted = medians.toSorted((a, b) => compareRanked(a, b, column));
  if (compareRanked(sorted[0], sorted.at(-1)!, column) === 0) return '';
  if (compareRanked(median, sorted[0], column) === 0) return 'best';
  return compareRanked(median, sorted.at(-1)!, column) === 0 ? 'worst' : '';
}

/** What a perfect generator, and a D at its optimum, would read. */
function idealRow(arms: readonly Arm[], context: Context): Html {
  const modes = new Set(arms.map((arm) => modeCount(arm, context)));
  const ideal = ({ metric }: Column) => {
    if (metric.name === 'modes-covered' && modes.size === 1) return [...modes][0];
    return metric.ideal;
  };
  return html`<tr><th scope="row">if q were p</th><td></td><td></td>${context.columns.map((column) => {
    const value = ideal(column);
    return html`<td>${value === null || value === undefined ? '' : digits(value)}</td>`;
  })}</tr>`;
}

/** Every run that did not finish, with the reason. */
function unfinished(arms: readonly Arm[]): Html | null {
  const runs = arms.flatMap((arm) => arm.runs.filter((run) => run.outcome !== 'finished').map((run) => ({ arm, run })));
  if (runs.length === 0) return null;
  return html`<details><summary>${plural(runs.length, 'run')} did not finish</summary><table><thead><tr><th scope="col">setting</th><th scope="col">seed</th><th scope="col">outcome</th><th scope="col">steps</th><th scope="col" class="text">why</th></tr></thead>
<tbody>${runs.map(({ arm, run }) => html`<tr><th scope="row">${breakable(arm.label)}</th><td>${run.seed}</td><td>${run.outcome}</td><td>${digits(run.steps)}</td><td class="text">${run.reason}</td></tr>`)}</tbody></table></details>`;
}
