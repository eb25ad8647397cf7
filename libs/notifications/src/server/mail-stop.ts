import { timingSafeEqual } from 'node:crypto';
import { Inject, Injectable, type Type } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { LIBRARIES, type LibraryServer } from '@hiroba/server';

/** Mails of a library that end by the key in each of them, without signing in; a provider of its module. */
export interface MailStop {
  /** Ends the mails of an id; whether the key was that of this id. */
  stop(organisationId: string, id: string, key: string): Promise<boolean>;
}

/** What a library adds to its server door when it sends mails to people who are no readers of notices. */
export interface WithMailStops {
  readonly mailStops: readonly Type<MailStop>[];
}

const declaresMailStops = (library: LibraryServer): library is LibraryServer & WithMailStops => 'mailStops' in library;

/** Whether somebody gave the key that belongs to something; how long it takes tells nothing. */
export function isSameKey(own: string, given: string): boolean {
  const [a, b] = [Buffer.from(own), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The mails of all libraries that end by a key. */
@Injectable()
export class MailStops {
  readonly #types: readonly Type<MailStop>[];

  constructor(
    @Inject(LIBRARIES) libraries: readonly LibraryServer[],
    private readonly modules: ModuleRef,
  ) {
    this.#types = libraries.filter(declaresMailStops).flatMap(({ mailStops }) => mailStops);
  }

  /** Whether one of them knew the key, and ended its mails. */
  async stop(organisationId: string, id: string, key: string): Promise<boolean> {
    for (const type of this.#types) {
      if (await this.modules.get(type, { strict: false }).stop(organisationId, id, key)) return true;
    }
    return false;
  }
}
