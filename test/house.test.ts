import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Ajv } from 'ajv';
import Handlebars from 'handlebars';
import { expect, test } from 'vitest';
import { documentsOf } from '../src/documents.ts';
import { load } from '../src/load.ts';
import { guarded } from '../src/render/helpers.ts';
import { views } from '../src/view/index.ts';
import { examined, fixtureInputs, root, withFile } from './project.ts';

const folders = {
  config: join(root, 'config'),
  data: join(root, 'data'),
  templates: join(root, 'templates'),
};
const own = load(folders);
const sets = [own, fixtureInputs()];

test('the first line of every YAML file names its schema for editors', () => {
  const files = sets.flatMap(({ config, partnerships }) => [
    ...config,
    ...partnerships.flatMap((p) => p.files),
  ]);
  expect(files.length).toBeGreaterThan(20);
  for (const { path, text } of files) {
    const schema = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text)?.[1];
    expect(schema, path).toBeDefined();
    expect(existsSync(resolve(root, dirname(path), schema ?? '')), `${path}: ${schema}`).toBe(true);
  }
});

test('our own data and the fixtures have no errors', () => {
  for (const inputs of sets) expect(examined(inputs).diagnostics).toEqual([]);
});

test('every view is what its schema says', () => {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  for (const { text } of own.schemas) ajv.addSchema(JSON.parse(text) as object);
  const seen = new Set<string>();
  for (const inputs of sets) {
    const { ready } = examined(inputs);
    if (!ready) throw new Error('there are errors');
    for (const plan of ready.project.partners.flatMap((partner) =>
      documentsOf(ready.project.config, partner),
    )) {
      // A workbook has none.
      if (plan.definition.view === undefined) continue;
      // As JSON, in which what is undefined is absent.
      const name = plan.definition.view as keyof typeof views;
      const view: unknown = JSON.parse(JSON.stringify(views[name](ready.project, plan)));
      ajv.validate(`view-${name}.schema.json`, view);
      expect(ajv.errors).toBeNull();
      seen.add(name);
    }
  }
  expect([...seen].sort()).toEqual(Object.keys(views).sort());
});

test('no helper, built in or ours, takes undefined in silence', () => {
  const helpers = guarded({ show: (value: string) => value });
  const made = (template: string, view: object) => Handlebars.compile(template)(view, { helpers });
  for (const template of [
    '{{show nothing}}',
    '{{#if nothing}}{{/if}}',
    '{{#each nothing}}{{/each}}',
    '{{#unless nothing}}{{/unless}}',
    '{{#with nothing}}{{/with}}',
  ]) {
    expect(() => made(template, {}), template).toThrow();
  }
  expect(made('{{#if nothing}}a{{else}}b{{/if}}', { nothing: null })).toBe('b');
});

test('the lock file names no address, and every package of it has its hash', () => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { resolved?: string; integrity?: string }>;
  };
  for (const [name, { resolved, integrity }] of Object.entries(lock.packages)) {
    expect(resolved, name).toBeUndefined();
    if (name !== '') expect(integrity, name).toBeDefined();
  }
});

test('a page holds the fonts of its own characters, and no others', () => {
  const inputs = fixtureInputs();
  const name = 'data/bareham/partnership.yaml';
  const text = inputs.partnerships.flatMap(({ files }) => files).find((file) => file.name === name)?.text;
  const facesIn = (file: string) => {
    const { ready } = examined(withFile(inputs, name, file));
    const plan = ready?.plans.find(({ slug, kind }) => slug === 'bareham' && kind === 'partnership-record');
    if (!ready || !plan) throw new Error('there are errors');
    const page = ready.render(plan.kind, 'paper', views.paper(ready.project, plan));
    return [...page.matchAll(/@font-face/g)].length;
  };
  expect(facesIn(text ?? '')).toBe(4);
  // The letter is of Welsh, and each face has another file for such.
  expect(facesIn(text?.replaceAll('Bareham', 'B\u0175rham') ?? '')).toBe(8);
});
