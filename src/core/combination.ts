/** Members that are fine by themselves and cannot be combined. */
import type { Penalty } from './penalty.js';
import type { Players } from './players.js';
import type { Scheme } from './scheme.js';

/** Why these cannot be combined, in a plain sentence; null if they can. Arenas may have no penalty, and a box. */
export function clashOf({
  scheme,
  penalty,
  box,
}: {
  readonly scheme: Scheme;
  readonly penalty?: Players<Pick<Penalty, 'name' | 'project'>> | undefined;
  readonly box?: Partial<Players<number>> | undefined;
}): string | null {
  if (!scheme.throughUpdates) return null;
  const limit = penalty?.discriminator.project
    ? penalty.discriminator.name
    : box?.discriminator && "the discriminator's box";
  return limit ? `${scheme.name} cannot differentiate through ${limit}: at a limit, a parameter has no slope` : null;
}
