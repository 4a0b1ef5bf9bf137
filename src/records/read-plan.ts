/** The plan in a results folder, read from JSON: reports need the results alone, not the experiment file. */
import type { Json } from '../core/gan/setting.js';
import type { Experiment } from './experiment.js';
import { newName } from './renamed.js';

const KEYS = ['name', 'question', 'file', 'axes', 'cells', 'seeds', 'measure', 'claims'] satisfies (keyof Experiment)[];

/** Throws an error, to be read after the file's name, if `json` is not a plan or was written by version 0.1. */
export function readPlan(json: unknown): Experiment {
  const plan = json as Partial<Record<keyof Experiment, unknown>> | null;
  const missing = KEYS.filter((key) => plan?.[key] === undefined);
  if (plan === null || typeof plan !== 'object' || missing.length > 0)
    throw new Error(`not the plan of an experiment (${missing.join(', ')} missing)`);
  if (isOfVersion01(plan))
    throw new Error(
      'written by Helvetica 0.1, whose results this version cannot read: run the experiment again (the old runs stay beside the new ones)',
    );
  // Plans of earlier versions derive nothing.
  return { ...(plan as unknown as Experiment), derive: (plan.derive ?? []) as Experiment['derive'] };
}

/** Whether the plan has keys that were renamed. Its first setting suffices, since one version wrote the plan. */
function isOfVersion01(plan: Partial<Record<keyof Experiment, unknown>>): boolean {
  const [cell] = plan.cells as readonly ({ readonly setting?: Readonly<Record<string, Json>> } | undefined)[];
  return [plan, cell?.setting ?? {}].some((object) =>
    Object.keys(object).some((key) => newName('key', key) !== undefined),
  );
}
