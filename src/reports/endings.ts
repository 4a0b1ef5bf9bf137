/** How a metric ended in each setting, in one sentence. */
import type { Arm } from './arms.js';
import type { Column } from './column.js';
import { type Html, html } from './html.js';
import { digits, list, plural, span } from './say.js';
import { byTarget, compareRanked, type Ranked, type Summary, summaryOf } from './summary.js';

const NAMED = 3; // settings; of more, only the best and the worst are named

/** `ends at 0.02 (0.01–0.03) under A, and 0.5 (0.4–0.6; 1 diverged) under B`: the median run, and the range of all. */
export function endSentence(arms: readonly Arm[], column: Column): Html {
  const told = arms
    .map((arm) => ({ arm, summary: summaryOf(arm, column) }))
    .filter(({ summary }) => summary.median !== null);
  if (told.length === 0) return html`ends without a reading in every run`;
  const groups = byTarget(told.map(({ arm }) => arm));
  return html`${groups.map((group, i) => {
    const on = groups.length > 1 ? `on ${targetName(group[0])} ` : null;
    const members = told.filter(({ arm }) => group.includes(arm));
    return html`${i ? '; ' : null}${on}${among(members, column)}`;
  })}`;
}

/** What its runs are after: the data, or the game. */
export function targetName({ cell: { setting } }: Arm): string {
  return (setting.target ?? setting.arena).name;
}

interface Told {
  readonly arm: Arm;
  readonly summary: Summary;
}

function among(told: readonly Told[], column: Column): string {
  const say = ({ arm, summary }: Told) => `${at(summary.median!, sayMedian(summary, column))} under ${arm.label}`;
  if (told.length === 1) return `ends ${at(told[0].summary.median!, sayMedian(told[0].summary, column))}`;
  if (told.length <= NAMED) return `ends ${told.map(say).join(', and ')}`;
  if (column.metric.better === 'neither') return `ends differently in ${told.length} settings: see the table`;
  const sorted = told.toSorted((a, b) => compareRanked(a.summary.median!, b.summary.median!, column));
  const [best, worst] = [sorted[0], sorted.at(-1)!].map((end) => {
    const tied = sorted.filter(({ summary }) => compareRanked(summary.median!, end.summary.median!, column) === 0);
    if (tied.length === 1) return say(end);
    const names = tied.length <= NAMED ? list(tied.map(({ arm }) => arm.label)) : plural(tied.length, 'setting');
    return `${at(end.summary.median!, sayRanked(end.summary.median!, column.metric.digits))} under ${names}`;
  });
  return best === worst ? `ends ${best}` : `ends best ${best}, and worst ${worst}`;
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
