/** Signals to a command that trains: the first stops it in order, a second ends it at once. */

export class InterruptedError extends Error {
  constructor(readonly signal: NodeJS.Signals) {
    super(`interrupted by ${signal}; nothing is lost: run the same command again to continue`);
  }
}

/** Clusters send SIGUSR1 or SIGTERM at the time limit; a terminal that closes sends SIGHUP. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR1'] as const;

export const SIGNAL_CODES: Readonly<Record<string, number>> = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129, SIGUSR1: 143 };

export interface Interrupts {
  /** Aborts with `InterruptedError` at the first signal. */
  readonly signal: AbortSignal;
  /** To be called when the work is over. After a signal it keeps listening until the process exits. */
  dispose(): void;
}

/** `any`: a second signal ends the process at once. `keyboard`: only Ctrl-C does, since clusters send signals twice. */
export type Insistence = 'any' | 'keyboard';

export function listenForSignals(printLine: (line: string) => void, insistence: Insistence = 'any'): Interrupts {
  const interrupt = new AbortController();
  const onSignal = (signal: NodeJS.Signals) => {
    const insists = insistence === 'any' || signal === 'SIGINT';
    if (interrupt.signal.aborted && insists) process.exit(SIGNAL_CODES[signal]);
    if (interrupt.signal.aborted) return;
    const another = insistence === 'any' ? 'another signal' : 'Ctrl-C';
    printLine(`${signal}: finishing the step and writing checkpoints; ${another} ends at once`);
    interrupt.abort(new InterruptedError(signal));
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return {
    signal: interrupt.signal,
    dispose() {
      // Without a listener another signal would end the process without its exit code.
      if (!interrupt.signal.aborted) for (const signal of SIGNALS) process.off(signal, onSignal);
    },
  };
}
