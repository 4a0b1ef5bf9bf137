/** Every family of the core, found in its folder. */
import type { Activation } from './activations/_activation.js';
import type { Averaging } from './averagings/_averaging.js';
import { discover } from './family.js';
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

const folder = (name: string) => new URL(`./${name}/`, import.meta.url);

export const targets = await discover<Target>(folder('targets'));
export const latents = await discover<Latent>(folder('latents'));
export const networks = await discover<Network>(folder('networks'));
export const activations = await discover<Activation>(folder('activations'));
export const initializers = await discover<Initializer>(folder('initializers'));
export const losses = await discover<Loss>(folder('losses'));
export const regularizers = await discover<Regularizer>(folder('regularizers'));
export const optimizers = await discover<Optimizer>(folder('optimizers'));
export const schedules = await discover<Schedule>(folder('schedules'));
export const games = await discover<Game>(folder('games'));
export const averagings = await discover<Averaging>(folder('averagings'));
export const schemes = await discover<Scheme>(folder('schemes'));
