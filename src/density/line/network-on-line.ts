/** A network on a line, differentiated in plain numbers: its slope keeps its digits where the network saturates. */
import type { PlainActivation } from '../../core/gan/activations/_activation.js';
import type { BuiltNetwork } from '../../core/gan/networks/_network.js';

/** A network R -> R, x = activation(u(z)). */
export interface NetworkOnLine {
  /** The last layer's sum before its activation, and du/dz. */
  sumAt(z: number): { readonly u: number; readonly slope: number };
  /** dx/du. */
  activationSlope(u: number): number;
}

/**
 * A difference of outputs is 0 where they are rounded to one double; the product of the layers' slopes is not. Null where the network is
 * not a chain of dense layers with known activations.
 */
export function networkOnLine(network: BuiltNetwork, parameters: Float64Array): NetworkOnLine | null {
  const layers = plainLayers(network, parameters);
  const last = layers?.at(-1);
  if (!layers || !last || network.inputs !== 1 || network.outputs !== 1) return null;
  return {
    activationSlope: last.activation.slope,
    sumAt(z) {
      let value = Float64Array.of(z);
      let slope = Float64Array.of(1);
      for (const layer of layers) {
        const { rows, columns, weights, bias, activation } = layer;
        const sums = bias ? Float64Array.from(bias) : new Float64Array(columns);
        const slopes = new Float64Array(columns);
        for (let i = 0; i < rows; i++)
          for (let j = 0; j < columns; j++) {
            sums[j] += value[i] * weights[i * columns + j];
            slopes[j] += slope[i] * weights[i * columns + j];
          }
        if (layer === last) return { u: sums[0], slope: slopes[0] };
        slope = slopes.map((of, j) => of * activation.slope(sums[j]));
        value = sums.map(activation.value);
      }
      throw new Error('a network has a last layer');
    },
  };
}

interface PlainLayer {
  readonly rows: number;
  readonly columns: number;
  readonly weights: Float64Array;
  readonly bias: Float64Array | null;
  readonly activation: PlainActivation;
}

function plainLayers(network: BuiltNetwork, parameters: Float64Array): PlainLayer[] | null {
  const blocks = new Map<string, { rows: number; columns: number; weights: Float64Array }>();
  let at = 0;
  for (const { name, rows, columns } of network.parameters) {
    blocks.set(name, { rows, columns, weights: parameters.subarray(at, at + rows * columns) });
    at += rows * columns;
  }
  const layers = network.layers?.map(({ weights, bias, plain }) => {
    const block = blocks.get(weights);
    return block && plain
      ? { ...block, bias: bias === null ? null : blocks.get(bias)!.weights, activation: plain }
      : null;
  });
  return layers?.every((layer) => layer !== null) ? layers : null;
}
