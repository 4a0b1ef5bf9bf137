/**
 * Version of the metrics' numbers. Raised when they change on purpose: finished runs are then measured again, not
 * trained again.
 */
export const METRICS_VERSION = 9;
