/** Samples where there is no data. */
import { scalar } from '../../core/gan/options.js';
import { perfectModes } from '../evidence/reference.js';
import { atEnd, tooShort } from '../evidence/run-trace.js';
import { failureMode } from './_failure-mode.js';

export const offManifold = failureMode({
  name: 'off-manifold',
  description: 'Most of G’s samples are near no mode.',
  means: 'most of G’s samples lie where there is no data',
  kind: 'failure',
  paper: 'arXiv:1705.07761 (high-quality samples)',
  needs: [['high-quality']],
  explains: ['poor-fit'],
  notes: [
    'high-quality is below `share` of what the data itself reads, at every reading of the run’s last quarter.',
    'The data’s own is known in closed form: 98.89 % in the plane, of Gaussian modes that lie apart.',
  ],
  options: {
    share: scalar({ description: 'of the data’s own share of high-quality samples', default: 0.5, above: 0, below: 1 }),
  },
  judge({ series, target }, { share }) {
    const quality = series('high-quality');
    if ('absent' in quality) return quality;
    const short = tooShort(quality);
    if (short) return { absent: short };
    const ideal = (target && perfectModes(target, quality.choice))?.highQuality ?? null;
    if (ideal === null) return { absent: 'what the data itself reads as high-quality has no closed form here' };
    return {
      holds: quality.end.every(({ value }) => value < share * ideal),
      evidence: [atEnd(quality, ideal, 'the data itself')],
    };
  },
});
