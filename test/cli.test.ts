import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { optionsOf, split } from '../src/cli/options.ts';
import { unpack } from '../src/print/unpack.ts';
import { root } from './project.ts';
import { copyOfProject, edit, hashes, run, temporary } from './run.ts';

const html = ['--formats', 'html', '--document', 'briefing-note'];

/** Everything a test needs to spoil a project that has been built once. */
async function built(): Promise<{ cwd: string; before: Record<string, string> }> {
  const cwd = copyOfProject();
  const { code } = await run(['build', 'medway', ...html], { cwd });
  expect(code).toBe(0);
  return { cwd, before: hashes(join(cwd, 'output')) };
}

describe('a command line that is wrong ends with 2 and says how to mend it', () => {
  test.each([
    ['a command', ['biuld'], 'there is no command biuld', 'did you mean build?'],
    [
      'an option',
      ['build', '--formts', 'pdf'],
      'there is no option --formts  [command/option]',
      'did you mean formats?',
    ],
    [
      'a partnership',
      ['check', 'medwey'],
      'there is no partnership medwey  [command/partnership]',
      'did you mean medway?',
    ],
    [
      'the second of two partnerships, before the first is read',
      ['check', 'medway', 'harringey'],
      'there is no partnership harringey  [command/partnership]',
      'did you mean haringey?',
    ],
    [
      'a kind of document',
      ['build', '--document', 'breifing-note'],
      'there is no kind of document breifing-note  [command/document]',
      'did you mean briefing-note?',
    ],
    ['a format', ['build', '--formats', 'docx'], '--formats cannot be “docx”', 'allowed are pdf, html, xlsx'],
    [
      'a date',
      ['build', '--as-at', '2023-02-30'],
      '--as-at 2023-02-30 is not a day that exists',
      'write it as 2023-03-20',
    ],
    [
      'an audience',
      ['build', '--audience', 'publik'],
      '--audience cannot be “publik”',
      'did you mean public?',
    ],
    ['a number', ['build', '--jobs', 'many'], '--jobs many is not a number of pages', 'write a whole number'],
    [
      'a folder',
      ['check', '--data', 'nowhere'],
      'the folder nowhere is not there',
      'name another with --data',
    ],
    [
      'an output folder among the data',
      ['build', '--out', 'data/out'],
      'the output folder data/out lies in the folder of --data',
      'name another folder',
    ],
    [
      'a format that nothing has',
      ['build', '--formats', 'xlsx', '--document', 'briefing-note'],
      'nothing here is made as xlsx  [command/format]',
      'allowed are pdf, html',
    ],
    [
      'an option of another command',
      ['build', '--dry-run'],
      'build has no option --dry-run',
      'it is one of import',
    ],
    [
      'two words where one is meant',
      ['build', '--audience', 'public,internal'],
      '--audience cannot be “public,internal”',
      'allowed are public, internal',
    ],
    ['a value that is missing', ['build', '--out'], '--out needs a value', 'as in --out=VALUE'],
    ['a value that is empty', ['build', '--out='], '--out needs a value', 'as in --out=VALUE'],
    ['a number below nothing', ['build', '--jobs', '-1'], '--jobs needs a value', 'as in --jobs=VALUE'],
    ['a value where none is meant', ['build', '--final=yes'], '--final takes no value', 'help lists'],
  ])('%s', async (_, args, message, hint) => {
    const { code, out, err } = await run(args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(`error ${message}`);
    expect(err).toContain(hint);
    expect(err).not.toContain('    at ');
  });
});

test('a machine of any size has a number of pages that can be asked for', async () => {
  for (const processors of [1, 64, 96, 512])
    expect((await optionsOf(split([]).values, [], processors)).jobs).toBe(Math.min(processors, 64));
});

describe('files that are wrong end with 1, and the output folder stays as it was', () => {
  test.each([
    ['data/medway/needs.yaml', '', 'this file is empty', 'yaml/empty'],
    ['data/medway/needs.yaml', 'measures:\n\tx: 1\n', 'a tab is used to indent', 'yaml/syntax'],
    ['config/units.yaml', 'units: {}\n', 'units is empty', 'schema/min-properties'],
    [
      'templates/briefing-note/document.hbs',
      '{{text papr.title}}\n',
      'papr is not a field here',
      'template/path',
    ],
    [
      'templates/briefing-note/document.hbs',
      '{{#if paper}}\n\n',
      '{{#if paper}} is never closed',
      'template/syntax',
    ],
    ['templates/partials/table.hbs', '{{> tabel}}\n', 'there is no partial tabel', 'template/path'],
    [
      'templates/partials/table.hbs',
      '{{caption}}\n',
      'caption must be shown through a helper',
      'template/path',
    ],
    ['templates/partials/table.hbs', '{{txt caption}}\n', 'there is no helper txt', 'template/path'],
    [
      'templates/partials/table.hbs',
      '{{#each captoin}}{{/each}}\n',
      'captoin is not a field here',
      'template/path',
    ],
    [
      'templates/partials/table.hbs',
      '{{#if ../nothing}}{{/if}}\n',
      '../nothing climbs out of the view',
      'template/path',
    ],
  ])('%s: %s', async (file, text, message, rule) => {
    const { cwd, before } = await built();
    writeFileSync(join(cwd, file), text);
    const { code, out, err } = await run(['build'], { cwd });
    expect(err).toContain(message);
    expect(err).toContain(`[${rule}]`);
    expect(err).toContain(`${file}:`);
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(hashes(join(cwd, 'output'))).toEqual(before);
  });

  test('a partnership without its one required file', async () => {
    const { cwd, before } = await built();
    mkdirSync(join(cwd, 'data', 'nowhere'));
    const { code, err } = await run(['build'], { cwd });
    expect(code).toBe(1);
    expect(err).toContain('data/nowhere has no partnership.yaml  [file/missing]');
    expect(hashes(join(cwd, 'output'))).toEqual(before);
  });

  test('a file that is not UTF-8', async () => {
    const { cwd } = await built();
    writeFileSync(join(cwd, 'data', 'medway', 'plan.yaml'), Buffer.from('priorities: caf\xe9\n', 'latin1'));
    const { code, err } = await run(['check'], { cwd });
    expect(code).toBe(1);
    expect(err).toContain('this file is not text in UTF-8  [file/encoding]');
  });

  test('a schema that is not JSON', async () => {
    const cwd = copyOfProject();
    writeFileSync(join(cwd, 'config/schemas/needs.schema.json'), '{');
    const { code, err } = await run(['check'], { cwd });
    expect(err).toMatch(/error config\/schemas\/needs\.schema\.json is not JSON: .* {2}\[schema\/json\]/);
    expect(code).toBe(1);
  });

  test('words of the config that no font has', async () => {
    const cwd = copyOfProject();
    edit(join(cwd, 'config/returns/april-2023.yaml'), (text) =>
      text.replace('First progress', 'First\u2011progress'),
    );
    const strange = await run(['check'], { cwd });
    expect(strange.err).toContain('config/returns/april-2023.yaml:');
    expect(strange.err).toContain('[text/character]');
    expect(strange.code).toBe(1);
  });

  test('a table that shows what no record has, a view and a template that are not there', async () => {
    const { cwd } = await built();
    const change = (file: string, from: string, to: string) => {
      const path = join(cwd, file);
      writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
    };
    change('config/tables.yaml', 'show: definition.short', 'show: definition.shrt');
    const table = await run(['check'], { cwd });
    expect(table.err).toContain('error shrt is not a field of these records  [template/table]');
    expect(table.err).toContain('hint: did you mean short?');
    change('config/documents.yaml', 'view: paper', 'view: papr');
    const view = await run(['check'], { cwd });
    expect(view.err).toContain('there is no view papr  [template/view]');
    expect(view.err).toContain('hint: did you mean paper?');
    change('config/documents.yaml', 'view: papr', 'view: paper');
    change('config/documents.yaml', 'use: partnership.footprint', 'use: partnership.footprnt');
    change('config/documents.yaml', '{partnership.meetings.frequency}', '{partnership.meetings.frequncy}');
    const paths = await run(['check'], { cwd });
    expect(paths.err).toContain('no partnership can have partnership.footprnt  [reference/fact]');
    expect(paths.err).toContain('no partnership can have partnership.meetings.frequncy  [reference/fact]');
    change('config/documents.yaml', 'footprnt', 'footprint');
    change('config/documents.yaml', 'frequncy', 'frequency');
    const told = async (file: string, from: string, to: string) => {
      const before = readFileSync(join(cwd, file), 'utf8');
      change(file, from, to);
      const { err } = await run(['check'], { cwd });
      writeFileSync(join(cwd, file), before);
      return err;
    };
    expect(
      await told('config/units.yaml', '  tests: {', '  women: { kind: count, label: women }\n  tests: {'),
    ).toContain('women counts something, and nothing says whether that is people  [disclosure/unit]');
    const kinds = [
      ['    formats: [xlsx]', '    formats: [pdf, html]', 'without a view it can only be a workbook'],
      ['    view: return', '    view: index', 'no document is made from the view index'],
      ['  briefing-note:', '  index:', 'this name belongs to a page that every build makes'],
    ] as const;
    for (const [from, to, message] of kinds)
      expect(await told('config/documents.yaml', from, to)).toContain(`${message}  [document/kind]`);
    expect(await told('config/tables.yaml', '    total: amount', '    total: amnt')).toContain(
      'amnt is added up, and no column shows it  [template/table]',
    );
    expect(await told('templates/layout.hbs', '</body>', '{{text @rot.document.title}}</body>')).toContain(
      'there is no @rot.document.title here  [template/path]',
    );
    const fits = [
      [
        'show: definition.short, as: text',
        'show: definition, as: text',
        'definition cannot be shown as text',
      ],
      ['show: due, as: due', 'show: due, as: text', 'due cannot be shown as text'],
      ['show: names, as: list', 'show: names, as: figure', 'names cannot be shown as figure'],
    ] as const;
    for (const [from, to, message] of fits)
      expect(await told('config/tables.yaml', from, to)).toContain(`${message}  [template/table]`);
    rmSync(join(cwd, 'templates', 'briefing-note'), { recursive: true });
    expect((await run(['check'], { cwd })).err).toContain(
      'briefing-note has no template  [template/missing]',
    );
  });

  test('what is unsigned, where the final form is asked for', async () => {
    const { code, err } = await run(['build', 'medway', '--final', '--out', temporary()]);
    expect(code).toBe(1);
    expect(err).toContain('this has not been signed off, so it cannot be final  [document/unsigned]');
  });
});

describe('what a folder may hold', () => {
  test('a name that would break a web address, and a link that leads nowhere', async () => {
    const { cwd, before } = await built();
    renameSync(join(cwd, 'data', 'haringey'), join(cwd, 'data', 'My Ham #1'));
    const name = await run(['build'], { cwd });
    expect(name.code).toBe(1);
    expect(name.err).toContain('data/My Ham #1 cannot be the name of a partnership’s folder  [file/folder]');
    renameSync(join(cwd, 'data', 'My Ham #1'), join(cwd, 'data', 'internal'));
    const taken = await run(['build'], { cwd });
    expect(taken.err).toContain('data/internal cannot be the name of a partnership’s folder  [file/folder]');
    expect(taken.err).toContain('the folder of that name holds what is not for the public');
    renameSync(join(cwd, 'data', 'internal'), join(cwd, 'data', 'haringey'));
    symlinkSync(join(cwd, 'nowhere'), join(cwd, 'data', 'medway', 'extra.yaml'));
    const link = await run(['build'], { cwd });
    expect(link.code).toBe(1);
    expect(link.err).toContain(
      'data/medway/extra.yaml cannot be read: it is a link that leads nowhere  [file/read]',
    );
    expect(hashes(join(cwd, 'output'))).toEqual(before);
  });

  test('a file that lies beside the folders of the partnerships, though all else is as it was', async () => {
    const { cwd, before } = await built();
    writeFileSync(join(cwd, 'data', 'medway.yaml'), 'name: Medway\n');
    const { code, err } = await run(['build', 'medway', ...html], { cwd });
    expect(code).toBe(1);
    expect(err).toContain('data/medway.yaml:1:1 error this file lies in no partnership’s folder');
    expect(hashes(join(cwd, 'output'))).toEqual(before);
  });

  test.each([
    ['data/luton', 'this file lies in no partnership’s folder'],
    ['data/medway/risks', 'risks is not a file that a partnership’s folder has'],
    ['config/units', 'units is not a file that the config folder has'],
  ])('%s, a file without an ending', async (path, message) => {
    const { cwd } = await built();
    writeFileSync(join(cwd, path), 'name: X\n');
    const { code, err } = await run(['check'], { cwd });
    expect(err).toContain(`${path}:1:1 error ${message}`);
    expect(code).toBe(1);
  });

  test('no partnership at all: what was made of others stays', async () => {
    const { cwd, before } = await built();
    mkdirSync(join(cwd, 'empty'));
    const { code, err } = await run(['build', '--data', 'empty'], { cwd });
    expect(err).toContain('empty has no partnership  [file/folder]');
    expect(code).toBe(2);
    expect(hashes(join(cwd, 'output'))).toEqual(before);
  });

  test.each([
    ['templates/print.css', 'the templates folder has no print.css  [file/missing]'],
    ['config/schemas/needs.schema.json', 'config/schemas has no needs.schema.json  [file/missing]'],
  ])('%s is not there', async (path, message) => {
    const { cwd } = await built();
    rmSync(join(cwd, path));
    const { code, err } = await run(['build', 'medway', '--formats', 'html'], { cwd });
    expect(err).toContain(message);
    expect(code).toBe(2);
  });

  test('a file of config under another name, which may be the one that is missing', async () => {
    const { cwd } = await built();
    renameSync(join(cwd, 'config', 'grants.yaml'), join(cwd, 'config', 'grant.yaml'));
    const { code, err } = await run(['build'], { cwd });
    expect(code).toBe(2);
    expect(err).toContain('the config folder has no grants.yaml  [file/missing]');
    expect(err).toContain('grant.yaml is not a file that the config folder has');
    expect(err).toContain('did you mean grants.yaml?');
  });

  test.each([
    [
      'workbook.yaml',
      ['tracker'],
      ['      owner: { heading: Owner,', '      post: { heading: Owner,'],
      'the sheet milestones has nothing for a column post  [workbook/column]',
    ],
    [
      'accessibility.yaml',
      ['briefing-note'],
      ['\n  outside:', '\n  inside:'],
      'there are no words for the check outside, which medway/briefing-note-2023-03-20.pdf has passed  [accessibility/words]',
    ],
  ])('%s with a name that nothing in the program has', async (name, kind, [from = '', to = ''], message) => {
    const { cwd, before } = await built();
    edit(join(cwd, 'config', name), (text) => text.replace(from, to));
    const { code, err } = await run(['build', 'medway', '--document', ...kind], { cwd });
    expect(err).toContain(`config/${name}:`);
    expect(err).toContain(message);
    expect(code).toBe(1);
    expect(hashes(join(cwd, 'output'))).toEqual(before);
  });

  test('a paper that is taken out leaves the list, though its partnership is built alone', async () => {
    const { cwd } = await built();
    await run(['build', '--formats', 'html'], { cwd });
    rmSync(join(cwd, 'data', 'medway', 'papers'), { recursive: true });
    const { code, err } = await run(['build', 'medway'], { cwd });
    expect(err).toMatch(
      /output\/medway\/briefing-note-[\d-]+\.html is taken away: no data makes it any more\n/,
    );
    expect(code).toBe(0);
    const manifest = readFileSync(join(cwd, 'output', 'manifest.json'), 'utf8');
    expect(manifest).not.toContain('medway/briefing-note');
    expect(manifest).toContain('haringey/partnership-record.html');
    expect(manifest.match(/"stem": "medway\/partnership-record"/g)).toHaveLength(1);
  });
});

test('a warning is published by its rule and place, never with a number that is not for the public', async () => {
  const cwd = copyOfProject();
  const needs = join(cwd, 'data', 'medway', 'needs.yaml');
  const text = readFileSync(needs, 'utf8').replace(
    'measures:\n',
    'measures:\n  small: { name: S, unit: people, area: Medway, period: "2022", value: { value: 3 }, source: { id: note-08-23 } }\n',
  );
  writeFileSync(needs, text);
  const { code, err } = await run(['build', 'medway', ...html], { cwd });
  expect(code).toBe(0);
  expect(err).toContain('small counts 3 people');
  const index = readFileSync(join(cwd, 'output', 'index.html'), 'utf8');
  expect(index).toMatch(/numbers\/small-count: medway\/needs.yaml:\d+/);
  expect(index).not.toContain('small counts 3');
});

test('what is signed but has gaps, where the final form is asked for', async () => {
  const { code, err } = await run([
    'build',
    'riverside',
    '--final',
    '--document',
    'briefing-note',
    '--out',
    temporary(),
    '--data',
    join(root, 'test', 'fixtures', 'data'),
  ]);
  expect(code).toBe(1);
  expect(err).toMatch(
    /riverside\/briefing-note-2024-06-30 cannot be final: \d+ gaps are open, the first, “.*” {2}\[document\/gaps\]/,
  );
});

describe('a machine that is wrong ends with 2', () => {
  test('no browser where one is named', async () => {
    const { cwd, before } = await built();
    const { code, err } = await run(['build', 'medway'], {
      cwd,
      env: { PUPPETEER_EXECUTABLE_PATH: '/no/browser' },
    });
    expect(code).toBe(2);
    expect(err).toContain('there is no browser at /no/browser  [browser/path]');
    expect(hashes(join(cwd, 'output'))).toEqual(before);
    expect((await run(['doctor'], { env: { PUPPETEER_EXECUTABLE_PATH: '/no/browser' } })).code).toBe(2);
  });

  test('a browser that cannot be unpacked leaves nothing behind', async () => {
    const folder = temporary();
    const packed = join(root, 'node_modules', '@sparticuz', 'chromium');
    const unpacking = unpack(join(folder, 'nothing'), join(folder, 'cache', 'chromium'));
    await expect(unpacking).rejects.toMatchObject({
      fault: 'machine',
      diagnostics: [{ rule: 'browser/unpack' }],
    });
    expect(readdirSync(join(folder, 'cache'))).toEqual([]);
    writeFileSync(join(folder, 'file'), '');
    await expect(unpack(packed, join(folder, 'file', 'chromium'))).rejects.toMatchObject({
      diagnostics: [{ rule: 'browser/unpack' }],
    });
  });

  test('no browser anywhere: the pages are made all the same', async (context) => {
    const cwd = copyOfProject();
    // The same code with all its packages but the browser.
    cpSync(join(root, 'src'), join(cwd, 'src'), { recursive: true });
    for (const name of ['package.json', 'package-lock.json']) cpSync(join(root, name), join(cwd, name));
    mkdirSync(join(cwd, 'node_modules'));
    for (const name of readdirSync(join(root, 'node_modules')).filter((own) => own !== '@sparticuz')) {
      symlinkSync(join(root, 'node_modules', name), join(cwd, 'node_modules', name));
    }
    const env = { PUPPETEER_CACHE_DIR: cwd, CHROME_PATH: '' };
    expect((await run(['build', 'medway'], { cwd })).code).toBe(0);
    const { code, out, err } = await run(['build', 'medway'], {
      cwd,
      env,
      script: join(cwd, 'src', 'cli.js'),
    });
    context.skip(out.includes('.pdf'), 'this machine has a browser of its own');
    expect(code).toBe(2);
    expect(err).toContain('there is no browser to print with, so no PDF was made  [browser/missing]');
    expect(Object.keys(hashes(join(cwd, 'output')))).toContain('medway/briefing-note-2023-03-20.html');
    // What an earlier build printed is not lost.
    expect(Object.keys(hashes(join(cwd, 'output')))).toContain('medway/briefing-note-2023-03-20.pdf');
  });

  test('a reader that has read enough is no fault', async () => {
    const { code, err } = await run(['check', '--format', 'json'], {
      meanwhile: ({ stdout }) => void stdout?.destroy(),
    });
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  test.skipIf(!existsSync('/dev/full'))(
    'a disk that holds no more of what is told (skipped where there is no /dev/full)',
    async () => {
      const { code, err } = await run(['check'], { wrap: ['sh', '-c', '"$0" "$@" > /dev/full'] });
      expect({ code, err }).toEqual({ code: 2, err: '' });
    },
  );

  test('a browser that does not start', async () => {
    const { code, err } = await run(['build', 'medway', '--out', temporary()], {
      env: { PUPPETEER_EXECUTABLE_PATH: '/bin/false' },
    });
    expect(code).toBe(2);
    expect(err).toContain('the browser at /bin/false does not start');
  });

  test('an output folder that is a file', async () => {
    const out = join(temporary(), 'output');
    writeFileSync(out, 'mine');
    const { code, err } = await run(['build', 'medway', ...html, '--out', out]);
    expect(code).toBe(2);
    expect(err).toContain('a file stands where a folder should be');
    expect(readFileSync(out, 'utf8')).toBe('mine');
  });

  test.skipIf(!existsSync('/proc/self'))(
    'an output folder where none can be made (skipped where there is no /proc)',
    async () => {
      const { code, err } = await run(['build', 'medway', ...html, '--out', '/proc/papers/new']);
      expect(err).toContain('nothing can be written to /proc/papers/new');
      expect(code).toBe(2);
    },
  );

  test('a folder that stands where a file should go: what was moved before goes back', async () => {
    const { cwd } = await built();
    const manifest = join(cwd, 'output', 'manifest.json');
    rmSync(manifest);
    mkdirSync(manifest);
    writeFileSync(join(manifest, 'mine.txt'), 'mine');
    writeFileSync(join(cwd, 'output', 'index.html'), 'the list as it was');
    const before = hashes(join(cwd, 'output'));
    const { code, err } = await run(['build', 'medway', ...html], { cwd });
    expect(code).toBe(2);
    expect(err).toContain('a folder stands where a file should be');
    expect(hashes(join(cwd, 'output'))).toEqual(before);
  });

  // A mount of its own makes a disk that is full or read-only without harming the machine.
  const mayMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', tmpdir()]).status === 0;
  const unshare = mayMount ? ['unshare', '-rm'] : undefined;
  const inMount = (options: string, folder: string, then = '') => [
    ...(unshare ?? []),
    'sh',
    '-c',
    `mount -t tmpfs -o ${options} tmpfs "${folder}" && cp -r "${folder}.was/." "${folder}" ${then} && "$@"; code=$?; rm -rf "${folder}.is"; cp -r "${folder}" "${folder}.is"; exit $code`,
    'sh',
  ];
  test.skipIf(!unshare).each([
    ['full', 'size=1000k', '', 'the disk is full'],
    ['read-only', 'size=9m', '&& mount -o remount,ro "$OUT"', 'it is read-only'],
  ])('a disk that is %s (skipped where a user may not mount)', async (_, options, then, reason) => {
    const folder = temporary();
    const out = join(folder, 'output');
    mkdirSync(out);
    await run(['build', 'medway', ...html, '--out', `${out}.was`]);
    const wrap = inMount(options, out, then);
    const { code, err } = await run(['build', 'medway', '--document', 'briefing-note', '--out', out], {
      wrap,
      env: { OUT: out },
    });
    expect(err).toContain(reason);
    expect(code).toBe(2);
    expect(hashes(`${out}.is`)).toEqual(hashes(`${out}.was`));
  });

  test.skipIf(process.getuid?.() === 0)(
    'a folder one may not write to (skipped for root, who may)',
    async () => {
      const out = temporary();
      chmodSync(out, 0o555);
      const { code, err } = await run(['build', 'medway', ...html, '--out', out]);
      expect(code).toBe(2);
      expect(err).toContain('you may not write there  [output/write]');
    },
  );

  test.each([
    ['in a new folder', []],
    ['where one was killed', ['999999999']],
    ['where one was killed, and the next as it took over', ['999999999', '999999998']],
  ])('several builds that start at once %s: one has the folder, the others are told', async (_, killed) => {
    const [out, place] = [temporary(), temporary()];
    let left = join(out, '.building');
    for (const pid of killed) {
      mkdirSync(join(left, 'previous'), { recursive: true });
      writeFileSync(join(left, 'pid'), pid);
      left = join(left, 'heir');
    }
    const [file, signal] = [join(place, 'start.ts'), join(place, 'go')];
    const script = `
      import { existsSync } from 'node:fs';
      import { openStaging } from '${join(root, 'src', 'publish', 'staging.ts')}';
      while (!existsSync('${signal}'));
      try {
        openStaging('${out}', { pid: process.pid, isRunning: (pid) => pid < 999999998 });
        console.log('open');
      } catch (error) {
        console.log(error.diagnostics[0].rule);
      }`;
    writeFileSync(file, script);
    const ends = Array.from({ length: 6 }, () => run([], { script: file }));
    setTimeout(() => writeFileSync(signal, ''), 2000);
    const told = (await Promise.all(ends)).map((end) => end.out.trim());
    expect(told.sort()).toEqual(['open', ...Array<string>(5).fill('output/busy')]);
    expect(readdirSync(out)).toEqual(['.building']);
    expect(readdirSync(join(out, '.building'))).toEqual(['pid']);
  });

  test('another build that is writing to the folder', async () => {
    const out = temporary();
    mkdirSync(join(out, '.building'));
    writeFileSync(join(out, '.building', 'pid'), String(process.pid));
    const { code, err } = await run(['build', 'medway', ...html, '--out', out]);
    expect(code).toBe(2);
    expect(err).toContain('another build is writing to');
  });

  test('a build that is interrupted leaves no file and no process', async () => {
    const { cwd, before } = await built();
    const out = join(cwd, 'output');
    const { code } = await run(['build'], { cwd, interruptWhen: () => existsSync(join(out, '.building')) });
    expect(code).toBe(130);
    expect(hashes(out)).toEqual(before);
    expect(existsSync(join(out, '.building'))).toBe(false);
    const running = () => spawnSync('ps', ['-e', '-o', 'args='], { encoding: 'utf8' }).stdout.split('\n');
    // What has been ended may still stand in the list for a moment.
    await expect.poll(() => running().filter((line) => line.includes(cwd)), { timeout: 60_000 }).toEqual([]);
  });

  test('a build that was killed: the next one puts back what it had set aside', async () => {
    const { cwd, before } = await built();
    const out = join(cwd, 'output');
    mkdirSync(join(out, '.building', 'previous'), { recursive: true });
    writeFileSync(join(out, '.building', 'pid'), '999999999');
    writeFileSync(join(out, '.building', 'previous', 'kept.html'), 'kept');
    await run(['build', 'medway', ...html], { cwd });
    expect(readFileSync(join(out, 'kept.html'), 'utf8')).toBe('kept');
    rmSync(join(out, 'kept.html'));
    expect(hashes(out)).toEqual(before);
  });

  test('a build that was killed in mid-move: the next one puts all of it back, though it is refused itself', async () => {
    const { cwd, before } = await built();
    const out = join(cwd, 'output');
    const [staging, page] = [join(out, '.building'), 'medway/briefing-note-2023-03-20.html'];
    for (const folder of ['new', 'previous/medway', 'withdrawn/medway'])
      mkdirSync(join(staging, folder), { recursive: true });
    writeFileSync(join(staging, 'pid'), '999999999');
    writeFileSync(join(staging, 'new', 'manifest.json'), '{}');
    cpSync(join(out, page), join(staging, 'previous', page));
    writeFileSync(join(out, page), 'half of the next one');
    renameSync(join(out, 'medway/accessibility.html'), join(staging, 'withdrawn/medway/accessibility.html'));
    writeFileSync(join(cwd, 'data/medway/needs.yaml'), 'nothing: 1');
    expect((await run(['build', 'medway', ...html], { cwd })).code).toBe(1);
    expect(hashes(out)).toEqual(before);
  });
});

describe('what a command prints', () => {
  test('help, and no colour or progress where nobody watches', async () => {
    const { code, out, err } = await run(['help']);
    expect(code).toBe(0);
    expect(err).toBe('');
    for (const word of ['build', 'check', 'doctor', '--as-at', '--strict']) expect(out).toContain(word);
    expect(out).not.toContain('\u001b');
  });

  test('a wrong command line is told in the form that was asked for', async () => {
    const { code, out } = await run(['check', '--format', 'json', '--bogus']);
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ diagnostics: [{ message: 'there is no option --bogus' }] });
  });

  test('diagnostics for machines', async () => {
    const cwd = copyOfProject();
    writeFileSync(join(cwd, 'data', 'medway', 'plan.yaml'), 'prioritys: 1\n');
    const json = await run(['check', '--format', 'json'], { cwd });
    const { diagnostics } = JSON.parse(json.out) as {
      diagnostics: { rule: string; span: { line: number }; hint: string }[];
    };
    expect(diagnostics[0]).toMatchObject({
      rule: 'schema/additional-properties',
      span: { line: 1 },
      hint: 'did you mean priorities?',
    });
    expect(json.code).toBe(1);
    const github = await run(['check', '--format', 'github'], { cwd });
    expect(github.err).toContain(
      '::error file=data/medway/plan.yaml,line=1,col=1,title=schema/additional-properties::',
    );
  });

  test('doctor names the browser, the fonts and the versions, and starts the browser', async () => {
    const { code, out } = await run(['doctor']);
    expect(code).toBe(0);
    for (const word of ['node', 'browser', 'fonts', 'Source Sans 3']) expect(out).toContain(word);
    expect(out).toMatch(/^browser .*, starts$/m);
    const broken = await run(['doctor'], { env: { PUPPETEER_EXECUTABLE_PATH: '/bin/false' } });
    expect(broken.out).toMatch(/^browser .*, does not start$/m);
    expect(broken.err).toContain('the browser at /bin/false does not start');
    expect(broken.code).toBe(2);
  });

  test('build lists the files it made, and the manifest knows them by their hashes', async () => {
    const out = temporary();
    const { out: listed } = await run(['build', 'medway', ...html, '--out', out]);
    expect(listed.trim().split('\n')).toEqual([
      `${out}/medway/briefing-note-2023-03-20.html`,
      `${out}/medway/accessibility.html`,
      `${out}/index.html`,
    ]);
    const text = readFileSync(join(out, 'manifest.json'), 'utf8');
    const manifest = JSON.parse(text) as {
      inputs: { path: string }[];
      documents: { files: { path: string; sha256: string }[] }[];
    };
    expect(manifest.documents[0]?.files[0]?.sha256).toBe(hashes(out)['medway/briefing-note-2023-03-20.html']);
    expect(manifest.inputs.map(({ path }) => path)).toContain('data/medway/needs.yaml');
    expect(text).not.toMatch(/\/tmp|\/home|T\d\d:\d\d/);
    expect(readdirSync(out).sort()).toEqual(['index.html', 'manifest.json', 'medway']);
  });

  test('a status as at the day that is asked for', async () => {
    const out = temporary();
    await run(['build', 'medway', ...html, '--as-at', '2023-05-01', '--out', out]);
    const page = readFileSync(join(out, 'medway', 'briefing-note-2023-03-20.html'), 'utf8');
    expect(page).toMatch(
      /First report to the Joint Combating Drugs Unit: <span class="status late">Overdue by 1\u00a0day</,
    );
  });
});
