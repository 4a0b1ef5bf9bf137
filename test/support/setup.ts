/** Before every test file: properties are tried on the same examples in every run. FAST_CHECK_SEED=7 gives others. */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 1) });
