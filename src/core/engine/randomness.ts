/** While a program is recorded, drawing random numbers is an error: they would be frozen into the compiled graph. */
import { watchUse } from './tf.js';

const DRAWS = /^(rand|random.*|truncatedNormal|multinomial|dropout)$/;

/** Forbids it until the function that is returned is called. */
export function forbidRandomness(): () => void {
  const { random } = Math;
  Math.random = () => {
    throw new Error('it draws random numbers of its own (Math.random): all randomness must come in through its inputs');
  };
  const stopWatching = watchUse((name) => {
    if (DRAWS.test(name))
      throw new Error(
        `it draws random numbers of its own (tf.${name}): all randomness must come in through its inputs`,
      );
  });
  return () => {
    Math.random = random;
    stopWatching();
  };
}
