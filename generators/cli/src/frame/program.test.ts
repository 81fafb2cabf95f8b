import { expect, test } from 'vitest';
import { recordIo } from '../../test-kit/record-io.ts';
import type { Command } from './command.ts';
import { InputError } from './errors.ts';
import { type Program, runProgram } from './program.ts';

const greet: Command = {
  name: 'greet',
  summary: 'Greet somebody.',
  details: ['Politely.'],
  arguments: [{ name: 'NAME', summary: 'Whom.' }],
  options: {
    loud: { type: 'flag', summary: 'Shout.' },
    tone: { type: 'text', value: 'TONE', summary: 'How.', choices: ['warm', 'cold'], default: 'warm' },
    also: { type: 'texts', value: 'NAME', summary: 'Whom else.' },
  },
  exits: [[1, 'Nobody answered.']],
  examples: ['greet Ada --also Grace'],
  run: async (call, io) => {
    if (call.argument('NAME') === 'missing') throw new InputError('Nobody of that name.');
    if (call.argument('NAME') === 'forbidden') throw Object.assign(new Error('EACCES: no'), { syscall: 'open' });
    if (call.argument('NAME') === 'defect') throw new TypeError('undefined is not a person');
    const names = [call.argument('NAME'), ...call.texts('also')].join(' and ');
    io.out(`${call.flag('loud') ? names.toUpperCase() : names}, ${call.text('tone')}\n`);
    return names.length > 20 ? 1 : 0;
  },
};

const program: Program = { name: 'manners', version: '1.2.3', summary: 'Says things.', commands: [greet] };

async function call(...args: string[]) {
  const io = recordIo();
  return { code: await runProgram(program, args, io), ...io.said };
}

test.each([
  [['greet', 'Ada'], 'Ada, warm\n'],
  [['greet', '--loud', 'Ada', '--tone=cold'], 'ADA, cold\n'],
  [['greet', 'Ada', '--also', 'Alan', '--also', 'Al'], 'Ada and Alan and Al, warm\n'],
  [['greet', '--', '--loud'], '--loud, warm\n'],
  [['--version'], '1.2.3\n'],
])('%j runs', async (args, out) => {
  expect(await call(...args)).toEqual({ code: 0, out, err: '' });
});

test('the exit code is what the command says', async () => {
  expect(await call('greet', 'somebody with a long name')).toMatchObject({ code: 1 });
});

test.each([
  [['gret', 'Ada'], 'Unknown command "gret". Did you mean "greet"?'],
  [['xyz'], 'Unknown command "xyz".'],
  [['--nope'], 'Unknown option "--nope".'],
  [['greet', 'Ada', '--lud'], 'Unknown option "--lud". Did you mean "--loud"?'],
  [['greet', 'Ada', '--loud=yes'], 'Option "--loud" takes no value.'],
  [['greet', 'Ada', '--tone'], 'Option "--tone" needs a value: --tone TONE.'],
  [['greet', 'Ada', '--tone', '--loud'], 'Option "--tone" needs a value: --tone TONE.'],
  [['greet', 'Ada', '--tone', 'hot'], 'Option "--tone" is one of warm, cold; got "hot".'],
  [['greet'], 'NAME is missing: Whom.'],
  [['greet', 'Ada', 'Grace'], 'Unexpected argument "Grace".'],
])('%j is refused with a hint', async (args, message) => {
  const { code, out, err } = await call(...args);
  expect([code, out, err.split('\n')[0]]).toEqual([2, '', message]);
});

test('what the input or the machine refuses is told without a stack', async () => {
  expect(await call('greet', 'missing')).toEqual({ code: 2, out: '', err: 'Nobody of that name.\n' });
  expect(await call('greet', 'forbidden')).toEqual({ code: 2, out: '', err: 'EACCES: no\n' });
});

test('a defect names itself and shows its stack on demand only', async () => {
  const short = await call('greet', 'defect');
  expect(short).toMatchObject({ code: 70, out: '' });
  expect(short.err).toMatch(/^ERR_INTERNAL: undefined is not a person\n.*--debug/);
  expect((await call('greet', 'defect', '--debug')).err).toContain('program.test.ts');
});

test('help of the program lists the commands, help of a command everything about it', async () => {
  expect((await call()).out).toMatch(/Usage: manners COMMAND[\s\S]*greet {2}Greet somebody\./);
  expect(await call('help', 'greet')).toEqual(await call('greet', '--help'));
  expect(await call('greet', '-h')).toEqual(await call('greet', '--help'));
  expect((await call('greet', '--help')).out).toMatchInlineSnapshot(`
    "Greet somebody.

    Politely.

    Usage: manners greet NAME [OPTIONS]

    Arguments:
      NAME  Whom.

    Options:
      --loud       Shout.
      --tone TONE  How. (one of warm, cold; default: warm)
      --also NAME  Whom else. (may be repeated)
      --json       Print the result as JSON, and nothing else, on standard output.
      --debug      Print the stack of an unexpected error.
      --help       Print this help.

    Exit codes:
      0   Fine.
      1   Nobody answered.
      2   The input or the call cannot be used; nothing was changed.
      70  A defect of the program.

    Examples:
      manners greet Ada --also Grace
    "
  `);
});

const say = (name: string): Command => ({
  ...greet,
  name,
  summary: `Say ${name}.`,
  arguments: [],
  examples: [`${name} --loud`],
  run: async (_call, io) => {
    io.out(`${name}\n`);
    return 0;
  },
});
const groups = { say: 'Says single words.' };
const grouped: Program = { ...program, commands: [greet, say('say yes'), say('say no')], groups };

async function callGrouped(...args: string[]) {
  const io = recordIo();
  return { code: await runProgram(grouped, args, io), ...io.said };
}

test('commands whose names begin with one word are a group', async () => {
  expect(await callGrouped('say', 'no')).toEqual({ code: 0, out: 'say no\n', err: '' });
  expect(await callGrouped('greet', 'Ada')).toMatchObject({ code: 0, out: 'Ada, warm\n' });
  expect((await callGrouped()).out).toMatch(/ {2}greet {4}Greet[\s\S]* {2}say yes {2}Say/);
});

test.each([
  [['say'], 0],
  [['say', '--help'], 0],
  [['help', 'say'], 0],
])('%j prints the help of the group', async (args, code) => {
  const printed = await callGrouped(...args);
  expect(printed).toMatchObject({ code, err: '' });
  expect(printed.out).toMatch(/^manners say 1\.2\.3\nSays single words\.\n\nUsage: manners say COMMAND/);
  expect(printed.out).toMatch(/\n {2}yes {2}Say say yes\.\n {2}no {3}Say/);
});

test('the help of a command in a group says how it is called', async () => {
  const { out } = await callGrouped('say', 'yes', '--help');
  expect(out).toMatch(/Usage: manners say yes \[OPTIONS\]/);
  expect(out).toMatch(/Examples:\n {2}manners say yes --loud\n/);
  expect(await callGrouped('help', 'say', 'yes')).toMatchObject({ out });
});

test.each([
  [['sya', 'yes'], 'Unknown command "sya". Did you mean "say"?', '"manners --help" shows the usage.'],
  [['say', 'yse'], 'Unknown command "yse". Did you mean "yes"?', '"manners say --help" shows the usage.'],
  [
    ['say', 'yes', '--lud'],
    'Unknown option "--lud". Did you mean "--loud"?',
    '"manners say yes --help" shows the usage.',
  ],
  [['say', '--loud'], 'Unknown option "--loud".', '"manners say --help" shows the usage.'],
])('%j is refused with a hint for the group', async (args, message, hint) => {
  expect(await callGrouped(...args)).toEqual({ code: 2, out: '', err: `${message}\n${hint}\n` });
});
