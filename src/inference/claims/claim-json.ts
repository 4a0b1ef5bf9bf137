/** A judged claim as machines read it: plain data without infinities, which JSON cannot hold. */
import type { ClaimResult } from './claims.js';
import { measuredOf } from './measured.js';

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
    measured: measuredOf(result).map(({ median, least, greatest, ...rest }) => ({
      ...rest,
      median: finite(median),
      least: finite(least),
      greatest: finite(greatest),
    })),
    seeds: seeds.map(({ readings, ...seed }) => ({ ...seed, readings: readings.map(finite) })),
  };
}

function finite<T>(value: T): T | string {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
