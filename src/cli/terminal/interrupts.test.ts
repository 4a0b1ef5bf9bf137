import { afterEach, expect, it, vi } from 'vitest';
import { type Insistence, type InterruptedError, listenForSignals } from './interrupts.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR1'] as const;
const before = new Map(SIGNALS.map((signal) => [signal, process.listeners(signal)]));

/** Only what was heard before the test. */
function forget(): void {
  for (const [signal, known] of before)
    for (const each of process.listeners(signal)) if (!known.includes(each)) process.off(signal, each);
}
afterEach(() => {
  vi.restoreAllMocks();
  forget();
});

/** What comes of these signals, one after the other. */
function told(insistence: Insistence | undefined, ...signals: NodeJS.Signals[]) {
  const exits: unknown[] = [];
  vi.spyOn(process, 'exit').mockImplementation((code) => {
    exits.push(code);
    return undefined as never;
  });
  const lines: string[] = [];
  const { signal, dispose } = listenForSignals((line) => lines.push(line), insistence);
  for (const each of signals) process.emit(each, each);
  dispose();
  forget();
  const reason = signal.reason as InterruptedError | undefined;
  return { first: reason?.signal, exits, lines: lines.length };
}

it('the first signal stops in order, a second ends at once, with the code of its own', () => {
  expect(told(undefined)).toEqual({ first: undefined, exits: [], lines: 0 });
  expect(told(undefined, 'SIGINT')).toEqual({ first: 'SIGINT', exits: [], lines: 1 });
  expect(told(undefined, 'SIGUSR1', 'SIGTERM')).toEqual({ first: 'SIGUSR1', exits: [143], lines: 1 });
});

it('a second one on the way out ends with the code too', () => {
  const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never);
  const { dispose } = listenForSignals(() => undefined);
  process.emit('SIGINT', 'SIGINT');
  dispose();
  process.emit('SIGINT', 'SIGINT');
  expect(exit).toHaveBeenCalledWith(130);
});

it('a cluster may say it twice: of a worker only Ctrl-C insists', () => {
  expect(told('keyboard', 'SIGUSR1', 'SIGTERM', 'SIGTERM')).toEqual({ first: 'SIGUSR1', exits: [], lines: 1 });
  expect(told('keyboard', 'SIGTERM', 'SIGINT').exits).toEqual([130]);
});

it('says nothing more once it is over', () => {
  listenForSignals(() => undefined).dispose();
  expect(process.listeners('SIGTERM')).toEqual(before.get('SIGTERM'));
});
