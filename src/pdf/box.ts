/** A rectangle in points: left, bottom, right, top. One whose left is right of its right holds nothing. */
export type Box = readonly [left: number, bottom: number, right: number, top: number];

/** How one space lies in another: a, b, c, d, e, f of ISO 32000-1, 8.3.3. */
export type Matrix = readonly [number, number, number, number, number, number];

/** The box around nothing: whatever joins it is the whole. */
export const nothing: Box = [Infinity, Infinity, -Infinity, -Infinity];
/** The box that cuts nothing off. */
export const everywhere: Box = [-Infinity, -Infinity, Infinity, Infinity];
/** True for a box that holds no point. */
export const isEmpty = ([left, bottom, right, top]: Box): boolean => left > right || bottom > top;

/** The rectangle around two. */
export const join = (a: Box, b: Box): Box => [
  Math.min(a[0], b[0]),
  Math.min(a[1], b[1]),
  Math.max(a[2], b[2]),
  Math.max(a[3], b[3]),
];

/** What two rectangles share. */
export const meet = (a: Box, b: Box): Box => [
  Math.max(a[0], b[0]),
  Math.max(a[1], b[1]),
  Math.min(a[2], b[2]),
  Math.min(a[3], b[3]),
];

/** The matrix that does what the first does, and then what the second does. */
export const times = ([a, b, c, d, e, f]: Matrix, [A, B, C, D, E, F]: Matrix): Matrix => [
  a * A + b * C,
  a * B + b * D,
  c * A + d * C,
  c * B + d * D,
  e * A + f * C + E,
  e * B + f * D + F,
];

/** The matrix of six numbers; those that are missing change nothing. */
export const matrixOf = ([a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: readonly number[]): Matrix => [
  ...([a, b, c, d, e, f] as const),
];

/** The rectangle around points of another space, given as x and y in turn. */
export function around([a, b, c, d, e, f]: Matrix, points: readonly number[]): Box {
  let box = nothing;
  for (let i = 0; i + 1 < points.length; i += 2) {
    const [x = 0, y = 0] = [points[i], points[i + 1]];
    const [right, up] = [a * x + c * y + e, b * x + d * y + f];
    box = join(box, [right, up, right, up]);
  }
  return box;
}

/** The corners of a rectangle, as x and y in turn. */
export const corners = (x: number, y: number, wide: number, high: number): number[] => [
  ...[x, y, x + wide, y],
  ...[x, y + high, x + wide, y + high],
];
