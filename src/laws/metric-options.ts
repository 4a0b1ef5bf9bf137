/** A metric on the snapshots of the laws, and whether its options act there. */
import { absentIfMissing } from '../density/samples/samples-snapshot.js';
import type { Metric } from '../metrics/metric.js';
import type { MetricValue } from '../records/metric-value.js';
import { must } from './law.js';
import { memberOptions, valuesToTry } from './member-options.js';
import { type NamedSnapshot, snapshotsOfLaws } from './snapshots-of-laws.js';

/** The metric's value on the snapshot. Breaks the law where it throws, or returns something else. */
export async function metricOn(
  metric: Metric,
  { name, snapshot }: NamedSnapshot,
  options: Record<string, unknown> = memberOptions(metric),
): Promise<MetricValue> {
  let found: MetricValue;
  try {
    found = await absentIfMissing(() => metric.compute(snapshot, options));
  } catch (error) {
    must(false, `${name}: compute throws "${(error as Error).message}"`);
    throw error;
  }
  must(
    typeof found === 'object' && found !== null && ('value' in found || 'absent' in found),
    `${name}: compute returns ${JSON.stringify(found)}, neither { value } nor { absent }`,
  );
  if ('value' in found)
    must(
      typeof found.value === 'number' && !Number.isNaN(found.value),
      `${name}: the value is ${String(found.value)}, where it must be a number or absent with a reason`,
    );
  else must(/\w/.test(String(found.absent)), `${name}: it is absent without a reason`);
  return found;
}

/** Whether some value of the option gives another value or array on some snapshot; true where the metric is absent on all. */
export async function actsOnMetric(metric: Metric, option: string): Promise<boolean> {
  const accepts = (value: unknown) => metric.options[option]!.safeParse(value).success;
  const values = [...valuesToTry(metric.options[option]!), ...FURTHER_VALUES].filter(accepts);
  const story = async (at: NamedSnapshot, options: Record<string, unknown>) =>
    JSON.stringify([await metricOn(metric, at, options), await vectorOn(metric, at, options)]);
  let isAbsent = true;
  for (const at of await snapshotsOfLaws()) {
    isAbsent &&= await isAbsentOn(metric, at);
    const usual = await story(at, memberOptions(metric));
    for (const value of values)
      if ((await story(at, memberOptions(metric, { [option]: value }))) !== usual) return true;
  }
  return isAbsent;
}

// Sizes and shares that options of metrics take, and names of parameters.
const FURTHER_VALUES: readonly unknown[] = [0.01, 0.5, 1, 20, 100, 400, 'weights-0', 'bias-0'];

async function vectorOn(metric: Metric, { snapshot }: NamedSnapshot, options: Record<string, unknown>) {
  const { vector } = metric;
  if (!vector) return null;
  const found = await absentIfMissing(() => vector.compute(snapshot, options));
  return 'data' in found ? Array.from(found.data, String) : null;
}

async function isAbsentOn(metric: Metric, at: NamedSnapshot): Promise<boolean> {
  const options = memberOptions(metric);
  return 'absent' in (await metricOn(metric, at, options)) && (await vectorOn(metric, at, options)) === null;
}

/** Why the laws can see nothing of the metric: its reason on the last snapshot, where it is absent on all; otherwise null. */
export async function absentEverywhere(metric: Metric): Promise<string | null> {
  const all = await snapshotsOfLaws();
  for (const at of all) if (!(await isAbsentOn(metric, at))) return null;
  const last = await metricOn(metric, all.at(-1)!);
  return 'absent' in last ? last.absent : null;
}
