import { demoCity, type DemoPerson } from '@hiroba/demo';
import { fromBase32, totpCode, totpStepAt } from '@hiroba/server';
import { setTimeout as pause } from 'node:timers/promises';

/** The password of all demo log-ins. */
export const password = demoCity.password;

const secret = fromBase32(demoCity.totpSecret) ?? Buffer.alloc(0);
const lastStep = new Map<string, number>();

/** A fresh code of somebody's authenticator; one that was used already is never given again, so it may take half a minute. */
export async function codeOf(mail: string): Promise<string> {
  const wanted = Math.max(totpStepAt(new Date()), (lastStep.get(mail) ?? 0) + 1);
  lastStep.set(mail, wanted);
  while (totpStepAt(new Date()) + 1 < wanted) await pause(500);
  return totpCode(secret, wanted);
}

/** Whether a demo log-in has an authenticator. */
export const hasFactor = (mail: string): boolean =>
  demoCity.people.some((person) => person.mail === mail && person.role !== 'PARTICIPANT');

/** The demo log-ins of a role. */
export const peopleWho = (role: DemoPerson['role']): readonly DemoPerson[] =>
  demoCity.people.filter((person) => person.role === role);

/** A demo log-in by its key. */
export function personOf(key: string): DemoPerson {
  const person = demoCity.people.find((each) => each.key === key);
  if (!person) throw new Error(`the demo city has nobody called ${key}`);
  return person;
}
