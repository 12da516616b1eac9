const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const characters: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(entities).map(([character, entity]) => [entity, character])),
  '&apos;': "'",
};

/** Text as HTML or XML, safe in an element and in a quoted attribute. */
export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** The text that stands in an element or attribute of XML. */
export function unescaped(xml: string): string {
  return xml.replaceAll(/&[\w#]+;/g, (entity) => characters[entity] ?? entity);
}
