/** The uniform numbers that networks draw in training (dropout), as inputs of the program with each batch. */

import type { Tensor3D } from '../../engine/tf.js';
import type { BuiltNetwork } from '../networks/_network.js';
import type { Batch } from '../schemes/_scheme.js';
import type { SampleSource } from './_game.js';

/** The draws of a network per row of a batch, or per `times` rows side by side. `whose` names the forward pass. */
export function networkDraws(
  { draws = {} }: BuiltNetwork,
  whose: string,
  times = 1,
): Readonly<Record<string, SampleSource>> {
  return Object.fromEntries(
    Object.entries(draws).map(([name, count]): [string, SampleSource] => [
      `${whose}-${name}`,
      { dim: times * count, sample: (out, stream) => stream.fillUniform(out) },
    ]),
  );
}

export function drawnNumbers(whose: string, name: string, { drawn }: Batch): Tensor3D {
  const numbers = drawn?.[`${whose}-${name}`];
  if (!numbers) throw new Error(`the batch comes without the uniform numbers ${whose}-${name}`);
  return numbers;
}
