/** From a setting to its parts: every name looked up in its family, every part created with its options. */

import type { Averaging } from './averagings/_averaging.js';
import { clashOf, idleBesideOptimum, networksClash, penaltyClash } from './conflicts.js';
import {
  activations,
  arenas,
  averagings,
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
import { type BuiltArena, Lacking } from './games/_game.js';
import type { LatentDistribution } from './latents/_latent.js';
import type { Loss } from './losses/_loss.js';
import type { BuiltNetwork } from './networks/_network.js';
import type { Optimizer } from './optimizers/_optimizer.js';
import { rowsOf } from './packing.js';
import type { Players } from './players.js';
import type { Penalty } from './regularizers/_regularizer.js';
import type { Scheme } from './schemes/_scheme.js';
import type { Choice, Setting } from './setting.js';
import type { Distribution } from './targets/_target.js';

/** A member with the options chosen for it. */
export interface Chosen<M extends Member> {
  readonly member: M;
  readonly choice: Choice;
}

/** What a setting's arena has not throws `Lacking`, with the reason, when it is asked for. */
export interface Parts {
  readonly setting: Setting;
  readonly arena: BuiltArena;
  readonly target: Distribution;
  readonly latent: LatentDistribution;
  readonly networks: Players<BuiltNetwork>;
  readonly loss: Players<Chosen<Loss>>;
  readonly penalty: Players<Chosen<Penalty>>;
  readonly optimizer: Players<Chosen<Optimizer>>;
  readonly scheme: Chosen<Scheme>;
  readonly averaging: Chosen<Averaging> | null;
  /** All that the setting chooses for the program of a turn. */
  readonly chosen: readonly Chosen<Member>[];
}

/** Throws a plain sentence where a name is unknown or the parts do not fit together. */
export function build(given: Setting): Parts {
  // Choices are told apart by identity (see numbers.ts): two players given one object must not become one choice.
  const setting = JSON.parse(JSON.stringify(given)) as Setting;
  const arena = chosen(arenas, setting.arena).member.create(setting.arena, setting, {
    targets,
    latents,
    networks,
    activations,
    initializers,
    losses,
  });
  const loss = setting.loss && both(setting.loss, losses);
  const penalty = setting.penalty && both(setting.penalty, penalties);
  const optimizer = both(setting.optimizer, optimizers);
  const scheme = chosen(schemes, setting.scheme);
  const clash = clashOf({
    scheme: scheme.member,
    penalty: penalty && { generator: penalty.generator.member, discriminator: penalty.discriminator.member },
    box: arena.box,
  });
  if (clash) throw new Error(clash);
  const idle =
    arena.follows &&
    idleBesideOptimum({ scheme: scheme.member, penalty: penalty ? penalty.discriminator.member : null });
  if (idle) throw new Error(idle.says);
  const shown =
    penalty &&
    penaltyClash({
      penalty: { generator: penalty.generator.member, discriminator: penalty.discriminator.member },
      follows: arena.follows === true,
    });
  if (shown) throw new Error(shown.says);
  const misplaced =
    arena.networks &&
    networksClash({ networks: arena.networks, rows: rowsOf(setting), penalty: penalty?.discriminator.member ?? null });
  if (misplaced) throw new Error(`${misplaced.player}: ${misplaced.says}`);
  const has = <T>(part: T | undefined, what: string): T => {
    if (part === undefined) throw new Lacking(`the arena ${setting.arena.name} has no ${what}`);
    return part;
  };
  return {
    setting,
    arena,
    get target() {
      return has(arena.target, 'target');
    },
    get latent() {
      return has(arena.latent, 'latent');
    },
    get networks() {
      return has(arena.networks, 'networks');
    },
    get loss() {
      return has(loss, 'loss to choose');
    },
    get penalty() {
      return has(penalty, 'penalty to choose');
    },
    optimizer,
    scheme,
    averaging: setting.averaging ? chosen(averagings, setting.averaging) : null,
    chosen: [...[loss, penalty, optimizer].flatMap((one) => (one ? [one.generator, one.discriminator] : [])), scheme],
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
