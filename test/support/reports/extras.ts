/** What invented reports need beside their records. */
import type { ClaimResult } from '../../../src/inference/claims/claims.js';
import type { MetricFacts, ReportExtras } from '../../../src/reports/page/extras.js';
import { distribution } from './arrays.js';

const INFINITE: readonly [number, number] = [0, Infinity];
const NOTE = { notes: ['Estimated on a histogram of the samples.', 'A lower bound, see `grid`.'] };

const FACTS: readonly MetricFacts[] = [
  {
    name: 'kl-q-p',
    description: 'Kullback-Leibler divergence of q from p, KL(q || p).',
    unit: 'nats',
    better: 'lower',
    range: INFINITE,
    ideal: 0,
    ...NOTE,
  },
  {
    name: 'js',
    description: 'Jensen-Shannon divergence of p and q.',
    paper: 'arXiv:1406.2661',
    unit: 'nats',
    better: 'lower',
    range: [0, Math.LN2],
    ideal: 0,
    lines: [{ at: Math.LN2, label: 'ln 2: nothing in common' }],
    ...NOTE,
  },
  {
    name: 'dstar-error',
    description: 'Mean of |D - D*| under (p + q) / 2.',
    unit: '1',
    better: 'lower',
    range: [0, 1],
    ideal: 0,
  },
  {
    name: 'value',
    description: 'The value of the game, E_p log D + E_q log(1 - D).',
    unit: 'nats',
    better: 'neither',
    range: [-Infinity, 0],
    ideal: -Math.log(4),
    lines: [{ at: -Math.log(4), label: '\u2212log 4' }],
  },
  {
    name: 'optimal-value',
    description: 'Its value at D*: 2 JS - log 4.',
    unit: 'nats',
    better: 'lower',
    range: [-Math.log(4), 0],
    ideal: -Math.log(4),
  },
  {
    name: 'modes-covered',
    description: 'Modes with at least one high-quality sample.',
    unit: 'modes',
    better: 'higher',
    range: INFINITE,
    ideal: null,
  },
  {
    name: 'high-quality',
    description: 'Share of samples within three standard deviations of a mode.',
    unit: 'fraction',
    better: 'higher',
    range: [0, 1],
    ideal: null,
  },
  {
    name: 'mode-kl',
    description: 'Divergence of the modes’ shares from their weights.',
    unit: 'nats',
    better: 'lower',
    range: INFINITE,
    ideal: 0,
  },
];

export function extrasWith(claims: readonly ClaimResult[] = []): ReportExtras {
  return {
    metrics: new Map(FACTS.map((facts) => [facts.name, facts])),
    distribution: ({ target }) => (target && ['ring', 'mixture'].includes(target.name) ? distribution(target) : null),
    claims: () => claims,
    command: 'helvetica report results/ring',
  };
}

export const CLAIM: ClaimResult = {
  claim: {
    id: 'faster-collapses',
    says: 'At this step size the momentum-heavy Adam ends on fewer modes.',
    source: 'an example',
    holds: 'end("modes-covered", {"optimizer.lr": 0.005}) < end("modes-covered", {"optimizer.lr": 0.001})',
    atLeast: 0.5,
    deterministic: false,
  },
  profile: null,
  verdict: 'undecided',
  sentence: 'Undecided: the claim is true in 3 of 3 seeds (95 % interval 0.29 to 1.00, which contains 0.5).',
  yes: 3,
  no: 0,
  none: 0,
  interval: { low: 0.2924, high: 1 },
  questions: ['end("modes-covered", {"optimizer.lr": 0.005})', 'end("modes-covered", {"optimizer.lr": 0.001})'],
  seeds: [1, 2, 3].map((seed) => ({ seed, answer: 'yes', reason: null, values: [1, 8], diverged: seed === 3 })),
};
