/** Whether a setting's parts fit each other: each is created once, as training would. */
import type { Activation } from '../activation.js';
import type { Family } from '../family.js';
import type { Initializer } from '../initializer.js';
import type { Latent } from '../latent.js';
import type { Network } from '../network.js';
import type { Choice, Setting } from '../setting.js';
import type { Target } from '../target.js';
import type { Families } from './fields.js';

export interface Misfit {
  readonly field: 'target' | 'latent' | 'generator' | 'discriminator';
  readonly says: string;
}

/** Checks each distinct combination once. */
export function fitChecker(families: Families): (setting: Setting) => readonly Misfit[] {
  const seen = new Map<string, readonly Misfit[]>();
  return ({ target, latent, generator, discriminator }) => {
    const parts = { target, latent, generator, discriminator };
    const key = JSON.stringify(parts);
    const misfits = seen.get(key) ?? misfitsOf(parts, families);
    seen.set(key, misfits);
    return misfits;
  };
}

function misfitsOf(parts: Readonly<Record<Misfit['field'], Choice>>, families: Families): readonly Misfit[] {
  const misfits: Misfit[] = [];
  const attempt = <T>(field: Misfit['field'], create: (choice: Choice) => T): T | null => {
    try {
      return create(parts[field]);
    } catch (error) {
      misfits.push({ field, says: error instanceof Error ? error.message : String(error) });
      return null;
    }
  };
  const building = {
    activations: families.activations as Family<Activation>,
    initializers: families.initializers as Family<Initializer>,
  };
  const network = (field: 'generator' | 'discriminator', size: { inputs: number; outputs: number }) =>
    attempt(field, (choice) =>
      (families.networks!.get(choice.name) as Network).create(choice, { ...size, ...building }),
    );
  const target = attempt('target', (choice) => (families.targets!.get(choice.name) as Target).create(choice));
  const latent = attempt('latent', (choice) => (families.latents!.get(choice.name) as Latent).create(choice));
  if (target && latent) network('generator', { inputs: latent.dim, outputs: target.dim });
  if (target) network('discriminator', { inputs: target.dim, outputs: 1 });
  return misfits;
}
