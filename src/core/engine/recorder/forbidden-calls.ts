/** Calls that throw while a program is recorded, above all random functions: their numbers would become constants of the graph. */
import { watchUse } from '../tf.js';

const RANDOM_FUNCTIONS = /^(rand|random.*|truncatedNormal|multinomial|dropout)$/;

/** Forbids the calls until the returned function is called. */
export function forbidCalls(): () => void {
  const { random } = Math;
  Math.random = () => {
    throw new Error(randomnessMessage('Math.random'));
  };
  const stopWatching = watchUse((name) => {
    if (RANDOM_FUNCTIONS.test(name)) throw new Error(randomnessMessage(`tf.${name}`));
    // It defines its gradient itself, where it cannot be replaced.
    if (name === 'logSoftmax')
      throw new Error(`the second derivative of tf.${name} is wrong: write x - tf.logSumExp(x, axis, true)`);
  });
  return () => {
    Math.random = random;
    stopWatching();
  };
}

function randomnessMessage(name: string): string {
  return `it draws random numbers of its own (${name}): all random numbers must be inputs`;
}
