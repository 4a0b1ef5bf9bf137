/**
 * More runs failed with an error than `maxFailures` allows; the message has the first failure. Results already written are kept.
 *
 * @example
 * const experiment = await loadExperiment('ring.yaml');
 * await runExperiment(experiment, { results: 'results', maxFailures: 1 }).catch((error) => {
 *   if (!(error instanceof TooManyFailuresError)) throw error;
 *   console.log(`stopped: ${error.message}`);
 * });
 */
export class TooManyFailuresError extends Error {
  override readonly name = 'TooManyFailuresError';
}
