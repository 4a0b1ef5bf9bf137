/** Whether the game comes to rest here. */
import { metric } from '../metric.js';
import { at, COST_NOTE, JACOBIAN_NOTES, NO_GAME } from './_jacobian.js';
import { KRYLOV_NOTE, outerOf, real } from './_spectrum.js';

export const spectralAbscissa = metric({
  name: 'spectral-abscissa',
  description:
    'The largest real part among the eigenvalues of the game’s Jacobian: negative where small steps come to rest.',
  paper: 'arXiv:1705.10461',
  unit: '1',
  better: 'lower',
  range: [-Infinity, Infinity],
  ideal: null,
  lines: [{ at: 0, label: 'stable below' }],
  notes: [
    ...JACOBIAN_NOTES,
    'It says something of the game’s end only near a point where v vanishes. Directions in which nothing changes (dead units, ' +
      'scales that cancel) have the eigenvalue 0.',
    KRYLOV_NOTE,
    COST_NOTE,
  ],
  options: { at },
  async compute(snapshot, { at }) {
    const found = await outerOf(snapshot, at, { rank: real, count: 1 });
    return 'absent' in found ? found : { value: found[0].real };
  },
  estimator: async ({ game }) => game?.estimator() ?? NO_GAME,
});
