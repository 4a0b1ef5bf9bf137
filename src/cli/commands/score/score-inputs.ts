/** The target, the metrics and the samples that `helvetica score` is given. */

import { readSamples, type SampleFile } from '../../../core/files/sample-files.js';
import { families } from '../../../core/gan/families.js';
import type { Choice } from '../../../core/gan/setting.js';
import type { Distribution } from '../../../core/gan/targets/_target.js';
import { type Located, toJson } from '../../../experiment/read/located.js';
import { ExperimentProblems } from '../../../experiment/read/problems.js';
import { readExperimentFile } from '../../../experiment/read/read-file.js';
import { parseChoice, splitOutside } from '../../../experiment/resolve/choice-text.js';
import { resolveChoice } from '../../../experiment/resolve/choices.js';
import { metrics } from '../../../metrics/catalog.js';
import type { MetricRequest } from '../../../metrics/metric.js';
import { label } from '../../../records/labels.js';
import { usageError } from '../../terminal/command-error.js';

/** From `ring,modes=8,radius=2`, or from a file that holds one target. */
export async function targetOf(text: string): Promise<{ readonly choice: Choice; readonly target: Distribution }> {
  const choice = await resolved('targets', await written(text));
  const member = families.targets.get(choice.name)!;
  try {
    return { choice, target: member.create(choice) };
  } catch (error) {
    throw usageError(`--target ${text}: ${(error as Error).message}`);
  }
}

async function written(text: string): Promise<Located> {
  if (!/\.(ya?ml|json)$/i.test(text)) return parseChoice(text, `--target ${text}`);
  const { data, problems } = await readExperimentFile(text);
  if (!data || problems.length > 0) throw new ExperimentProblems(problems);
  return data;
}

/** From `js,modes-covered(atLeast=5)`; all metrics by default. */
export async function metricsOf(text: string | undefined): Promise<readonly MetricRequest[]> {
  const words = text === undefined ? [...metrics.keys()] : splitOutside(text);
  const asked = new Map<string, MetricRequest>();
  for (const word of words) {
    const choice = parseChoice(word, `--metrics ${text}`);
    const options = await resolved('metrics', choice);
    const column = label(toJson(choice));
    asked.set(column, { column, metric: metrics.get(options.name)!, options });
  }
  return [...asked.values()];
}

async function resolved(family: string, located: Located): Promise<Choice> {
  const { value, problems } = resolveChoice({ ...families, metrics }, family, located);
  if (!value) throw new ExperimentProblems(problems);
  return value;
}

export async function sampleFileAt(path: string): Promise<SampleFile> {
  try {
    return await readSamples(path);
  } catch (error) {
    throw usageError((error as Error).message);
  }
}
