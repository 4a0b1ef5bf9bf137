/** Errors of allocations that were refused. */

// Messages of V8, of ONNX Runtime and of the operating system.
const OUT_OF_MEMORY =
  /array buffer allocation|invalid (typed )?array (buffer )?length|bad.?alloc|out of memory|allocation failed|failed to allocate|ENOMEM/i;

/**
 * Whether an error's message says that memory could not be allocated. What V8 cannot allocate on its own heap ends the process
 * instead.
 *
 *     isOutOfMemory('Array buffer allocation failed') // true
 *     isOutOfMemory('x is not a number') // false
 */
export function isOutOfMemory(message: string): boolean {
  return OUT_OF_MEMORY.test(message);
}
