import { expect, it } from 'vitest';
import { parseSummary, type RunSummary, summaryText } from './summary.js';

const summary: RunSummary = {
  outcome: 'diverged',
  steps: 1200,
  reason: 'the state is not finite',
  measured: 'abc',
  checksums: { 'history.csv': 'def' },
  sizes: { 'history.csv': 120, 'samples/step-1200.npy': 1728 },
};
const text = summaryText(summary);

it('comes back as it was written', () => {
  expect(parseSummary(text)).toEqual(summary);
});

it('is refused with any bit flipped', () => {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at++)
    for (let bit = 0; bit < 8; bit++) {
      const damaged = Buffer.from(bytes);
      damaged[at]! ^= 1 << bit;
      expect(parseSummary(damaged.toString()), `byte ${at}, bit ${bit}`).toBeUndefined();
    }
});

it('is refused truncated anywhere', () => {
  for (let length = 0; length < text.length; length++) expect(parseSummary(text.slice(0, length))).toBeUndefined();
});
