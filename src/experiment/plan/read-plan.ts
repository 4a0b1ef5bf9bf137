/** The plan in a results folder, read from JSON: reports need the results alone, not the experiment file. */
import type { Json } from '../../core/gan/setting.js';
import { jsonProblem } from '../../records/checked-json.js';
import type { Experiment } from '../../records/experiment.js';
import { newName } from '../../records/renamed.js';
import { planSchema } from '../schema/plan-schema.js';

const KEYS = ['name', 'question', 'file', 'axes', 'cells', 'seeds', 'measure', 'claims'] satisfies (keyof Experiment)[];

/**
 * Throws an error, to be read after the file's name, if `json` is not a plan as `run` writes it, or was written by version 0.1. The plan
 * keeps the order of its keys, on which the identity of what is measured depends.
 */
export function readPlan(json: unknown): Experiment {
  const plan = json as Partial<Record<keyof Experiment, unknown>> | null;
  const missing = KEYS.filter((key) => plan?.[key] === undefined);
  if (plan === null || typeof plan !== 'object' || missing.length > 0)
    throw new Error(`not the plan of an experiment (${missing.join(', ')} missing)`);
  if (isOfVersion01(plan))
    throw new Error(
      'written by Helvetica 0.1, whose results this version cannot read: run the experiment again (the old runs stay beside the new ones)',
    );
  const problem = jsonProblem(planSchema, plan);
  if (problem !== null) throw new Error(problem);
  // Plans of earlier versions derive nothing.
  return { ...(plan as unknown as Experiment), derive: (plan.derive ?? []) as Experiment['derive'] };
}

/** Whether the plan has keys that were renamed. Its first setting suffices, since one version wrote the plan. */
function isOfVersion01(plan: Partial<Record<keyof Experiment, unknown>>): boolean {
  const [cell] = Array.isArray(plan.cells)
    ? (plan.cells as { readonly setting?: Readonly<Record<string, Json>> }[])
    : [];
  return [plan, cell?.setting ?? {}].some((object) =>
    Object.keys(object).some((key) => newName('key', key) !== undefined),
  );
}
