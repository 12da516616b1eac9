import { operandsOf } from './operands.ts';
import { isName, readOperations } from './tokens.ts';
import type { Operand, Operation } from './tokens.ts';

/** What stands between BT and ET, or between BMC or BDC and EMC. */
export interface Group {
  readonly begin: Operation;
  /** Absent in a stream that is cut short. */
  end: Operation | undefined;
  readonly kids: Node[];
  /** The tag of marked content, such as P, Span or Artifact; absent for a text object. */
  readonly tag: string | undefined;
  /** The number by which the structure tree finds this sequence (ISO 32000-1, 14.7.4.2). */
  readonly mcid: number | undefined;
  /** The text that is to be read instead of the glyphs, in the bytes of a text string. */
  readonly actualText: Uint8Array | undefined;
}

export type Node = Operation | Group;

// Asked of every operator of a page: to read a field takes less time than to ask whether it is there.
export const isGroup = (node: Node): node is Group => (node as Partial<Group>).kids !== undefined;

const starts = new Set(['BT', 'BMC', 'BDC']);
const ends = new Set(['ET', 'EMC']);
const shows = new Set(['Tj', 'TJ', "'", '"']);
// A path is painted by a later operator, but nothing may stand between, so that its first one counts.
const paths = new Set(['m', 're']);
const pictures = new Set(['Do', 'BI', 'sh']);

/** True for an operator that shows text (ISO 32000-1, 9.4.3). */
export const showsText = ({ operator }: Operation): boolean => shows.has(operator);
const startsPath = ({ operator }: Operation): boolean => paths.has(operator);
/** True for an operator that paints an image, a form or a shading. */
export const paintsPicture = ({ operator }: Operation): boolean => pictures.has(operator);
/** Whether an operator puts something on the page, or begins a path that does. */
export const paints = (operation: Operation): boolean =>
  showsText(operation) || startsPath(operation) || paintsPicture(operation);

/** The properties of marked content, by what a stream calls them where they stand among its resources. */
export type Properties = ReadonlyMap<string, Operand>;

const isProperties = (operand: Operand | undefined): operand is Properties => operand instanceof Map;

function open(bytes: Buffer, begin: Operation, named: (name: string) => Properties | undefined): Group {
  const [tag, second] = begin.operator === 'BT' ? [] : operandsOf(bytes, begin);
  const properties = isName(second) ? named(second.name) : isProperties(second) ? second : undefined;
  const [mcid, actualText] = [properties?.get('MCID'), properties?.get('ActualText')];
  // Groups are all of one shape, so that asking what they hold costs little.
  return {
    begin,
    end: undefined,
    kids: [],
    tag: isName(tag) ? tag.name : undefined,
    mcid: typeof mcid === 'number' ? mcid : undefined,
    actualText: actualText instanceof Uint8Array ? actualText : undefined,
  };
}

/**
 * A content stream as a tree of its text objects and marked content, which may stand in each other but never cross
 * (ISO 32000-1, 14.6.1). What saves and restores the graphics state may cross both, and is left flat.
 */
export function readContent(bytes: Buffer, named: (name: string) => Properties | undefined): Node[] {
  const top: Node[] = [];
  const path: Group[] = [];
  for (const operation of readOperations(bytes)) {
    const inner = path.at(-1);
    const siblings = inner?.kids ?? top;
    if (starts.has(operation.operator)) {
      const group = open(bytes, operation, named);
      siblings.push(group);
      path.push(group);
    } else if (ends.has(operation.operator)) {
      const isText = inner?.begin.operator === 'BT';
      if (!inner || isText !== (operation.operator === 'ET'))
        throw new Error(
          `the content of a page cannot be read: a stray ${operation.operator} at byte ${operation.from}`,
        );
      inner.end = operation;
      path.pop();
    } else siblings.push(operation);
  }
  return top;
}

/** Whether a sequence is tagged for the structure tree, or marked as decoration. */
export const isMarked = ({ mcid, tag }: Group): boolean => mcid !== undefined || tag === 'Artifact';

/** Whether a group holds marked sequences. */
export const holdsMarked = (group: Group): boolean =>
  group.kids.some((kid) => isGroup(kid) && (isMarked(kid) || holdsMarked(kid)));

/** Whether anything in a group is painted for which a test holds. */
export const holds = (group: Group, test: (operation: Operation) => boolean): boolean =>
  group.kids.some((kid) => (isGroup(kid) ? holds(kid, test) : test(kid)));
