import type { Book } from '../pdf/book.ts';
import { isGroup, paintsPicture, showsText } from '../pdf/content.ts';
import type { Group, Node } from '../pdf/content.ts';
import { dictIn } from '../pdf/objects.ts';
import type { PdfRef } from '../pdf/objects.ts';
import { nameOperand, operandsOf } from '../pdf/operands.ts';
import type { Stream } from '../pdf/pages.ts';
import { descend, isContent } from '../pdf/structure.ts';
import { joinRuns } from '../pdf/text.ts';
import { isName } from '../pdf/tokens.ts';
import type { Operation } from '../pdf/tokens.ts';
import { quoted } from './finding.ts';
import type { Finding } from './finding.ts';

const paintsPath = new Set(['S', 's', 'f', 'F', 'f*', 'B', 'B*', 'b', 'b*']);

/** Every operator of a content stream (ISO 32000-1, table A.1), with an image in the text as one. */
const operators = new Set(
  [
    'b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EMC ET EX f F f* G g gs h i j J K k l m M MP n',
    'q Q re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y \' "',
  ].flatMap((line) => line.split(' ')),
);

/** Whether what is painted is tagged, decoration, or neither. */
type State = 'tagged' | 'artifact' | 'neither';

/** What is met on the way through a page, with the forms that it draws. */
interface Walk {
  readonly book: Book;
  readonly claimed: ReadonlyMap<PdfRef, ReadonlySet<number>>;
  readonly report: (stream: Stream, message: string, hint: string) => void;
  /** How often each form with tags is drawn. */
  readonly drawn: Map<PdfRef, number>;
}

const hints = {
  loose: 'tag it, or mark it as an artifact',
  nested: 'end the one before the other begins',
};

const groupText = ({ book }: Walk, stream: Stream, group: Group): string =>
  quoted(joinRuns(book.reading(stream).runs.get(group) ?? []));

/** Says what is painted and neither tagged nor decoration: only the first of its kind, for a page may hold thousands. */
function meet(walk: Walk, stream: Stream, operation: Operation, state: State): void {
  if (state !== 'neither') return;
  if (showsText(operation)) {
    const text = quoted(walk.book.reading(stream).loose.get(operation) ?? '');
    walk.report(stream, `the text ${text} is neither tagged nor decoration`, hints.loose);
  } else if (paintsPath.has(operation.operator))
    walk.report(stream, 'a line or an area is neither tagged nor decoration', hints.loose);
  else if (paintsPicture(operation))
    walk.report(stream, 'a picture is neither tagged nor decoration', hints.loose);
}

function enter(walk: Walk, stream: Stream, group: Group, state: State): State {
  if (group.tag === 'Artifact') {
    if (state === 'tagged') walk.report(stream, 'decoration stands within tagged content', hints.nested);
    return state === 'tagged' ? state : 'artifact';
  }
  if (group.mcid === undefined) return state;
  const complain = (claim: string, hint: string): void =>
    walk.report(stream, `the tagged text ${groupText(walk, stream, group)} ${claim}`, hint);
  if (state === 'artifact') complain('stands within decoration', hints.nested);
  if (!walk.claimed.get(stream.ref)?.has(group.mcid))
    complain('belongs to no tag', 'give it a place in the structure tree');
  return 'tagged';
}

function follow(walk: Walk, stream: Stream, nodes: readonly Node[], state: State): void {
  for (const node of nodes) {
    if (isGroup(node)) {
      follow(walk, stream, node.kids, enter(walk, stream, node, state));
      continue;
    }
    const drawn = node.operator === 'Do' ? stream.forms.get(nameOperand(stream.bytes, node)) : undefined;
    const form = drawn && walk.book.streams.get(drawn);
    if (!form) meet(walk, stream, node, state);
    else {
      const times = (walk.drawn.get(form.ref) ?? 0) + 1;
      walk.drawn.set(form.ref, times);
      if (times === 1) follow(walk, form, form.nodes, state);
    }
  }
}

/** Everything painted is tagged or an artifact, and only one of both (ISO 14289-1, 7.1 and 7.20). */
export function findLoose(book: Book): Finding[] {
  const claimed = new Map<PdfRef, Set<number>>();
  for (const element of book.root ? descend(book.root) : []) {
    for (const { stream, mcid } of element.kids.filter(isContent))
      claimed.set(stream, (claimed.get(stream) ?? new Set()).add(mcid));
  }
  const found: Finding[] = [];
  const seen = new Set<string>();
  const report = ({ page }: Stream, message: string, hint: string): void => {
    const kind = `${page} ${message.replace(/“.*”/, '')}`;
    if (!seen.has(kind)) found.push({ rule: 'pdfua/7.1', page: page + 1, message, hint });
    seen.add(kind);
  };
  const walk: Walk = { book, claimed, report, drawn: new Map() };
  for (const { ref } of book.pdf.pages) {
    const stream = book.streams.get(ref);
    if (stream) follow(walk, stream, stream.nodes, 'neither');
  }
  for (const stream of book.streams.values()) {
    const twice = [...stream.sequences].find(([, groups]) => groups.length > 1);
    if (twice) report(stream, `two pieces of content have the number ${twice[0]}`, 'number them apart');
    if (stream.sequences.size > 0 && (walk.drawn.get(stream.ref) ?? 0) > 1)
      found.push({
        rule: 'pdfua/7.20',
        page: stream.page + 1,
        message: 'a form with tags is drawn more than once',
        hint: 'draw it once, or make it an artifact',
      });
  }
  return found;
}

const each = (nodes: readonly Node[], visit: (operation: Operation) => void): void => {
  for (const node of nodes) {
    if (!isGroup(node)) visit(node);
    else {
      visit(node.begin);
      each(node.kids, visit);
    }
  }
};

/** The resources that operators name as the last of what they are given (ISO 32000-1, 7.8.3). */
const kinds: ReadonlyMap<string, string> = new Map([
  ['Do', 'XObject'],
  ['gs', 'ExtGState'],
  ['sh', 'Shading'],
  ['SCN', 'Pattern'],
  ['scn', 'Pattern'],
  ['BDC', 'Properties'],
  ['DP', 'Properties'],
  ['Tf', 'Font'],
]);

/** True for an operator that names what is not among the resources of its stream. */
function isLost({ dict, bytes }: Stream, operation: Operation): boolean {
  const kind = kinds.get(operation.operator);
  if (kind === undefined) return false;
  const operands = operandsOf(bytes, operation);
  const named = kind === 'Font' ? operands[0] : operands.at(-1);
  const resources = dictIn(dict, 'Resources');
  return isName(named) && !(resources && dictIn(resources, kind)?.has(named.name));
}

/** Content is made of known operators without inks, nested no deeper than 28 (ISO 19005-2, 6.2.2, 6.2.4.3, 6.1.13). */
export function findOperators({ streams }: Book): Finding[] {
  return [...streams.values()].flatMap((stream) => {
    const { nodes, page } = stream;
    const used = new Set<string>();
    const lost: Operation[] = [];
    let [depth, deepest] = [0, 0];
    each(nodes, (operation) => {
      const { operator } = operation;
      used.add(operator);
      if (lost.length === 0 && isLost(stream, operation)) lost.push(operation);
      if (operator === 'q') deepest = Math.max(deepest, ++depth);
      if (operator === 'Q') depth--;
    });
    const place = { page: page + 1 };
    const unknown = [...used].filter((operator) => !operators.has(operator));
    const found: Finding[] = unknown.map((operator) => ({
      ...place,
      rule: 'pdfa/6.2.2',
      message: `the content has an operator ${operator}, which PDF does not know`,
      hint: 'take it out',
    }));
    if (lost.length > 0) {
      const message = 'the content uses a font, picture or other part that the page does not name';
      found.push({ ...place, rule: 'pdfa/6.2.2', message, hint: 'add it to the Resources' });
    }
    if (used.has('k') || used.has('K')) {
      const message = 'the content has colours of inks, and the file says only what red, green and blue are';
      found.push({ ...place, rule: 'pdfa/6.2.4.3', message, hint: 'use RGB' });
    }
    if (deepest > 28) {
      const message = `the state of the page is saved ${deepest} times within each other, and 28 is the limit`;
      found.push({ ...place, rule: 'pdfa/6.1.13', message, hint: 'nest fewer boxes that clip or turn' });
    }
    return found;
  });
}
