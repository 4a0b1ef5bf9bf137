/** Modes that are narrower than the data's. */
import { scalar } from '../../core/gan/options.js';
import { limitText } from '../evidence/level.js';
import { persisting } from '../evidence/mode-evidence.js';
import { MIN_WIDTH_SAMPLES, widthReference } from '../evidence/width.js';
import { failureMode } from './_failure-mode.js';

export const tooNarrow = failureMode({
  name: 'too-narrow',
  description: 'G’s modes are narrower than those of the data.',
  summary: 'the modes of G are narrower than those of the data',
  kind: 'failure',
  requires: [['mode-width']],
  precedes: ['poor-fit', 'partial-coverage'],
  notes: [
    'mode-width is at most `times` its value at q = p, and below what as many samples of the data undercut, at every measurement of ' +
      'the last quarter. high-quality is then above its value at q = p, which is no merit.',
  ],
  options: {
    times: scalar({
      description: 'mode-width up to which modes are too narrow, over its value at q = p',
      default: 0.8,
      above: 0,
      below: 1,
    }),
  },
  test({ series, target, samples }, { times }) {
    const width = series('mode-width');
    if ('absent' in width) return width;
    const reference = target && widthReference(target);
    if (!reference) return { absent: 'the target has no modes with a width' };
    if (samples < MIN_WIDTH_SAMPLES)
      return { absent: `mode-width says little of fewer than ${MIN_WIDTH_SAMPLES} samples` };
    const { own } = reference;
    const limit = Math.min(times * own, reference.limits(samples).low);
    return persisting(width, {
      is: ({ value }) => value <= limit,
      distance: (value) => Math.abs(value - own),
      reference: () => limit,
      explanation: () => limitText({ limit, own, bySize: times * own, samples }),
    });
  },
});
