/** Reference values for N(0, 1) against N(d, 1), by quadrature to ten digits, in nats. */
import { gaussianTarget } from '../../src/core/gan/targets/gaussian.js';
import { reluChain } from './snapshots.js';

export const unitGaussian = gaussianTarget.create({ mean: 0, std: 1 });

/** G(z) = z + d, as a network. */
export const shiftedBy = (d: number) => reluChain([{ weights: [[1]], bias: [d] }]);

/** The logit of D* between p = N(0, 1) and q = N(d, 1). */
export const optimalScore = (d: number) => (x: readonly number[]) => (d * d) / 2 - d * x[0];

/** minimax and nonSaturating: the gradient of each loss in d, at D*. */
export const gaussianTable = [
  { d: 0.5, js: 0.0303113005, optimalValue: -1.32567176, kl: 0.125, minimax: 0.235264, nonSaturating: 0.264736 },
  { d: 1, js: 0.1114214822, optimalValue: -1.1634514, kl: 0.5, minimax: 0.397973, nonSaturating: 0.602027 },
  { d: 2, js: 0.3368308203, optimalValue: -0.71263272, kl: 2, minimax: 0.4496, nonSaturating: 1.5504 },
  { d: 4, js: 0.6327201937, optimalValue: -0.12085397, kl: 8, minimax: 0.137195, nonSaturating: 3.862805 },
  { d: 8, js: 0.6930536455, optimalValue: -0.00018707, kl: 32, minimax: 3.92875e-4, nonSaturating: 7.999607 },
] as const;

/** p = m of K modes matched exactly, K = 8, separated: JSD for m = 1 to 8. */
export const eightModes = [0.4969, 0.3804, 0.2903, 0.2158, 0.1518, 0.0956, 0.0454, 0] as const;

/** E_q[D*] for the table's distances. */
export const meanOptimal = [0.470527, 0.3979729, 0.2247998, 0.0342987, 4.91093e-5] as const;
