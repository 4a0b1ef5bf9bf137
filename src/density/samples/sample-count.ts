/** How many samples, in words. */
export function samplesSaid(n: number): string {
  return `${n} ${n === 1 ? 'sample' : 'samples'}`;
}
