/** How a metric ended in each setting, in one sentence. */

import { counted, digits, span } from '../../core/text/typeset-numbers.js';
import { breakable, type Html, html } from '../page/html.js';
import type { Arm } from '../page/settings.js';
import { byTarget, compareRanked, type Ranked, type Summary, summaryOf } from '../page/summary.js';
import type { Column } from './column.js';

const NAMED = 3; // settings; of more, only the best and the worst are named
const TARGETS = 3; // whose ends are told in one sentence

/** `ends at 0.02 (0.01–0.03) under A, and 0.5 (0.4–0.6; 1 diverged) under B`: the median run, and the range of all. */
export function endSentence(arms: readonly Arm[], column: Column): Html {
  const told = arms
    .map((arm) => ({ arm, summary: summaryOf(arm, column) }))
    .filter(({ summary }) => summary.median !== null);
  if (told.length === 0) return html`ends without a reading in every run`;
  const groups = byTarget(told.map(({ arm }) => arm));
  if (groups.length > TARGETS) return html`ends on ${groups.length} targets, which do not compare: see the table`;
  return html`${groups.map((group, i) => {
    const on = groups.length > 1 ? `on ${targetName(group[0])} it ` : null;
    const members = told.filter(({ arm }) => group.includes(arm));
    return html`${i ? '; ' : null}${on}ends ${among(members, column)}`;
  })}`;
}

/** What its runs are after: the data, or the game. */
export function targetName({ cell: { setting } }: Arm): string {
  return (setting.target ?? setting.game).name;
}

interface Told {
  readonly arm: Arm;
  readonly summary: Summary;
}

function among(told: readonly Told[], column: Column): Html {
  const median = ({ summary }: Told) => summary.median!;
  const ended = (one: Told) => at(median(one), sayMedian(one.summary, column));
  const say = (one: Told) => html`${ended(one)} under ${named([one])}`;
  if (told.length === 1) return html`${ended(told[0])}`;
  if (told.length <= NAMED) return html`${told.map((one, i) => html`${i ? ', and ' : null}${say(one)}`)}`;
  if (column.metric.better === 'neither') return html`differently in ${told.length} settings: see the table`;
  const sorted = told.toSorted((a, b) => compareRanked(median(a), median(b), column));
  const [best, worst] = [sorted[0], sorted.at(-1)!];
  const tied = (end: Told) => sorted.filter((one) => compareRanked(median(one), median(end), column) === 0);
  const sayEnd = (end: Told) => {
    const all = tied(end);
    return all.length === 1
      ? say(end)
      : html`${at(median(end), sayRanked(median(end), column.metric.digits))} under ${named(all)}`;
  };
  return tied(best).length === told.length ? sayEnd(best) : html`best ${sayEnd(best)}, and worst ${sayEnd(worst)}`;
}

/** Labels that stand out from the sentence; of many settings their number. */
function named(told: readonly Told[]): Html {
  if (told.length > NAMED) return html`${counted(told.length, 'setting')}`;
  const joint = (i: number) => (i === 0 ? null : i === told.length - 1 ? ' and ' : ', ');
  return html`${told.map(({ arm }, i) => html`${joint(i)}<span class="arm">${breakable(arm.label)}</span>`)}`;
}

function at(median: Ranked, says: string): string {
  return median === 'diverged' ? says : `at ${says}`;
}

/** `0.54 (0.49–0.6; 1 diverged)`: the median, and the range where there is one. */
export function sayMedian(summary: Summary, { metric }: Column): string {
  return `${sayRanked(summary.median!, metric.digits)}${summary.ranked.length > 1 ? ` (${sayRange(summary)})` : ''}`;
}

/** `0.49–0.6; 1 diverged`, or `every run`. */
export function sayRange({ ranked }: Summary): string {
  const values = ranked.filter((value) => value !== 'diverged').sort((a, b) => a - b);
  if (values.length === 0) return 'every run';
  const diverged = ranked.length - values.length;
  const [least, greatest] = [digits(values[0]), digits(values.at(-1)!)];
  const numbers = least !== greatest ? span(least, greatest) : diverged ? least : 'every run';
  return diverged ? `${numbers}; ${diverged} diverged` : numbers;
}

export function sayRanked(value: Ranked, significant?: number): string {
  return value === 'diverged' ? value : digits(value, significant);
}
