import type { Project } from '../project.ts';
import type { Disclosure } from '../records.ts';
import type { Measured, Place, Point, Quantity } from './points.ts';
import { countsPeople } from './secrets.ts';
import type { Secrets } from './secrets.ts';

/**
 * Quantities of which any one can be worked out from all the others. The numbers are how much each weighs in it; they
 * add up to what everybody knows.
 */
export interface Relation {
  readonly terms: readonly (readonly [Quantity, number])[];
  /** True if the weighed numbers add up; otherwise the weights say how much each moves if the others do. */
  readonly isSum?: boolean;
  /** The quantity that the others are parts of; it is hidden only if they cannot be. */
  readonly whole?: Quantity;
}

/** What the relations are made from. */
export interface Account {
  readonly project: Project;
  readonly disclosure: Disclosure;
  readonly secrets: Secrets;
  readonly measures: readonly (Measured & { readonly points: readonly Point[] })[];
  readonly points: readonly Point[];
  readonly quantity: (stated: Pick<Point, 'figure' | 'kind'> & Partial<Pick<Point, 'isChange'>>) => Quantity;
}

/** Quantities with what each weighs. */
export function weighed(quantities: readonly Quantity[], weights: readonly number[]): Relation['terms'] {
  return quantities.map((quantity, i) => [quantity, weights[i] ?? 1] as const);
}

/** True for points of one area and period. */
export const isSamePlace = (a: Place, b: Place) => a.area === b.area && a.period === b.period;
/** The measure’s own value among its points. */
export const mainOf = (points: readonly Point[]) => points.find(({ isMain }) => isMain);

/** The points of one measure that stand beside a point of another: one place and time, or each the measure's own. */
export function beside(points: readonly Point[], other: Point): Point[] {
  return points.filter((point) => (other.isMain && point.isMain) || isSamePlace(point, other));
}

/** How many people one of a unit is: one, or undefined if it counts something else. */
export const peopleIn = ({ disclosure }: Account, unit: string | undefined) =>
  countsPeople(disclosure, unit) ? 1 : undefined;
