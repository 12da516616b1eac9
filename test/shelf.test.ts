import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyShelf, openShelf } from '../src/shelf.ts';
import type { Shelf } from '../src/shelf.ts';
import { readProject } from '../src/project.ts';
import { nameOf } from '../src/layout.ts';
import { renderer } from '../src/render/index.ts';
import { shapesOf } from '../src/shape.ts';
import { parse } from '../src/source.ts';
import { validator } from '../src/validate.ts';
import { fixtureInputs, root, withFile } from './project.ts';
import { fixtureProject, run, temporary } from './run.ts';

const { schemas } = fixtureInputs();
/** A file that no partnership has; its entry is this test's own. */
const file = (text: string) => ({ path: 'x.yaml', name: 'data/shelfham/needs.yaml', text });
const entry = join(
  root,
  'node_modules',
  '.cache',
  'cdp-returns',
  'read',
  'data',
  'shelfham',
  'needs.yaml.json',
);

test('what a file was found to say is found again, and only for the same text and the same schemas', () => {
  const shelf = openShelf(schemas);
  const value = { small: 0, list: [1, null, 'two\nlines'] };
  for (const each of [shelf, emptyShelf]) each.put(file('a'), 'needs', JSON.stringify(value));
  expect(openShelf(schemas).find(file('a'), 'needs')).toEqual(value);
  expect(emptyShelf.find(file('a'), 'needs')).toBeUndefined();
  expect(shelf.find(file('b'), 'needs')).toBeUndefined();
  expect(shelf.find(file('a'), 'plan')).toBeUndefined();
  const [first, ...others] = schemas;
  const changed = first ? [{ ...first, text: `${first.text} ` }, ...others] : [];
  expect(openShelf(changed).find(file('a'), 'needs')).toBeUndefined();
});

test('an entry that is not whole is as good as none', () => {
  const shelf = openShelf(schemas);
  shelf.put(file('a'), 'needs', JSON.stringify({ long: 'x'.repeat(1000) }));
  const whole = readFileSync(entry, 'utf8');
  for (const spoiled of ['', whole.slice(0, 40), whole.slice(0, 500), `${whole.slice(0, 64)}\n{`]) {
    writeFileSync(entry, spoiled);
    expect(shelf.find(file('a'), 'needs'), spoiled.slice(0, 80)).toBeUndefined();
  }
});

test('a fault is told each time until it is mended, and a place is told of what was read before', async () => {
  const cwd = temporary();
  fixtureProject(cwd);
  const check = () => run(['check', '--strict'], { cwd });
  const path = join(cwd, 'data', 'bareham', 'partnership.yaml');
  const sound = readFileSync(path, 'utf8');
  const first = await check();
  expect(await check()).toEqual(first);
  for (const spoiled of [`${sound}nmae: x\n`, `${sound}name: [`]) {
    writeFileSync(path, spoiled);
    const faulty = await check();
    expect(faulty).toMatchObject({ code: 1, out: '' });
    expect(faulty.err).toContain('data/bareham/partnership.yaml:');
    expect(await check()).toEqual(faulty);
    writeFileSync(path, sound);
    expect(await check()).toEqual(first);
  }
});

test('a validator that was compiled before says the same, at the same places', () => {
  const kept = new Map<string, string>();
  const shelf: Shelf = {
    find: ({ name }) => (kept.has(name) ? (JSON.parse(kept.get(name) ?? '') as unknown) : undefined),
    put: ({ name }, _schema, json) => void kept.set(name, json),
  };
  const shapes = shapesOf(schemas);
  const said = (schema: string, text: string) => {
    const { source } = parse({ path: `${schema}.yaml`, name: `${schema}.yaml`, text });
    if (!source) throw new Error(`${schema} is no YAML`);
    const [fresh = [], first = [], later = []] = [emptyShelf, shelf, shelf].map((each) =>
      validator(schemas, shapes, each)(schema, source),
    );
    expect(first, schema).toEqual(fresh);
    expect(later, schema).toEqual(fresh);
    expect([...kept.keys()]).toContain(`validators/${schema}`);
    return fresh.map(({ rule }) => rule);
  };
  // Dates, names of keys, lists of words, types, lengths and what is required; and what is sound.
  const partnership =
    'schema: 1\nname: ""\nas_at: 2024-02-30\nkind: guild\nnmae: x\nmembers: { Not So: 7, so: {} }\n';
  const rules = new Set(said('partnership', partnership));
  for (const rule of ['format', 'enum', 'required', 'additional-properties'])
    expect(rules).toContain(`schema/${rule}`);
  expect(said('grants', 'grants: [1, {}]\n')).not.toEqual([]);
  const sound = fixtureInputs().partnerships[0]?.files ?? [];
  for (const { path, text } of sound)
    if (/\/(needs|plan|sources)\.yaml$/.test(path)) expect(said(nameOf({ path }), text)).toEqual([]);
});

test('templates are compiled once, and again where one of them or the words of a table have changed', () => {
  const texts = new Map<string, string>();
  const shelf: Shelf = {
    find: ({ text }) => (texts.has(text) ? (JSON.parse(texts.get(text) ?? '') as unknown) : undefined),
    put: ({ text }, _schema, json) => void texts.set(text, json),
  };
  const inputs = fixtureInputs();
  const rendering = (changed = inputs) => {
    const { project } = readProject(changed, []);
    if (!project) throw new Error('the fixtures have errors');
    return renderer(project, { shelf });
  };
  const first = rendering();
  expect(first.diagnostics).toEqual([]);
  expect(texts.size).toBe(1);
  expect(rendering().diagnostics).toEqual([]);
  expect(texts.size).toBe(1);
  const layout = inputs.templates.find(({ name }) => name === 'templates/layout.hbs')?.text ?? '';
  expect(rendering(withFile(inputs, 'templates/layout.hbs', `${layout}<!-- -->`)).diagnostics).toEqual([]);
  expect(texts.size).toBe(2);
  const tables = inputs.config.find(({ name }) => name === 'config/tables.yaml')?.text ?? '';
  const odd = withFile(inputs, 'config/tables.yaml', tables.replace(/show: [\w.]+/, 'show: nowhere'));
  // What is wrong is told each time, and nothing of it is kept.
  const rules = (changed: typeof inputs) => new Set(rendering(changed).diagnostics.map(({ rule }) => rule));
  const cut = withFile(inputs, 'templates/layout.hbs', `${layout}{{#if`);
  for (let i = 0; i < 2; i++) expect(rules(odd)).toEqual(new Set(['template/table']));
  for (let i = 0; i < 2; i++) expect(rules(cut)).toContain('template/syntax');
  expect(texts.size).toBe(2);
});

test('where nothing can be written, nothing is kept, and nobody is troubled', () => {
  const wall = join(entry, '..', '..', 'wallham');
  writeFileSync(wall, '');
  const walled = { ...file('a'), name: 'data/wallham/needs.yaml' };
  const shelf = openShelf(schemas);
  expect(() => shelf.put(walled, 'needs', '{}')).not.toThrow();
  expect(shelf.find(walled, 'needs')).toBeUndefined();
  rmSync(wall);
});
