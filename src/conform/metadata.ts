import type { Day } from '../dates.ts';
import { escaped } from '../markup.ts';
import {
  PdfDict,
  PdfRef,
  PdfStream,
  dictIn,
  dictOf,
  latinText,
  name,
  textIn,
  wideText,
} from '../pdf/objects.ts';
import type { PdfFile } from '../pdf/read.ts';

/** What the finished file says of itself; nothing in it comes from a clock or a machine. */
export interface Identity {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  readonly language: string;
  /** The day of the paper; the file carries it as its own date. */
  readonly date: Day;
  /** Its state, such as DRAFT, with what it was made from and, where it is not for all, for whom it is. */
  readonly keywords: readonly string[];
}

const creator = 'cdp-returns';

/** A text as XMP may hold it: without the characters that XML has no way to write. */
const worded = (text: string): string =>
  escaped(text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ''));

/** A text in the document's language, in the form in which XMP holds texts that may have translations. */
const translated = (text: string): string =>
  `<rdf:Alt><rdf:li xml:lang="x-default">${worded(text)}</rdf:li></rdf:Alt>`;

/** The packet that names the file to machines, and says which standards it keeps (ISO 16684-1). */
function packet(identity: Identity, producer: string): string {
  const { title, author, subject, language, date, keywords } = identity;
  const moment = `${date}T00:00:00Z`;
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title>${translated(title)}</dc:title>
<dc:creator><rdf:Seq><rdf:li>${worded(author)}</rdf:li></rdf:Seq></dc:creator>
<dc:description>${translated(subject)}</dc:description>
<dc:language><rdf:Bag><rdf:li>${worded(language)}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>${worded(producer)}</pdf:Producer>
<pdf:Keywords>${worded(keywords.join(' '))}</pdf:Keywords>
<xmp:CreatorTool>${creator}</xmp:CreatorTool>
<xmp:CreateDate>${moment}</xmp:CreateDate>
<xmp:ModifyDate>${moment}</xmp:ModifyDate>
<xmp:MetadataDate>${moment}</xmp:MetadataDate>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
${extension}
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>`;
}

/** PDF/A knows no names of PDF/UA; a file that has both describes them (ISO 19005-2, 6.6.2.3.3). */
const extension = `<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file keeps</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>`;

/** Writes who a file is twice, alike: for readers into its dictionary, for archives as XMP. */
export function setIdentity({ trailer, catalog }: PdfFile, identity: Identity): void {
  const { title, author, subject, keywords, language, date } = identity;
  const info = dictIn(trailer, 'Info') ?? new PdfDict();
  trailer.set('Info', new PdfRef(info));
  const moment = latinText(`D:${date.replaceAll('-', '')}000000Z`);
  info.set('Title', wideText(title));
  info.set('Author', wideText(author));
  info.set('Subject', wideText(subject));
  info.set('Keywords', wideText(keywords.join(' ')));
  info.set('Creator', wideText(creator));
  info.set('CreationDate', moment);
  info.set('ModDate', moment);
  const preferences = dictIn(catalog, 'ViewerPreferences') ?? new PdfDict();
  catalog.set('ViewerPreferences', preferences.set('DisplayDocTitle', true));
  catalog.set('Lang', latinText(language));
  catalog.set('MarkInfo', dictOf({ Marked: true }));
  // Unpacked, so that programs that know nothing of PDF can find it.
  const xmp = Buffer.from(packet(identity, textIn(info, 'Producer') ?? creator), 'utf8');
  const entries = dictOf({ Type: name('Metadata'), Subtype: name('XML') });
  catalog.set('Metadata', new PdfRef(new PdfStream(entries, xmp)));
}
