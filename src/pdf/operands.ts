import { less, opening } from './syntax.ts';
import {
  afterOperand,
  isKeyword,
  isName,
  readHex,
  readNumber,
  readString,
  readToken,
  skipSpace,
  startsNumber,
} from './tokens.ts';
import type { Cursor, Operand, Operation } from './tokens.ts';

/** The operands of an operator, read when they are asked for: most never are. */
export function operandsOf(bytes: Buffer, { from, to }: Operation): Operand[] {
  const cursor: Cursor = { bytes, at: from };
  const operands: Operand[] = [];
  while (cursor.at < to) {
    const token = readToken(cursor);
    // The dictionary of an image in the text stands between its two operators.
    if (!isKeyword(token)) operands.push(token);
    else if (token.keyword !== 'BI') break;
    skipSpace(cursor);
  }
  return operands;
}

/** The name that an operator is given first, such as that of a font or a form; empty where there is none. */
export function nameOperand(bytes: Buffer, operation: Operation): string {
  const [first] = operandsOf(bytes, operation);
  return isName(first) ? first.name : '';
}

/** The numbers that an operator is given, also those within arrays. */
export function numbersOf(bytes: Buffer, { from, to }: Operation): number[] {
  const cursor: Cursor = { bytes, at: from };
  const numbers: number[] = [];
  while (cursor.at < to) {
    if (startsNumber(bytes[cursor.at])) numbers.push(readNumber(cursor));
    else cursor.at = afterOperand(bytes, cursor.at);
    skipSpace(cursor);
  }
  return numbers;
}

/** The codes of the strings that an operator shows, one or two bytes each. */
export function codesOf(bytes: Buffer, { from, to }: Operation, codeBytes: 1 | 2): number[] {
  const cursor: Cursor = { bytes, at: from };
  const codes: number[] = [];
  while (cursor.at < to) {
    if (bytes[cursor.at] === less) readHex(cursor, 2 * codeBytes, codes);
    else if (bytes[cursor.at] === opening) {
      const shown = readString(cursor);
      for (let i = 0; i + codeBytes <= shown.length; i += codeBytes)
        codes.push(codeBytes === 1 ? (shown[i] ?? 0) : (shown[i] ?? 0) * 256 + (shown[i + 1] ?? 0));
    } else cursor.at = afterOperand(bytes, cursor.at);
    skipSpace(cursor);
  }
  return codes;
}
