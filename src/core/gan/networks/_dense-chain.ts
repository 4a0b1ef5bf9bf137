/** A chain of dense layers, with normalisation, dropout and minibatch features between them. */

import { type Tensor3D, tf } from '../../engine/tf.js';
import type { Initializer } from '../initializers/_initializer.js';
import type { Choice } from '../setting.js';
import { batchNorm } from './_batch-norm.js';
import { dropout as dropped } from './_dropout.js';
import { layerNorm } from './_layer-norm.js';
import { withDeviation } from './_minibatch-deviation.js';
import type { BuiltNetwork, ForwardPass, Layer, Parameter } from './_network.js';
import { largestSingularValue } from './_spectral-norm.js';

/** The units of a layer, which map its sums x W + b. */
export interface LayerUnits {
  /** Sums per unit. */
  readonly columns: number;
  readonly slopes: Layer['slopes'];
  readonly plain?: Layer['plain'];
  apply(sums: Tensor3D): Tensor3D;
}

export interface ChainOptions {
  readonly widths: readonly number[];
  readonly units: { readonly hidden: LayerUnits; readonly output: LayerUnits };
  readonly initializer: { readonly member: Initializer; readonly choice: Choice };
  readonly bias: boolean;
  readonly normalize: 'none' | 'layer' | 'batch' | 'spectral';
  readonly dropout?: number | undefined;
  readonly inputScale?: number | undefined;
  readonly minibatchStd?: boolean | undefined;
}

export function denseChain(options: ChainOptions): BuiltNetwork {
  const { widths, units, initializer, bias, normalize, dropout = 0, inputScale = 1, minibatchStd = false } = options;
  const layers = widths.slice(1).map((fanOut, i) => {
    const inner = i < widths.length - 2;
    const hasDeviation = minibatchStd && !inner;
    const unit = inner ? units.hidden : units.output;
    const normal = inner && (normalize === 'layer' || normalize === 'batch');
    const own = bias && !(normal && normalize === 'batch');
    return { i, inner, hasDeviation, fanIn: widths[i] + (hasDeviation ? 1 : 0), fanOut, unit, normal, bias: own };
  });
  type Dense = (typeof layers)[number];
  const columns = ({ fanOut, unit }: Dense) => fanOut * unit.columns;
  const parameters = layers.flatMap((layer): Parameter[] => {
    const row = (name: string) => ({ name: `${name}-${layer.i}`, rows: 1, columns: columns(layer) });
    return [
      { ...row('weights'), rows: layer.fanIn },
      ...(layer.bias ? [row('bias')] : []),
      ...(layer.normal ? [row('gain'), row('shift')] : []),
    ];
  });
  const places = new Map(parameters.map(({ name }, place) => [name, place]));
  const plain = normalize === 'none' && inputScale === 1 && !minibatchStd;
  const drawing = layers.filter(({ inner }) => inner && dropout > 0);
  return {
    inputs: widths[0],
    outputs: widths.at(-1)!,
    parameters,
    layers:
      plain && units.hidden.columns === 1
        ? layers.map(
            ({ i, bias: has, unit }): Layer => ({
              weights: `weights-${i}`,
              bias: has ? `bias-${i}` : null,
              slopes: unit.slopes,
              plain: unit.plain ?? null,
            }),
          )
        : null,
    ...(drawing.length > 0 && { draws: Object.fromEntries(drawing.map(({ i, fanOut }) => [`dropout-${i}`, fanOut])) }),
    ...batchwiseBy({ minibatchStd, normalized: normalize === 'batch' && layers.some(({ normal }) => normal) }),
    initialize(out, stream) {
      const { member, choice } = initializer;
      let at = 0;
      const take = (length: number) => {
        at += length;
        return out.subarray(at - length, at);
      };
      for (const layer of layers) {
        // The fan-out of one piece: each input reaches `fanOut` units, through one piece of each.
        member.weights(take(layer.fanIn * columns(layer)), layer, stream, choice);
        if (layer.bias) member.bias(take(columns(layer)), layer, stream, choice);
        if (layer.normal) {
          take(columns(layer)).fill(1);
          take(columns(layer)).fill(0);
        }
      }
    },
    forward(matrices, x, pass) {
      const named = (name: string, { i }: Dense) => matrices[places.get(`${name}-${i}`)!];
      const { given, from, rows } = together(x, normalize === 'batch' ? pass : undefined);
      const start: Tensor3D = inputScale === 1 ? given : tf.mul(given, inputScale);
      const out = layers.reduce((h, layer) => {
        const input = layer.hasDeviation ? withDeviation(h) : h;
        let sum: Tensor3D = tf.matMul(input, weightsOf(named('weights', layer), normalize));
        if (layer.bias) sum = tf.add(sum, named('bias', layer));
        if (layer.normal) {
          const [gain, shift] = [named('gain', layer), named('shift', layer)];
          sum = normalize === 'layer' ? layerNorm(sum, { gain, shift }) : batchNorm(sum, { gain, shift, from });
        }
        const y = layer.unit.apply(sum);
        if (!layer.inner || dropout === 0 || !pass || !('draw' in pass)) return y;
        return dropped(y, { share: dropout, uniform: pass.draw(`dropout-${layer.i}`) });
      }, start);
      return from === 0 ? out : tf.slice(out, [0, 0, 0], [-1, rows, -1]);
    },
  };
}

function batchwiseBy(by: { minibatchStd: boolean; normalized: boolean }): Pick<BuiltNetwork, 'batchwise'> {
  if (by.minibatchStd) return { batchwise: by.normalized ? 'normalized feature' : 'feature' };
  return by.normalized ? { batchwise: 'normalized' } : {};
}

function weightsOf(w: Tensor3D, normalize: ChainOptions['normalize']): Tensor3D {
  return normalize === 'spectral' ? tf.div(w, largestSingularValue(w)) : w;
}

/** The rows, followed from `from` on by those of a reference batch; `from` is 0 where the rows are a batch themselves. */
function together(x: Tensor3D, pass: ForwardPass | undefined): { given: Tensor3D; from: number; rows: number } {
  const rows = x.shape[1];
  if (!pass || 'draw' in pass) return { given: x, from: 0, rows };
  return { given: tf.concat([x, pass.reference], 1), from: rows, rows };
}
