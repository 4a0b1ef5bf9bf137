/**
 * What a plan keeps of a metric that comes from an extension, so that tables, claims and reports are the same without its code.
 */
import { z } from 'zod';

/** What is known of a metric without measuring it. */
export interface KnownMetric {
  readonly name: string;
  readonly description: string;
  readonly unit: string;
  readonly better: 'lower' | 'higher' | 'neither';
  readonly range: readonly [low: number, high: number];
  readonly ideal: number | null;
  readonly digits?: number;
}

/** JSON has no infinities: they are written as words. */
type WrittenNumber = number | 'Infinity' | '-Infinity';

export interface RecordedMetric extends Omit<KnownMetric, 'name' | 'range' | 'ideal'> {
  readonly range: readonly [low: WrittenNumber, high: WrittenNumber];
  readonly ideal: WrittenNumber | null;
}

/** A member of an extension, as a plan names it. */
export interface UsedMember {
  readonly family: string;
  readonly name: string;
  /** Of a metric: what tables and claims need to know of it. */
  readonly metric?: RecordedMetric;
}

const written = z.union([z.number(), z.enum(['Infinity', '-Infinity'])]);
export const recordedMetricSchema = z.looseObject({
  description: z.string().max(10_000),
  unit: z.string().max(100),
  better: z.enum(['lower', 'higher', 'neither']),
  range: z.tuple([written, written]),
  ideal: written.nullable(),
  digits: z.int().gte(1).lte(20).optional(),
});

/** As the plan keeps it. */
export function recordedMetric({ description, unit, better, range, ideal, digits }: KnownMetric): RecordedMetric {
  return {
    description,
    unit,
    better,
    range: [writtenNumber(range[0]), writtenNumber(range[1])],
    ideal: ideal === null ? null : writtenNumber(ideal),
    ...(digits !== undefined && { digits }),
  };
}

const writtenNumber = (value: number): WrittenNumber =>
  Number.isFinite(value) ? value : (String(value) as WrittenNumber);

/** The metric of that name as the experiment's extensions have it; undefined where they have none. */
export function knownMetric(
  { extensions = [] }: { readonly extensions?: readonly { readonly members: readonly UsedMember[] }[] },
  name: string,
): KnownMetric | undefined {
  const recorded = extensions
    .flatMap(({ members }) => members)
    .find((member) => member.family === 'metrics' && member.name === name)?.metric;
  if (!recorded) return undefined;
  const { range, ideal } = recorded;
  return {
    ...recorded,
    name,
    range: [Number(range[0]), Number(range[1])],
    ideal: ideal === null ? null : Number(ideal),
  };
}
