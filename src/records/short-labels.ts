/** Short labels of cells. */
import type { PlannedCell } from './experiment.js';

type Labelled = Pick<PlannedCell, 'labels'>;

/**
 * One short label per cell, in their order, without parts that distinguish no two cells: first whole axes, then options
 * of names that differ, then the values of nearly all cells. Empty for a single cell.
 */
export function shortLabels(cells: readonly Labelled[]): string[] {
  const axes = [...new Set(cells.flatMap(({ labels }) => Object.keys(labels)))];
  let kept = axes;
  for (const axis of kept.toReversed()) {
    const fewer = kept.filter((other) => other !== axis);
    const texts = new Set(cells.map((cell) => JSON.stringify(fewer.map((other) => cell.labels[other] ?? null))));
    if (fewer.length > 0 && texts.size === cells.length) kept = fewer;
  }
  const shown = kept.map((axis) => ({ axis, format: labelFormatter(axis, cells), usual: usual(axis, cells) }));
  const labels = (leaveOut: boolean) =>
    cells.map((cell) =>
      shown
        .filter(({ axis, usual }) => cell.labels[axis] !== undefined && !(leaveOut && cell.labels[axis] === usual))
        .map(({ axis, format }) => format(cell.labels[axis]))
        .join(' · '),
    );
  const short = labels(true);
  return new Set(short).size === cells.length && !short.includes('') ? short : labels(false);
}

/** The label that nearly all cells have on an axis, if there is one, which labels omit. */
function usual(axis: string, cells: readonly Labelled[]): string | undefined {
  const counts = new Map<string | undefined, number>();
  for (const { labels } of cells) counts.set(labels[axis], (counts.get(labels[axis]) ?? 0) + 1);
  return [...counts].find(([, count]) => count > (2 / 3) * cells.length)?.[0];
}

/** The text of an axis's labels. A word is clear by itself; a number needs the name of its axis. */
function labelFormatter(axis: string, cells: readonly Labelled[]): (label: string) => string {
  const labels = [...new Set(cells.flatMap((cell) => cell.labels[axis] ?? []))];
  const names = labels.map((label) => /^([a-z0-9-]+)\(.*\)$/.exec(label)?.[1] ?? label);
  if (new Set(names).size === labels.length && labels.length > 1)
    return (label) => named(axis, names[labels.indexOf(label)]);
  return (label) => named(axis, label);
}

function named(axis: string, label: string): string {
  return /^[\d.+-]/.test(label) || /^(true|false|null)$/.test(label) ? `${axis} ${label}` : label;
}
