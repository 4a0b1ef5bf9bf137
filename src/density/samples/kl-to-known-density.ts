/** KL(q || p) with a known p: only q's entropy is estimated, and its bias, measured on samples of p, is subtracted. */
import { mean } from '../../core/math/statistics/statistics.js';

export interface LogDensities {
  /** The estimated log density at its own samples, each left out of it. */
  readonly estimated: Float64Array;
  /** log p there. */
  readonly exact: Float64Array;
}

export interface KlToKnownDensity {
  readonly value: number;
  /** The estimate on as many samples of p, which was subtracted; null where that is not finite. Nats. */
  readonly bias: number | null;
}

/** E_q[log q - log p] of the estimate, minus the same on samples of p, whose true value is 0. Nats. */
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
