/**
 * numpy's .npy format. Written as version 1.0 in C order, float32 or float64, so that `numpy.load` reads what runs leave; read in
 * versions 1.0 to 3.0, C or Fortran order, of every real type: float16 to float64, integers, booleans.
 * https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
import { endianness } from 'node:os';

export interface NpyArray {
  readonly shape: readonly number[];
  /** Row-major; as long as the product of the shape. float16 becomes float32; integers and booleans become float64. */
  readonly data: Float32Array | Float64Array;
}

const MAGIC = Buffer.from('\x93NUMPY', 'latin1');
const ALIGNMENT = 64; // bytes: numpy's rule, the data begin at a multiple of it
const NATIVE = endianness() === 'LE' ? '<' : '>';

/** Whether the bytes begin like a .npy file. */
export const isNpy = (bytes: Uint8Array) => MAGIC.equals(bytes.subarray(0, MAGIC.length));

/** Throws if the numbers do not fill the shape. */
export function encodeNpy({ shape, data }: NpyArray): Buffer {
  const count = product(shape);
  if (count !== data.length)
    throw new Error(`npy: shape [${shape.join(', ')}] needs ${count} numbers, got ${data.length}`);
  const type = `${NATIVE}f${data.BYTES_PER_ELEMENT}`;
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const text = `{'descr': '${type}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const before = MAGIC.length + 4;
  const start = Math.ceil((before + text.length + 1) / ALIGNMENT) * ALIGNMENT;
  const head = Buffer.alloc(start, ' ');
  MAGIC.copy(head);
  head.writeUInt16BE(0x0100, MAGIC.length); // version 1.0
  head.writeUInt16LE(start - before, MAGIC.length + 2);
  head.write(text, before, 'latin1');
  head.write('\n', start - 1, 'latin1');
  return Buffer.concat([head, Buffer.from(data.buffer, data.byteOffset, data.byteLength)]);
}

/** Throws a sentence that begins with `name`. The numbers may lie in `bytes` themselves, which are then not to be used further. */
export function decodeNpy(bytes: Uint8Array, name: string): NpyArray {
  const { descr, fortran, shape, start } = headerOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), name);
  const [, order, kind, digits] = /^([<>|=]?)([fiub])(\d)$/.exec(descr) ?? [];
  const read = READERS[`${kind}${digits}`];
  if (!read)
    throw new Error(`${name}: holds elements of type '${descr}'; needed real numbers (float, integer or bool)`);
  const size = Number(digits);
  const count = product(shape);
  if (bytes.length - start !== count * size)
    throw new Error(
      `${name}: shape (${shape.join(', ')}) of '${descr}' needs ${count * size} bytes of data, the file has ${bytes.length - start}`,
    );
  const isSwapped = (order === '<' || order === '>') && order !== NATIVE;
  const direct = VIEWS[`${kind}${digits}`];
  if (direct && !isSwapped && (bytes.byteOffset + start) % size === 0) {
    const data = new direct(bytes.buffer as ArrayBuffer, bytes.byteOffset + start, count);
    return { shape, data: fortran ? rowMajor(data, shape) : data };
  }
  const copy = Buffer.from(Uint8Array.prototype.slice.call(bytes, start).buffer); // aligned
  if (isSwapped) swap(copy, size);
  const data = read(copy.buffer, count);
  return { shape, data: fortran ? rowMajor(data, shape) : data };
}

type Numbers = Float32Array | Float64Array;

/** Types that are read where they lie: large files take their memory once. */
const VIEWS: Readonly<Record<string, typeof Float32Array | typeof Float64Array>> = {
  f8: Float64Array,
  f4: Float32Array,
};

/** From bytes in this machine's order, by kind and size. Integers beyond 2^53 lose their last digits. */
const READERS: Readonly<Record<string, (bytes: ArrayBufferLike, count: number) => Numbers>> = {
  f8: (bytes, count) => new Float64Array(bytes as ArrayBuffer, 0, count),
  f4: (bytes, count) => new Float32Array(bytes as ArrayBuffer, 0, count),
  f2: (bytes) => Float32Array.from(new Uint16Array(bytes), halfPrecision),
  i1: (bytes) => Float64Array.from(new Int8Array(bytes)),
  i2: (bytes) => Float64Array.from(new Int16Array(bytes)),
  i4: (bytes) => Float64Array.from(new Int32Array(bytes)),
  i8: (bytes, count) => wide(new BigInt64Array(bytes), count),
  u1: (bytes) => Float64Array.from(new Uint8Array(bytes)),
  u2: (bytes) => Float64Array.from(new Uint16Array(bytes)),
  u4: (bytes) => Float64Array.from(new Uint32Array(bytes)),
  u8: (bytes, count) => wide(new BigUint64Array(bytes), count),
  b1: (bytes) => Float64Array.from(new Uint8Array(bytes)),
};

function wide(integers: BigInt64Array | BigUint64Array, count: number): Float64Array {
  const numbers = new Float64Array(count);
  for (let i = 0; i < count; i++) numbers[i] = Number(integers[i]);
  return numbers;
}

/** IEEE 754 binary16. */
function halfPrecision(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 0x3ff;
  if (exponent === 31) return fraction ? Number.NaN : sign * Infinity;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}

function swap(bytes: Buffer, size: number): void {
  if (size === 2) bytes.swap16();
  if (size === 4) bytes.swap32();
  if (size === 8) bytes.swap64();
}

/** Fortran order, in which the first index varies fastest, to C order. */
function rowMajor(data: Numbers, shape: readonly number[]): Numbers {
  const out = data.slice();
  const index = shape.map(() => 0);
  for (const value of data) {
    let at = 0;
    for (let axis = 0; axis < shape.length; axis++) at = at * shape[axis] + index[axis];
    out[at] = value;
    for (let axis = 0; axis < shape.length && ++index[axis] === shape[axis]; axis++) index[axis] = 0;
  }
  return out;
}

function headerOf(bytes: Buffer, name: string) {
  if (!isNpy(bytes)) throw new Error(`${name}: is not a .npy file`);
  const version = bytes[MAGIC.length];
  if (!(version >= 1 && version <= 3))
    throw new Error(`${name}: is .npy version ${version}.${bytes[MAGIC.length + 1]}; needed 1.0, 2.0 or 3.0`);
  const lengthBytes = version === 1 ? 2 : 4;
  const before = MAGIC.length + 2 + lengthBytes;
  if (bytes.length < before) throw new Error(`${name}: ends within its .npy header`);
  const start = before + bytes.readUIntLE(MAGIC.length + 2, lengthBytes);
  if (bytes.length < start) throw new Error(`${name}: ends within its .npy header`);
  const text = bytes.toString(version === 3 ? 'utf8' : 'latin1', before, start);
  if (/["']descr["']\s*:\s*\[/.test(text))
    throw new Error(
      `${name}: holds structured records; needed plain numbers (numpy.lib.recfunctions.structured_to_unstructured)`,
    );
  const descr = /["']descr["']\s*:\s*["']([^"']*)["']/.exec(text)?.[1];
  const fortran = /["']fortran_order["']\s*:\s*(True|False)/.exec(text)?.[1];
  const tuple = /["']shape["']\s*:\s*\(([\dL,\s]*)\)/.exec(text)?.[1];
  if (descr === undefined || fortran === undefined || tuple === undefined)
    throw new Error(`${name}: its .npy header is damaged`);
  // Python 2 wrote long integers as 60L.
  const shape = tuple
    .split(',')
    .map((word) => word.trim().replace(/L$/, ''))
    .filter((word) => word !== '')
    .map(Number);
  if (shape.some((size) => !Number.isSafeInteger(size))) throw new Error(`${name}: its .npy header is damaged`);
  return { descr, fortran: fortran === 'True', shape, start };
}

const product = (shape: readonly number[]) => shape.reduce((total, size) => total * size, 1);
