/** A limit that no value can pass is no test: the failure mode is inconclusive there. */
import { describe, expect, it } from 'vitest';
import { measuredRun } from '../../../test/support/records.js';
import { failureModes } from '../catalog.js';
import { diagnoseWith } from '../diagnose.js';

const ring = { target: { name: 'ring', modes: 8, radius: 2, std: 0.02 } };
const cloud = { target: { name: 'gaussian', dim: 100 } };

/** Why the failure mode is inconclusive; undefined where it was tested. */
function missingFor(
  ...[name, columns, given]: [string, Readonly<Record<string, number>>, Parameters<typeof measuredRun>[1]]
): string | undefined {
  const constant = Object.fromEntries(
    Object.entries(columns).map(([column, value]) => [column, [value, value, value]]),
  );
  const { run, measure } = measuredRun(constant, given);
  return diagnoseWith(run, { measure }, failureModes).inconclusive.find(({ failureMode }) => failureMode.name === name)
    ?.absent;
}

describe('inconclusive with few samples', () => {
  it('off-manifold, partial-coverage and mode-collapse by neighbours, of whom the data has few in many dimensions', () => {
    const given = { ...cloud, samples: 50 };
    const why = 'of 50 samples of the data itself precision may be 0: raise measure.samples';
    expect(missingFor('off-manifold', { precision: 0 }, given)).toContain(why);
    expect(missingFor('partial-coverage', { recall: 0 }, given)).toBe(why.replace('precision', 'recall'));
    expect(missingFor('mode-collapse', { recall: 0, 'pairwise-distance': 0 }, given)).toContain('recall may be 0');
    expect(missingFor('partial-coverage', { recall: 0 }, { ...cloud, samples: 100 })).toBeUndefined();
  });

  it('memorised', () => {
    // .2 + 3.48 sqrt(2 * .16 / n) is 1.004 for 6 samples, .944 for 7; .5 + 3.48 sqrt(.5 / n) is 1.002 for 24, .992 for 25.
    const missing = (column: string, samples: number) => missingFor('memorised', { [column]: 1 }, { samples });
    expect(missing('copied-rows', 6)).toContain('copied-rows within 0.2 says little of 6 samples');
    expect(missing('copied-rows', 7)).toBeUndefined();
    expect(missing('copied-rows(within=0.5)', 24)).toContain('says little of 24 samples');
    expect(missing('copied-rows(within=0.5)', 25)).toBeUndefined();
  });

  it('mode-imbalance and mode-collapse by mode-kl, which is log K at most', () => {
    // 1.2 * 28.05 / (2 n) for seven degrees of freedom: 2.40 of 7 samples, 1.87 of 9; log 8 is 2.08.
    const near = { 'mode-kl': 2.07, 'high-quality': 1 };
    const why = '7 high-quality samples of the data itself may have any mode-kl: raise measure.samples';
    for (const name of ['mode-imbalance', 'mode-collapse']) {
      expect(missingFor(name, near, { ...ring, samples: 7 })).toContain(why);
      expect(missingFor(name, near, { ...ring, samples: 9 })).toBeUndefined();
    }
  });

  it('mode-collapse by the count of modes', () => {
    // The number of modes is taken to be that of independent ones: at most one of 8 has a sample with probability 8 (1 - m) m^7 + m^8,
    // m = (7 / 8)^n. That is 5.4e-4 for n = 10 and 2.2e-4 for 11; the level is 2.5e-4.
    const one = { 'modes-covered': 1, 'high-quality': 1 };
    expect(missingFor('mode-collapse', one, { ...ring, samples: 10 })).toContain(
      '10 high-quality samples of the data itself may cover one mode alone by modes-covered',
    );
    expect(missingFor('mode-collapse', one, { ...ring, samples: 11 })).toBeUndefined();
  });

  it('bridged, where the data is between its own modes', () => {
    const target = { name: 'mixture', means: [-1, 1], stds: 1 };
    const between = { 'between-modes': 1, 'high-quality': 0 };
    expect(missingFor('bridged', between, { target, samples: 5 })).toContain('of 5 samples of the data itself all may');
    expect(missingFor('bridged', between, { target, samples: 100 })).toBeUndefined();
  });
});

it('too-wide is inconclusive where modes that wide run into each other', () => {
  // Modes of the ring are 1.53 apart: with a standard deviation of .35 four of theirs are 1.4, 1.53 / 1.4 = 1.09.
  const width = (std: number) => missingFor('too-wide', { 'mode-width': 1 }, { target: { ...ring.target, std } });
  expect(width(0.35)).toMatch(/^modes are so near each other that ones 1.2\d* times as wide run into each other$/);
  expect(width(0.3)).toBeUndefined(); // 1.53 / 1.2 = 1.276
});

it('mode-collapse by latent-collapse is inconclusive where no G has such a value', () => {
  // A ball of 3 standard deviations holds .9889 of a Gaussian in the plane, and latent-collapse is at most 1 / .9889.
  const plane = { target: { name: 'gaussian', mean: [0, 0], std: 1 } };
  expect(missingFor('mode-collapse', { 'latent-collapse': 1.01 }, plane)).toContain(
    'latent-collapse of 2.00 is beyond any G: the densest ball of the data holds 0.99 of it',
  );
  expect(missingFor('mode-collapse', { 'latent-collapse(radius=1)': 2 }, plane)).toBeUndefined(); // 1 - exp(-1/2) = .39
});
