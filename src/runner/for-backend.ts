/** Whether a backend can train an experiment, and the experiment as it would. */
import { type Backend, MissingBackendError } from '../core/engine/program.js';
import type { Experiment } from '../records/experiment.js';
import { cellId, ENGINE_VERSION, onBackend } from '../records/identity.js';
import { experimentFolder } from './store/layout.js';

/** The experiment as the backend trains it, and its folder. */
export function forBackend(given: Experiment, backend: Backend, results: string) {
  const experiment = { ...given, cells: given.cells.map((cell) => onBackend(cell, backend.name)) };
  requireElementTypes(experiment, backend);
  return { experiment, folder: experimentFolder(results, experiment) };
}

/** A plan of another ENGINE or backend would be trained to other numbers under the same name. */
export function requirePlannedFor({ cells }: Experiment, backend: string): void {
  const other = cells.find((cell) => onBackend({ ...cell, id: cellId(cell.setting) }, backend).id !== cell.id);
  if (other)
    throw new MissingBackendError(
      `${other.folder} was not planned for the ${backend} backend by this version of Helvetica (ENGINE ${ENGINE_VERSION}): pass the --backend that it was planned for, or run the experiment file again`,
    );
}

/** Throws before anything runs. */
export function requireElementTypes({ cells }: Experiment, { name, elementTypes }: Backend): void {
  const unsupported = cells.find(({ setting }) => !elementTypes.includes(setting.dtype));
  if (unsupported)
    throw new MissingBackendError(
      `the ${name} backend computes in ${elementTypes.join(', ')}, and ${unsupported.folder} needs ${unsupported.setting.dtype}: use --backend onnx`,
    );
}
