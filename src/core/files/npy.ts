/** numpy's .npy format, version 1.0: float32 and float64 in C order, so that `numpy.load` reads what runs leave behind. */
import { endianness } from 'node:os';

export interface NpyArray {
  readonly shape: readonly number[];
  /** Row-major; as long as the product of the shape. */
  readonly data: Float32Array | Float64Array;
}

const MAGIC = Buffer.from('\x93NUMPY\x01\x00', 'latin1');
const ALIGNMENT = 64; // numpy's rule: the data begin at a multiple of it
const NATIVE = endianness() === 'LE' ? '<' : '>';

export function encodeNpy({ shape, data }: NpyArray): Buffer {
  const count = shape.reduce((product, size) => product * size, 1);
  if (count !== data.length)
    throw new Error(`npy: shape [${shape.join(', ')}] needs ${count} numbers, got ${data.length}`);
  const type = `${NATIVE}f${data.BYTES_PER_ELEMENT}`;
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const text = `{'descr': '${type}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const before = MAGIC.length + 2;
  const start = Math.ceil((before + text.length + 1) / ALIGNMENT) * ALIGNMENT;
  const head = Buffer.alloc(start, ' ');
  MAGIC.copy(head);
  head.writeUInt16LE(start - before, MAGIC.length);
  head.write(text, before, 'latin1');
  head.write('\n', start - 1, 'latin1');
  return Buffer.concat([head, Buffer.from(data.buffer, data.byteOffset, data.byteLength)]);
}

export function decodeNpy(bytes: Buffer, name: string): NpyArray {
  const { descr, fortran, shape, start } = header(bytes, name);
  const parsed = /^([<>])f([48])$/.exec(descr);
  if (!parsed) throw new Error(`${name}: holds '${descr}' numbers; needed float32 ('<f4') or float64 ('<f8')`);
  if (fortran && shape.length > 1)
    throw new Error(`${name}: is in Fortran order; needed C order (numpy.ascontiguousarray makes it)`);
  const size = Number(parsed[2]);
  const count = shape.reduce((product, length) => product * length, 1);
  const needed = count * size;
  if (bytes.length - start !== needed)
    throw new Error(
      `${name}: shape (${shape.join(', ')}) of '${descr}' needs ${needed} bytes of data, the file has ${bytes.length - start}`,
    );
  const copy = Buffer.from(new Uint8Array(bytes.subarray(start)).buffer); // an aligned copy of its own
  if (parsed[1] !== NATIVE) size === 4 ? copy.swap32() : copy.swap64();
  const data =
    size === 4
      ? new Float32Array(copy.buffer, copy.byteOffset, count)
      : new Float64Array(copy.buffer, copy.byteOffset, count);
  return { shape, data };
}

function header(bytes: Buffer, name: string) {
  if (bytes.length < MAGIC.length + 2 || !bytes.subarray(0, 6).equals(MAGIC.subarray(0, 6)))
    throw new Error(`${name}: is not a .npy file`);
  if (bytes[6] !== 1) throw new Error(`${name}: is .npy version ${bytes[6]}.${bytes[7]}; needed version 1.0`);
  const before = MAGIC.length + 2;
  const start = before + bytes.readUInt16LE(MAGIC.length);
  const text = bytes.toString('latin1', before, start);
  const descr = /'descr':\s*'([^']*)'/.exec(text)?.[1];
  const order = /'fortran_order':\s*(True|False)/.exec(text)?.[1];
  const tuple = /'shape':\s*\(([\d,\s]*)\)/.exec(text)?.[1];
  if (bytes.length < start || descr === undefined || order === undefined || tuple === undefined)
    throw new Error(`${name}: its .npy header is damaged`);
  const shape = tuple
    .split(',')
    .filter((word) => word.trim() !== '')
    .map(Number);
  return { descr, fortran: order === 'True', shape, start };
}
