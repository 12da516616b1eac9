import { createRequire } from 'node:module';
import { runInThisContext } from 'node:vm';
import type * as AjvModule from 'ajv';
import type { Ajv, ErrorObject, ValidateFunction } from 'ajv';
import type * as Standalone from 'ajv/dist/standalone/index.js';
import { isDay, isFinancialYear, isLooseDate } from './dates.ts';
import { suggestion } from './diagnostic.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { File } from './load.ts';
import type { Shape, Shapes } from './shape.ts';
import { emptyShelf } from './shelf.ts';
import type { Shelf } from './shelf.ts';
import type { Source } from './source.ts';

type Path = (string | number)[];

/** Checks one file against the schema of that name; each finding stands at its place. */
export type Validate = (schema: string, source: Source) => Diagnostic[];

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'a group of keys',
  array: 'a list, each entry on a line that begins with a hyphen',
};

/** The path of an ajv error as keys and indexes of the value. */
function pathOf(error: ErrorObject, value: unknown): Path {
  const steps = error.instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  let inner = value;
  return steps.map((step) => {
    const key = Array.isArray(inner) ? Number(step) : step;
    inner = (inner as Record<string | number, unknown>)[key];
    return key;
  });
}

/** What the user calls the value at a path. */
function subjectOf(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'the file';
  if (typeof last === 'string') return last;
  return `entry ${last + 1} of ${subjectOf(path.slice(0, -1))}`;
}

interface Finding {
  readonly path: Path;
  readonly which: 'key' | 'value';
  readonly message: string;
  readonly hint?: string | undefined;
}

/** What the schema says of the value at a path. */
type Describe = (path: Path) => string | undefined;

/** The shape of the value at a path. */
type ShapeAt = (path: Path) => Shape | undefined;

const dateWords: Readonly<Record<string, string>> = {
  date: 'a day that exists',
  'loose-date': 'a day, month or year that exists',
  'financial-year': 'a financial year',
};

/** One ajv error, with what it is about in the user's words. */
interface Told {
  readonly path: Path;
  readonly subject: string;
  readonly description: string | undefined;
  readonly describe: Describe;
  /** Whether what it is about may be left out. */
  readonly isOptional: boolean;
  readonly data: unknown;
  readonly params: Readonly<Record<string, unknown>>;
  /** The keys that the schema knows here. */
  readonly keys: readonly string[];
}

/** What is said of a value; where nothing else is, its path is that of the error and its hint the description. */
type Words = Pick<Finding, 'message'> & Partial<Finding>;

const isEmpty = ({ subject, description, isOptional }: Told): Words => ({
  message: `${subject} is empty`,
  hint: description && `${description}${isOptional ? '; or leave it out' : ''}`,
});

/** The words for each keyword of a schema that can be broken. */
const explainers: Readonly<Record<string, (told: Told) => Words>> = {
  type: ({ subject, description, data, params }) => {
    if (data === null) return { message: `${subject} has no value`, which: 'key' };
    const isUnquoted = params['type'] === 'string' && typeof data === 'number';
    return {
      message: `${subject} must be ${kinds[String(params['type'])] ?? String(params['type'])}`,
      hint: isUnquoted ? `put it in quotes: ${description}` : description,
    };
  },
  required: ({ path, subject, describe, params }) => {
    const missing = String(params['missingProperty']);
    const hint = describe([...path, missing]);
    const message = `${missing} is missing from ${subject}`;
    return { which: 'key', message, hint: hint && `${missing} is ${hint}` };
  },
  additionalProperties: ({ path, subject, params, keys }) => {
    const extra = String(params['additionalProperty']);
    const message = `${extra} is not a key of ${subject}`;
    // A comma within a number ends it where a map stands in braces.
    const hint = /^\d{3}$/.test(extra) ? 'write a number in digits only, without commas' : undefined;
    return { path: [...path, extra], which: 'key', message, hint: hint ?? suggestion(extra, keys) };
  },
  propertyNames: ({ path, params }) => {
    const name = String(params['propertyName']);
    const hint = 'use small letters, digits and hyphens, such as first-report';
    return { path: [...path, name], which: 'key', message: `${name} cannot be a name here`, hint };
  },
  enum: ({ subject, data, params }) => ({
    message: `${subject} cannot be ${JSON.stringify(data)}`,
    hint: suggestion(String(data), params['allowedValues'] as string[]),
  }),
  const: ({ subject, params }) => ({
    message: `${subject} must be ${JSON.stringify(params['allowedValue'])}`,
  }),
  format: ({ subject, params }) => ({
    message: `${subject} is not ${dateWords[String(params['format'])] ?? 'written as expected'}`,
  }),
  pattern: ({ subject, description, data, params }) => {
    const text = String(data);
    if (/^\s+$/.test(text)) return { message: `${subject} has nothing but spaces` };
    // A name as somebody says it is often one letter away from the name in the files.
    const plain = text
      .trim()
      .toLowerCase()
      .replaceAll(/[\s_.]+/g, '-');
    const fits = plain !== text && new RegExp(String(params['pattern']), 'u').test(plain);
    const message = `${subject} is not written as expected`;
    return { message, hint: fits ? `did you mean ${plain}? ${description}` : description };
  },
  minLength: isEmpty,
  minItems: isEmpty,
  minProperties: isEmpty,
  maxLength: ({ subject, data, params }) => ({
    message: `${subject} has ${String(data).length} characters, more than ${String(params['limit'])}`,
    hint: 'split it into several paragraphs',
  }),
  maxItems: ({ subject, data, params }) => ({
    message: `${subject} has ${(data as unknown[]).length} entries, more than ${String(params['limit'])}`,
    hint: 'keep the weightiest',
  }),
  minimum: ({ subject, params }) => ({ message: `${subject} must be ${String(params['limit'])} or more` }),
  'false schema': ({ subject }) => ({
    message: `${subject} cannot stand beside this state`,
    hint: 'take out the number, or the state',
  }),
};

/** Errors that only wrap others. */
const wrappers: readonly string[] = ['if', 'allOf'];

/** One ajv error in the user's words; undefined for those that only wrap another. */
function explain(error: ErrorObject, root: unknown, shapeAt: ShapeAt): Finding | undefined {
  const { keyword, data, params } = error;
  if (wrappers.includes(keyword)) return undefined;
  const path = pathOf(error, root);
  const subject = subjectOf(path);
  const describe: Describe = (at) => shapeAt(at)?.description;
  const description = describe(path);
  const isOptional = !shapeAt(path.slice(0, -1))?.required?.includes(String(path.at(-1)));
  const keys = Object.keys((error.parentSchema as Shape).properties ?? {});
  const words = explainers[keyword]?.({
    path,
    subject,
    description,
    describe,
    isOptional,
    data,
    params,
    keys,
  });
  return {
    path,
    which: 'value',
    hint: description,
    ...(words ?? { message: `${subject} is not as expected` }),
  };
}

/** The version of the layout of a partnership's folder; partnership.schema.json asks for the same. */
const layout = 1;

/** A folder written for another version of the layout is told so in one sentence, not in dozens of errors. */
function otherLayout(source: Source): Diagnostic | undefined {
  const { schema } = source.value as { schema?: unknown };
  if (typeof schema !== 'number' || schema === layout) return undefined;
  const older = schema < layout;
  return {
    severity: 'error',
    rule: 'schema/version',
    span: source.locate(['schema']),
    message: `this folder is written in layout ${schema}, and this version reads layout ${layout}`,
    hint: older
      ? `the CHANGELOG says under “Layout ${layout}” what to change; then write schema: ${layout}`
      : 'install the version of cdp-returns that wrote it, or a newer one',
  };
}

/** The dates that a text may be asked to be, by the names that the schemas have for them. */
const formats = { date: isDay, 'loose-date': isLooseDate, 'financial-year': isFinancialYear };

const load = createRequire(import.meta.url);

/** A validator as code: it is run, as what lies in the code cache beside the shelf is. */
type Run = (module: { exports: unknown }, require: NodeJS.Require, names: typeof formats) => void;

/** Loaded, and told of the schemas, when something is to be validated that was not before. */
function open(schemas: readonly File[]): Ajv {
  const { Ajv, _ } = load('ajv') as typeof AjvModule;
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    formats,
    // To polish the code of the validators takes longer than it saves: most commands run each of them once.
    code: { optimize: false, source: true, formats: _`formats` },
  });
  ajv.addVocabulary(['refers_to', 'keys_refer_to', 'prose', 'shown_as', 'tsType']);
  for (const { text } of schemas) ajv.addSchema(JSON.parse(text) as object);
  return ajv;
}

/** Compiles the validator of each schema once, or takes it as it was compiled before: ajv takes longer than most commands. */
function compiler(schemas: readonly File[], shelf: Shelf): (schema: string) => ValidateFunction {
  const known = new Map<string, ValidateFunction>();
  let ajv: Ajv | undefined;
  const compile = (schema: string): ValidateFunction => {
    // The shelf knows the schemas.
    const file = { path: schema, name: `validators/${schema}`, text: '' };
    const kept = shelf.find(file, 'validator');
    if (typeof kept === 'string') {
      const module = { exports: {} };
      (runInThisContext(`(function (module, require, formats) {${kept}\n})`) as Run)(module, load, formats);
      return module.exports as ValidateFunction;
    }
    ajv ??= open(schemas);
    const validate = ajv.getSchema(`${schema}.schema.json`) as ValidateFunction | undefined;
    if (!validate) throw new Error(`ajv has no schema ${schema}`);
    const { default: standaloneCode } = load('ajv/dist/standalone') as typeof Standalone.default;
    shelf.put(file, 'validator', JSON.stringify(standaloneCode(ajv, validate)));
    return validate;
  };
  return (schema) => {
    const validate = known.get(schema) ?? compile(schema);
    known.set(schema, validate);
    return validate;
  };
}

/** Makes the validator for a set of schema files (JSON Schema draft 7). */
export function validator(schemas: readonly File[], shapes: Shapes, shelf: Shelf = emptyShelf): Validate {
  const compiled = compiler(schemas, shelf);
  return (schema, source) => {
    const other = schema === 'partnership' ? otherLayout(source) : undefined;
    if (other) return [other];
    // Refused where it is not there.
    shapes.schema(schema);
    const validate = compiled(schema);
    if (validate(source.value)) return [];
    const errors = (validate.errors ?? []).filter((error) => error.propertyName === undefined);
    const shapeAt: ShapeAt = (path) => {
      let shape: Shape | undefined = shapes.resolve(shapes.schema(schema));
      for (const step of path) shape = shape && shapes.member(shape, String(step));
      return shape;
    };
    return errors.flatMap((error): Diagnostic[] => {
      const finding = explain(error, source.value, shapeAt);
      if (!finding) return [];
      const { path, which, message, hint } = finding;
      const span = source.locate(path, which);
      const rule = `schema/${error.keyword.replaceAll(/[A-Z ]/g, (c) => `-${c.trim().toLowerCase()}`)}`;
      return [{ severity: 'error', rule, span, message, hint }];
    });
  };
}
