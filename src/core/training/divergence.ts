/** When a player has diverged. */

/** Absolute value of a parameter: a player has diverged when one is not finite or beyond it. */
export const MAX_PARAMETER = 1e8;
