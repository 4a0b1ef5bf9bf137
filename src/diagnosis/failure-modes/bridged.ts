/** Samples on the way from one mode to the next. */
import { scalar } from '../../core/gan/options.js';
import { bridgeReference } from '../evidence/bridges.js';
import { limitText, mostSuccesses } from '../evidence/level.js';
import { persisting } from '../evidence/mode-evidence.js';
import { qualityOf } from '../evidence/reference.js';
import type { Point, Series } from '../evidence/run-trace.js';
import { failureMode } from './_failure-mode.js';

export const bridged = failureMode({
  name: 'bridged',
  description: 'G has samples between neighbouring modes, where there are no data.',
  summary: 'samples of G lie on bridges between neighbouring modes',
  kind: 'failure',
  paper: 'arXiv:1806.00880',
  requires: [['between-modes'], ['high-quality']],
  precedes: ['too-wide', 'off-manifold', 'partial-coverage', 'poor-fit'],
  notes: [
    'between-modes, the share in the middle half of the bridges, is at least `share` at every measurement of the last quarter, and ' +
      'above what as many samples of the data pass.',
    'Of the samples that are near no mode by high-quality, at least a quarter are there, and twice as many as of uniform noise: ' +
      'otherwise samples are everywhere, and off-manifold applies instead.',
    'At least half as many samples are near no mode as are between modes beyond the data’s own share: where modes run into each other, ' +
      'samples between them are near both, and the data is there too.',
    'A continuous G of a connected latent space always has some: it moves fast between modes, not never.',
  ],
  options: {
    share: scalar({
      description: 'share of the samples in the middle half of bridges',
      default: 0.05,
      above: 0,
      below: 1,
    }),
  },
  test(trace, { share }) {
    const between = trace.series('between-modes');
    if ('absent' in between) return between;
    const quality = trace.all('high-quality').find((each): each is Series => {
      if ('absent' in each) return false;
      const { rule, radius } = qualityOf(each.choice);
      return rule === 'l2' && radius === 3;
    });
    if (!quality) return { absent: 'high-quality by rule l2 within 3 standard deviations is not measured' };
    const reference = trace.target && bridgeReference(trace.target);
    if (!reference) return { absent: 'the target has no two modes with a spread' };
    const near = new Map(quality.points.map(({ step, value }) => [step, value]));
    const most = mostSuccesses(trace.samples, reference.own) / trace.samples;
    if (most >= 1)
      return {
        absent: `of ${trace.samples} samples of the data itself all may be between modes: raise measure.samples`,
      };
    const limit = Math.max(share, most);
    const isBridge = ({ step, value }: Point) => {
      const off = 1 - (near.get(step) ?? 1);
      if (off < MIN_OFF_OF_EXCESS * (value - reference.own)) return false;
      return value >= Math.max(MIN_SHARE_OF_OFF, MIN_TIMES_NOISE * reference.noise) * off;
    };
    return persisting(between, {
      is: (point) => point.value > most && point.value >= limit && isBridge(point),
      reference: () => limit,
      explanation: ({ value }) =>
        `${limitText({ limit, own: reference.own, bySize: share, samples: trace.samples })}; about ${Math.round(200 * value)} % of the samples are on bridges`,
    });
  },
});

const MIN_SHARE_OF_OFF = 1 / 4; // of the samples that are near no mode
const MIN_OFF_OF_EXCESS = 1 / 2; // share of the samples between modes, beyond the data's own, that is near no mode
const MIN_TIMES_NOISE = 2; // of the share that uniform noise has there
