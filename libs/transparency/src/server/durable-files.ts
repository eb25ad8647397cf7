import { mkdir, open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';

/** The bytes of a file, or undefined when there is none. */
export async function fileAt(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined;
    throw error;
  }
}

/** Reads the files below a folder by their paths. */
export const readFrom =
  (folder: string) =>
  (file: string): Promise<Buffer | undefined> =>
    fileAt(path.join(folder, file));

/** Waits until the names in a folder are on the disk. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Puts a file in its place whole or not at all; its name is durable once its folder is synced. */
export async function putFile(file: string, bytes: Uint8Array | string, mode = 0o644): Promise<void> {
  const before = `${file}.new`;
  const handle = await open(before, 'w', mode);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(before, file);
}

/** Puts files below a folder, all of them durable when it is done. */
export async function putFiles(root: string, files: Iterable<readonly [string, Uint8Array | string]>): Promise<void> {
  const folders = new Set<string>();
  for (const [name, bytes] of files) {
    const file = path.join(root, name);
    for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
      folders.add(folder);
      if (folder === root || !folder.startsWith(root)) break;
    }
    await mkdir(path.dirname(file), { recursive: true });
    await putFile(file, bytes);
  }
  for (const folder of [...folders].sort((a, b) => b.length - a.length)) await syncFolder(folder);
}
