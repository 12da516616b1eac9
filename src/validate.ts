import { createRequire } from 'node:module';
import type * as AjvModule from 'ajv';
import type { Ajv, ErrorObject, ValidateFunction } from 'ajv';
import { isDay, isFinancialYear, isLooseDate } from './dates.ts';
import { suggestion } from './diagnostic.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { File } from './load.ts';
import type { Shape, Shapes } from './shape.ts';
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

/** One ajv error in the user's words; undefined for those that only wrap another. */
function explain(error: ErrorObject, root: unknown, describe: Describe): Finding | undefined {
  const path = pathOf(error, root);
  const subject = subjectOf(path);
  const shape = error.parentSchema as Shape;
  const description = describe(path);
  const at = (message: string, hint = description): Finding => ({ path, which: 'value', message, hint });
  switch (error.keyword) {
    case 'type': {
      const type = (error.params as { type: string }).type;
      if (error.data === null) return { ...at(`${subject} has no value`), which: 'key' };
      const unquoted = type === 'string' && typeof error.data === 'number';
      return at(
        `${subject} must be ${kinds[type] ?? type}`,
        unquoted ? `put it in quotes: ${description}` : description,
      );
    }
    case 'required': {
      const missing = (error.params as { missingProperty: string }).missingProperty;
      const hint = describe([...path, missing]);
      return {
        path,
        which: 'key',
        message: `${missing} is missing from ${subject}`,
        hint: hint && `${missing} is ${hint}`,
      };
    }
    case 'additionalProperties': {
      const extra = (error.params as { additionalProperty: string }).additionalProperty;
      const hint = suggestion(extra, Object.keys(shape.properties ?? {}));
      return { path: [...path, extra], which: 'key', message: `${extra} is not a key of ${subject}`, hint };
    }
    case 'enum': {
      const allowed = (error.params as { allowedValues: string[] }).allowedValues;
      return at(
        `${subject} cannot be ${JSON.stringify(error.data)}`,
        suggestion(String(error.data), allowed),
      );
    }
    case 'const':
      return at(
        `${subject} must be ${JSON.stringify((error.params as { allowedValue: unknown }).allowedValue)}`,
      );
    case 'format':
      return at(
        `${subject} is not ${dateWords[(error.params as { format: string }).format] ?? 'written as expected'}`,
      );
    case 'pattern': {
      const blank = /^\s+$/.test(String(error.data));
      return at(`${subject} ${blank ? 'has nothing but spaces' : 'is not written as expected'}`);
    }
    case 'minLength':
    case 'minItems':
    case 'minProperties':
      return at(`${subject} is empty`, description && `${description}; or leave it out`);
    case 'maxLength': {
      const { limit } = error.params as { limit: number };
      const length = String(error.data).length;
      return at(
        `${subject} has ${length} characters, more than ${limit}`,
        'split it into several paragraphs',
      );
    }
    case 'maxItems': {
      const { limit } = error.params as { limit: number };
      return at(
        `${subject} has ${(error.data as unknown[]).length} entries, more than ${limit}`,
        'keep the weightiest',
      );
    }
    case 'minimum':
      return at(`${subject} must be ${(error.params as { limit: number }).limit} or more`);
    case 'propertyNames': {
      const name = (error.params as { propertyName: string }).propertyName;
      const hint = 'use small letters, digits and hyphens, such as first-report';
      return { path: [...path, name], which: 'key', message: `${name} cannot be a name here`, hint };
    }
    case 'false schema':
      return at(`${subject} cannot stand beside this state`, 'take out the number, or the state');
    case 'if':
    case 'allOf':
      return undefined;
    default:
      return at(`${subject} is not as expected`);
  }
}

const dateWords: Readonly<Record<string, string>> = {
  date: 'a day that exists',
  'loose-date': 'a day, month or year that exists',
  'financial-year': 'a financial year',
};

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

/** Loaded, and told of the schemas, when something is to be validated. */
function open(schemas: readonly File[]): Ajv {
  const { Ajv } = createRequire(import.meta.url)('ajv') as typeof AjvModule;
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    // To polish the code of the validators takes longer than it saves: most commands run each of them once.
    code: { optimize: false },
  });
  ajv.addVocabulary(['refers_to', 'keys_refer_to', 'prose', 'opaque', 'tsType']);
  ajv.addFormat('date', isDay);
  ajv.addFormat('loose-date', isLooseDate);
  ajv.addFormat('financial-year', isFinancialYear);
  for (const { text } of schemas) ajv.addSchema(JSON.parse(text) as object);
  return ajv;
}

/** Makes the validator for a set of schema files (JSON Schema draft 7). */
export function validator(schemas: readonly File[], shapes: Shapes): Validate {
  let ajv: Ajv | undefined;
  return (schema, source) => {
    const other = schema === 'partnership' ? otherLayout(source) : undefined;
    if (other) return [other];
    ajv ??= open(schemas);
    const validate = ajv.getSchema(`${schema}.schema.json`) as ValidateFunction | undefined;
    if (!validate) throw new Error(`there is no schema ${schema}`);
    if (validate(source.value)) return [];
    const errors = (validate.errors ?? []).filter((error) => error.propertyName === undefined);
    const describe: Describe = (path) => {
      let shape: Shape | undefined = shapes.schema(schema);
      for (const step of path) shape = shape && shapes.member(shape, String(step));
      return shape?.description;
    };
    return errors.flatMap((error): Diagnostic[] => {
      const finding = explain(error, source.value, describe);
      if (!finding) return [];
      const { path, which, message, hint } = finding;
      const span = source.locate(path, which);
      const rule = `schema/${error.keyword.replaceAll(/[A-Z ]/g, (c) => `-${c.trim().toLowerCase()}`)}`;
      return [{ severity: 'error', rule, span, message, hint }];
    });
  };
}
