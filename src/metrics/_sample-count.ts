/** How many samples, in words. */
export function sampleCountText(n: number): string {
  return `${n} ${n === 1 ? 'sample' : 'samples'}`;
}
