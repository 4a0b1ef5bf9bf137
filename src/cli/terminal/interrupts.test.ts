import { afterEach, expect, it, vi } from 'vitest';
import { type Insistence, type InterruptedError, listenForSignals } from './interrupts.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR1'] as const;
const before = new Map(SIGNALS.map((signal) => [signal, process.listeners(signal)]));

/** Removes the listeners that the test added. */
function removeListeners(): void {
  for (const [signal, known] of before)
    for (const each of process.listeners(signal)) if (!known.includes(each)) process.off(signal, each);
}
afterEach(() => {
  vi.restoreAllMocks();
  removeListeners();
});

/** The effect of these signals, one after the other. */
function effectOf(insistence: Insistence | undefined, ...signals: NodeJS.Signals[]) {
  const exits: unknown[] = [];
  vi.spyOn(process, 'exit').mockImplementation((code) => {
    exits.push(code);
    return undefined as never;
  });
  const lines: string[] = [];
  const { signal, dispose } = listenForSignals((line) => lines.push(line), insistence);
  for (const each of signals) process.emit(each, each);
  dispose();
  removeListeners();
  const reason = signal.reason as InterruptedError | undefined;
  return { first: reason?.signal, exits, lines: lines.length };
}

it('the first signal stops in order, a second ends at once with its exit code', () => {
  expect(effectOf(undefined)).toEqual({ first: undefined, exits: [], lines: 0 });
  expect(effectOf(undefined, 'SIGINT')).toEqual({ first: 'SIGINT', exits: [], lines: 1 });
  expect(effectOf(undefined, 'SIGUSR1', 'SIGTERM')).toEqual({ first: 'SIGUSR1', exits: [143], lines: 1 });
});

it('a second signal during shutdown ends with its exit code too', () => {
  const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never);
  const { dispose } = listenForSignals(() => undefined);
  process.emit('SIGINT', 'SIGINT');
  dispose();
  process.emit('SIGINT', 'SIGINT');
  expect(exit).toHaveBeenCalledWith(130);
});

it('a cluster may send a signal twice: only Ctrl-C ends a worker at once', () => {
  expect(effectOf('keyboard', 'SIGUSR1', 'SIGTERM', 'SIGTERM')).toEqual({ first: 'SIGUSR1', exits: [], lines: 1 });
  expect(effectOf('keyboard', 'SIGTERM', 'SIGINT').exits).toEqual([130]);
});

it('removes its listeners when the work is over', () => {
  listenForSignals(() => undefined).dispose();
  expect(process.listeners('SIGTERM')).toEqual(before.get('SIGTERM'));
});
