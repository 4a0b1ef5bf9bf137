/** Whose fault it is: where the players rest, whether one of them could still gain by a move of its own. */
import { PLAYERS } from '../../core/gan/players.js';
import { maximum } from '../../core/math/long-lists.js';
import { MAX_REST } from '../../metrics/dynamics/_rest.js';
import type { Evidence } from './evidence.js';
import { type Absent, lastValue, type RunTrace, type Series } from './run-trace.js';

const NAMES = { generator: 'G', discriminator: 'D' };
const MIN_ABSCISSA = 1e-9; // directions in which nothing changes have the eigenvalue 0, but for rounding

/** The kind of the rest point at the end of the run; absent where the players move or rest-point is not measured. */
export function restOf({ all, series }: RunTrace): Evidence | Absent {
  const measured = all('rest-point');
  if (measured.length === 0) return { absent: 'rest-point is not measured' };
  const known = measured.filter((each): each is Series => !('absent' in each) && each.end.length > 0);
  if (known.length === 0)
    return { absent: 'absent' in measured[0] ? measured[0].absent : 'rest-point has no late value' };
  const of = (player: string) => known.find(({ choice }) => (choice.player ?? 'either') === player);
  const field = series('field-norm');
  // That of rest-point: at the rest point itself it may differ by so much.
  const error = 'absent' in field || field.end.length === 0 ? MAX_REST : maximum(field.end.map(({ value }) => value));
  const isSaddle = (each: Series) => each.end.at(-1)!.value > error;
  const players = PLAYERS.flatMap((player) => {
    const each = of(player);
    return each ? [{ player, each }] : [];
  });
  const saddles = players.filter(({ each }) => isSaddle(each));
  const either = of('either');
  const shown = saddles[0]?.each ?? either ?? players[0].each;
  const stability = stabilityOf(series('spectral-abscissa'));
  return lastValue(shown, 0, `at a local Nash equilibrium; the players ${kind()}${stability}`);

  function kind(): string {
    const names = saddles.map(({ player }) => NAMES[player]).join(' and ');
    if (names) return `rest at a saddle for ${names}, whose own loss still bends downwards in some direction`;
    if (either && isSaddle(either))
      return 'rest at a saddle for one of them, whose own loss still bends downwards in some direction; measure rest-point(player=generator) to tell which';
    const both = either !== undefined || players.length === PLAYERS.length;
    if (both) return 'rest as at one, as far as so small a field shows: neither gains by a small move of its own';
    return `rest, and ${NAMES[players[0].player]} does not gain by a small move of its own`;
  }
}

function stabilityOf(abscissa: Series | Absent): string {
  const value = 'absent' in abscissa ? 0 : (abscissa.end.at(-1)?.value ?? 0);
  if (Math.abs(value) <= MIN_ABSCISSA || !Number.isFinite(value)) return '';
  return value < 0 ? '; small steps lead there (spectral-abscissa)' : '; small steps lead away (spectral-abscissa)';
}
