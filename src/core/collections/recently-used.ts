/** Values by key, of which the ones used last are kept: as many as have no more than `limit` in all, and always the very last. */
export interface RecentlyUsed<V> {
  /** Undefined where it was never kept, or is not any more. */
  get(key: string): V | undefined;
  /** Keeps the value, as the one used last. */
  set(key: string, value: V): void;
}

/** Nothing is kept yet. */
export function recentlyUsed<V>(limit: number, sizeOf: (value: V) => number): RecentlyUsed<V> {
  const kept = new Map<string, V>(); // the one used last at the end
  const append = (key: string, value: V) => {
    kept.delete(key);
    kept.set(key, value);
  };
  return {
    get(key) {
      const value = kept.get(key);
      if (value !== undefined) append(key, value);
      return value;
    },
    set(key, value) {
      append(key, value);
      let size = [...kept.values()].reduce((sum, each) => sum + sizeOf(each), 0);
      for (const [oldest, each] of kept) {
        if (size <= limit || oldest === key) return;
        kept.delete(oldest);
        size -= sizeOf(each);
      }
    },
  };
}
