/** Errors that end a command with a message and an exit code. */

import { SIGNAL_CODES } from './interrupts.js';

export const EXIT = {
  done: 0,
  /** Runs failed with an error. */
  runsFailed: 1,
  /** A member of an extension breaks a law of its family. */
  lawsBroken: 1,
  /** Invalid usage or file: nothing was run. */
  usage: 2,
  /** A claim was contradicted. */
  contradicted: 3,
  /** The environment lacks something: a backend, sbatch, a writable folder. */
  environment: 4,
} as const;

export class CommandError extends Error {
  constructor(
    message: string,
    readonly exitCode: number,
  ) {
    super(message);
  }
}

export function usageError(message: string): CommandError {
  return new CommandError(message, EXIT.usage);
}

/** Exit codes of errors from the layers below, by the error's name. */
const CODES: Readonly<Record<string, number>> = {
  ExperimentProblems: EXIT.usage,
  InvalidPlanError: EXIT.usage,
  MissingBackendError: EXIT.environment,
  NotEnoughMemoryError: EXIT.environment,
  StorageError: EXIT.environment,
};

export function exitCodeOf(error: unknown): number {
  if (error instanceof CommandError) return error.exitCode;
  if (!(error instanceof Error)) return EXIT.runsFailed;
  const signal = (error as { readonly signal?: string }).signal;
  return SIGNAL_CODES[signal ?? ''] ?? CODES[error.name] ?? EXIT.runsFailed;
}
