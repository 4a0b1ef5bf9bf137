/** Null distributions, computed once per target and sample size and kept in a file, for reports and for `score`. */
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Choice, Json, Setting } from '../core/gan/setting.js';
import type { Distribution } from '../core/gan/targets/_target.js';
import { isSampled } from '../density/known-density.js';
import { NOT_FROM_SAMPLES } from '../density/samples/samples-snapshot.js';
import { drawNulls, type NullOptions, type NullResult } from '../metrics/_nulls/draw-nulls.js';
import type { NullSizes } from '../metrics/_nulls/null-draws.js';
import { metrics } from '../metrics/catalog.js';
import type { MetricRequest } from '../metrics/metric.js';
import { METRICS_VERSION } from '../metrics/version.js';
import { jsonProblem } from '../records/checked-json.js';
import { canonicalJson, ENGINE_VERSION } from '../records/identity.js';
import type { ExperimentRecord } from '../records/run-record.js';
import { writeWhole } from '../runner/store/bytes/atomic.js';
import { parseSealed, sealedText } from '../runner/store/bytes/sealed.js';
import { readTextNow } from '../runner/store/bytes/text.js';
import { openTaskProgress } from './terminal/task-progress.js';
import { ifWritable } from './unwritable.js';

/** By column of a metric that needs samples only: its null, or why it has none. */
export type Nulls = ReadonlyMap<string, NullResult>;

const MAX_TARGETS = 12; // per experiment: the nulls of one target take seconds

/**
 * The nulls of every setting, kept in each experiment's `nulls.json`. Empty where the target can no longer be built, and for
 * targets beyond the first MAX_TARGETS.
 */
export async function nullsOf(
  records: readonly ExperimentRecord[],
  targetOf: (setting: Setting) => Distribution | null,
): Promise<(record: ExperimentRecord, setting: Setting) => Nulls> {
  const progress = openTaskProgress();
  const found = new Map<ExperimentRecord, Map<string, Nulls>>();
  for (const record of records) {
    const { cells } = record.experiment;
    const targets = new Map(cells.map(({ setting }) => [canonicalJson(setting.target ?? null), setting]));
    const made = new Map<string, Nulls>();
    for (const [key, setting] of [...targets].slice(0, MAX_TARGETS)) {
      const target = targetOf(setting);
      const onDraw = (share: number) => progress.at('metrics on samples of the target itself', share);
      if (target) made.set(key, await nullsOrReason(record, setting.target!, { target, onDraw }));
    }
    found.set(record, made);
  }
  progress.stop();
  return (record, { target }) => found.get(record)?.get(canonicalJson(target ?? null)) ?? new Map();
}

/** The nulls; where they cannot be drawn, the reason for every column: the report is rendered without them. */
async function nullsOrReason(record: ExperimentRecord, ...rest: RestOf<typeof nullsAt>): Promise<Nulls> {
  try {
    return await nullsAt(record, ...rest);
  } catch (error) {
    const absent = `it could not be computed: ${error instanceof Error ? error.message : String(error)}`;
    return new Map(record.experiment.measure.metrics.map(({ column }) => [column, { absent }]));
  }
}

type RestOf<F> = F extends (first: never, ...rest: infer R) => unknown ? R : never;

async function nullsAt(
  { folder, experiment }: ExperimentRecord,
  choice: Choice,
  { target, onDraw }: { readonly target: Distribution; onDraw(share: number): void },
): Promise<Nulls> {
  const { samples, metrics: measured } = experiment.measure;
  const asked = measured.flatMap(({ column, choice: chosen }): readonly MetricRequest[] => {
    const metric = metrics.get(chosen.name);
    if (!metric) return [];
    const options = z.object(metric.options).safeParse(chosen);
    return options.success ? [{ column, metric, options: options.data }] : [];
  });
  const path = join(folder, 'nulls.json');
  // Above two dimensions, and of data without a density, a run estimates its divergences from samples too.
  const densities = target.dim > 2 || isSampled(target);
  const nulls = await keptNulls(path, asked, { choice, target, samples }, { densities, onDraw });
  return new Map(
    [...nulls]
      .filter(([, made]) => 'mean' in made || !NOT_FROM_SAMPLES.has(made.absent))
      .map(([column, made]) => [column, finite(made)]),
  );
}

/** Absent where an infinite value could not be drawn as a band. */
function finite(made: NullResult): NullResult {
  if ('absent' in made || [made.mean, made.low, made.high].every(Number.isFinite)) return made;
  return { absent: 'some of its draws are infinite' };
}

const KEEP_EVERY = 3000; // milliseconds: of a process that is killed, no more of its draws are lost

/**
 * The nulls asked for: read from the file, or computed and added to it. Draws are added as they are made, so that a process that is
 * killed and started again goes on where it was.
 */
export async function keptNulls(
  path: string,
  asked: readonly MetricRequest[],
  {
    choice,
    target,
    ...sizes
  }: NullSizes & {
    /** What identifies the target. */
    readonly choice: Json;
    readonly target: Distribution;
  },
  { keepEvery = KEEP_EVERY, ...how }: NullOptions & { /** Milliseconds. */ readonly keepEvery?: number },
): Promise<ReadonlyMap<string, NullResult>> {
  const keyOf = ({ metric, options }: MetricRequest) =>
    digest({
      engine: ENGINE_VERSION,
      metrics: METRICS_VERSION,
      target: choice,
      ...(sizes as unknown as Record<string, Json>),
      metric: metric.name,
      options: options as Json,
      draws: how.draws ?? null,
      densities: how.densities ?? true,
    });
  const { whole, begun } = nullsIn(path);
  // They are computed again where they cannot be kept.
  const keep = (added: Readonly<Record<string, NullResult | Begun>>) =>
    ifWritable(
      dirname(path),
      () => writeWhole(path, sealedText({ ...begun, ...whole, ...added })),
      () => undefined,
    );
  const missing = asked.filter((one) => !whole[keyOf(one)]);
  const drawn = new Map(missing.map((one) => [one.column, begun[keyOf(one)]?.drawn.map(Number) ?? []]));
  let keptAt = performance.now();
  const onValues = async (values: ReadonlyMap<string, readonly number[]>) => {
    if (performance.now() - keptAt < keepEvery) return;
    await keep(Object.fromEntries(missing.map((one) => [keyOf(one), { drawn: values.get(one.column)! }])));
    keptAt = performance.now();
  };
  const made = await drawNulls(missing, { target, ...sizes }, { ...how, drawn, onValues });
  const found = Object.fromEntries(missing.map((one) => [keyOf(one), made.get(one.column)!]));
  if (missing.length > 0) await keep(found);
  // Read back from JSON, which writes infinities as words.
  return new Map(asked.map((one) => [one.column, revived(found[keyOf(one)] ?? whole[keyOf(one)])]));
}

/** The values of the first draws of a null that was not finished. */
interface Begun {
  readonly drawn: readonly (number | string)[];
}

/** Those in the file that are nulls, and those that were begun: what is neither is computed again. */
function nullsIn(path: string) {
  const found = Object.entries(parseSealed<Record<string, unknown>>(readTextNow(path) ?? '') ?? {});
  const of = <T>(schema: z.ZodType) =>
    Object.fromEntries(found.filter(([, json]) => jsonProblem(schema, json) === null)) as Record<string, T>;
  return { whole: of<NullResult>(nullSchema), begun: of<Begun>(begunSchema) };
}

/** JSON has no infinities: they are written as words. */
const written = z.union([z.number(), z.enum(['Infinity', '-Infinity'])]);
const nullSchema = z.union([
  z.strictObject({ absent: z.string() }),
  z.looseObject({
    mean: written,
    low: written,
    high: written,
    draws: z.int().gte(1),
    ideal: written.nullable(),
    bound: written.nullable(),
  }),
]);

const begunSchema = z.strictObject({ drawn: z.array(written) });

function revived(found: NullResult): NullResult {
  if ('absent' in found) return found;
  const { mean, low, high, ideal, bound } = found;
  const orNull = (value: number | null) => (value === null ? null : Number(value));
  return {
    ...found,
    mean: Number(mean),
    low: Number(low),
    high: Number(high),
    ideal: orNull(ideal),
    bound: orNull(bound),
  };
}

function digest(of: Json): string {
  return createHash('sha256').update(canonicalJson(of)).digest('hex').slice(0, 24);
}
