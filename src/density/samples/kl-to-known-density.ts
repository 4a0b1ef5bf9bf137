/** KL(q || p) where p is known: only q's entropy is estimated, and what that is off by on samples of p itself is taken off. */
import { mean } from '../../core/math/statistics/statistics.js';

export interface LogDensities {
  /** The estimate at its own samples, each left out of it. */
  readonly estimated: Float64Array;
  /** log p there. */
  readonly exact: Float64Array;
}

export interface KlToKnownDensity {
  readonly value: number;
  /** Nats, of as many samples of p, which were taken off; null where p's samples have no density. */
  readonly bias: number | null;
}

export function klToKnownDensity({
  generated,
  real,
}: {
  readonly generated: LogDensities;
  readonly real: LogDensities;
}): KlToKnownDensity {
  const bias = excess(real);
  return Number.isFinite(bias) ? { value: excess(generated) - bias, bias } : { value: excess(generated), bias: null };
}

function excess({ estimated, exact }: LogDensities): number {
  return mean(estimated.map((log, i) => log - exact[i]));
}
