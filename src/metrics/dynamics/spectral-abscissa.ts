/** Largest real part of the eigenvalues of the game's Jacobian. */
import { metric } from '../metric.js';
import { at, COST_NOTE, JACOBIAN_NOTES, NO_GAME } from './_jacobian.js';
import { KRYLOV_NOTE, leadingEigenvalues, realPart } from './_spectrum.js';

export const spectralAbscissa = metric({
  name: 'spectral-abscissa',
  description: 'Largest real part of the eigenvalues of the game’s Jacobian: negative where small steps converge.',
  paper: 'arXiv:1705.10461',
  unit: '1',
  better: 'lower',
  range: [-Infinity, Infinity],
  ideal: null,
  lines: [{ at: 0, label: 'stable below' }],
  notes: [
    ...JACOBIAN_NOTES,
    'It describes convergence only near a point where v vanishes. Directions in which nothing changes (dead units, ' +
      'scales that cancel) have the eigenvalue 0.',
    KRYLOV_NOTE,
    COST_NOTE,
  ],
  options: { at },
  async compute(snapshot, { at }) {
    const found = await leadingEigenvalues(snapshot, at, { rank: realPart, count: 1 });
    return 'absent' in found ? found : { value: found[0].real };
  },
  estimator: async ({ game }) => game?.estimator() ?? NO_GAME,
});
