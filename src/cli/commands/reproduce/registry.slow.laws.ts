/** Requirements on every claim of the registry; the closed-form claims are run and judged. */
import { describe, expect, it } from 'vitest';
import { temporaryFolder, train } from '../../../../test/support/sweeps.js';
import { judgeAll } from '../../../inference/claims/claims.js';
import { metrics } from '../../../metrics/catalog.js';
import { PROFILES, readRegistry } from './registry.js';

describe('the registry', () => {
  it.each(PROFILES)(
    'is valid in the %s profile, every claim with its source and what was published',
    async (profile) => {
      const registry = await readRegistry(profile);
      const claims = registry.flatMap((experiment) => experiment.claims);
      expect(claims.length).toBeGreaterThanOrEqual(5);
      expect(new Set([...claims.map(({ id }) => id), ...registry.map(({ name }) => name)]).size).toBe(
        claims.length + registry.length,
      );
      for (const { id, source, published } of claims) {
        expect(source, id).toMatch(/arXiv:\d{4}\.\d{4,5}/);
        expect(published?.value, id).toBeTruthy();
      }
    },
  );

  it('has at least six seeds for every statistical claim, since five cannot support one', async () => {
    for (const profile of PROFILES)
      for (const { claims, seeds, name } of await readRegistry(profile))
        if (claims.some(({ deterministic }) => !deterministic)) expect(seeds.length, name).toBeGreaterThanOrEqual(6);
  });
});

describe('the closed forms of the registry', () => {
  const results = temporaryFolder('registry');

  it('are reproduced to their tolerances', async () => {
    const closed = (await readRegistry('smoke')).filter(({ claims }) => claims.every((claim) => claim.deterministic));
    expect(closed.length).toBeGreaterThanOrEqual(3);
    for (const experiment of closed) {
      const record = await train(experiment, results);
      for (const { claim, verdict } of judgeAll(record, metrics))
        expect([claim.id, verdict]).toEqual([claim.id, 'supported']);
    }
  });
});
