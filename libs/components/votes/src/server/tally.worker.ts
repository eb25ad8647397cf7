import { createHash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { previewOf } from '../domain/preview.ts';
import { UnreadableFile } from '../domain/tally/formats/unreadable-file.ts';
import { resultText } from '../domain/result-package.ts';
import type { TallyAnswer, TallyTask } from './tally-thread.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const say = (answer: TallyAnswer): void => parentPort?.postMessage(answer);

// The whole conversation: tasks come in and are answered one after another, with each round as it is done.
parentPort?.on('message', (task: TallyTask) => {
  const { n } = task;
  try {
    const text = task.kind === 'RESULT'
      ? resultText(task.input, sha256, (done) => say({ n, kind: 'ROUND', rounds: done.rounds }))
      : JSON.stringify(previewOf(task.source));
    say({ n, kind: 'DONE', text });
  } catch (error) {
    if (error instanceof UnreadableFile) return say({ n, kind: 'UNREADABLE', line: error.line, reason: error.reason });
    say({ n, kind: 'FAILED', message: (error as Error).message });
  }
});
