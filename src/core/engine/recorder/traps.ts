/** What a program must not do while it is recorded: above all draw random numbers, which would be frozen into the graph. */
import { watchUse } from '../tf.js';

const DRAWS = /^(rand|random.*|truncatedNormal|multinomial|dropout)$/;

/** Forbids it until the function that is returned is called. */
export function forbidTraps(): () => void {
  const { random } = Math;
  Math.random = () => {
    throw new Error(drawsOwn('Math.random'));
  };
  const stopWatching = watchUse((name) => {
    if (DRAWS.test(name)) throw new Error(drawsOwn(`tf.${name}`));
    // Its gradient is its own, out of the cure's reach.
    if (name === 'logSoftmax')
      throw new Error(`the second derivative of tf.${name} is wrong: write x - tf.logSumExp(x, axis, true)`);
  });
  return () => {
    Math.random = random;
    stopWatching();
  };
}

function drawsOwn(name: string): string {
  return `it draws random numbers of its own (${name}): all randomness must come in through its inputs`;
}
