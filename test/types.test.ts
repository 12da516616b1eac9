import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { compile } from 'json-schema-to-typescript';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'config', 'schemas');

/** A description beside a reference would make a second type of the same shape. */
function withoutNearer(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNearer);
  if (typeof value !== 'object' || value === null) return value;
  if ('$ref' in value) return { $ref: value.$ref };
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutNearer(inner)]));
}

test('src/records.ts is what the schemas say (npm run types writes it)', async () => {
  const names = readdirSync(folder)
    .map((file) => file.replace('.schema.json', ''))
    .filter((name) => name !== 'common')
    .sort();
  const schema = {
    title: 'Records',
    type: 'object' as const,
    additionalProperties: false,
    required: names,
    properties: Object.fromEntries(names.map((name) => [name, { $ref: `${name}.schema.json` }])),
  };
  const types = await compile(schema, 'Records', {
    cwd: `${folder}/`,
    bannerComment: '// Made from config/schemas by `npm run types`. Change the schemas, not this file.',
    ignoreMinAndMaxItems: true,
    style: JSON.parse(readFileSync(join(root, '.prettierrc.json'), 'utf8')) as object,
    $refOptions: {
      resolve: {
        file: {
          read: ({ url }: { url: string }) =>
            JSON.stringify(
              withoutNearer(
                JSON.parse(readFileSync(url.startsWith('file:') ? fileURLToPath(url) : url, 'utf8')),
              ),
            ),
        },
      },
    },
  });
  await expect(types).toMatchFileSnapshot('../src/records.ts');
});
