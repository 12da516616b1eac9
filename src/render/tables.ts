import { suggestion } from '../diagnostic.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Project } from '../project.ts';
import type { ColumnPlan, TablePlan } from '../records.ts';
import type { Shape, Shapes } from '../shape.ts';
import { waysInstead, waysOf } from './ways.ts';

interface Finding {
  /** Where in the plan of the table. */
  readonly at: readonly (string | number)[];
  readonly message: string;
  readonly hint?: string | undefined;
}

/** What is wrong with a column: the field that it shows is not there, or cannot be shown as it says. */
function columnFault(shapes: Shapes, row: Shape, { show, as }: ColumnPlan): Finding | undefined {
  let shape = shapes.resolve(row);
  for (const step of show.split('.')) {
    const next = shapes.member(shape, step);
    if (!next) {
      const hint = suggestion(step, Object.keys(shape.properties ?? {}));
      return { at: ['show'], message: `${step} is not a field of these records`, hint };
    }
    shape = next;
  }
  if (waysOf(shapes, shape).includes(as)) return undefined;
  const hint = waysInstead(shapes, shape, (way) => `as: ${way}`);
  return { at: ['as'], message: `${show} cannot be shown as ${as}`, hint };
}

function tableFaults(
  shapes: Shapes,
  views: readonly Shape[],
  { rows: name, columns, total }: TablePlan,
): Finding[] {
  const rows = views.flatMap((view) => shapes.member(view, name)?.items ?? []);
  if (rows.length === 0) {
    const lists = views.flatMap((view) => Object.entries(view.properties ?? {}));
    const allowed = lists.filter(([, shape]) => shapes.resolve(shape).items).map(([name]) => name);
    return [{ at: ['rows'], message: `no document has ${name} to show`, hint: suggestion(name, allowed) }];
  }
  const shown = columns.map(({ show }) => show);
  const lost: Finding[] =
    total === undefined || shown.includes(total)
      ? []
      : [
          {
            at: ['total'],
            message: `${total} is added up, and no column shows it`,
            hint: suggestion(total, shown),
          },
        ];
  const strange = columns.flatMap((column, index): Finding[] => {
    const [fault] = rows.flatMap((row) => columnFault(shapes, row, column) ?? []);
    return fault ? [{ ...fault, at: ['columns', index, ...fault.at] }] : [];
  });
  return [...lost, ...strange];
}

/** The tables of config/tables.yaml must show fields that some view has, each as what it is. */
export function checkTables({ shapes, config }: Project, views: readonly Shape[]): Diagnostic[] {
  const { source, record } = config.tables;
  return Object.entries(record.tables).flatMap(([id, plan]) =>
    tableFaults(shapes, views, plan).map(({ at, ...said }): Diagnostic => {
      const span = source.locate(['tables', id, ...at]);
      return { severity: 'error', rule: 'template/table', span, ...said };
    }),
  );
}
