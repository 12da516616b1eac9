import { join } from 'node:path';
import { examine } from '../src/prepare.ts';
import type { Checked, Options } from '../src/prepare.ts';
import { load } from '../src/load.ts';
import type { File, Inputs } from '../src/load.ts';

export const root = join(import.meta.dirname, '..');
export const fixtures = join(root, 'test', 'fixtures');

/** The inputs of the made-up partnerships, with our own config and templates. */
export function fixtureInputs(): Inputs {
  return load({
    config: join(root, 'config'),
    templates: join(root, 'templates'),
    data: join(fixtures, 'data'),
  });
}

/** The inputs of our own partnerships. */
export function ownInputs(): Inputs {
  return load({
    config: join(root, 'config'),
    templates: join(root, 'templates'),
    data: join(root, 'data'),
  });
}

/** The same inputs with one file put in the place of another, or added. */
export function withFile(inputs: Inputs, name: string, text: string): Inputs {
  const file: File = { path: name, name, text };
  const swap = (files: readonly File[]) => [...files.filter((old) => old.name !== name), file];
  if (name.startsWith('config/')) return { ...inputs, config: swap(inputs.config) };
  if (name.startsWith('templates/')) return { ...inputs, templates: swap(inputs.templates) };
  const slug = name.split('/')[1];
  return {
    ...inputs,
    partnerships: inputs.partnerships.map((partnership) =>
      partnership.slug === slug
        ? { ...partnership, path: `data/${slug}`, files: swap(named(partnership.files)) }
        : partnership,
    ),
  };
}

/** Files called by their names rather than by where this checkout lies. */
function named(files: readonly File[]): File[] {
  return files.map((file) => ({ ...file, path: file.name }));
}

export function examined(inputs: Inputs, options: Partial<Options> = {}): Checked {
  return examine(inputs, { slugs: [], audience: 'public', final: false, strict: false, ...options });
}
