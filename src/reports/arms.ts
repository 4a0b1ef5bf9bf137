/** The settings that a report compares, each with its name, its colour and its runs; several experiments side by side. */
import type { PlannedCell } from '../core/experiment/plan.js';
import type { ExperimentRecord, RunRecord } from '../core/records.js';

export interface Arm {
  /** For the page's script and styles: `a0`, `a1`, ... */
  readonly key: string;
  readonly record: ExperimentRecord;
  /** The experiment's name, told apart from its namesakes. */
  readonly title: string;
  readonly cell: PlannedCell;
  /** What the sweep changes, e.g. `minimax · sgd(lr=0.1)`. */
  readonly label: string;
  readonly colour: string;
  /** Tells arms of one colour apart, as SVG's dasharray; empty is a solid line. */
  readonly dash: string;
  /** In order of seeds. */
  readonly runs: readonly RunRecord[];
}

// Okabe and Ito's colours, which people with any kind of colour vision tell apart; their yellow is too pale for lines.
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#5b5b5b'];
const DASHES = ['', '6,3', '2,3', '9,3,2,3'];

export function armsOf(records: readonly ExperimentRecord[]): Arm[] {
  const titles = titlesOf(records);
  const cells = records.flatMap((record, i) => {
    const labels = labelsOf(record);
    return record.experiment.cells.map((cell) => ({ record, title: titles[i], cell, label: labels.get(cell.id)! }));
  });
  return cells.map(({ record, title, cell, label }, i) => ({
    key: `a${i}`,
    record,
    title,
    cell,
    label: records.length > 1 ? (label === '' ? title : `${title}: ${label}`) : label || record.experiment.name,
    colour: COLOURS[i % COLOURS.length],
    dash: DASHES[Math.floor(i / COLOURS.length) % DASHES.length],
    runs: record.runs.filter((run) => run.cell.id === cell.id).toSorted((a, b) => a.seed - b.seed),
  }));
}

/** Experiments' names, with the profile where there is one, numbered where that leaves two alike. */
export function titlesOf(records: readonly ExperimentRecord[]): string[] {
  const names = records.map(({ experiment: { name, profile } }) => (profile ? `${name} (${profile})` : name));
  return names.map((name, i) =>
    names.filter((other) => other === name).length > 1
      ? `${name} [${names.slice(0, i + 1).filter((n) => n === name).length}]`
      : name,
  );
}

/** The cells' labels without what tells no two of them apart: whole axes first, then the options of names that differ. */
function labelsOf({ experiment: { axes, cells } }: ExperimentRecord): Map<string, string> {
  let kept = axes.filter((axis) => cells.some((cell) => cell.labels[axis] !== undefined));
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
  const told = new Set(short).size === cells.length && !short.includes('') ? short : labels(false);
  return new Map(cells.map((cell, i) => [cell.id, told[i]]));
}

/** The label that nearly all cells have on an axis, if there is one: it goes without saying. */
function usual(axis: string, cells: readonly PlannedCell[]): string | undefined {
  return cells
    .map((cell) => cell.labels[axis])
    .find((label) => cells.filter((cell) => cell.labels[axis] === label).length > (2 / 3) * cells.length);
}

/** How to say the labels of an axis. A word says by itself what it is; a bare number needs its axis. */
function sayer(axis: string, cells: readonly PlannedCell[]): (label: string) => string {
  const labels = [...new Set(cells.flatMap((cell) => cell.labels[axis] ?? []))];
  const names = labels.map((label) => /^([a-z0-9-]+)\(.*\)$/.exec(label)?.[1] ?? label);
  if (new Set(names).size === labels.length && labels.length > 1)
    return (label) => named(axis, names[labels.indexOf(label)]);
  return (label) => named(axis, label);
}

function named(axis: string, label: string): string {
  return /^[\d.+-]/.test(label) || /^(true|false|null)$/.test(label) ? `${axis} ${label}` : label;
}
