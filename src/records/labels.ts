/** Values as text in tables and columns. */
import { EXTENSION_KEY } from '../core/gan/extension-members.js';
import type { Json } from '../core/gan/setting.js';

/** `0.001`, `adam(beta1=0.5,lr=0.001)`, `discriminator=A;generator=B`, `[128,128]`. */
export function label(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(label).join(',')}]`;
  if (value === null || typeof value !== 'object') return String(value);
  const { name, [EXTENSION_KEY]: _, ...options } = value as { readonly [key: string]: Json };
  const keys = Object.keys(options).sort();
  const pairs = keys.map((key) => `${key}=${label(options[key]!)}`);
  if (typeof name === 'string') return pairs.length === 0 ? name : `${name}(${pairs.join(',')})`;
  return pairs.join(keys.every((key) => key === 'discriminator' || key === 'generator') ? ';' : ',');
}
