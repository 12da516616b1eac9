const utf16 = new TextDecoder('utf-16be');

/** The text of bytes in UTF-16. */
export const wide = (bytes: Uint8Array): string => utf16.decode(bytes);

/** What the bytes from 0x18 on stand for that are no Latin letters of the same number (ISO 32000-1, annex D.2). */
const accents = '˘ˇˆ˙˝˛˚˜';
const signs = '•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\ufffd€';

function letter(byte: number): string {
  if (byte >= 0x18 && byte < 0x20) return accents.charAt(byte - 0x18);
  return byte >= 0x80 && byte <= 0xa0 ? signs.charAt(byte - 0x80) : String.fromCharCode(byte);
}

/** A text string: UTF-16 where it begins with the mark for that, a letter for each byte otherwise (ISO 32000-1, 7.9.2.2). */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return wide(bytes.subarray(2));
  let text = '';
  for (const byte of bytes) text += letter(byte);
  return text;
}

/** A text string in UTF-16. */
export const encodeText = (text: string): Uint8Array => Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
