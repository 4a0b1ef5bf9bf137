/** A judged claim as JSON, with infinities as words. */
import type { ClaimResult } from './claims.js';
import { summarizeQuestions } from './question-summary.js';

export function claimJson(result: ClaimResult) {
  const { claim, profile, verdict, sentence, yes, no, none, interval, seeds } = result;
  const { id, says, source, given, holds, deterministic, atLeast, published } = claim;
  return {
    id,
    says,
    source,
    published: published ?? null,
    profile,
    given: given ?? {},
    holds,
    deterministic,
    atLeast,
    verdict,
    sentence,
    yes,
    no,
    none,
    interval,
    measured: summarizeQuestions(result).map(({ median, minimum, maximum, ...rest }) => ({
      ...rest,
      median: finite(median),
      minimum: finite(minimum),
      maximum: finite(maximum),
    })),
    seeds: seeds.map(({ values, ...seed }) => ({ ...seed, values: values.map(finite) })),
  };
}

function finite<T>(value: T): T | string {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
