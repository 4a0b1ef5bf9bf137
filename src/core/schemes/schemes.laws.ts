import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Tensor3D } from '../engine/tf.js';
import { schemes } from '../families.js';
import type { Step } from '../optimizer.js';
import type { Player, Players } from '../players.js';
import type { Batch, Game, Scheme } from '../scheme.js';

/** A game that only writes down what is asked of it. */
function played(scheme: Scheme, options: Record<string, unknown>): { moves: string[]; drawn: Set<string> } {
  const moves: string[] = [];
  const drawn = new Set<string>();
  const word = (tensor: unknown) => tensor as string;
  const game: Game = {
    loss: (player) => `loss of ${player}` as unknown as Tensor3D,
    gradient: (player, { generator, discriminator }, batch) =>
      `${player} at G${word(generator)} D${word(discriminator)} on ${(batch as unknown as { name: string }).name}` as unknown as Tensor3D,
    update(_player: Player, step: Step, gradient) {
      moves.push(word(gradient));
      return { ...step, parameters: `${word(step.parameters)}'` as unknown as Tensor3D };
    },
  };
  const start = (name: string): Step => ({ parameters: name as unknown as Tensor3D, memory: {} });
  const state: Players<Step> = { generator: start(''), discriminator: start('') };
  const batch = (name: string) => {
    drawn.add(name);
    return { name } as unknown as Batch;
  };
  scheme.turn({ game, state, batch }, options);
  return { moves, drawn };
}

const defaults = (scheme: Scheme) => z.object(scheme.options as z.ZodRawShape).parse({});

describe.each([...schemes.values()].map((scheme) => [scheme.name, scheme] as const))('%s', (_, scheme) => {
  it('uses every batch that it draws, and no other', () => {
    const options = defaults(scheme);
    expect([...played(scheme, options).drawn].sort()).toEqual([...scheme.draws(options)].sort());
  });

  it('moves both players', () => {
    const { moves } = played(scheme, defaults(scheme));
    expect(moves.some((move) => move.startsWith('generator'))).toBe(true);
    expect(moves.some((move) => move.startsWith('discriminator'))).toBe(true);
  });
});

it('simultaneous players both see the state before the turn', () => {
  const { moves } = played(schemes.get('simultaneous') as Scheme, {});
  expect(moves).toEqual(['generator at G D on discriminator-1', 'discriminator at G D on discriminator-1']);
});

it('the second player of an alternating turn sees the first one moved', () => {
  const scheme = schemes.get('alternating') as Scheme;
  const options = { ...defaults(scheme), discriminatorSteps: 2 };
  expect(played(scheme, options).moves).toEqual([
    'discriminator at G D on discriminator-1',
    "discriminator at G D' on discriminator-2",
    "generator at G D'' on generator-1",
  ]);
  expect(played(scheme, { ...options, first: 'generator', batches: 'shared' }).moves).toEqual([
    'generator at G D on discriminator-1',
    "discriminator at G' D on discriminator-1",
    "discriminator at G' D' on discriminator-2",
  ]);
});
