/** From a setting to its parts: every name looked up in its family, every part created with its options. */
import { clashOf } from './combination.js';
import {
  activations,
  initializers,
  latents,
  losses,
  networks,
  optimizers,
  penalties,
  schemes,
  targets,
} from './families.js';
import type { Family, Member } from './family.js';
import type { LatentDistribution } from './latent.js';
import type { Loss } from './loss.js';
import type { BuiltNetwork } from './network.js';
import type { Optimizer } from './optimizer.js';
import type { Penalty } from './penalty.js';
import type { Players } from './players.js';
import type { Scheme } from './scheme.js';
import type { Choice, Setting } from './setting.js';
import type { Distribution } from './target.js';

/** A member with the options chosen for it. */
export interface Chosen<M extends Member> {
  readonly member: M;
  readonly choice: Choice;
}

export interface Parts {
  readonly setting: Setting;
  readonly target: Distribution;
  readonly latent: LatentDistribution;
  readonly networks: Players<BuiltNetwork>;
  readonly loss: Players<Chosen<Loss>>;
  readonly penalty: Players<Chosen<Penalty>>;
  readonly optimizer: Players<Chosen<Optimizer>>;
  readonly scheme: Chosen<Scheme>;
}

/** Throws a plain sentence where a name is unknown or the parts do not fit together. */
export function build(given: Setting): Parts {
  // Choices are told apart by identity (see numbers.ts): two players given one object must not become one choice.
  const setting = JSON.parse(JSON.stringify(given)) as Setting;
  const scheme = chosen(schemes, setting.scheme);
  const penalty = both(setting.penalty, penalties);
  const clash = clashOf({
    scheme: scheme.member,
    penalty: { generator: penalty.generator.member, discriminator: penalty.discriminator.member },
  });
  if (clash) throw new Error(clash);
  const target = chosen(targets, setting.target).member.create(setting.target);
  const latent = chosen(latents, setting.latent).member.create(setting.latent);
  const make = (choice: Choice, size: { inputs: number; outputs: number }) =>
    chosen(networks, choice).member.create(choice, { ...size, activations, initializers });
  return {
    setting,
    target,
    latent,
    networks: {
      generator: make(setting.generator, { inputs: latent.dim, outputs: target.dim }),
      discriminator: make(setting.discriminator, { inputs: target.dim, outputs: 1 }),
    },
    loss: both(setting.loss, losses),
    penalty,
    optimizer: both(setting.optimizer, optimizers),
    scheme,
  };
}

function chosen<M extends Member>(family: Family<M>, choice: Choice): Chosen<M> {
  const member = family.get(choice.name);
  if (!member) throw new Error(`${choice.name}: unknown; known are ${[...family.keys()].join(', ')}`);
  return { member, choice };
}

function both<M extends Member>(choices: Players<Choice>, family: Family<M>): Players<Chosen<M>> {
  return { generator: chosen(family, choices.generator), discriminator: chosen(family, choices.discriminator) };
}
