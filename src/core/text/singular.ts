/** The word for one of a family: `losses`, a loss. */
export function singular(family: string): string {
  if (family.endsWith('ies')) return `${family.slice(0, -3)}y`;
  return family.endsWith('sses') ? family.slice(0, -2) : family.slice(0, -1);
}
