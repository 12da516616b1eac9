import { suggestion } from '../diagnostic.ts';
import { nameOf } from '../layout.ts';
import type { Config, Filed } from '../project.ts';
import { quotationsIn } from '../prose.ts';
import type { Question, Return, Round, SignOff } from '../records.ts';
import type { Case, Finding } from './finding.ts';

/** The questions of a round, each with the place in its file where it stands. */
function questionsOf({ sections }: Round): { id: string; question: Question; section: number }[] {
  return sections.flatMap(({ questions }, section) =>
    Object.entries<Question>(questions).map(([id, question]) => ({ id, question, section })),
  );
}

/** A return answers a round that config/returns has. */
export function rounds({ project, partner }: Case): Finding[] {
  const known = Object.keys(project.config.rounds);
  return partner.returns.flatMap((filed): Finding[] => {
    const id = nameOf(filed.source);
    if (known.includes(id)) return [];
    const message = `there is no round ${id} for this return to answer`;
    const hint = suggestion(id, known) ?? `describe it in config/returns/${id}.yaml`;
    return [
      {
        severity: 'error',
        rule: 'return/round',
        at: { filed, path: ['answers'], which: 'key' },
        message,
        hint,
      },
    ];
  });
}

/** Every answer is to a question that the round asks. */
export function questions({ project, partner }: Case): Finding[] {
  return partner.returns.flatMap((filed): Finding[] => {
    const id = nameOf(filed.source);
    const round = project.config.rounds[id];
    if (!round) return [];
    const asked = questionsOf(round.record).map((question) => question.id);
    return Object.keys(filed.record.answers)
      .filter((answer) => !asked.includes(answer))
      .map((answer) => ({
        severity: 'error',
        rule: 'return/question',
        at: { filed, path: ['answers', answer], which: 'key' },
        message: `the round ${id} does not ask ${answer}`,
        hint: suggestion(answer, asked),
      }));
  });
}

/** How many words a text has; a quoted fact counts as one, a mark without a letter or digit as none. */
function wordsIn(text: string): number {
  const quoted = new Set(quotationsIn(text).map(({ path }) => path));
  const whole = [...quoted].reduce((rest, path) => rest.replaceAll(`{${path}}`, 'fact'), text);
  return whole.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** No answer is longer than its question allows. */
export function limits({ project, partner }: Case): Finding[] {
  return partner.returns.flatMap((filed) => limitsOf(filed, project.config.rounds[nameOf(filed.source)]));
}

function limitsOf(filed: Filed<Return>, round: Filed<Round> | undefined): Finding[] {
  if (!round) return [];
  return questionsOf(round.record).flatMap(({ id, question, section }): Finding[] => {
    const { text } = filed.record.answers[id] ?? {};
    const most = question.limit?.words;
    if (text === undefined || most === undefined) return [];
    const words = wordsIn(text);
    if (words <= most) return [];
    const path = ['sections', section, 'questions', id, 'limit'];
    return [
      {
        severity: 'error',
        rule: 'return/limit',
        at: { filed, path: ['answers', id, 'text'] },
        message: `this answer has ${words} words, and the round allows ${most}`,
        hint: 'shorten it, or put the rest in a document and link that',
        other: { filed: round, path, message: 'the limit' },
      },
    ];
  });
}

/** No block is drawn twice: its tables and charts would stand there twice, under one name. */
export function blockTwice({ partner }: Case): Finding[] {
  return partner.returns.flatMap((filed) => {
    const drawn = Object.entries(filed.record.answers).flatMap(([id, { blocks = [] }]) =>
      blocks.map((block, index) => ({ block, path: ['answers', id, 'blocks', index] })),
    );
    return drawn.flatMap(({ block, path }, index): Finding[] => {
      const first = drawn.slice(0, index).find((earlier) => earlier.block === block);
      if (!first) return [];
      const message = `the block ${block} is drawn twice in this return`;
      const other = { filed, path: first.path, message: 'the first' };
      const hint = 'keep it where it answers best';
      return [{ severity: 'error', rule: 'return/block-twice', at: { filed, path }, message, hint, other }];
    });
  });
}

/** A return cannot speak as at a day that its data has not reached. */
export function ahead({ partner }: Case): Finding[] {
  const { partnership, returns } = partner;
  const known = partnership.record.as_at;
  return returns.flatMap((filed): Finding[] => {
    const { as_at: day } = filed.record;
    if (day === undefined || day <= known) return [];
    const message = `this return speaks as at ${day}, but the data as at ${known}, so what came between is not in it`;
    const other = { filed: partnership, path: ['as_at'], message: 'the day of the data' };
    const hint = 'bring the data up to that day and move its as_at on, or give the return an earlier day';
    return [{ rule: 'return/ahead', at: { filed, path: ['as_at'] }, message, hint, other }];
  });
}

/** What does not apply has no other answer. */
export function inapplicable({ partner }: Case): Finding[] {
  return partner.returns.flatMap((filed) =>
    Object.entries(filed.record.answers).flatMap(([id, answer]): Finding[] => {
      const given = (['text', 'links', 'blocks'] as const).find((key) => answer[key] !== undefined);
      if (answer.not_applicable === undefined || given === undefined) return [];
      const message = `${id} is said not to apply, and is answered all the same`;
      const at = { filed, path: ['answers', id, 'not_applicable'], which: 'key' as const };
      const other = { filed, path: ['answers', id, given], which: 'key' as const, message: 'the answer' };
      return [{ severity: 'error', rule: 'return/answer', at, message, hint: 'keep one of the two', other }];
    }),
  );
}

interface Signed {
  readonly filed: Filed<{ readonly signed_off?: SignOff }>;
  /** The day of the facts that were signed, and where it is given. */
  readonly day: string | undefined;
  readonly given: Filed<unknown>;
  readonly key: string;
}

/** Nobody can have signed facts before the day as at which they speak. */
export function signedEarly({ partner }: Case): Finding[] {
  const { partnership } = partner;
  const { as_at } = partnership.record;
  const signed: Signed[] = [
    { filed: partnership, day: as_at, given: partnership, key: 'as_at' },
    ...partner.papers.map((filed) => {
      const { as_at: own, date } = filed.record;
      return { filed, day: own ?? date, given: filed, key: own === undefined ? 'date' : 'as_at' };
    }),
    ...partner.returns.map((filed) => {
      const own = filed.record.as_at;
      return { filed, day: own ?? as_at, given: own === undefined ? partnership : filed, key: 'as_at' };
    }),
  ];
  return signed.flatMap(({ filed, day, given, key }): Finding[] => {
    const date = filed.record.signed_off?.date;
    if (date === undefined || day === undefined || date >= day) return [];
    const message = `this was signed off on ${date}, before the day of its facts, ${day}`;
    const at = { filed, path: ['signed_off', 'date'] };
    const other = { filed: given, path: [key], message: 'the day of the facts' };
    const hint = 'correct one of the two, or have it signed again';
    return [{ severity: 'error', rule: 'document/signed-early', at, message, hint, other }];
  });
}

/** In a round every question has a name of its own, by which it is answered. */
export function questionTwice({ rounds: all }: Config): Finding[] {
  return Object.values(all).flatMap((filed) => {
    const asked = questionsOf(filed.record);
    return asked.flatMap(({ id, section }, index): Finding[] => {
      const first = asked.slice(0, index).find((earlier) => earlier.id === id);
      if (!first) return [];
      const place = (n: number) => ({ filed, path: ['sections', n, 'questions', id], which: 'key' as const });
      const message = `two questions of this round are called ${id}`;
      const other = { ...place(first.section), message: 'the first' };
      const hint = 'give one of them another name';
      return [{ severity: 'error', rule: 'return/question-twice', at: place(section), message, hint, other }];
    });
  });
}
