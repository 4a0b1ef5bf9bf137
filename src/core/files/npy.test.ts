import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { decodeNpy, encodeNpy, type NpyArray } from './npy.js';

const folder = mkdtempSync(join(tmpdir(), 'helvetica-npy-'));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (path: string, array: NpyArray) => writeFileSync(path, encodeNpy(array));
const read = (path: string) => decodeNpy(readFileSync(path), path);

describe('.npy files', () => {
  it('begin as version 1.0 says, with the data at a multiple of 64 bytes', () => {
    const bytes = encodeNpy({ shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) });
    expect(bytes.toString('latin1', 0, 10)).toBe('\x93NUMPY\x01\x00\x76\x00');
    expect(bytes.toString('latin1', 10, 128).trimEnd()).toBe(
      "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }",
    );
    expect(bytes[127]).toBe(0x0a);
    expect(bytes.readFloatLE(128 + 4 * 4)).toBe(5);
  });

  it('give back float64 to the bit, also from a view into a larger array', () => {
    const data = Float64Array.of(9, 0.1, -0, Infinity, -Infinity, NaN, 5e-324, 9).subarray(1, 7);
    const path = join(folder, 'view.npy');
    write(path, { shape: [3, 1, 2], data });
    const back = read(path);
    expect(back.shape).toEqual([3, 1, 2]);
    expect(back.data).toEqual(data);
  });

  it('hold no rows at all, or one axis', () => {
    expect(decodeNpy(encodeNpy({ shape: [0, 2], data: new Float32Array(0) }), 'a')).toEqual({
      shape: [0, 2],
      data: new Float32Array(0),
    });
    expect(decodeNpy(encodeNpy({ shape: [2], data: Float32Array.of(7, 8) }), 'a').shape).toEqual([2]);
  });

  it('are read with the bytes in either order', () => {
    const bytes = encodeNpy({ shape: [2], data: Float64Array.of(1.5, -2) });
    const start = bytes.length - 16;
    bytes.subarray(start).swap64();
    bytes.write('>', bytes.indexOf('<f8'), 'latin1');
    expect(decodeNpy(bytes, 'a').data).toEqual(Float64Array.of(1.5, -2));
  });

  it.each([
    ['int8', '|i1', Int8Array.of(-1, 2, 3, 4)],
    ['uint8', '|u1', Uint8Array.of(255, 2, 3, 4)],
    ['int16', '<i2', Int16Array.of(-300, 2, 3, 4)],
    ['uint16', '<u2', Uint16Array.of(65535, 2, 3, 4)],
    ['int32', '<i4', Int32Array.of(-70000, 2, 3, 4)],
    ['uint32', '<u4', Uint32Array.of(4294967295, 2, 3, 4)],
    ['int64', '<i8', BigInt64Array.of(-5n, 2n, 3n, 4n)],
    ['uint64', '<u8', BigUint64Array.of(5n, 2n, 3n, 4n)],
    ['bool', '|b1', Uint8Array.of(1, 0, 1, 1)],
  ])('of %s are read as float64', (_, descr, elements) => {
    expect(decodeNpy(file(elements, { descr }), 'a')).toEqual({
      shape: [2, 2],
      data: Float64Array.from(elements as ArrayLike<number | bigint>, Number),
    });
  });

  it('of float16 are read as float32, subnormal and infinite ones too', () => {
    const bits = Uint16Array.of(0x3c00, 0xc000, 0x3555, 0x0001, 0x7c00, 0x7bff);
    expect(decodeNpy(file(bits, { descr: '<f2', shape: '(6,)' }), 'a').data).toEqual(
      Float32Array.of(1, -2, 0.333251953125, 2 ** -24, Infinity, 65504),
    );
  });

  it('in Fortran order are read in C order', () => {
    const columns = Float64Array.of(1, 3, 5, 2, 4, 6);
    expect(decodeNpy(file(columns, { fortran: 'True', shape: '(3, 2)' }), 'a')).toEqual({
      shape: [3, 2],
      data: Float64Array.of(1, 2, 3, 4, 5, 6),
    });
    // The element at (i, j, k) of shape (2, 3, 2) stands at i + 2 j + 6 k, and is 100 i + 10 j + k.
    const cube = Float64Array.from(
      { length: 12 },
      (_, at) => 100 * (at % 2) + 10 * (Math.floor(at / 2) % 3) + Math.floor(at / 6),
    );
    expect([...decodeNpy(file(cube, { fortran: 'True', shape: '(2, 3, 2)' }), 'a').data]).toEqual([
      0, 1, 10, 11, 20, 21, 100, 101, 110, 111, 120, 121,
    ]);
  });

  it.each([
    ['version 2.0', { version: 2 }],
    ['version 3.0', { version: 3 }],
    ['double quotes', { quote: '"' }],
    ['long integers of Python 2', { shape: '(2L, 2L)' }],
    ['keys in another order', { reordered: true }],
  ])('with %s are read', (_, how) => {
    expect(decodeNpy(file(Float64Array.of(1, 2, 3, 4), how), 'a')).toEqual({
      shape: [2, 2],
      data: Float64Array.of(1, 2, 3, 4),
    });
  });

  it.each([
    ['x.npy: is not a .npy file', Buffer.from('a,b\n1,2\n')],
    ['x.npy: is .npy version 4.0; needed 1.0, 2.0 or 3.0', changed((bytes) => bytes.writeUInt8(4, 6))],
    ["x.npy: holds elements of type '<c8'; needed real numbers", replaced('<f4', '<c8')],
    ["x.npy: holds elements of type '|O8'; needed real numbers", replaced('<f4', '|O8')],
    ['x.npy: holds structured records; needed plain numbers', file(new Float64Array(4), { descr: [['x', '<f8']] })],
    ['x.npy: its .npy header is damaged', replaced('descr', 'dcsre')],
    ['x.npy: ends within its .npy header', changed((bytes) => bytes).subarray(0, 40)],
    ["x.npy: shape (2, 2) of '<f4' needs 16 bytes of data, the file has 13", changed((bytes) => bytes).subarray(0, -3)],
  ])('that are something else are refused: %s', (message, bytes) => {
    expect(() => decodeNpy(bytes, 'x.npy')).toThrow(message);
  });

  it('are not made of numbers that do not fill the shape', () => {
    expect(() => encodeNpy({ shape: [2, 2], data: new Float32Array(3) })).toThrow(
      'npy: shape [2, 2] needs 4 numbers, got 3',
    );
  });
});

function changed(change: (bytes: Buffer) => unknown): Buffer {
  const bytes = encodeNpy({ shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) });
  change(bytes);
  return bytes;
}

function replaced(from: string, to: string): Buffer {
  return changed((bytes) => bytes.write(to, bytes.indexOf(from), 'latin1'));
}

/** A .npy file as other programs write it. */
function file(
  elements: { readonly buffer: ArrayBufferLike; readonly byteOffset: number; readonly byteLength: number },
  {
    descr = '<f8',
    fortran = 'False',
    shape = '(2, 2)',
    version = 1,
    quote = "'",
    reordered = false,
  }: {
    descr?: string | string[][];
    fortran?: string;
    shape?: string;
    version?: number;
    quote?: string;
    reordered?: boolean;
  } = {},
): Buffer {
  const type = typeof descr === 'string' ? `'${descr}'` : `[(${descr[0].map((word) => `'${word}'`).join(', ')})]`;
  const items = [`'descr': ${type}`, `'fortran_order': ${fortran}`, `'shape': ${shape}`];
  const text = `{${(reordered ? items.reverse() : items).join(', ')}, }\n`.replaceAll("'", quote);
  const length = Buffer.alloc(version === 1 ? 2 : 4);
  length.writeUIntLE(text.length, 0, length.length);
  return Buffer.concat([
    Buffer.from([0x93, ...Buffer.from('NUMPY'), version, 0]),
    length,
    Buffer.from(text),
    Buffer.from(elements.buffer, elements.byteOffset, elements.byteLength),
  ]);
}
