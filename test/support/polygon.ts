/** Convex polygons in the plane. */

export type Point = readonly [x: number, y: number];

/** Positive for counterclockwise vertices. */
export function signedArea(polygon: readonly Point[]): number {
  let twice = 0;
  polygon.forEach((p, i) => {
    const q = polygon[(i + 1) % polygon.length];
    twice += p[0] * q[1] - q[0] * p[1];
  });
  return twice / 2;
}

/** The part within [0, columns] x [0, rows], by Sutherland and Hodgman's algorithm. */
export function clipToBox(
  polygon: readonly Point[],
  { columns, rows }: { readonly columns: number; readonly rows: number },
): readonly Point[] {
  const depths: readonly ((p: Point) => number)[] = [
    (p) => p[0],
    (p) => columns - p[0],
    (p) => p[1],
    (p) => rows - p[1],
  ];
  return depths.reduce(clip, polygon);
}

function clip(polygon: readonly Point[], depth: (p: Point) => number): readonly Point[] {
  return polygon.flatMap((p, i) => {
    const q = polygon[(i + 1) % polygon.length];
    const [dp, dq] = [depth(p), depth(q)];
    const kept: Point[] = dp >= 0 ? [p] : [];
    if (dp * dq < 0) {
      const share = dp / (dp - dq);
      kept.push([p[0] + share * (q[0] - p[0]), p[1] + share * (q[1] - p[1])]);
    }
    return kept;
  });
}
