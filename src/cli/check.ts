import { refuse } from '../diagnostic.ts';
import type { Options } from '../prepare.ts';
import { auditText } from '../report.ts';
import type { Desk } from './desk.ts';

/** The command check: everything read and held against every rule, nothing written. */
export async function runCheck(options: Options, { tell, result }: Desk): Promise<number> {
  const { openSurvey } = await import('../survey.ts');
  const survey = openSurvey(options);
  while (survey.next());
  const [diagnostics, count] = [survey.diagnostics(), survey.count];
  tell(diagnostics);
  const checked = `checked ${count} ${count === 1 ? 'partnership' : 'partnerships'}\n`;
  result(survey.isBroken() ? '' : checked, { diagnostics });
  return survey.isBroken() ? 1 : 0;
}

/** Holds finished PDFs against their standards; exit code 1 where one breaks a rule. */
export async function runAudit(files: readonly string[], { tell, result }: Desk): Promise<number> {
  if (files.length === 0)
    throw refuse(
      'machine',
      'command/option',
      '--pdf needs the names of files',
      'check --pdf output/medway/*.pdf',
    );
  const { auditFiles, passes } = await import('../audit/files.ts');
  const audited = await auditFiles(files);
  const diagnostics = audited.flatMap(({ findings }) => findings);
  tell(diagnostics);
  result(audited.map(auditText).join(''), { diagnostics, files: audited });
  return audited.every(passes) ? 0 : 1;
}
