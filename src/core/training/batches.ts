/** The random inputs of a batch: data, noise, and what networks and regularizers draw. */

import type { FloatArray, Tensors } from '../engine/program.js';
import type { Parts } from '../gan/build.js';
import type { RegularizerDraw } from '../gan/regularizers/_regularizer.js';
import type { Batch } from '../gan/schemes/_scheme.js';
import type { Stream } from '../math/random/random.js';

/** One random input of every batch. Its program input and its stream's purpose are NAME/BATCH: `real/discriminator-1`. */
export interface BatchSource {
  readonly name: string;
  readonly columns: number;
  sample(out: FloatArray, stream: Stream): void;
}

/** The random inputs of the setting's batches, each name once. */
export function batchSources(parts: Parts): readonly BatchSource[] {
  const { draws, dim } = parts.game;
  const regularizers = parts.setting.regularizer ? [parts.regularizer.generator, parts.regularizer.discriminator] : [];
  const regularizerDraws = regularizers.flatMap(({ member }) => Object.entries(member.draws ?? {}));
  const sources: BatchSource[] = [
    ...Object.entries(draws ?? {}).map(
      ([name, source]): BatchSource => ({
        name,
        columns: source.dim,
        sample: (out, stream) => source.sample(out, stream),
      }),
    ),
    ...regularizerDraws.map(
      ([name, draw]): BatchSource => ({
        name: drawName(name, draw),
        columns: draw.each === 'sample' ? 1 : dim,
        sample: (out, stream) => (draw.of === 'uniform' ? stream.fillUniform(out) : stream.fillNormal(out)),
      }),
    ),
  ];
  // Both players may have the same regularizer.
  return [...new Map(sources.map((source) => [source.name, source])).values()];
}

/** Random numbers that a step draws for one run. */
export function numbersPerStep(parts: Parts): number {
  const columns = batchSources(parts).reduce((sum, source) => sum + source.columns, 0);
  return parts.scheme.member.draws(parts.scheme.choice).length * parts.game.rows * columns;
}

/** The batch of that name, from the inputs of a program that has one input for each source and batch. */
export function batchFrom(sources: readonly BatchSource[], inputs: Tensors, name: string): Batch {
  const drawn = Object.fromEntries(sources.map((source) => [source.name, inputs[`${source.name}/${name}`]!]));
  return { real: drawn.real!, latent: drawn.latent!, drawn };
}

/** The name of a regularizer's draw among the batch's inputs. Equal draws of equal names are one input. */
export function drawName(name: string, { of, each }: RegularizerDraw): string {
  return `${name}-${of}-${each}`;
}
