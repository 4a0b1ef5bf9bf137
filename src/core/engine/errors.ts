/** What can go wrong in the engine that a person can act upon. */

/** A program that cannot be recorded, compiled or fed; the message names the program. */
export class ProgramError extends Error {
  override readonly name = 'ProgramError';
}

/** A backend that this machine or installation does not have; the message says how to get it. */
export class MissingBackendError extends Error {
  override readonly name = 'MissingBackendError';
}
