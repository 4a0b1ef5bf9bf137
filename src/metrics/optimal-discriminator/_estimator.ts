/** How expectations of D's score are estimated. */
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { boundText } from '../../density/line/quadrature.js';
import { comparisonEstimator } from '../_comparison-values.js';
import { discriminatorNodes } from './_nodes.js';

/**
 * The comparison's estimator, with the nodes at which D is evaluated where they are others. `levels`: of D's probability, at which the
 * metric jumps.
 */
export async function discriminatorEstimator(snapshot: Snapshot, levels: readonly number[] = []): Promise<string> {
  const estimator = await comparisonEstimator(snapshot);
  const nodes = await discriminatorNodes(snapshot, levels);
  if ('absent' in nodes) return estimator;
  const { line, of, score } = nodes;
  if (line) return `${estimator}; D at ${score.length} nodes${line.error === null ? '' : `, ${boundText(line.error)}`}`;
  return of > score.length
    ? `${estimator}; D at ${score.length} of ${of} cells, drawn in proportion to p + q`
    : estimator;
}
