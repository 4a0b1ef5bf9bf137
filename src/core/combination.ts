/** Members that are fine by themselves and cannot be combined. */
import type { Penalty } from './penalty.js';
import type { Players } from './players.js';
import type { Scheme } from './scheme.js';

/** Why these cannot be combined, in a plain sentence; null if they can. */
export function clashOf({
  scheme,
  penalty,
}: {
  readonly scheme: Scheme;
  readonly penalty: Players<Pick<Penalty, 'name' | 'project'>>;
}): string | null {
  const { discriminator } = penalty;
  if (scheme.throughUpdates && discriminator.project)
    return `${scheme.name} cannot differentiate through ${discriminator.name}: at a limit, a parameter has no slope`;
  return null;
}
