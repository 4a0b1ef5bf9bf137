/** Raised when a metric's numbers change on purpose: finished runs are then measured again, and not trained again. */
export const METRICS = 7;
