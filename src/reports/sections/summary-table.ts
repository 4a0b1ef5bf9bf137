/** One row a setting: how its runs ended, and where every metric ended. */

import type { Json } from '../../core/gan/setting.js';
import { groupBy } from '../../core/math/group-by.js';
import { wilson } from '../../core/math/statistics/statistics.js';
import { roundedDecimals } from '../../core/text/plain-numbers.js';
import { counted, digits, INTERVAL, percent, percents, range } from '../../core/text/typeset-numbers.js';
import { wordList } from '../../core/text/words.js';
import type { Null } from '../../metrics/_nulls/null.js';
import { columnsOf } from '../../records/experiment.js';
import { label } from '../../records/labels.js';
import { type Context, isDeterministic, modeCount } from '../page/context.js';
import { breakable, type Html, html } from '../page/html.js';
import type { Arm } from '../page/settings.js';
import {
  byTarget,
  compareRanked,
  interquartile,
  outcomes,
  type Ranked,
  type Summary,
  summaryOf,
} from '../page/summary.js';
import type { Column } from '../text/column.js';
import { sayRange, sayRanked } from '../text/endings.js';
import { digested } from '../text/estimation.js';
import type { Section } from './_section.js';
import { term, unitOf } from './_term.js';

const ENOUGH = 6; // seeds from which an interval over them says something

export function summaryTable(context: Context): Section | null {
  const arms = context.drawn.arms.filter((arm) => arm.runs.length > 0);
  if (arms.length === 0) return null;
  const intervals = arms.every((arm) => arm.runs.length >= ENOUGH);
  const certain = isDeterministic(arms, context);
  const says = certain
    ? 'Final readings. Nothing is random: one run of a setting says everything. One that diverged ranks worst.'
    : intervals
      ? `Final readings: the interquartile mean over the seeds (the mean of the middle half), and below it its ${INTERVAL} (bootstrap of 10 000 resamples, seed 1). Where more than a quarter of the runs diverged, the median run stands in its place, with the range.`
      : 'Final readings: the median over the seeds, and below it their range. A diverged run ranks worst.';
  // Experiments that measured other things have a table of their own.
  const groups = [...groupBy(arms, ({ record }) => columnsOf(record.experiment).join('\n')).values()];
  return {
    id: 'summary',
    title: 'How it ended',
    body: html`<p class="caption">${says} ${
      arms.length > 1
        ? html`Among ${context.drawn.some ? 'these settings, where they have' : 'settings with'} the same target, <span class="best">blue</span> marks the best and <span class="worst">orange</span> the worst; that is no test of significance.`
        : null
    }</p>
${groups.map((group) => {
  const title = groups.length > 1 ? wordList([...new Set(group.map((arm) => arm.title))]) : null;
  return html`${title ? html`<h3>${title}</h3>` : null}${table(group, { title, intervals, certain }, context)}`;
})}${unfinished(context.arms)}`,
  };
}

interface Told {
  /** Of the experiments, where there are several tables. */
  readonly title: string | null;
  readonly intervals: boolean;
  readonly certain: boolean;
}

/** Of settings that measured the same. */
function table(arms: readonly Arm[], { title, intervals, certain }: Told, context: Context): Html {
  const measured = new Set(columnsOf(arms[0].record.experiment));
  const shown = context.columns.filter(({ name }) => measured.has(name));
  const columns = shown.map((column) => summarise(column, arms, intervals));
  return html`<div class="wide bleed" tabindex="0" role="region" aria-label="Final readings of every setting${title ? ` of ${title}` : null}"><table class="summary${columns.length > 6 ? ' dense' : null}">
<thead><tr><th scope="col">setting</th><th scope="col">runs</th><th scope="col">diverged${certain ? null : html`<small>${INTERVAL}</small>`}</th>
${columns.map(({ column }) => html`<th scope="col">${term(column)}<small>${unitOf(column)}</small></th>`)}</tr></thead>
<tbody>${arms.map((arm) => row(arm, columns, certain, context))}</tbody>
<tfoot>${idealRows(arms, shown, context)}</tfoot></table></div>${withoutNulls(arms, shown, context)}`;
}

interface Cell {
  readonly summary: Summary;
  /** What stands for the arm; null without a reading. */
  readonly centre: Ranked | null;
  readonly below: string | null;
  readonly tint: '' | 'best' | 'worst';
}

interface Summarised {
  readonly column: Column;
  readonly cells: ReadonlyMap<Arm, Cell>;
}

function summarise(column: Column, arms: readonly Arm[], intervals: boolean): Summarised {
  const cells = new Map(arms.map((arm) => [arm, centred(summaryOf(arm, column), column, intervals)]));
  for (const group of byTarget(arms)) {
    const sorted = group.flatMap((arm) => cells.get(arm)!.centre ?? []).sort((a, b) => compareRanked(a, b, column));
    // Only where the settings really differ.
    if (sorted.length === 0 || isAlike(sorted[0], sorted.at(-1)!, column)) continue;
    for (const arm of group) {
      const cell = cells.get(arm)!;
      const at = (end: Ranked) => cell.centre !== null && compareRanked(cell.centre, end, column) === 0;
      cells.set(arm, { ...cell, tint: at(sorted[0]) ? 'best' : at(sorted.at(-1)!) ? 'worst' : '' });
    }
  }
  return { column, cells };
}

const ROUNDING = 1e-12; // what sums in float64 leave of a number of the size of one

function isAlike(best: Ranked, worst: Ranked, column: Column): boolean {
  const apart = best === 'diverged' || worst === 'diverged' ? Infinity : Math.abs(best - worst);
  return apart < ROUNDING || compareRanked(best, worst, column) === 0;
}

function centred(summary: Summary, column: Column, intervals: boolean): Cell {
  const iqm = intervals ? interquartile(summary, column) : null;
  const below = summary.ranked.length > 1 ? sayRange(summary) : null;
  if (iqm) return { summary, centre: iqm.value, below: below === 'every run' ? below : range(iqm.interval), tint: '' };
  return { summary, centre: summary.median, below, tint: '' };
}

function row(arm: Arm, columns: readonly Summarised[], certain: boolean, context: Context): Html {
  const { finished, diverged, error, interrupted } = outcomes(arm.runs);
  const others = [
    diverged && `${diverged} diverged`,
    error && counted(error, 'error'),
    interrupted && `${interrupted} interrupted`,
  ].filter(Boolean);
  const n = finished + diverged;
  return html`<tr><th scope="row"><i class="swatch" style="background:${arm.colour}"></i>${breakable(arm.label)}</th>
<td>${arm.runs.length}<small>${others.join(', ') || null}</small></td>
${failures({ diverged, n }, certain)}
${columns.map(({ column, cells }) => cellHtml(cells.get(arm)!, { column, estimator: context.estimatorOf(arm, column) }))}</tr>`;
}

function failures({ diverged, n }: { readonly diverged: number; readonly n: number }, certain: boolean): Html {
  if (n === 0) return html`<td>–</td>`;
  if (certain) return html`<td>${diverged ? 'yes' : 'no'}</td>`;
  return html`<td>${percent(diverged / n)}<small>${percents(wilson({ successes: diverged, trials: n }))}</small></td>`;
}

/** By hovering, the number's estimator. */
function cellHtml(
  { summary: { absent }, centre, below, tint }: Cell,
  { column, estimator }: { readonly column: Column; readonly estimator: string | null },
): Html {
  if (centre === null) return html`<td class="absent">absent<small>${absent[0] ?? null}</small></td>`;
  const without = absent.length ? html`<small title="${absent[0]}">${absent.length} absent</small>` : null;
  return html`<td class="${tint}"${estimator === null ? null : html` title="${digested(estimator)}"`}>${sayRanked(centre, column.metric.digits)}<small>${below}</small>${without}</td>`;
}

/** What a perfect generator, and a D at its optimum, would read: a row for each target, and each number of samples. */
function idealRows(arms: readonly Arm[], columns: readonly Column[], context: Context): Html[] {
  const groups = alike(arms, context);
  const sizes = new Set(groups.map(([arm]) => context.samplesOf(arm)));
  const rows = groups.map((group) => ({ group, cells: idealCells(group, columns, context) }));
  // Settings whose ideals are all the same need no telling apart.
  if (new Set(rows.map(({ cells }) => html`${cells}`.text)).size === 1) return [idealRow('if q were p', rows[0].cells)];
  return rows.map(({ group: [arm], cells }) => {
    const { target, game } = arm.cell.setting;
    const names = [
      roundedDecimals(label((target ?? game) as Json)),
      ...(sizes.size > 1 ? [`n = ${digits(context.samplesOf(arm))}`] : []),
    ];
    return idealRow(html`if q were p<small>${breakable(names.join(', '))}</small>`, cells);
  });
}

/** Those of one target, measured on as many samples. */
function alike(arms: readonly Arm[], { samplesOf }: Context): Arm[][] {
  return byTarget(arms).flatMap((group) =>
    [...new Set(group.map(samplesOf))].map((samples) => group.filter((arm) => samplesOf(arm) === samples)),
  );
}

/** Why what rests on samples has no null. */
function withoutNulls(arms: readonly Arm[], columns: readonly Column[], context: Context): Html | null {
  const lacks = alike(arms, context).flatMap(([arm]) =>
    columns.flatMap((column) => {
      const why = context.nullLacks(arm, column);
      return why === undefined ? [] : [{ why, column }];
    }),
  );
  const measured = Math.max(...arms.map((arm) => arm.record.experiment.measure.metrics.length));
  const reasons = groupBy(lacks, ({ why }) => why);
  return html`${[...reasons].map(([why, of]) => {
    const lacking = [...new Set(of.map(({ column }) => column))];
    // What holds of every column need not name them: it is the target's, and no metric's.
    const named =
      lacking.length < measured ? lacking.map((column, i) => html`${i ? ', ' : ' in '}${term(column)}`) : null;
    return html`<p class="note">What samples of the target itself read${named} is not known: ${why}.</p>`;
  })}`;
}

function idealRow(head: Html | string, cells: readonly Html[]): Html {
  return html`<tr><th scope="row">${head}</th><td></td><td></td>${cells}</tr>`;
}

function idealCells([arm]: readonly Arm[], columns: readonly Column[], context: Context): Html[] {
  return columns.map((column) => {
    const found = context.nullOf(arm, column);
    if (found)
      return html`<td>${digits(found.mean)}<small title="${nullSays(found)}">${found.low === found.high ? 'every draw' : range(found)}</small></td>`;
    const value = column.metric.name === 'modes-covered' ? modeCount(arm, context) : column.metric.ideal;
    return html`<td>${value === null ? '' : digits(value)}</td>`;
  });
}

function nullSays({ draws, ideal, bound }: Null): string {
  const says = `mean and middle 95\u202f% of ${draws} draws of as many samples from the target itself`;
  return [
    says,
    ideal === null ? '' : `; without sampling noise ${digits(ideal)}`,
    bound === null ? '' : `; no q can exceed ${digits(bound)}`,
  ].join('');
}

const MOST_UNFINISHED = 500; // rows

/** The runs that did not finish, each with the reason. */
function unfinished(arms: readonly Arm[]): Html | null {
  const runs = arms.flatMap((arm) => arm.runs.filter((run) => run.outcome !== 'finished').map((run) => ({ arm, run })));
  if (runs.length === 0) return null;
  const listed = runs.slice(0, MOST_UNFINISHED);
  return html`<details><summary>${counted(runs.length, 'run')} did not finish</summary><table><thead><tr><th scope="col">setting</th><th scope="col">seed</th><th scope="col">outcome</th><th scope="col">steps</th><th scope="col" class="text">why</th></tr></thead>
<tbody>${listed.map(({ arm, run }) => html`<tr><th scope="row">${breakable(arm.label)}</th><td>${run.seed}</td><td>${run.outcome}</td><td>${digits(run.steps)}</td><td class="text">${run.reason}</td></tr>`)}</tbody></table>${runs.length > listed.length ? html`<p class="note">The first ${digits(listed.length)} of them; results.csv has all.</p>` : null}</details>`;
}
