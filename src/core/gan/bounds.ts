/**
 * The bounds of what an experiment file may ask for: all in one place, each with its reason. They are in the JSON Schema. Memory is
 * bounded by what the machine has, not here.
 */

// Training.
export const MAX_STEPS = 1e9; // steps: at ten thousand a second more than a day
export const MAX_BATCH = 1e6; // samples
export const MAX_UPDATES = 1000; // of a player in one step: each has operations of its own in the compiled graph
export const MAX_LAYERS = 100; // hidden layers: each has operations of its own in the compiled graph
export const MAX_WIDTH = 65_536; // units of a layer: two such layers have 4e9 weights
export const MAX_PIECES = 64; // linear pieces of a maxout unit, and samples that D scores together
export const MAX_TANH_UNITS = 4096; // of a monotone generator, whose inverse is computed unit by unit

// Data.
export const MAX_DIM = 10_000; // coordinates of a sample: a covariance of more has over 1e8 numbers
export const MAX_MODES = 10_000; // metrics compare each sample with each mode
export const MAX_MAGNITUDE = 1e30; // of positions, lengths and weights: float32 ends at 3e38
export const MIN_MAGNITUDE = 1e-30; // of lengths and weights: float32 ends at 1e-38
export const MAX_CURVE_LENGTH = 100_000; // standard deviations: a density along a curve is a sum over pieces of two of them

// Measuring.
export const MAX_SAMPLES = 10_000_000; // of the generator
export const MAX_MEASUREMENTS = 100_000; // of a run: each has a row per metric, and parameters that are kept
export const MAX_BINS = 10_000; // bins, cells, neighbours and directions of a metric: each costs a pass over the samples

// Sweeps.
export const MAX_SEEDS = 100_000; // of a setting
export const MAX_SETTINGS = 100_000; // before `exclude`: a plan of them takes half a minute and a gigabyte
export const MAX_RUNS = 1_000_000; // that --max-runs can allow: results of more do not fit into a table
export const MAX_WORKERS = 4_000_000; // of a sweep: Slurm's largest MaxArraySize
export const MAX_AXES = 100; // of `vary` and of `zip`: each changes every setting
export const MAX_EXTENSIONS = 32; // of an experiment: each is a file that is read and run
export const MAX_ENTRIES = 1000; // of `exclude`, `claims`, `profiles`, `derive`, `failures` and `metrics`
export const MAX_KEYS = 1000; // of an object in an experiment file: each change of a setting copies the objects that it changes
