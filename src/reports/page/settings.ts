/** The settings that a report compares, each with its name, its colour and its runs; several experiments side by side. */
import type { PlannedCell } from '../../records/experiment.js';
import type { ExperimentRecord, RunRecord } from '../../records/run-record.js';
import { runsOf } from '../../records/runs-of.js';
import { shortLabels } from '../../records/short-labels.js';

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
    const labels = shortLabels(record.experiment.cells);
    return record.experiment.cells.map((cell, c) => ({ record, title: titles[i], cell, label: labels[c] }));
  });
  return cells.map(({ record, title, cell, label }, i) => ({
    key: `a${i}`,
    record,
    title,
    cell,
    label: records.length > 1 ? (label === '' ? title : `${title}: ${label}`) : label || record.experiment.name,
    ...paint(i),
    runs: runsOf(record, cell).toSorted((a, b) => a.seed - b.seed),
  }));
}

/** Colour and dashes of the place in a row of arms. */
export function paint(i: number): Pick<Arm, 'colour' | 'dash'> {
  return {
    colour: COLOURS[i % COLOURS.length],
    dash: DASHES[Math.floor(i / COLOURS.length) % DASHES.length],
  };
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
