/**
 * What a resolved setting does not mention, by the option's or field's name: what means "nothing of the kind". So
 * settings from before there was such a thing keep their identity.
 */
import type { Json } from '../../core/gan/setting.js';

export const LEFT_OUT: Readonly<Record<string, Json>> = {
  schedule: 'constant',
  averaging: 'none',
  noiseSamples: 1,
  packing: 1,
  dropout: 0,
  inputScale: 1,
  minibatchStd: false,
};
