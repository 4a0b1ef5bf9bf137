/** Where the random numbers of a batch come from: data, noise, and what regularizers draw. */

import type { FloatArray, Tensors } from '../engine/program.js';
import type { Parts } from '../gan/build.js';
import type { Draw } from '../gan/regularizers/_regularizer.js';
import type { Batch } from '../gan/schemes/_scheme.js';
import type { Stream } from '../math/random/random.js';

export interface Source {
  /** The first part of the input's name and of its stream's purpose: `real/discriminator-1`. */
  readonly name: string;
  readonly columns: number;
  sample(out: FloatArray, stream: Stream): void;
}

/** The inputs that come with each batch. */
export function sourcesOf(parts: Parts): readonly Source[] {
  const { draws, dim } = parts.game;
  const regularizers = parts.setting.regularizer ? [parts.regularizer.generator, parts.regularizer.discriminator] : [];
  const drawn = regularizers.flatMap(({ member }) => Object.entries(member.draws ?? {}));
  const sources: Source[] = [
    ...Object.entries(draws ?? {}).map(
      ([name, source]): Source => ({
        name,
        columns: source.dim,
        sample: (out, stream) => source.sample(out, stream),
      }),
    ),
    ...drawn.map(
      ([name, draw]): Source => ({
        name: drawName(name, draw),
        columns: draw.each === 'sample' ? 1 : dim,
        sample: (out, stream) => (draw.of === 'uniform' ? stream.fillUniform(out) : stream.fillNormal(out)),
      }),
    ),
  ];
  // Both players may have chosen one regularizer.
  return [...new Map(sources.map((source) => [source.name, source])).values()];
}

/** The batch of that name, out of the inputs of a program that has one of each source for it. */
export function batchIn(sources: readonly Source[], inputs: Tensors, name: string): Batch {
  const drawn = Object.fromEntries(sources.map((source) => [source.name, inputs[`${source.name}/${name}`]!]));
  return { real: drawn.real!, latent: drawn.latent!, drawn };
}

export function drawName(name: string, { of, each }: Draw): string {
  return `${name}-${of}-${each}`;
}
