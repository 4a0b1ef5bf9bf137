/** Modes that are wider than the data's. */
import { scalar } from '../../core/gan/options.js';
import { limitText } from '../evidence/level.js';
import { persisting } from '../evidence/mode-evidence.js';
import { MIN_WIDTH_SAMPLES, widthReference } from '../evidence/width.js';
import { failureMode } from './_failure-mode.js';

export const tooWide = failureMode({
  name: 'too-wide',
  description: 'G’s modes are wider than those of the data.',
  summary: 'the modes of G are wider than those of the data',
  kind: 'failure',
  requires: [['mode-width']],
  precedes: ['off-manifold', 'poor-fit', 'partial-coverage'],
  notes: [
    'mode-width is at least `times` its value at q = p, and above what as many samples of the data pass, at every measurement of ' +
      'the last quarter.',
    'Where modes are so wide that neighbours are less than four of their standard deviations apart, samples belong to no mode: then ' +
      'off-manifold applies instead.',
  ],
  options: {
    times: scalar({
      description: 'mode-width from which on modes are too wide, over its value at q = p',
      default: 1.25,
      above: 1,
    }),
  },
  test({ series, target, samples }, { times }) {
    const width = series('mode-width');
    if ('absent' in width) return width;
    const reference = target && widthReference(target);
    if (!reference) return { absent: 'the target has no modes with a width' };
    if (samples < MIN_WIDTH_SAMPLES)
      return { absent: `mode-width says little of fewer than ${MIN_WIDTH_SAMPLES} samples` };
    const { own, largest } = reference;
    const limit = Math.max(times * own, reference.limits(samples).high);
    if (limit > largest)
      return { absent: `modes are so near each other that ones ${short(limit)} times as wide run into each other` };
    return persisting(width, {
      is: ({ value }) => value >= limit && value <= largest,
      distance: (value) => Math.abs(value - own),
      reference: () => limit,
      explanation: () => limitText({ limit, own, bySize: times * own, samples }),
    });
  },
});

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
