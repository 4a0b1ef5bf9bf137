/** From the seeds' answers to a verdict and the sentence that says it. */

import type { Interval } from '../../core/math/statistics/statistics.js';
import { plural } from '../../core/text/words.js';

export type ClaimVerdict = 'supported' | 'refuted' | 'undecided';

const MOST_WITHOUT_EVIDENCE = 0.2; // of the seeds; beyond it the survivors may say anything

export interface Counts {
  readonly yes: number;
  readonly no: number;
  readonly none: number;
  /** On the share of yes; null where chance has no part. */
  readonly interval: Interval | null;
  readonly atLeast: number;
  /** Of the seeds without evidence. */
  readonly reasons: readonly string[];
}

export function verdictOn(counts: Counts): { readonly verdict: ClaimVerdict; readonly sentence: string } {
  return counts.interval ? overSeeds(counts, counts.interval) : once(counts);
}

/** Of a claim that is said to have no randomness, of a seed that read something else than the first one. */
export function notDeterministic(seed: number) {
  return {
    verdict: 'undecided',
    sentence: `Undecided: it is called deterministic, but seed ${seed} reads other values than the first; without that word it is judged over seeds.`,
  } as const;
}

function once({ yes, no, reasons }: Counts) {
  const verdict = yes ? 'supported' : no ? 'refuted' : 'undecided';
  const why = { supported: 'it holds', refuted: 'it does not hold', undecided: `no evidence (${reasons[0]})` }[verdict];
  return { verdict, sentence: `${capital(verdict)}: ${why}; it has no randomness and is judged once.` } as const;
}

function overSeeds({ yes, no, none, atLeast, reasons }: Counts, { low, high }: Interval) {
  const n = yes + no;
  const say = `${yes} of ${plural(n, 'seed')} ${yes === 1 ? 'says' : 'say'} yes`;
  const range = `95 % interval ${low.toFixed(2)} to ${high.toFixed(2)}`;
  const left = none ? `; ${none} without evidence left out (${reasons[0]})` : '';
  if (none > MOST_WITHOUT_EVIDENCE * (n + none))
    return {
      verdict: 'undecided',
      sentence: `Undecided: ${none} of ${n + none} seeds give no evidence (${reasons[0]}), more than 20 %.`,
    } as const;
  if (low > atLeast)
    return { verdict: 'supported', sentence: `Supported: ${say}, ${range}, above ${atLeast}${left}.` } as const;
  if (high < atLeast)
    return {
      verdict: 'refuted',
      sentence: `Refuted: ${say}, ${range}, below ${atLeast}; that does not support the reverse${left}.`,
    } as const;
  return { verdict: 'undecided', sentence: `Undecided: ${say}, ${range}, which holds ${atLeast}${left}.` } as const;
}

function capital(word: string): string {
  return word[0]!.toUpperCase() + word.slice(1);
}
