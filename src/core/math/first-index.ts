/** The least i from 0 to `count` - 1 for which `holds` does, by bisection: it holds for all after the first. `count` where for none. */
export function firstIndex(count: number, holds: (i: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
