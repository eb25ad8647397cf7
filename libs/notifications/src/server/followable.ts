import { Inject, Injectable } from '@nestjs/common';
import { LIBRARIES, type LibraryServer } from '@hiroba/server';

/** What a library adds to its server door when things of it can be followed: their kinds, each among its `subjects`. */
export interface WithFollowables {
  readonly followables: readonly string[];
  /** Those of them that an address without an account may follow, too: their library tells it at once, by `readersByMail`. */
  readonly followedByMail?: readonly string[];
}

const declaresFollowables = (library: LibraryServer): library is LibraryServer & WithFollowables =>
  'followables' in library;

/** The kinds of things that can be followed in this installation: spaces, and what libraries declare. */
@Injectable()
export class Followables {
  readonly kinds: readonly string[];
  readonly byMail: readonly string[];

  constructor(@Inject(LIBRARIES) libraries: readonly LibraryServer[]) {
    const declaring = libraries.filter(declaresFollowables);
    this.kinds = ['space', ...declaring.flatMap(({ followables }) => followables)];
    this.byMail = declaring.flatMap(({ followedByMail = [] }) => followedByMail);
  }
}
