/** Resolves the measure section: when to measure, with how many samples, and which metrics with which options. */
import { MAX_MEASUREMENTS } from '../../core/gan/bounds.js';
import type { Family, FamilyRecord, Member } from '../../core/gan/family.js';
import type { Choice } from '../../core/gan/setting.js';
import type { Measure } from '../../records/experiment.js';
import { label } from '../../records/labels.js';
import { problemsOf } from '../read/issues.js';
import { type Located, type LocatedMap, locate, positionWithin, toJson } from '../read/located.js';
import { type Problem, problemAt } from '../read/problems.js';
import { measureSchema } from '../schema/file-schema.js';
import { resolveChoice } from './choices.js';
import { applyChange, changesOf } from './overlay.js';
import { noteMeasure } from './written.js';

export function measureOf(
  { written, file, metrics, usual, families, steps }: MeasureSource,
  report: (problems: readonly Problem[]) => void,
): Measure | null {
  const nothing: LocatedMap = {
    kind: 'map',
    entries: new Map(),
    position: { file, line: null, column: null, path: 'measure' },
  };
  const [first, second] = written;
  const measure = second ? changesOf(second).reduce(applyChange, first ?? nothing) : (first ?? nothing);
  const parsed = measureSchema.safeParse(toJson(measure));
  if (!parsed.success) report(problemsOf(parsed.error, measure, measureSchema));
  const listed = measure.entries.get('metrics')?.value ?? locate(usual, positionWithin(measure.position, 'metrics'));
  const columns = new Map<string, Choice>();
  for (const item of listed.kind === 'list' ? listed.items : []) {
    const { value, problems } = resolveChoice({ ...families, metrics }, 'metrics', item);
    const column = columnOf(item);
    report(columns.has(column) ? [...problems, problemAt(item.position, `duplicate metric ${column}`)] : problems);
    if (value) columns.set(column, value);
  }
  if (!parsed.success) return null;
  const { every, samples, keep } = parsed.data;
  if (steps / every > MAX_MEASUREMENTS)
    report([
      problemAt(
        (measure.entries.get('every')?.value ?? measure).position,
        `must be at least ${Math.ceil(steps / MAX_MEASUREMENTS)} with ${steps} steps, since a run is measured at most ${MAX_MEASUREMENTS} times, got ${every}`,
      ),
    ]);
  const asked = [...columns].map(([column, choice]) => ({ column, choice, vector: metrics.get(choice.name)?.vector }));
  const numbers = asked.filter(({ vector }) => !vector?.replacesValue).map(plain);
  const vectors = asked.filter(({ vector }) => vector).map(plain);
  const resolved = { every, samples, keep, metrics: numbers, ...(vectors.length > 0 && { vectors }) };
  noteMeasure(resolved, measure);
  return resolved;
}

const plain = ({ column, choice }: { readonly column: string; readonly choice: Choice }) => ({ column, choice });

/** What a plan must know of a metric: whether it has a vector, and whether that replaces its value. */
export interface Measurable extends Member {
  readonly vector?: { readonly replacesValue: boolean };
}

interface MeasureSource {
  /** The file's section with the profile's changes. */
  readonly written: readonly (LocatedMap | null | undefined)[];
  readonly file: string;
  readonly metrics: Family<Measurable>;
  /** The metrics by default. */
  readonly usual: readonly string[];
  readonly families: FamilyRecord;
  /** The largest number of steps of a setting. */
  readonly steps: number;
}

/** The metric as in the file: `modes-covered(atLeast=5)`. */
function columnOf(item: Located): string {
  return label(toJson(item));
}
