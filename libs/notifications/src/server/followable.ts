import { Inject, Injectable } from '@nestjs/common';
import { LIBRARIES, type LibraryServer } from '@hiroba/server';

/** What a library adds to its server door when things of it can be followed: their kinds, each among its `subjects`. */
export interface WithFollowables {
  readonly followables: readonly string[];
}

const declaresFollowables = (library: LibraryServer): library is LibraryServer & WithFollowables =>
  'followables' in library;

/** The kinds of things that can be followed in this installation: spaces, and what libraries declare. */
@Injectable()
export class Followables {
  readonly kinds: readonly string[];

  constructor(@Inject(LIBRARIES) libraries: readonly LibraryServer[]) {
    this.kinds = ['space', ...libraries.filter(declaresFollowables).flatMap(({ followables }) => followables)];
  }
}
