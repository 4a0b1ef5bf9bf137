const MAX_SERIES_ARGUMENT = 1e-3; // the first term left out of the series below is 1e-15 of the first, or less

/** (1 + t) log(1 + t) - t for t > -1, at least 0: t^2 / 2 - t^3 / 6 + t^4 / 12 - ... near 0, where it cancels. */
export function bregmanTerm(t: number): number {
  if (Math.abs(t) < MAX_SERIES_ARGUMENT)
    return t * t * (1 / 2 - t * (1 / 6 - t * (1 / 12 - t * (1 / 20 - t * (1 / 30 - t / 42)))));
  return (1 + t) * Math.log1p(t) - t;
}
