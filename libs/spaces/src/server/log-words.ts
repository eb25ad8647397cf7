import { Inject, Injectable } from '@nestjs/common';
import { administrationEvents, dataEvents, logEvents } from '@hiroba/kernel';
import { LIBRARIES, librariesOf, Messages, PLATFORM, type Caller, type LibraryServer } from '@hiroba/server';
import { officeWords, wordsIn } from '../domain/words.ts';
import type { LogLineRow } from './log-line.reads.ts';
import type { LogActor, LogLine } from './log-line.types.ts';
import { OrganisationDirectory } from './organisation-directory.ts';

const word = (fact: unknown): string => (typeof fact === 'string' ? fact : '');

const count = (fact: unknown): number | string => (typeof fact === 'number' ? fact : '');

/** What a sentence about an entry may name of its data, in codes and counts; what an entry has not is empty. */
export const factsOf = ({ role, kind, rule, version, children, undo, to }: LogLineRow['data']) => ({
  role: word(role),
  kind: word(kind),
  rule: word(rule).replace(/@.*/, ''),
  version: count(version),
  children: count(children),
  undo: String(undo === true),
  to: word(to),
});

/** Says in the reader's language what log entries say in codes. */
@Injectable()
export class LogWords {
  readonly #libraryOf: ReadonlyMap<string, string>;

  constructor(
    private readonly directory: OrganisationDirectory,
    private readonly messages: Messages,
    @Inject(LIBRARIES) libraries: readonly LibraryServer[],
  ) {
    this.#libraryOf = librariesOf([administrationEvents, dataEvents, logEvents], libraries);
  }

  /** The types of events that belong to a library. */
  typesOf(library: string): readonly string[] {
    return [...this.#libraryOf].flatMap(([type, of]) => (of === library ? [type] : []));
  }

  /** What turns rows into words for somebody. */
  async in({ organisationId, locale }: Caller): Promise<(row: LogLineRow) => LogLine> {
    const translate = this.messages.translator(locale);
    const offices = (await this.directory.byId(organisationId))?.offices ?? [];
    return ({ id, at, type, actor, data, named, title, path, office, within }) => {
      const library = this.#libraryOf.get(type) ?? PLATFORM;
      const role = actor ? (actor.toUpperCase() as LogActor) : null;
      const signed = officeWords(offices, office, locale);
      const facts = factsOf(data);
      return {
        id,
        at,
        path,
        act: translate(`${library}.log.${type}`, facts),
        said: translate(`${library}.said.${type}`, {
          ...facts,
          who: signed?.text ?? translate(`spaces.said.who.${role ?? 'SYSTEM'}`),
        }),
        actor: role,
        office: signed,
        reason: typeof data.reason === 'string' ? translate(`${library}.log.reason.${data.reason}`) : null,
        title: title ? wordsIn(title, locale) : null,
        within: within ? wordsIn(within, locale) : null,
        gone: named && title === null,
      };
    };
  }
}
