import { uuid7 } from '@hiroba/kernel';
import { Dice, shared } from './dice.ts';
import { commentText, displayName, proposalText, type CrowdText } from './voices.ts';

/** How large a generated city is. */
export interface CrowdSize {
  readonly proposals: number;
  readonly comments: number;
  readonly supports: number;
  readonly seed: number;
}

/** Somebody who lives there. */
export interface CrowdPerson {
  readonly id: string;
  /** Eight small letters and digits. */
  readonly code: string;
  readonly displayName: string;
  readonly email: string;
  readonly joinedAt: Date;
  /** The key under which their supports are stored. */
  readonly supporter: string;
}

/** What happens in the city, in the order of time. */
export type CrowdEvent =
  | { readonly kind: 'PROPOSED'; readonly at: Date; readonly proposal: number; readonly id: string; readonly by: number; readonly text: CrowdText }
  | { readonly kind: 'SAID'; readonly at: Date; readonly proposal: number; readonly comment: number; readonly id: string; readonly by: number;
    /** The comment it answers. */
    readonly to: number | null; readonly body: string; readonly locale: string }
  | { readonly kind: 'UNSAID'; readonly at: Date; readonly comment: number }
  | { readonly kind: 'REACHED'; readonly at: Date; readonly proposal: number }
  | { readonly kind: 'ANSWERED'; readonly at: Date; readonly proposal: number; readonly answer: 'EVALUATING' | 'ACCEPTED' | 'PARTLY' | 'REJECTED' }
  | { readonly kind: 'WITHDRAWN'; readonly at: Date; readonly proposal: number };

/** A support: of which proposal, by whom, on which day. */
export interface CrowdSupport {
  readonly proposal: number;
  readonly person: number;
  readonly day: Date;
}

const DAY = 86_400_000;
// A fixed time, so that the same seed makes the same ids.
const FROM = Date.parse('2025-11-01T00:00:00+09:00');
const UNTIL = Date.parse('2026-11-01T00:00:00+09:00');
/** From when on people of a generated city take part. */
export const crowdBegins = new Date(FROM);

const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';
const codeOf = (n: number): string => Array.from({ length: 8 }, (_, at) => LETTERS[Math.floor((n * 2_654_435_761) / 32 ** (7 - at)) % 32]).join('');

/** A city of many people, made up from a seed: a few matters that everybody talks about, and very many that few do. */
export class Crowd {
  readonly people: number;
  /** From how many supports on the city owes an answer. */
  readonly threshold: number;
  readonly #size: CrowdSize;
  readonly #publishedAt: Float64Array;
  readonly #withdrawnAt = new Map<number, number>();
  readonly #comments: readonly number[];
  readonly #supports: readonly number[];

  constructor(size: CrowdSize) {
    this.#size = size;
    const { proposals, comments, supports } = size;
    this.people = Math.max(20, Math.ceil(supports / 8), Math.ceil(proposals / 3));
    this.threshold = Math.max(10, Math.round(this.people / 100));
    const dice = this.#dice(1);
    // More is proposed in the beginning than later.
    this.#publishedAt = Float64Array.from({ length: proposals }, () => Math.floor(FROM + (UNTIL - FROM - 40 * DAY) * dice.next() ** 1.4)).sort();
    const rank = dice.order(proposals);
    const weigh = (n: number, head: number) => 1 / ((rank[n] ?? 0) + head);
    const all = Array.from({ length: proposals }, (_, n) => n);
    // One thing a city talks about more than about any other: a twentieth of all that is said.
    const hottest = all.find((n) => rank[n] === 0);
    const talked = all.map((n) => weigh(n, 8) * (0.3 + dice.next()));
    const rest = shared(Math.floor(comments * 0.95), talked.map((weight, n) => (n === hottest ? 0 : weight)));
    this.#comments = all.map((n) => (n === hottest ? comments - Math.floor(comments * 0.95) : (rest[n] ?? 0)));
    this.#supports = shared(Math.min(supports, proposals * this.people), all.map((n) => weigh(n, 20) * (0.3 + dice.next())), this.people);
    for (const n of all) if (dice.chance(0.01)) this.#withdrawnAt.set(n, (this.#publishedAt[n] ?? 0) + dice.spread(9 * DAY, 0.5));
  }

  #dice(stream: number): Dice {
    return new Dice(this.#size.seed, stream);
  }

  /** Everybody who lives there. */
  * inhabitants(): Generator<CrowdPerson> {
    const dice = this.#dice(2);
    for (let n = 0; n < this.people; n += 1) {
      const joinedAt = new Date(FROM - Math.floor(dice.next() * 300 * DAY));
      yield {
        id: uuid7(joinedAt.getTime(), dice.bytes(10)), code: codeOf(n), displayName: displayName(dice), email: `p${n + 1}@crowd.example`, joinedAt,
        supporter: uuid7(joinedAt.getTime(), dice.bytes(10)),
      };
    }
  }

  /** All that happens, in the order of time. */
  * events(): Generator<CrowdEvent> {
    const all = [...this.#proposed(), ...this.#said(), ...this.#later()].sort((a, b) => a.at.getTime() - b.at.getTime());
    const texts = this.#dice(5);
    for (const event of all) yield event.kind === 'PROPOSED' ? { ...event, text: proposalText(texts) }
      : event.kind === 'SAID' ? { ...event, ...commentText(texts, event.to !== null) } : event;
  }

  * #proposed(): Generator<Extract<CrowdEvent, { kind: 'PROPOSED' }>> {
    const dice = this.#dice(3);
    const nothing = { title: '', body: '', category: '', locale: 'ja' } as const;
    for (const [proposal, at] of this.#publishedAt.entries()) {
      yield { kind: 'PROPOSED', at: new Date(at), proposal, id: uuid7(at, dice.bytes(10)), by: dice.below(this.people), text: nothing };
    }
  }

  * #said(): Generator<Extract<CrowdEvent, { kind: 'SAID' | 'UNSAID' }>> {
    const dice = this.#dice(4);
    let comment = 0;
    for (const [proposal, many] of this.#comments.entries()) {
      const from = this.#publishedAt[proposal] ?? 0;
      const until = Math.min(UNTIL, this.#withdrawnAt.get(proposal) ?? UNTIL);
      const first = comment;
      const instants = Float64Array.from({ length: many }, () => Math.floor(from + 60_000 + (until - from - 120_000) * dice.next() ** 3)).sort();
      for (const at of instants) {
        const before = comment - first;
        const to = before > 0 && dice.chance(0.45) ? first + Math.floor(before * (1 - dice.next() ** 2 * 0.9)) : null;
        yield { kind: 'SAID', at: new Date(at), proposal, comment, id: uuid7(at, dice.bytes(10)), by: dice.below(this.people), to: to === comment ? first : to, body: '', locale: 'ja' };
        if (dice.chance(0.005)) yield { kind: 'UNSAID', at: new Date(Math.min(until, at + Math.floor(dice.spread(3_600_000)))), comment };
        comment += 1;
      }
    }
  }

  * #later(): Generator<CrowdEvent> {
    const dice = this.#dice(6);
    for (const [proposal, publishedAt] of this.#publishedAt.entries()) {
      const withdrawnAt = this.#withdrawnAt.get(proposal);
      const isHot = (this.#supports[proposal] ?? 0) >= this.threshold;
      const reachedAt = Math.floor(publishedAt + dice.spread(12 * DAY, 0.4));
      const answered = dice.chance(isHot ? 0.8 : 0.05);
      const answeredAt = Math.floor((isHot ? reachedAt : publishedAt) + dice.spread(20 * DAY, 0.4));
      const answer = dice.pick(['EVALUATING', 'ACCEPTED', 'PARTLY', 'PARTLY', 'REJECTED'] as const);
      if (withdrawnAt !== undefined) {
        if (withdrawnAt < UNTIL) yield { kind: 'WITHDRAWN', at: new Date(Math.floor(withdrawnAt)), proposal };
      } else {
        if (isHot && reachedAt < UNTIL) yield { kind: 'REACHED', at: new Date(reachedAt), proposal };
        if (answered && answeredAt < UNTIL) yield { kind: 'ANSWERED', at: new Date(answeredAt), proposal, answer };
      }
    }
  }

  /** Who supports what: nobody anything twice. */
  * supports(): Generator<CrowdSupport> {
    const dice = this.#dice(7);
    for (const [proposal, many] of this.#supports.entries()) {
      const from = this.#publishedAt[proposal] ?? 0;
      const until = Math.min(UNTIL, this.#withdrawnAt.get(proposal) ?? UNTIL);
      const start = dice.below(this.people);
      const step = stepThrough(this.people, dice);
      for (let n = 0; n < many; n += 1) {
        yield { proposal, person: (start + n * step) % this.people, day: new Date(from + (until - from) * dice.next() ** 2) };
      }
    }
  }
}

/** A step that comes to everybody before it comes to anybody again. */
function stepThrough(many: number, dice: Dice): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  let step = 1 + dice.below(many - 1);
  while (divisor(step, many) !== 1) step = (step % (many - 1)) + 1;
  return step;
}
