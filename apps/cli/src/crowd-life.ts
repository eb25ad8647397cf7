import { AccountSeeds } from '@hiroba/accounts/server';
import { CommentCrowd, type Comment } from '@hiroba/comments/server';
import type { Crowd, CrowdEvent, CrowdPerson } from '@hiroba/demo';
import { visitor, type LocalizedText } from '@hiroba/kernel';
import { ProposalCrowd, type CrowdSupport, type Proposal } from '@hiroba/proposals/server';
import { rowsIn, sql, type Caller, type Placed, type Transaction, type Written } from '@hiroba/server';
import type { CrowdGround } from './crowd-ground.ts';
import type { House } from './house.ts';

const BATCH = 2_000;

const answers: Readonly<Record<string, LocalizedText>> = {
  EVALUATING: { ja: '担当課で検討を始めました。現地を確かめ、費用を見積もります。', en: 'The office has begun to look into it: the site, and what it would cost.' },
  ACCEPTED: { ja: '来年度の事業として行います。時期が決まりましたら、このページでお知らせします。', en: 'This will be done next year. We will tell the date on this page.' },
  PARTLY: { ja: 'できるところから始めます。まず一か所で試し、結果を見て広げるかどうかを決めます。', en: 'We begin where we can: one place first, then we decide about more.' },
  REJECTED: { ja: '今の計画では行えません。理由は、場所が市の土地ではなく、持ち主の同意が得られないためです。', en: 'Not possible now: the ground is not the city’s, and its owner does not agree.' },
};

function* batches<T>(all: Iterable<T>, many = BATCH): Generator<T[]> {
  let batch: T[] = [];
  for (const one of all) {
    batch.push(one);
    if (batch.length < many) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** What the people of a generated city do: by the rules, each act at its time, many written at once. */
export class CrowdLife {
  readonly #people: CrowdPerson[] = [];
  readonly #proposals: Proposal[] = [];
  readonly #comments: Comment[] = [];
  readonly #proposing: ProposalCrowd;
  readonly #talking: CommentCrowd;

  constructor(
    private readonly house: House,
    private readonly crowd: Crowd,
    private readonly transaction: Transaction,
    private readonly place: Placed,
    private readonly ground: CrowdGround,
    private readonly told: (line: string) => void,
  ) {
    this.#proposing = house.get(ProposalCrowd);
    this.#talking = house.get(CommentCrowd);
  }

  /** Lets all of it happen. */
  async live(): Promise<void> {
    for (const people of batches(this.crowd.inhabitants())) {
      await this.house.get(AccountSeeds).crowd(this.transaction, people);
      await this.#proposing.allow(this.transaction, this.place.id, people.map(({ id: personId, supporter }) => ({ personId, supporter })));
      this.#people.push(...people);
    }
    this.told(`${this.#people.length} people`);
    let [written, subjects, stored, measured] = [[] as Written[], new Set<object>(), 0, 0];
    const flush = async (): Promise<void> => {
      await this.transaction.writeMany(written, { past: true });
      this.told(`${this.#proposals.length} proposals, ${this.#comments.length} comments`);
      stored += written.length;
      // How rows find those they point at was planned over empty tables; it is planned anew once the database knows how full they are.
      if (stored > BATCH + 4 * measured) {
        await rowsIn(this.transaction.em, sql`analyze`);
        measured = stored;
      }
      [written, subjects] = [[], new Set()];
    };
    for (const event of this.crowd.events()) {
      // What becomes of something is written after it is there.
      if (written.length >= BATCH || ('comment' in event && event.kind === 'UNSAID' && subjects.has(this.#comment(event.comment)))
        || ('proposal' in event && event.kind !== 'PROPOSED' && event.kind !== 'SAID' && subjects.has(this.#proposal(event.proposal)))) await flush();
      const one = this.#written(event);
      written.push(one);
      subjects.add(one.subject);
    }
    await flush();
    let supports = 0;
    for (const given of batches(this.crowd.supports(), BATCH * 10)) {
      supports += await this.#proposing.support(this.transaction, this.place.id, given.map(({ proposal, person, day }): CrowdSupport => ({
        proposalId: this.#proposal(proposal).id, supporter: this.#person(person).supporter, day: day.toISOString().slice(0, 10),
      })));
      this.told(`${supports} supports`);
    }
  }

  #written(event: CrowdEvent): Written {
    const { em } = this.transaction;
    if (event.kind === 'PROPOSED') {
      const { title, body, locale } = event.text;
      const made = this.#proposing.proposed(em, this.#at(this.#caller(event.by), event.at), event.id, { title, body, locale });
      this.#proposals[event.proposal] = made.subject;
      return made;
    }
    if (event.kind === 'SAID') {
      const { id, body, locale } = event;
      const parent = event.to === null ? undefined : this.#comment(event.to);
      const said = this.#talking.said(em, this.#at(this.#caller(event.by), event.at), {
        id, rootKind: 'proposal', rootId: this.#proposal(event.proposal).id, parent: parent?.state === 'VISIBLE' ? parent : undefined, body, locale,
      });
      this.#comments[event.comment] = said.subject;
      return said;
    }
    if (event.kind === 'UNSAID') {
      const comment = this.#comment(event.comment);
      return this.#talking.unsaid(this.#at(this.#member(comment.authorId), event.at), comment);
    }
    const proposal = this.#proposal(event.proposal);
    if (event.kind === 'WITHDRAWN') return this.#proposing.withdrawn(this.#at(this.#member(proposal.authorId), event.at), proposal);
    const at = this.#at(this.ground.staff, event.at);
    if (event.kind === 'REACHED') return this.#proposing.reached(at, proposal);
    return this.#proposing.answered(at, proposal, { kind: event.answer, text: answers[event.answer] ?? {}, office: '企画課' });
  }

  #at(viewer: Caller, now: Date) {
    return this.#proposing.situation(this.place, viewer, now);
  }

  #member(personId: string | null): Caller {
    return { ...visitor(this.ground.organisationId), personId: personId ?? '', level: 1 };
  }

  #caller(person: number): Caller {
    return this.#member(this.#person(person).id);
  }

  #person(n: number): CrowdPerson {
    return this.#people[n] ?? missing('person', n);
  }

  #proposal(n: number): Proposal {
    return this.#proposals[n] ?? missing('proposal', n);
  }

  #comment(n: number): Comment {
    return this.#comments[n] ?? missing('comment', n);
  }
}

function missing(what: string, n: number): never {
  throw new Error(`the generated city has no ${what} ${n} yet`);
}
