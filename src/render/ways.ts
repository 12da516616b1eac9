import type { Shape, Shapes } from '../shape.ts';

/** What a value of a shape can be shown as: what its schema says, or else what can be shown of its type. */
export function waysOf(shapes: Shapes, shape: Shape): readonly string[] {
  const whole = shapes.resolve(shape);
  const inner = whole.items && shapes.resolve(whole.items);
  const own = (inner ?? whole).shown_as;
  if (own) return own;
  if (inner) return inner.type === 'string' ? ['list'] : [];
  if (whole.type === 'string') return ['text', 'prose', 'date', 'blank', 'sign'];
  return whole.type === 'number' || whole.type === 'integer' ? ['sign'] : [];
}

/** The ways to show a value, as a hint; a list and a group of fields are gone through instead. */
export function waysInstead(shapes: Shapes, shape: Shape, write: (way: string) => string): string {
  const [way] = waysOf(shapes, shape);
  if (way !== undefined) return `write ${write(way)}`;
  const { items, properties } = shapes.resolve(shape);
  if (items) return 'it is a list; show a field of each of its entries';
  return properties ? `show one of its fields: ${Object.keys(properties).join(', ')}` : 'show something else';
}
