/** The verdict on a claim from the seeds' answers, with its sentence. */

import type { Interval } from '../../core/math/statistics/statistics.js';
import { plural } from '../../core/text/words.js';

export type ClaimVerdict = 'supported' | 'refuted' | 'undecided';

const MAX_WITHOUT_EVIDENCE = 0.2; // share of the seeds: beyond it the others are a biased selection

export interface Counts {
  readonly yes: number;
  readonly no: number;
  readonly none: number;
  /** On the share of yes; null where nothing is random. */
  readonly interval: Interval | null;
  readonly atLeast: number;
  /** Why seeds give no evidence. */
  readonly reasons: readonly string[];
}

export function verdictOn(counts: Counts): { readonly verdict: ClaimVerdict; readonly sentence: string } {
  return counts.interval ? overSeeds(counts, counts.interval) : deterministic(counts);
}

/** The verdict on a claim that is declared deterministic but has another value at this seed than at the first. */
export function notDeterministic(seed: number) {
  return {
    verdict: 'undecided',
    sentence: `Undecided: the claim is declared deterministic, but seed ${seed} has other values than the first; remove \`deterministic\` to judge it over seeds.`,
  } as const;
}

function deterministic({ yes, no, reasons }: Counts) {
  const verdict = yes ? 'supported' : no ? 'refuted' : 'undecided';
  const why = {
    supported: 'the claim is true',
    refuted: 'the claim is false',
    undecided: `no evidence (${reasons[0]})`,
  }[verdict];
  return { verdict, sentence: `${capital(verdict)}: ${why}; nothing is random, so that one run decides.` } as const;
}

function overSeeds({ yes, no, none, atLeast, reasons }: Counts, { low, high }: Interval) {
  const n = yes + no;
  const range = `95 % interval ${low.toFixed(2)} to ${high.toFixed(2)}`;
  const sentence = (verdict: string, bound: string, more = '') => {
    const left = none ? `; ${plural(none, 'seed')} without evidence left out (${reasons[0]})` : '';
    return `${verdict}: the claim is true in ${yes} of ${plural(n, 'seed')} (${range}, ${bound} ${atLeast})${more}${left}.`;
  };
  if (none > MAX_WITHOUT_EVIDENCE * (n + none))
    return {
      verdict: 'undecided',
      sentence: `Undecided: ${none} of ${plural(n + none, 'seed')} without evidence (${reasons[0]}), more than 20 %.`,
    } as const;
  if (low > atLeast) return { verdict: 'supported', sentence: sentence('Supported', 'above') } as const;
  if (high < atLeast)
    return {
      verdict: 'refuted',
      sentence: sentence('Refuted', 'below', '; this does not support the reverse'),
    } as const;
  return { verdict: 'undecided', sentence: sentence('Undecided', 'which contains') } as const;
}

function capital(word: string): string {
  return word[0]!.toUpperCase() + word.slice(1);
}
