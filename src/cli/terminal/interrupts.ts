/** What signals mean to a command that trains: the first asks it to stop in order, a second ends it at once. */

export class InterruptedError extends Error {
  constructor(readonly signal: NodeJS.Signals) {
    super(`interrupted by ${signal}; nothing is lost: type the same line again to go on from the last step`);
  }
}

/** SIGUSR1 and SIGTERM are how clusters say that the time is up, SIGHUP how a terminal says that it closes. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR1'] as const;

export const SIGNAL_CODES: Readonly<Record<string, number>> = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129, SIGUSR1: 143 };

export interface Interrupts {
  /** Aborts with `Interrupted` at the first signal. */
  readonly signal: AbortSignal;
  /** To be called when the work is over; after a signal it goes on listening, as the command is ending. */
  dispose(): void;
}

/** `any`: a second signal, whichever, ends at once. `keyboard`: only Ctrl-C does, for a cluster says things twice. */
export type Insistence = 'any' | 'keyboard';

export function listenForSignals(tell: (line: string) => void, insistence: Insistence = 'any'): Interrupts {
  const interrupt = new AbortController();
  const onSignal = (signal: NodeJS.Signals) => {
    const insists = insistence === 'any' || signal === 'SIGINT';
    if (interrupt.signal.aborted && insists) process.exit(SIGNAL_CODES[signal]);
    if (interrupt.signal.aborted) return;
    const again = insistence === 'any' ? 'once more' : 'Ctrl-C';
    tell(`${signal}: finishing the step, writing checkpoints; ${again} ends at once`);
    interrupt.abort(new InterruptedError(signal));
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return {
    signal: interrupt.signal,
    dispose() {
      // Another signal on the way out would end the process without its exit code.
      if (!interrupt.signal.aborted) for (const signal of SIGNALS) process.off(signal, onSignal);
    },
  };
}
