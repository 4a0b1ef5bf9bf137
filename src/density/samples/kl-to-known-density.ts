/** KL(q || p) with a known p: only q's entropy is estimated, and its bias, measured on samples of p, is subtracted. */
import { mean, variance } from '../../core/math/statistics/statistics.js';

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
  /** From the spread of both samples' terms, as if they were independent. Nats. */
  readonly standardError: number;
}

/** E_q[log q - log p] of the estimate, minus the same on samples of p, whose true value is 0. Nats. */
export function klToKnownDensity({
  generated,
  real,
}: {
  readonly generated: LogDensities;
  readonly real: LogDensities;
}): KlToKnownDensity {
  const [ofG, ofP] = [excess(generated), excess(real)];
  return Number.isFinite(ofP.mean)
    ? { value: ofG.mean - ofP.mean, bias: ofP.mean, standardError: Math.sqrt(ofG.squaredError + ofP.squaredError) }
    : { value: ofG.mean, bias: null, standardError: Math.sqrt(ofG.squaredError) };
}

function excess({ estimated, exact }: LogDensities) {
  const terms = estimated.map((log, i) => log - exact[i]);
  return { mean: mean(terms), squaredError: variance(terms, 0) / terms.length };
}
