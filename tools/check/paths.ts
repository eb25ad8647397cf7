import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

// Written in parts, so that this file does not find itself.
const machines = ['work', 'home', 'tmp/bash', 'Users'].map((folder) => ['', folder].join('/'));
const absolute = new RegExp(`(?<![\\w.~)}\\]*-])(?:${machines.join('|')})[/_][\\w.-]+`);

/** Tracked files that name a directory of somebody's machine. */
export function absolutePaths(root: string): string[] {
  return tracked(root).flatMap((file) => {
    const content = readFileSync(path.join(root, file));
    if (content.includes(0)) return [];
    return content
      .toString('utf8')
      .split('\n')
      .flatMap((line, index) => (absolute.test(line) ? [`${file}:${index + 1} names a path of one machine`] : []));
  });
}

function tracked(root: string): string[] {
  const isFile = (file: string): boolean =>
    existsSync(path.join(root, file)) && statSync(path.join(root, file)).isFile();
  if (!existsSync(path.join(root, '.git'))) {
    return globSync('**/*', { cwd: root, exclude: (name) => /^(node_modules|dist|data)$/.test(name) }).filter(isFile);
  }
  return execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter((file) => file && isFile(file));
}
