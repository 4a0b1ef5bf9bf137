/** How a metric ended in each setting, in one sentence. */
import type { Arm } from './arms.js';
import type { Column } from './context.js';
import { type Html, html } from './html.js';
import { digits } from './say.js';
import { compareRanked, type Ranked, type Summary, summaryOf } from './summary.js';

const NAMED = 3; // settings; of more, only the best and the worst are named

/** Numbers in brackets are the best and the worst run. */
export function endSentence(arms: readonly Arm[], column: Column): Html {
  const told = arms
    .filter((arm) => arm.runs.length > 0)
    .map((arm) => ({ arm, summary: summaryOf(arm, column) }))
    .filter(({ summary }) => summary.median !== null);
  if (told.length === 0) return html`No run ended with a reading.`;
  const say = ({ arm, summary }: (typeof told)[number]) => html`${sayMedian(summary)} under ${arm.label}`;
  if (told.length === 1) return html`Ends at ${sayMedian(told[0].summary)}.`;
  if (told.length <= NAMED)
    return html`Ends at ${told.map((one, i) => html`${i ? (i === told.length - 1 ? ' and ' : ', ') : null}${say(one)}`)}.`;
  const sorted = told.toSorted((a, b) => compareRanked(a.summary.median!, b.summary.median!, column));
  if (column.metric.better === 'neither')
    return html`${told.length} settings have readings; the table has where each ends.`;
  return html`Ends best at ${say(sorted[0])}, worst at ${say(sorted.at(-1)!)}.`;
}

/** `0.54 (0.49–diverged)`: the median, and from the best to the worst run where they differ. */
export function sayMedian(summary: Summary): string {
  return `${sayRanked(summary.median!)}${summary.ranked.length > 1 ? ` (${sayEnds(summary)})` : ''}`;
}

/** `0.49–diverged`, from best to worst. */
export function sayEnds({ ranked }: Summary): string {
  const [best, worst] = [sayRanked(ranked[0]), sayRanked(ranked.at(-1)!)];
  if (best === worst) return 'every run';
  // A dash beside a minus sign could not be told from it.
  return [best, worst].some((end) => end.startsWith('\u2212')) ? `${best} to ${worst}` : `${best}–${worst}`;
}

export function sayRanked(value: Ranked): string {
  return value === 'diverged' ? value : digits(value);
}
