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
