import { size } from '../graph/value.js';
import { type ElementType, type FloatArray, type Program, ProgramError } from '../program.js';

/** An input array of a program, checked. Throws `ProgramError` where it is missing or has the wrong type or length. */
export function checkedInput(
  program: Program,
  name: string,
  array: FloatArray | undefined,
  elementType: ElementType,
): FloatArray {
  const shape = program.inputs[name];
  const wrong = (what: string) => new ProgramError(`program ${program.name}: input ${name} ${what}`);
  if (array === undefined) throw wrong('is missing');
  const wanted = elementType === 'float64' ? Float64Array : Float32Array;
  if (!(array instanceof wanted)) throw wrong(`must be a ${wanted.name}, as the program runs in ${elementType}`);
  if (array.length !== size(shape)) throw wrong(`must hold ${size(shape)} numbers, [${shape}], got ${array.length}`);
  return array;
}
