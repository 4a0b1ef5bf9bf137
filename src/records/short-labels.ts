/** What people call a cell among its fellows. */
import type { PlannedCell } from './experiment.js';

type Labelled = Pick<PlannedCell, 'labels'>;

/**
 * One short label a cell, in their order, without what tells no two of them apart: whole axes first, then the options
 * of names that differ, then what nearly all cells have in common. Empty for a single cell.
 */
export function shortLabels(cells: readonly Labelled[]): string[] {
  const axes = [...new Set(cells.flatMap(({ labels }) => Object.keys(labels)))];
  let kept = axes;
  for (const axis of kept.toReversed()) {
    const fewer = kept.filter((other) => other !== axis);
    const texts = new Set(cells.map((cell) => JSON.stringify(fewer.map((other) => cell.labels[other] ?? null))));
    if (fewer.length > 0 && texts.size === cells.length) kept = fewer;
  }
  const saying = kept.map((axis) => ({ axis, say: sayer(axis, cells), usual: usual(axis, cells) }));
  const labels = (leaveOut: boolean) =>
    cells.map((cell) =>
      saying
        .filter(({ axis, usual }) => cell.labels[axis] !== undefined && !(leaveOut && cell.labels[axis] === usual))
        .map(({ axis, say }) => say(cell.labels[axis]))
        .join(' · '),
    );
  const short = labels(true);
  return new Set(short).size === cells.length && !short.includes('') ? short : labels(false);
}

/** The label that nearly all cells have on an axis, if there is one: it goes without saying. */
function usual(axis: string, cells: readonly Labelled[]): string | undefined {
  const counts = new Map<string | undefined, number>();
  for (const { labels } of cells) counts.set(labels[axis], (counts.get(labels[axis]) ?? 0) + 1);
  return [...counts].find(([, count]) => count > (2 / 3) * cells.length)?.[0];
}

/** How to say the labels of an axis. A word says by itself what it is; a bare number needs its axis. */
function sayer(axis: string, cells: readonly Labelled[]): (label: string) => string {
  const labels = [...new Set(cells.flatMap((cell) => cell.labels[axis] ?? []))];
  const names = labels.map((label) => /^([a-z0-9-]+)\(.*\)$/.exec(label)?.[1] ?? label);
  if (new Set(names).size === labels.length && labels.length > 1)
    return (label) => named(axis, names[labels.indexOf(label)]);
  return (label) => named(axis, label);
}

function named(axis: string, label: string): string {
  return /^[\d.+-]/.test(label) || /^(true|false|null)$/.test(label) ? `${axis} ${label}` : label;
}
