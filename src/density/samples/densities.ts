/** What metrics share of a generator's density, where there are only its samples: all of them, and no latent. */

/** By the keys under which a snapshot shares them. */
export function samplesOf(
  generated: Float64Array,
  noGenerator: () => never,
): ReadonlyMap<string, () => Promise<unknown>> {
  return new Map<string, () => Promise<unknown>>([
    ['density/samples', async () => generated],
    ['density/pushforward', async () => noGenerator()],
  ]);
}
