import { PdfRef, dictOf, latinText, name } from '../pdf/objects.ts';
import type { PdfFile } from '../pdf/read.ts';
import { packed } from '../pdf/stream.ts';

const description = 'sRGB IEC61966-2.1';

/** Numbers of 32 bits with 16 behind the point, as ICC profiles hold them. */
function fixed(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [i, value] of values.entries()) bytes.writeInt32BE(Math.round(value * 65536), i * 4);
  return bytes;
}

const whole = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

const typed = (type: string, ...parts: readonly Buffer[]): Buffer =>
  Buffer.concat([Buffer.from(type, 'latin1'), whole(0), ...parts]);

/** A text in one language, in the type that version 4 asks for. */
function text(words: string): Buffer {
  const encoded = Buffer.from(words, 'utf16le').swap16();
  return typed('mluc', whole(1), whole(12), Buffer.from('enUS'), whole(encoded.length), whole(28), encoded);
}

/**
 * The profile of sRGB, version 4: the primaries of IEC 61966-2-1 adapted to the white of D50 (ICC.1:2010, 6.3.4.3), and
 * its curve, which is a line near black and a power of 2.4 above (parametric curve of type 3: g, a, b, c, d).
 */
function profile(): Buffer {
  const curve = typed('para', whole(3 << 16), fixed(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045));
  const tags: readonly (readonly [string, Buffer])[] = [
    ['desc', text(description)],
    ['cprt', text('No copyright, use freely')],
    ['wtpt', typed('XYZ ', fixed(0.9642, 1, 0.8249))],
    [
      'chad',
      typed(
        'sf32',
        fixed(1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168),
      ),
    ],
    ['rXYZ', typed('XYZ ', fixed(0.43607, 0.22249, 0.01392))],
    ['gXYZ', typed('XYZ ', fixed(0.38515, 0.71687, 0.09708))],
    ['bXYZ', typed('XYZ ', fixed(0.14307, 0.06061, 0.7141))],
    ...(['rTRC', 'gTRC', 'bTRC'] as const).map((name) => [name, curve] as const),
  ];
  const body: Buffer[] = [];
  const table: Buffer[] = [whole(tags.length)];
  const places = new Map<Buffer, number>();
  let at = 128 + 4 + tags.length * 12;
  for (const [name, data] of tags) {
    const place = places.get(data) ?? at;
    if (!places.has(data)) {
      const padded = Buffer.concat([data, Buffer.alloc(-data.length & 3)]);
      body.push(padded);
      places.set(data, at);
      at += padded.length;
    }
    table.push(Buffer.from(name, 'latin1'), whole(place), whole(data.length));
  }
  const header = Buffer.alloc(128);
  header.writeUInt32BE(at, 0);
  header.writeUInt32BE(0x04200000, 8);
  header.write('mntrRGB XYZ ', 12, 'latin1');
  // The day of the first edition of IEC 61966-2-1; a profile must have a date.
  for (const [i, part] of [1999, 10, 18].entries()) header.writeUInt16BE(part, 24 + 2 * i);
  header.write('acsp', 36, 'latin1');
  fixed(0.9642, 1, 0.8249).copy(header, 68);
  return Buffer.concat([header, ...table, ...body]);
}

/** Says which red, green and blue the file's colours are: those of sRGB (ISO 19005-2, 6.2.3). */
export function setOutputIntent({ catalog }: PdfFile): void {
  const intent = dictOf({
    Type: name('OutputIntent'),
    S: name('GTS_PDFA1'),
    OutputConditionIdentifier: latinText(description),
    Info: latinText(description),
    RegistryName: latinText('http://www.color.org'),
    DestOutputProfile: new PdfRef(packed(profile(), { N: 3, Alternate: name('DeviceRGB') })),
  });
  catalog.set('OutputIntents', [intent]);
}
