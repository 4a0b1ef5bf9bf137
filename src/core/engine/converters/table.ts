/** Every TensorFlow.js kernel that can be compiled. A kernel that is not here is an error that names it. */
import { arithmetic } from './arithmetic.js';
import type { Converters } from './converter.js';
import { functions } from './functions.js';
import { layout } from './layout.js';
import { products } from './products.js';
import { reductions } from './reductions.js';

export const converters: Converters = { ...arithmetic, ...functions, ...layout, ...products, ...reductions };
