import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Inspection, InspectionProblem, InspectionTask } from './inspect.ts';

/** What a process that looks into a file may use. */
export interface InspectorBounds {
  readonly megabytes: number;
  readonly seconds: number;
}

const usual: InspectorBounds = { megabytes: 512, seconds: 20 };
const HEAP_MEGABYTES = 256;
const LOOK_EVERY_MS = 25;

// Beside the bundle stands the bundled worker; beside the source, the source, which Node runs as it is.
const worker = fileURLToPath(
  import.meta.url.endsWith('.ts')
    ? new URL('worker.ts', import.meta.url)
    : new URL('inspection-worker.js', import.meta.url),
);

/** The memory a process holds, in megabytes; 0 where the system does not tell. */
function memoryOf({ pid }: ChildProcess): number {
  try {
    return (Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096) / 1_048_576;
  } catch {
    return 0;
  }
}

/** Looks into a file in a process of its own; one that takes too much memory or time is ended, and the file refused. */
export async function inspectApart(
  task: InspectionTask,
  { megabytes, seconds }: InspectorBounds = usual,
): Promise<Inspection | { readonly problem: InspectionProblem }> {
  const flags = [
    `--max-old-space-size=${HEAP_MEGABYTES}`,
    '--disable-warning=ExperimentalWarning',
    '--disable-warning=SecurityWarning',
    '--permission',
    '--allow-addons',
    '--allow-fs-read=*',
    `--allow-fs-write=${task.folder}`,
  ];
  // The environment holds secrets of the server, and a parser of strangers' files needs none of it.
  const child = spawn(process.execPath, [...flags, worker], { stdio: ['pipe', 'pipe', 'ignore'], env: {} });
  let tooMuch = false;
  const end = () => {
    tooMuch = true;
    child.kill('SIGKILL');
  };
  const watch = setInterval(() => {
    if (memoryOf(child) > megabytes) end();
  }, LOOK_EVERY_MS);
  const deadline = setTimeout(end, seconds * 1_000);
  try {
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    child.stdin.on('error', () => undefined).end(JSON.stringify(task));
    const [code, answer] = await Promise.all([ended, text(child.stdout)]);
    if (code === 0) return JSON.parse(answer) as Inspection | { readonly problem: InspectionProblem };
    if (tooMuch || code === null || code === 134) return { problem: 'UNSAFE_FILE' };
    throw new Error(`the process that looks into files ended with ${code}`);
  } finally {
    clearInterval(watch);
    clearTimeout(deadline);
  }
}
