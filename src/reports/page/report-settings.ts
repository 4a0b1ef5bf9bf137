/** The settings that a report compares, each with its label, its colour and its runs; several experiments side by side. */
import type { PlannedCell } from '../../records/experiment.js';
import type { ExperimentRecord, RunRecord } from '../../records/run-record.js';
import { runsOf } from '../../records/runs-of.js';
import { shortLabels } from '../../records/short-labels.js';

export interface ReportSetting {
  /** For the page's script and styles: `s0`, `s1`, ... */
  readonly key: string;
  readonly record: ExperimentRecord;
  /** The experiment's name, numbered where two experiments share one. */
  readonly title: string;
  readonly cell: PlannedCell;
  /** The options that the sweep varies, e.g. `minimax · sgd(lr=0.1)`. */
  readonly label: string;
  readonly colour: string;
  /** Distinguishes settings of one colour, as SVG's dasharray; empty is a solid line. */
  readonly dash: string;
  /** In order of seeds. */
  readonly runs: readonly RunRecord[];
}

// Okabe and Ito's palette for all kinds of colour vision; their yellow is too pale for lines.
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#5b5b5b'];
const DASHES = ['', '6,3', '2,3', '9,3,2,3'];

export function reportSettings(records: readonly ExperimentRecord[]): ReportSetting[] {
  const titles = experimentTitles(records);
  const cells = records.flatMap((record, i) => {
    const labels = shortLabels(record.experiment.cells);
    return record.experiment.cells.map((cell, c) => ({ record, title: titles[i], cell, label: labels[c] }));
  });
  return cells.map(({ record, title, cell, label }, i) => ({
    key: `s${i}`,
    record,
    title,
    cell,
    label: records.length > 1 ? (label === '' ? title : `${title}: ${label}`) : label || record.experiment.name,
    ...lineStyle(i),
    runs: runsOf(record, cell).toSorted((a, b) => a.seed - b.seed),
  }));
}

/** Colour and dashes of the i-th setting drawn. */
export function lineStyle(i: number): Pick<ReportSetting, 'colour' | 'dash'> {
  return {
    colour: COLOURS[i % COLOURS.length],
    dash: DASHES[Math.floor(i / COLOURS.length) % DASHES.length],
  };
}

/** Experiments' names, with the profile if there is one, numbered where two are equal. */
export function experimentTitles(records: readonly ExperimentRecord[]): string[] {
  const names = records.map(({ experiment: { name, profile } }) => (profile ? `${name} (${profile})` : name));
  return names.map((name, i) =>
    names.filter((other) => other === name).length > 1
      ? `${name} [${names.slice(0, i + 1).filter((n) => n === name).length}]`
      : name,
  );
}
