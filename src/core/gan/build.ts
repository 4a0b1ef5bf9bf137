/** Builds a setting: every name is looked up in its family, every part created with its options. */

import type { Averaging } from './averagings/_averaging.js';
import { IncompatibleError } from './conflict.js';
import { conflicts } from './conflicts.js';
import { memberOf } from './extension-members.js';
import { families } from './families.js';
import type { Family, Member } from './family.js';
import { type BuiltGame, NotAvailableError } from './games/_game.js';
import type { LatentDistribution } from './latents/_latent.js';
import type { Loss } from './losses/_loss.js';
import type { BuiltNetwork } from './networks/_network.js';
import type { Optimizer } from './optimizers/_optimizer.js';
import type { Players } from './players.js';
import type { Regularizer } from './regularizers/_regularizer.js';
import type { Scheme } from './schemes/_scheme.js';
import type { Choice, Setting } from './setting.js';
import type { Distribution } from './targets/_target.js';

/** A member with the options chosen for it. */
export interface Chosen<M extends Member> {
  readonly member: M;
  readonly choice: Choice;
}

/** A built setting. A part that its game does not have throws `NotAvailableError`, with the reason, when it is read. */
export interface Parts {
  readonly setting: Setting;
  readonly game: BuiltGame;
  readonly target: Distribution;
  readonly latent: LatentDistribution;
  readonly networks: Players<BuiltNetwork>;
  readonly loss: Players<Chosen<Loss>>;
  readonly regularizer: Players<Chosen<Regularizer>>;
  readonly optimizer: Players<Chosen<Optimizer>>;
  readonly scheme: Chosen<Scheme>;
  readonly averaging: Chosen<Averaging> | null;
  /** All choices that enter the program of a step. */
  readonly chosen: readonly Chosen<Member>[];
}

/** The parts of a setting. Throws where a name is unknown, and `IncompatibleError` where parts cannot be combined. */
export function build(given: Setting): Parts {
  // A copy without shared objects: choices are distinguished by identity (see scalars.ts), also those of both players.
  const setting = JSON.parse(JSON.stringify(given)) as Setting;
  const game = chosen(families.games, setting.game).member.create(setting.game, setting, families);
  const loss = setting.loss && both(setting.loss, families.losses);
  const regularizer = setting.regularizer && both(setting.regularizer, families.regularizers);
  const optimizer = both(setting.optimizer, families.optimizers);
  const scheme = chosen(families.schemes, setting.scheme);
  const [conflict] = conflicts({
    game: setting.game,
    batch: setting.batch,
    dtype: setting.dtype,
    target: game.target,
    networks: game.networks,
    regularizer: regularizer && {
      generator: regularizer.generator.member,
      discriminator: regularizer.discriminator.member,
    },
    scheme: scheme.member,
    box: game.box,
    optimalDiscriminator: game.optimalDiscriminator === true,
  });
  if (conflict) throw new IncompatibleError(conflict);
  const has = <T>(part: T | undefined, what: string): T => {
    if (part === undefined) throw new NotAvailableError(`the game ${setting.game.name} has no ${what}`);
    return part;
  };
  return {
    setting,
    game,
    get target() {
      return has(game.target, 'target');
    },
    get latent() {
      return has(game.latent, 'latent');
    },
    get networks() {
      return has(game.networks, 'networks');
    },
    get loss() {
      return has(loss, 'loss to choose');
    },
    get regularizer() {
      return has(regularizer, 'regularizer to choose');
    },
    optimizer,
    scheme,
    averaging: setting.averaging ? chosen(families.averagings, setting.averaging) : null,
    chosen: [
      ...[loss, regularizer, optimizer].flatMap((one) => (one ? [one.generator, one.discriminator] : [])),
      scheme,
    ],
  };
}

function chosen<M extends Member>(family: Family<M>, choice: Choice): Chosen<M> {
  return { member: memberOf(family, choice), choice };
}

function both<M extends Member>(choices: Players<Choice>, family: Family<M>): Players<Chosen<M>> {
  return { generator: chosen(family, choices.generator), discriminator: chosen(family, choices.discriminator) };
}
