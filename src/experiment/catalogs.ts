/** All members that an experiment file can name, and the checks of its expressions. */

/** Loaded when the first file is read, so that `helvetica --help` need not wait for it. */
export async function loadCatalogs() {
  const [{ families }, { metrics }, { failureModes }, { checkDerivations, checkExpression }] = await Promise.all([
    import('../core/gan/families.js'),
    import('../metrics/catalog.js'),
    import('../diagnosis/catalog.js'),
    import('../inference/expressions/check-expression.js'),
  ]);
  return { families, metrics, failureModes, checkDerivations, checkExpression };
}

export type Catalogs = Awaited<ReturnType<typeof loadCatalogs>>;
