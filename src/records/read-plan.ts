/** The plan in a results folder, back from JSON: reports depend on results alone, not on the experiment file. */
import type { Json } from '../core/gan/setting.js';
import type { Experiment } from './experiment.js';
import { newName } from './renamed.js';

const KEYS = ['name', 'question', 'file', 'axes', 'cells', 'seeds', 'measure', 'claims'] satisfies (keyof Experiment)[];

/** Throws a sentence, to be read after the file's name, where `json` is not a plan or one that version 0.1 wrote. */
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

/** Whether the settings have keys that have other names now. One setting shows it: a plan is of one version. */
function isOfVersion01(plan: Partial<Record<keyof Experiment, unknown>>): boolean {
  const [cell] = plan.cells as readonly ({ readonly setting?: Readonly<Record<string, Json>> } | undefined)[];
  return [plan, cell?.setting ?? {}].some((object) =>
    Object.keys(object).some((key) => newName('key', key) !== undefined),
  );
}
