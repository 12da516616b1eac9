import type { Facts } from '../facts.ts';
import type { Partner, Project } from '../project.ts';
import type { CitedSource, Labels, SourceRow } from '../records.ts';
import { rowsOf } from '../rows/index.ts';
import type { Rows } from '../rows/index.ts';

/** What the sections are made from, and the notebook in which their sources are written down. */
export interface Making {
  readonly project: Project;
  readonly facts: Facts;
  readonly rows: Rows;
  readonly sources: ReadonlyMap<string, CitedSource>;
  readonly labels: Labels;
  readonly uses: Map<string, SourceRow['uses']>;
  tables: number;
}

/** Opens the notebook of one document. */
export function openMaking(project: Project, partner: Partner, facts: Facts): Making {
  const { config } = project;
  return {
    project,
    facts,
    rows: rowsOf(config, facts),
    sources: new Map(
      Object.entries({ ...config.sources.record.sources, ...partner.sources?.record.sources }),
    ),
    labels: config.documents.record.labels,
    uses: new Map(),
    tables: 0,
  };
}

/** The number that the next table of the document has. */
export function nextTable(making: Making): { id: string; number: string } {
  making.tables += 1;
  return { id: `table-${making.tables}`, number: String(making.tables) };
}
