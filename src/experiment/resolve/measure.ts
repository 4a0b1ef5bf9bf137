/** What is measured: when, on how many samples, and by which metrics with which parameters. */
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

export function measureOf(
  { written, file, metrics, usual, families }: MeasureSource,
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
  const asked = [...columns].map(([column, choice]) => ({ column, choice, vector: metrics.get(choice.name)?.vector }));
  const numbers = asked.filter(({ vector }) => !vector?.replacesValue).map(plain);
  const vectors = asked.filter(({ vector }) => vector).map(plain);
  return { every, samples, keep, metrics: numbers, ...(vectors.length > 0 && { vectors }) };
}

const plain = ({ column, choice }: { readonly column: string; readonly choice: Choice }) => ({ column, choice });

/** A metric, as far as a plan must know it: whether it gives more than one number, and nothing else. */
export interface Measurable extends Member {
  readonly vector?: { readonly replacesValue: boolean };
}

interface MeasureSource {
  /** The file's, and the profile's over it. */
  readonly written: readonly (LocatedMap | null | undefined)[];
  readonly file: string;
  readonly metrics: Family<Measurable>;
  /** What is measured if the file does not say. */
  readonly usual: readonly string[];
  readonly families: FamilyRecord;
}

/** The metric as written: `modes-covered(atLeast=5)`. */
function columnOf(item: Located): string {
  return label(toJson(item));
}
