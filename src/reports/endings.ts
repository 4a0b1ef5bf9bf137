/** How a metric ended in each setting, in one sentence. */
import type { Arm } from './arms.js';
import type { Column } from './context.js';
import { type Html, html } from './html.js';
import { digits, span } from './say.js';
import { byTarget, compareRanked, type Ranked, type Summary, summaryOf } from './summary.js';

const NAMED = 3; // settings; of more, only the best and the worst are named

/** `ends at 0.02 (0.01–0.03) under A, and 0.5 (0.4–diverged) under B`: the median run, and from the best to the worst. */
export function endSentence(arms: readonly Arm[], column: Column): Html {
  const told = arms.filter((arm) => summaryOf(arm, column).median !== null);
  if (told.length === 0) return html`ends without a reading in every run`;
  const groups = byTarget(told);
  return html`${groups.map((group, i) => html`${i ? '; ' : null}${groups.length > 1 ? `on ${group[0].cell.setting.target.name} ` : null}${among(group, column)}`)}`;
}

function among(arms: readonly Arm[], column: Column): Html {
  const told = arms.map((arm) => ({ arm, summary: summaryOf(arm, column) }));
  const say = ({ arm, summary }: (typeof told)[number]) => html`${sayMedian(summary)} under ${arm.label}`;
  if (told.length === 1) return html`ends at ${arms.length > 1 ? say(told[0]) : sayMedian(told[0].summary)}`;
  if (told.length <= NAMED) return html`ends at ${told.map((one, i) => html`${i ? ', and ' : null}${say(one)}`)}`;
  if (column.metric.better === 'neither') return html`ends differently in ${told.length} settings: see the table`;
  const sorted = told.toSorted((a, b) => compareRanked(a.summary.median!, b.summary.median!, column));
  return html`ends best at ${say(sorted[0])}, and worst at ${say(sorted.at(-1)!)}`;
}

/** `0.54 (0.49–diverged)`: the median, and from the best to the worst run where they differ. */
export function sayMedian(summary: Summary): string {
  return `${sayRanked(summary.median!)}${summary.ranked.length > 1 ? ` (${sayEnds(summary)})` : ''}`;
}

/** `0.49–diverged`, from best to worst. */
export function sayEnds({ ranked }: Summary): string {
  const [best, worst] = [sayRanked(ranked[0]), sayRanked(ranked.at(-1)!)];
  return best === worst ? 'every run' : span(best, worst);
}

export function sayRanked(value: Ranked): string {
  return value === 'diverged' ? value : digits(value);
}
