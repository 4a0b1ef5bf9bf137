/** Errors that are a message to the person at the keyboard, with the exit code that they mean. */

import { SIGNAL_CODES } from './interrupts.js';

export const EXIT = {
  done: 0,
  /** Some runs ended in error. */
  runsFailed: 1,
  /** Bad usage or file: nothing was run. */
  usage: 2,
  /** A claim was contradicted. */
  contradicted: 3,
  /** The environment cannot do it. */
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

/** Errors of the floors below, which know no exit codes, by their names. */
const CODES: Readonly<Record<string, number>> = {
  ExperimentProblems: EXIT.usage,
  MissingBackendError: EXIT.environment,
  StorageError: EXIT.environment,
};

export function exitCodeOf(error: unknown): number {
  if (error instanceof CommandError) return error.exitCode;
  if (!(error instanceof Error)) return EXIT.runsFailed;
  const signal = (error as { readonly signal?: string }).signal;
  return SIGNAL_CODES[signal ?? ''] ?? CODES[error.name] ?? EXIT.runsFailed;
}
