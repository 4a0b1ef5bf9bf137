/** The linear regions of a piecewise linear network on a line, exactly, layer by layer. */
import type { BuiltNetwork } from '../../core/gan/networks/_network.js';
import type { PathOnLine } from './sections.js';

interface DenseLayer {
  readonly rows: number;
  readonly columns: number;
  readonly weights: Float64Array;
  readonly bias: Float64Array | null;
  readonly slopes: { readonly negative: number; readonly positive: number };
}

/**
 * The network R -> R on [low, high], as nodes between which it is linear. In a layer whose input is linear between nodes, each
 * neuron has its kinks where its pre-activation crosses zero. These points are added to the nodes, so that the next layer's input
 * is linear between nodes again. Null where the network is not a chain of dense piecewise linear layers.
 */
export function linearRegions(
  network: BuiltNetwork,
  parameters: Float64Array,
  { low, high }: { readonly low: number; readonly high: number },
): PathOnLine | null {
  const layers = denseLayers(network, parameters);
  if (!layers || network.inputs !== 1 || network.outputs !== 1) return null;
  let z = [low, high];
  let h = [Float64Array.of(low), Float64Array.of(high)];
  for (const layer of layers) {
    let s = h.map((row) => affine(row, layer));
    if (layer.slopes.negative !== layer.slopes.positive) ({ z, s } = withCrossings(z, s));
    h = s.map((row) => row.map((value) => value * (value < 0 ? layer.slopes.negative : layer.slopes.positive)));
  }
  return { z: Float64Array.from(z), x: Float64Array.from(h, (row) => row[0]), maxError: 0 };
}

function denseLayers(network: BuiltNetwork, parameters: Float64Array): DenseLayer[] | null {
  const blocks = new Map<string, { rows: number; columns: number; values: Float64Array }>();
  let at = 0;
  for (const { name, rows, columns } of network.parameters) {
    blocks.set(name, { rows, columns, values: parameters.subarray(at, at + rows * columns) });
    at += rows * columns;
  }
  const layers = network.layers?.map(({ weights, bias, slopes }) => {
    const block = blocks.get(weights);
    return block && slopes
      ? { ...block, weights: block.values, bias: bias === null ? null : (blocks.get(bias)?.values ?? null), slopes }
      : null;
  });
  return layers?.every((layer) => layer !== null) ? layers : null;
}

function affine(row: Float64Array, { rows, columns, weights, bias }: DenseLayer): Float64Array {
  const out = bias ? Float64Array.from(bias) : new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    const value = row[i];
    if (value === 0) continue;
    for (let j = 0, at = i * columns; j < columns; j++, at++) out[j] += value * weights[at];
  }
  return out;
}

function withCrossings(z: readonly number[], s: readonly Float64Array[]): { z: number[]; s: Float64Array[] } {
  const nodes: number[] = [];
  const values: Float64Array[] = [];
  for (let i = 0; i < z.length; i++) {
    nodes.push(z[i]);
    values.push(s[i]);
    if (i + 1 === z.length) break;
    for (const share of crossings(s[i], s[i + 1])) {
      const at = z[i] + share * (z[i + 1] - z[i]);
      if (at <= nodes[nodes.length - 1] || at >= z[i + 1]) continue; // equal to a node after rounding
      nodes.push(at);
      values.push(s[i].map((value, j) => value + share * (s[i + 1][j] - value)));
    }
  }
  return { z: nodes, s: values };
}

/** The points between two nodes, as shares from 0 to 1, at which a coordinate changes its sign. Ascending. */
function crossings(from: Float64Array, to: Float64Array): number[] {
  const found: number[] = [];
  for (let j = 0; j < from.length; j++) {
    if (from[j] < 0 ? to[j] > 0 : from[j] > 0 && to[j] < 0) found.push(from[j] / (from[j] - to[j]));
  }
  return found.sort((a, b) => a - b);
}
