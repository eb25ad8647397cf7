import type { Ciphers } from './ciphers.ts';
import { parseVerifierKey, type VerifierKey } from './keys.ts';

/** Whom an auditor believes: the keys of logs, witnesses, and how many of them must have signed (C2SP tlog-policy). */
export interface Policy {
  readonly logs: readonly VerifierKey[];
  readonly witnesses: readonly VerifierKey[];
  /** Whether the signatures of these keys are enough. */
  suffices(by: readonly VerifierKey[]): boolean;
}

type Judge = (by: readonly VerifierKey[]) => boolean;

/** What the lines of a policy have said so far. */
interface Draft {
  readonly logs: VerifierKey[];
  readonly witnesses: VerifierKey[];
  readonly names: Map<string, Judge>;
  readonly grouped: Set<string>;
  quorum?: Judge;
}

function needed(word: string, members: number): number | undefined {
  if (word === 'any') return 1;
  if (word === 'all') return members;
  return /^[1-9]\d{0,3}$/.test(word) && Number(word) <= members ? Number(word) : undefined;
}

function group({ names, grouped }: Draft, [name = '', word = '', ...members]: readonly string[]): boolean {
  const k = needed(word, members.length);
  const judges = members.map((member) => names.get(member)).filter((judge) => judge !== undefined);
  const taken = members.some((member) => grouped.has(member)) || new Set(members).size !== members.length;
  if (k === undefined || members.length === 0 || judges.length !== members.length || taken || !nameable(names, name))
    return false;
  for (const member of members) grouped.add(member);
  names.set(name, (by) => judges.filter((judge) => judge(by)).length >= k);
  return true;
}

const nameable = (names: ReadonlyMap<string, Judge>, name: string): boolean =>
  name !== '' && name !== 'none' && !names.has(name);

function take(draft: Draft, [word, ...rest]: readonly string[], ciphers: Ciphers): boolean {
  if (word === 'group') return group(draft, rest);
  if (word === 'quorum') {
    const [name = '', ...more] = rest;
    const judge = name === 'none' ? () => true : draft.names.get(name);
    if (judge === undefined || draft.quorum !== undefined || more.length > 0) return false;
    draft.quorum = judge;
    return true;
  }
  const [name, vkey, url] = word === 'log' ? ['', ...rest] : rest;
  const key = parseVerifierKey(vkey ?? '', ciphers);
  if (key === undefined || rest.length > (word === 'log' ? 2 : 3) || (url !== undefined && !URL.canParse(url)))
    return false;
  if (word === 'log') draft.logs.push(key);
  else if (word === 'witness' && name !== undefined && nameable(draft.names, name)) {
    draft.witnesses.push(key);
    draft.names.set(name, (by) => by.some((each) => each.name === key.name && each.id === key.id));
  } else return false;
  return true;
}

/** The policy in a text, or undefined when a line says what no policy says. */
export function parsePolicy(text: string, ciphers: Ciphers): Policy | undefined {
  const draft: Draft = { logs: [], witnesses: [], names: new Map(), grouped: new Set() };
  for (const line of text.split('\n')) {
    const words = line.split(/[ \t]+/).filter((word) => word !== '');
    if (words.length > 0 && !words[0]?.startsWith('#') && !take(draft, words, ciphers)) return undefined;
  }
  const { logs, witnesses, quorum } = draft;
  return quorum && { logs, witnesses, suffices: quorum };
}

/** The policy of a log that has no witnesses: the keys of all its periods. */
export const formatPolicy = (vkeys: readonly string[], url: string): string =>
  `${vkeys.map((vkey) => `log ${vkey} ${url}\n`).join('')}quorum none\n`;
