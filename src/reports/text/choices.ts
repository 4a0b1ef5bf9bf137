/** A setting's choices in words, without the syntax of JSON. */
import type { Choice, Json } from '../../core/gan/setting.js';
import { roundedDecimals } from '../../core/text/plain-numbers.js';

/** A choice's options in plain words: `modes 8, radius 2, std 0.02`. */
export function optionsOf(choice: Choice): string {
  return Object.entries(choice)
    .filter(([key]) => key !== 'name')
    .map(([key, value]) => `${key} ${sayJson(value)}`)
    .join(', ');
}

export function sayJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(sayJson).join(', ')}]`;
  if (typeof value === 'number') return roundedDecimals(String(value));
  if (value === null || typeof value !== 'object') return String(value);
  const { name, ...rest } = value as Choice;
  const options = optionsOf(rest as Choice);
  return name === undefined ? `{${options}}` : options ? `${name} (${options})` : name;
}
