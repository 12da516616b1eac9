import type { Book } from '../pdf/book.ts';
import { holds, holdsMarked, isGroup, isMarked, paints } from '../pdf/content.ts';
import type { Node } from '../pdf/content.ts';
import { PdfRef } from '../pdf/objects.ts';
import { nameOperand } from '../pdf/operands.ts';
import type { Stream } from '../pdf/pages.ts';
import { packed } from '../pdf/stream.ts';
import { apply } from './edits.ts';
import type { Edit } from './edits.ts';
import type { Claims } from './tree.ts';

const begin = '/Artifact BMC';

/**
 * Marks as artifact whatever is painted and not claimed by the structure tree (ISO 14289-1, 7.1). Marks enclose whole
 * text objects, or lie within one, and never cross other marked content; what sets the graphics state stays where it is.
 */
function editsOf(
  stream: Stream,
  isClaimed: (mcid: number) => boolean,
  holdsTags: (name: string) => boolean,
): Edit[] {
  const edits: Edit[] = [];
  let isOpen = false;
  const openAt = (at: number): void => {
    if (!isOpen) edits.push({ from: at, to: at, text: `${begin}\n` });
    isOpen = true;
  };
  const closeAt = (at: number): void => {
    if (isOpen) edits.push({ from: at, to: at, text: '\nEMC\n' });
    isOpen = false;
  };
  const walk = (nodes: readonly Node[]): void => {
    for (const node of nodes) {
      if (!isGroup(node)) {
        // A form with tags of its own is marked within.
        if (node.operator === 'Do' && holdsTags(nameOperand(stream.bytes, node))) closeAt(node.from);
        else if (paints(node)) openAt(node.from);
      } else if (isMarked(node)) {
        closeAt(node.begin.from);
        const { mcid } = node;
        if (mcid !== undefined && !isClaimed(mcid))
          edits.push({ from: node.begin.from, to: node.begin.to, text: begin });
      } else if (holdsMarked(node)) {
        closeAt(node.begin.from);
        walk(node.kids);
        closeAt(node.end?.from ?? stream.bytes.length);
      } else if (holds(node, paints)) openAt(node.begin.from);
    }
  };
  walk(stream.nodes);
  closeAt(stream.bytes.length);
  return edits;
}

/**
 * Marks what is not in the structure tree, in every page and in every form that was printed with tags of its own, and
 * puts into the file whatever streams are new.
 */
export function markArtifacts({ pdf, streams }: Book, claims: Claims): void {
  const pages = new Map(pdf.pages.map((page) => [page.ref, page.dict]));
  for (const [ref, stream] of streams) {
    const page = pages.get(ref);
    const claimed = claims.get(ref);
    if (!page && stream.sequences.size === 0) continue;
    const edits = editsOf(
      stream,
      (mcid) => claimed?.has(mcid) ?? false,
      (name) => {
        const form = stream.forms.get(name);
        return form !== undefined && claims.has(form);
      },
    );
    if (edits.length === 0 && !stream.isNew) continue;
    const bytes = apply(stream.bytes, edits);
    if (page) page.set('Contents', new PdfRef(packed(bytes)));
    else ref.target = packed(bytes, Object.fromEntries(stream.dict));
  }
}
