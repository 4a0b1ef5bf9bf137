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
    ['x.npy: is not a .npy file', Buffer.from('a,b\n1,2\n')],
    ['x.npy: is .npy version 2.0; needed version 1.0', changed((bytes) => bytes.writeUInt8(2, 6))],
    ["x.npy: holds '<i8' numbers; needed float32 ('<f4') or float64 ('<f8')", replaced('<f4', '<i8')],
    [
      'x.npy: is in Fortran order; needed C order (numpy.ascontiguousarray makes it)',
      replaced("order': False", "order': True "),
    ],
    ['x.npy: its .npy header is damaged', replaced('descr', 'dcsre')],
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
