/**
 * FNV-1a, 64 bits, as two 32-bit words; fixed for ever, since every random number depends on it. Hashes UTF-16 code units,
 * which for ASCII are the bytes of the published function: http://www.isthe.com/chongo/tech/comp/fnv/
 */
export function fnv1a(text: string): { readonly high: number; readonly low: number } {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (let i = 0; i < text.length; i++) {
    low = (low ^ text.charCodeAt(i)) >>> 0;
    // Times the prime 2^40 + 435, modulo 2^64; every product stays below 2^53, and >>> 0 takes it modulo 2^32.
    const product = low * 435;
    high = (high * 435 + Math.floor(product / 2 ** 32) + ((low << 8) >>> 0)) >>> 0;
    low = product >>> 0;
  }
  return { high, low };
}
