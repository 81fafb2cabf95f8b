import { type ChildProcess, fork } from 'node:child_process';
import { BENCH } from '../paths.ts';

/** A process that answers one message after the other. */
export interface Child<Message, Answer> {
  ask(message: Message): Promise<Answer>;
  stop(): void;
}

/** Its lines of log go nowhere, as those of a service go to whoever collects them. */
export function startChild<Message extends object | string, Answer>(file: string): Child<Message, Answer> {
  const child = fork(file, [], { cwd: BENCH, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  return {
    ask(message) {
      const answer = hear<Answer>(child, file);
      child.send(message);
      return answer;
    },
    stop: () => void child.kill(),
  };
}

function hear<Answer>(child: ChildProcess, file: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const fail = (code: unknown) => reject(new Error(`${file} ended with ${code}.`));
    child.once('exit', fail).once('message', (message) => {
      child.off('exit', fail);
      // the program behind the file is ours, and answers this
      resolve(message as Answer);
    });
  });
}
