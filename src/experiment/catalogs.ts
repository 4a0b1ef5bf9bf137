/** All members that an experiment file can name, and the checks of its expressions. */

import { withExtensions } from '../core/gan/extension-members.js';
import type { Family, Member } from '../core/gan/family.js';
import type { Families } from '../core/gan/family-table.js';

/**
 * Loaded when the first file is read, so that `helvetica --help` need not wait for it. `extensions`: the digests of those that are
 * named; members of others that this process has loaded are left out.
 */
export async function loadCatalogs(extensions: ReadonlySet<string> = new Set()) {
  const [{ families }, { metrics }, { failureModes }, { checkDerivations, checkExpression }] = await Promise.all([
    import('../core/gan/families.js'),
    import('../metrics/catalog.js'),
    import('../diagnosis/catalog.js'),
    import('../inference/expressions/check-expression.js'),
  ]);
  const named = <M extends Member>(family: Family<M>) => withExtensions(family, extensions);
  return {
    families: Object.fromEntries(
      Object.entries(families).map(([name, each]) => [name, named<Member>(each)]),
    ) as never as Families,
    metrics: named(metrics),
    failureModes: named(failureModes),
    checkDerivations,
    checkExpression,
  };
}

export type Catalogs = Awaited<ReturnType<typeof loadCatalogs>>;
