/** Every TensorFlow.js kernel that can be compiled. Recording any other kernel throws an error that names it. */
import { arithmeticConverters } from './arithmetic.js';
import type { Converters } from './converter.js';
import { functionConverters } from './functions.js';
import { productConverters } from './products.js';
import { reductionConverters } from './reductions.js';
import { reshapingConverters } from './reshaping.js';

export const converters: Converters = {
  ...arithmeticConverters,
  ...functionConverters,
  ...reshapingConverters,
  ...productConverters,
  ...reductionConverters,
};
