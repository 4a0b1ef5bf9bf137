/** A setting's choices in words, without the syntax of JSON. */
import type { Choice, Json } from '../../core/gan/setting.js';
import { roundedDecimals } from '../../core/text/plain-numbers.js';

/** A choice's options in plain words: `modes 8, radius 2, std 0.02`. */
export function formatOptions(choice: Choice): string {
  return Object.entries(choice)
    .filter(([key]) => key !== 'name')
    .map(([key, value]) => `${key} ${formatJson(value)}`)
    .join(', ');
}

export function formatJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(formatJson).join(', ')}]`;
  if (typeof value === 'number') return roundedDecimals(String(value));
  if (value === null || typeof value !== 'object') return String(value);
  const { name, ...rest } = value as Choice;
  const options = formatOptions(rest as Choice);
  return name === undefined ? `{${options}}` : options ? `${name} (${options})` : name;
}
