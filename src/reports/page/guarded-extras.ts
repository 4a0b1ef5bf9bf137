/** Extras whose faults cost their own line: the page is rendered without what they could not compute. */

import type { Setting } from '../../core/gan/setting.js';
import type { KnownGame, ReportExtras } from './extras.js';

export interface GuardedExtras {
  readonly extras: ReportExtras;
  /** What could not be computed and why, each once: listed in the section Provenance. */
  readonly failures: ReadonlySet<string>;
}

/**
 * The same extras, without throwing: no claims, no game, no vector field, or a null that is absent with the reason. A
 * `distribution` that throws costs the sections that draw it, with its reason there.
 */
export function guardedExtras(extras: ReportExtras): GuardedExtras {
  const failures = new Set<string>();
  const note = (what: string, error: unknown) => failures.add(`${what}: ${messageOf(error)}`);
  const guardedGame = async (setting: Setting): Promise<KnownGame | null> => {
    try {
      const game = (await extras.game?.(setting)) ?? null;
      return game && { ...game, field: game.field && zeroWhereFailed(game.field, setting) };
    } catch (error) {
      note(`the game ${setting.game.name}`, error);
      return null;
    }
  };
  const zeroWhereFailed =
    (field: NonNullable<KnownGame['field']>, setting: Setting): NonNullable<KnownGame['field']> =>
    async (points) => {
      try {
        return await field(points);
      } catch (error) {
        note(`the vector field of the game ${setting.game.name}`, error);
        return points.map((point) => point.map(() => 0));
      }
    };
  return {
    failures,
    extras: {
      ...extras,
      game: guardedGame,
      claims(record) {
        try {
          return extras.claims(record);
        } catch (error) {
          note(`the claims of ${record.experiment.name}`, error);
          return [];
        }
      },
      nulls(record, setting) {
        try {
          return extras.nulls?.(record, setting) ?? new Map();
        } catch (error) {
          const absent = `it could not be computed: ${messageOf(error)}`;
          return new Map(record.experiment.measure.metrics.map(({ column }) => [column, { absent }]));
        }
      },
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
