import { refuse } from './diagnostic.ts';
import type { File } from './load.ts';

/** The part of JSON Schema that our schemas use, with our own two words for references. */
export interface Shape {
  readonly $ref?: string;
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly additionalProperties?: Shape | boolean;
  readonly definitions?: Readonly<Record<string, Shape>>;
  /** Of text that people write freely; ids, dates and the like have none. */
  readonly maxLength?: number;
  readonly enum?: readonly string[];
  /** The catalogue in which a text must be a name, or a map's keys must be names. */
  readonly refers_to?: string;
  readonly keys_refer_to?: string;
  /** True for text that is Markdown and may quote facts. */
  readonly prose?: boolean;
  /** Of a value whose inner shape only the formatters know: the kinds of cell, or helpers, that show it. */
  readonly shown_as?: readonly string[];
}

/** All schemas by name, with their references resolved on the way. */
export interface Shapes {
  readonly names: readonly string[];
  readonly schema: (name: string) => Shape;
  /** The shape itself, behind any chain of references; nearer descriptions win. */
  readonly resolve: (shape: Shape) => Shape;
  /** The shape of one member: a property, an entry of a map or an item of a list. */
  readonly member: (shape: Shape, key: string) => Shape | undefined;
}

function readSchema(path: string, text: string): Shape {
  try {
    return JSON.parse(text) as Shape;
  } catch (error) {
    const message = `${path} is not JSON: ${(error as Error).message}`;
    throw refuse('files', 'schema/json', message, 'mend it there, or take the file as the project has it');
  }
}

/** Makes shapes out of the schema files. Throws a Refusal where one is not JSON. */
export function shapesOf(files: readonly File[]): Shapes {
  const schemas = new Map<string, Shape>();
  const owners = new WeakMap<Shape, string>();
  const adopt = (value: unknown, owner: string): void => {
    if (typeof value !== 'object' || value === null) return;
    owners.set(value, owner);
    for (const inner of Object.values(value)) adopt(inner, owner);
  };
  for (const { path, text } of files) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const schema = readSchema(path, text);
    schemas.set(name, schema);
    adopt(schema, name);
  }
  const schema = (name: string): Shape => {
    const found = schemas.get(`${name}.schema.json`);
    if (found) return found;
    const message = `config/schemas has no ${name}.schema.json`;
    throw refuse('machine', 'file/missing', message, 'restore it; it belongs to the project');
  };
  // Every value of every record asks for its shape, and there are only so many references.
  const resolved = new WeakMap<Shape, Shape>();
  const resolve = (shape: Shape): Shape => {
    if (shape.$ref === undefined) return shape;
    const known = resolved.get(shape);
    if (known) return known;
    const { $ref, ...nearer } = shape;
    const [file, pointer] = $ref.split('#');
    const owner = file === '' ? owners.get(shape) : file;
    let target: unknown = schemas.get(owner ?? '');
    for (const step of (pointer ?? '').split('/').slice(1))
      target = (target as Record<string, unknown>)[step];
    if (target === undefined) throw new Error(`the reference ${$ref} leads nowhere`);
    const whole = { ...resolve(target as Shape), ...nearer };
    resolved.set(shape, whole);
    return whole;
  };
  const member = (shape: Shape, key: string): Shape | undefined => {
    const whole = resolve(shape);
    if (whole.items) return /^\d+$/.test(key) ? resolve(whole.items) : undefined;
    const own = whole.properties?.[key];
    if (own !== undefined && Object.hasOwn(whole.properties ?? {}, key)) return resolve(own);
    return typeof whole.additionalProperties === 'object' ? resolve(whole.additionalProperties) : undefined;
  };
  return {
    names: [...schemas.keys()].map((name) => name.replace('.schema.json', '')),
    schema,
    resolve,
    member,
  };
}

type Path = readonly (string | number)[];
type Visit = (shape: Shape, value: unknown, path: () => Path) => void;

/** Visits every part of a value together with its shape, outer parts first. A path is made where it is asked for. */
export function walk(shapes: Shapes, root: Shape, value: unknown, visit: Visit): void {
  const steps: (string | number)[] = [];
  const path = (): Path => [...steps];
  const into = (shape: Shape, inner: unknown): void => {
    const whole = shapes.resolve(shape);
    visit(whole, inner, path);
    if (typeof inner !== 'object' || inner === null) return;
    const isList = Array.isArray(inner);
    for (const key of Object.keys(inner)) {
      const next = isList ? whole.items : shapes.member(whole, key);
      if (!next) continue;
      steps.push(isList ? Number(key) : key);
      into(next, (inner as Record<string, unknown>)[key]);
      steps.pop();
    }
  };
  into(root, value);
}

/** A copy in which every optional part that is absent is null, so that undefined always means a fault. */
export function complete(shapes: Shapes, shape: Shape, value: unknown): unknown {
  const whole = shapes.resolve(shape);
  if (value === undefined || value === null) return null;
  if (whole.shown_as || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => complete(shapes, whole.items ?? {}, item));
  const absent = Object.keys(whole.properties ?? {}).filter((key) => !Object.hasOwn(value, key));
  const present = Object.entries(value).map(([key, part]: [string, unknown]) => {
    const isPlain = part !== undefined && (part === null || typeof part !== 'object');
    return [key, isPlain ? part : complete(shapes, shapes.member(whole, key) ?? {}, part)] as const;
  });
  return Object.fromEntries([...absent.map((key) => [key, null] as const), ...present]);
}
