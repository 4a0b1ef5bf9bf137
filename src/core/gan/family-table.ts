/** The families of the core. This table alone names them: a family's members are found in the folder of its name. */
import type { Activation } from './activations/_activation.js';
import type { Averaging } from './averagings/_averaging.js';
import type { Family, Member } from './family.js';
import type { Game } from './games/_game.js';
import type { Initializer } from './initializers/_initializer.js';
import type { Latent } from './latents/_latent.js';
import type { Loss } from './losses/_loss.js';
import type { Network } from './networks/_network.js';
import type { Optimizer } from './optimizers/_optimizer.js';
import type { Regularizer } from './regularizers/_regularizer.js';
import type { Schedule } from './schedules/_schedule.js';
import type { Scheme } from './schemes/_scheme.js';
import type { Target } from './targets/_target.js';

/** `M`: the interface of its members. */
export interface FamilyEntry<M extends Member> {
  readonly description: string;
  /** Where a setting chooses one of its members, as a path: `generator.activation`. */
  readonly chosenAt: string;
  readonly member?: M;
}

const entry = <M extends Member>(description: string, chosenAt: string): FamilyEntry<M> => ({ description, chosenAt });

export const familyTable = {
  targets: entry<Target>('distributions of the data', 'target'),
  latents: entry<Latent>("distributions of the generator's input", 'latent'),
  networks: entry<Network>('architectures of the generator and the discriminator', 'generator'),
  activations: entry<Activation>('nonlinearities between the layers of a network', 'generator.activation'),
  initializers: entry<Initializer>("distributions of a network's initial parameters", 'generator.initializer'),
  losses: entry<Loss>('what the generator and the discriminator minimise', 'loss'),
  regularizers: entry<Regularizer>('terms, constraints and noise beside the loss', 'regularizer'),
  optimizers: entry<Optimizer>("rules that turn a player's gradients into updates", 'optimizer'),
  schedules: entry<Schedule>('learning rates and other numbers as functions of the step', 'optimizer.schedule'),
  schemes: entry<Scheme>('update schemes: the order and the number of the updates of each player', 'scheme'),
  averagings: entry<Averaging>(
    'averages of the parameters over the steps, measured instead of the last ones',
    'averaging',
  ),
  games: entry<Game>('two networks, or a game with a closed form', 'game'),
};

export type FamilyName = keyof typeof familyTable;

type MemberOf<E> = E extends FamilyEntry<infer M> ? M : never;

/** Every family by its name. */
export type Families = { readonly [K in FamilyName]: Family<MemberOf<(typeof familyTable)[K]>> };

export const familyNames = Object.keys(familyTable) as readonly FamilyName[];

/** The folder that holds the family's members. */
export function familyFolder(name: FamilyName): URL {
  return new URL(`./${name}/`, import.meta.url);
}
