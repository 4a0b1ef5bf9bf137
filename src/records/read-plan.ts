/** The plan in a results folder, back from JSON: reports stand on results alone, not on the file that made them. */
import type { Experiment } from './experiment.js';

const KEYS = ['name', 'question', 'file', 'axes', 'cells', 'seeds', 'measure', 'claims'] satisfies (keyof Experiment)[];

/** Throws a sentence where `json` is no plan. */
export function readPlan(json: unknown): Experiment {
  const plan = json as Partial<Record<keyof Experiment, unknown>> | null;
  const missing = KEYS.filter((key) => plan?.[key] === undefined);
  if (typeof plan !== 'object' || missing.length > 0)
    throw new Error(`experiment.json: no plan of an experiment (${missing.join(', ')} missing)`);
  // Plans of earlier versions derive nothing.
  return { ...(plan as unknown as Experiment), derive: (plan?.derive ?? []) as Experiment['derive'] };
}
