import { describe, expect, test } from 'vitest';
import { isScalar, parseDocument, visit } from 'yaml';
import type { Document } from 'yaml';
import type { Diagnostic } from '../src/diagnostic.ts';
import type { Inputs } from '../src/load.ts';
import { examined, ownInputs, withFile } from './project.ts';

// Our data says what its sources say without their mistakes. Here each mistake is put back.

/** The same text without any acknowledgement, so that every warning is told. */
function unacknowledged(text: string): string {
  const document = parseDocument(text);
  visit(document, {
    Pair: (_, { key }) => (isScalar(key) && key.value === 'acknowledged' ? visit.REMOVE : undefined),
  });
  return document.toString();
}

const stripped: Inputs = ownInputs().partnerships.reduce(
  (inputs, { files }) =>
    files.reduce((all, { name, text }) => withFile(all, name, unacknowledged(text)), inputs),
  ownInputs(),
);
const before = examined(stripped).diagnostics;

/** The diagnostics of our data with one file changed. */
function after(name: string, change: (document: Document) => void): readonly Diagnostic[] {
  const file = stripped.partnerships.flatMap(({ files }) => files).find((own) => own.name === name);
  if (!file) throw new Error(`there is no ${name}`);
  const document = parseDocument(file.text);
  change(document);
  return examined(withFile(stripped, name, document.toString())).diagnostics;
}

const same = (a: Diagnostic, b: Diagnostic) =>
  a.rule === b.rule && a.message === b.message && a.span?.file === b.span?.file;

/** What is told only after the change. */
function fedBack(name: string, change: (document: Document) => void): readonly Diagnostic[] {
  return after(name, change).filter((told) => !before.some((old) => same(old, told)));
}

const milestones = 'data/medway/milestones.yaml';
const paper = 'data/medway/papers/2023-03-20-work-of-the-partnership.yaml';
const saying = (text: string) => (document: Document) =>
  document.addIn(['sections', 1, 'paragraphs'], document.createNode({ text }));

describe('feeding back each source document’s own mistake produces the diagnostic that names it', () => {
  test('Medway’s meetings began after the note that tells of them', () => {
    const found = fedBack(milestones, (document) => {
      expect(document.deleteIn(['milestones', 'membership-confirmed', 'convened', 'doubt'])).toBe(true);
    });
    expect(found).toMatchObject([
      {
        severity: 'warning',
        rule: 'dates/after-source',
        message: '2023-10 is told as past, but its source was written in 2023-03-20',
        span: { file: milestones, excerpt: expect.stringContaining('2023-10') as string },
        other: { span: { file: 'data/medway/sources.yaml' }, message: 'the date of the source' },
      },
      {
        rule: 'dates/after-as-at',
        message: '2023-10 is told as past, but the data speaks as at 2023-03-20',
        other: { span: { file: 'data/medway/partnership.yaml' } },
      },
    ]);
  });

  test('Medway’s meetings began after the paper that tells of them', () => {
    expect(fedBack(paper, saying('Partners have met every month since October 2023.'))).toMatchObject([
      {
        rule: 'prose/future-as-past',
        message: 'the text tells October 2023 as past, but it speaks on 2023-03-20',
        span: { file: paper, excerpt: expect.stringContaining('since October 2023') as string },
      },
    ]);
  });

  test('Medway’s plan will be published on a day that has gone by', () => {
    const sentence =
      'A first version of both documents will be published by the end of January 2023, once partners have replied.';
    expect(fedBack(paper, saying(sentence))).toMatchObject([
      {
        rule: 'prose/will-gone-by',
        message: 'the text says that something will happen, but January 2023 had gone by on 2023-03-20',
        span: { file: paper },
      },
    ]);
  });

  test('Medway’s plan and framework were to be published, and nothing says that they were', () => {
    const stale = before.filter(({ rule }) => rule === 'dates/gone-by');
    const message =
      'published was planned for 2023-01, which had gone by on 2023-03-20, and nothing says that it was done';
    const other = { span: { file: 'data/medway/partnership.yaml' }, message: 'the day of the data' };
    expect(stale).toMatchObject([
      { message, span: { file: milestones }, other },
      { message, span: { file: milestones }, other },
    ]);
  });

  test('Medway has nothing overdue beside first drafts past their deadline', () => {
    const sentence =
      'There are no milestones in the national guidance that are outstanding or overdue for the partnership.';
    const [found, ...more] = fedBack(paper, saying(sentence));
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      rule: 'prose/nothing-overdue',
      span: { file: paper },
      other: { span: { file: milestones, excerpt: '  delivery-plan:' }, message: 'Agree a delivery plan' },
    });
    expect(found?.message).toContain('“Agree a delivery plan” is overdue by 79 days');
  });

  test('Barking and Dagenham calls a partnership required by legislation', () => {
    const name = 'data/barking-and-dagenham/meetings/undated-partnership.yaml';
    const text = 'Officers said that legislation states that a Combatting Drug Partnership must be formed.';
    const found = fedBack(name, (document) => {
      document.setIn(['items', 0, 'text'], text);
    });
    expect(found).toMatchObject([
      { rule: 'law/required', span: { file: name }, hint: 'write that national guidance asks for it' },
    ]);
    expect(found[0]?.message).toContain('the text says “legislation states”');
  });

  test('Barking and Dagenham’s minutes name no senior responsible owner', () => {
    expect(before.filter(({ rule }) => rule === 'people/role-empty')).toMatchObject([
      {
        message: 'nobody is entered as Senior Responsible Owner',
        span: { file: 'data/barking-and-dagenham/partnership.yaml' },
      },
    ]);
  });

  test('the forum’s two documents spell three of its people differently', () => {
    const notes = 'data/london-drugs-forum/meetings/2023-01-18.yaml';
    const terms = 'data/london-drugs-forum/partnership.yaml';
    const pairs = [
      ['Dan Greaves', 'Daniel Greaves'],
      ['Rachael Miller', 'Rachael Millar'],
      ['Iona Liddington', 'Iona Lidington'],
    ] as const;
    expect(before.filter(({ rule }) => rule === 'people/spelling')).toMatchObject(
      pairs.map(([one, two]) => ({
        message: `${one} is written ${two} elsewhere; this may be one person`,
        span: { file: notes, excerpt: expect.stringContaining(one) as string },
        other: { span: { file: terms, excerpt: expect.stringContaining(two) as string } },
      })),
    );
  });

  test('the forum’s two co-chairs are shown', () => {
    expect(before.filter(({ rule }) => rule === 'people/role-shared')).toMatchObject([
      {
        message: 'Co-Chair is held by two at once',
        span: { file: 'data/london-drugs-forum/partnership.yaml', excerpt: '  chair-health:' },
        other: { span: { excerpt: '  chair-policing:' }, message: 'the other holder' },
      },
    ]);
  });

  test('the forum’s two shares of theft are of different things, so neither denies the other', () => {
    const found = fedBack('data/london-drugs-forum/needs.yaml', (document) => {
      for (const id of ['theft-share', 'acquisitive-share'])
        expect(document.deleteIn(['measures', id, 'differs_from'])).toBe(true);
    });
    expect(found).toEqual([]);
  });

  test('two shares of one and the same thing do deny each other', () => {
    const found = fedBack('data/london-drugs-forum/needs.yaml', (document) => {
      for (const id of ['theft-share', 'acquisitive-share']) {
        document.deleteIn(['measures', id, 'differs_from']);
        document.setIn(['measures', id, 'name'], 'Share of theft');
        document.setIn(['measures', id, 'area'], 'England');
      }
    });
    expect(found).toMatchObject([
      {
        rule: 'numbers/two-values',
        message: 'acquisitive-share is 50, and theft-share gives 40 for the same thing',
      },
    ]);
  });

  test('Haringey’s 23% is typed as 24%', () => {
    const name = 'data/haringey/plan.yaml';
    const found = fedBack(name, (document) => {
      document.setIn(
        ['activities', 'first-year', 'text'],
        'The number of adults in treatment is to rise by 24%.',
      );
    });
    expect(found).toMatchObject([
      {
        rule: 'prose/percentage',
        message: 'the text says 24%, but no percentage of the data is that; the nearest is 23%',
        span: { file: name },
        other: { span: { file: 'data/haringey/outcomes.yaml' }, message: '23% in the data' },
      },
    ]);
  });

  test('Haringey’s 23% typed as it is says nothing', () => {
    const found = fedBack('data/haringey/plan.yaml', (document) => {
      document.setIn(
        ['activities', 'first-year', 'text'],
        'The number of adults in treatment is to rise by 23%.',
      );
    });
    expect(found).toEqual([]);
  });

  test('none of it is more than a warning', () => {
    expect(before.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
