/** What people call a cell among its fellows: the labels that tell it apart, without those that most cells share. */
import type { PlannedCell } from './plan.js';

/** A label that at least this share of the cells has in common says nothing about one of them. */
const COMMON = 0.75;

/** One short label a cell, in their order; all different. */
export function shortLabels(cells: readonly Pick<PlannedCell, 'labels' | 'folder'>[]): string[] {
  const counts = new Map<string, number>();
  for (const { labels } of cells)
    for (const entry of Object.entries(labels)) counts.set(key(entry), (counts.get(key(entry)) ?? 0) + 1);
  const telling = (entry: [string, string]) => (counts.get(key(entry)) as number) < COMMON * cells.length;
  const short = cells.map(({ labels, folder }) => {
    const all = Object.entries(labels);
    const told = all.filter(telling);
    return (told.length ? told : all).map(say).join(' \u00b7 ') || folder;
  });
  if (new Set(short).size === cells.length) return short;
  return cells.map(({ labels, folder }) => Object.entries(labels).map(say).join(' \u00b7 ') || folder);
}

const key = ([axis, label]: [string, string]) => `${axis}=${label}`;

/** A word says by itself what it is; a bare number needs its axis. */
function say([axis, label]: [string, string]): string {
  return /^[\d.+-]/.test(label) || /^(true|false|null)$/.test(label) ? `${axis} ${label}` : label;
}
