import fc from 'fast-check';
import { type Event, type Viewer } from '@hiroba/kernel';
import { type JudgedSubject, type Statement } from './moderation.commands.ts';
import { RuleBook, type Judging, type PublishedRules } from './rules.ts';
import { type SanctionedPerson } from './sanctioning.ts';
import { type Proposed } from './second-person.ts';
import { starterRules } from './starter-rules.ts';
import type { Visibility } from './visibility.ts';
import type { OpenReport } from './withholding.ts';

const component = {
  id: 'room',
  spaceId: 'here',
  manifest: 'proposals',
  published: true,
  spaceState: 'PUBLISHED' as const,
  phases: [],
};
/** Somebody of the city. */
export const person = (personId: string, grants: Viewer['grants'] = [], more: Partial<Viewer> = {}): Viewer => ({
  organisationId: 'city',
  personId,
  grants,
  level: 1,
  mfa: true,
  locale: 'ja',
  ...more,
});
/** Everybody in the city. */
export const people = [
  person('p-hana'),
  person('p-ken'),
  person('p-jun'),
  person('p-miura', [{ role: 'MODERATOR' }]),
  person('p-sato', [{ role: 'MODERATOR' }]),
  person('p-suzuki', [{ role: 'MODERATOR', spaceId: 'here' }]),
  person('p-mori', [{ role: 'MODERATOR' }]),
  person('p-kudo', [{ role: 'MODERATOR' }]),
  person('p-endo', [{ role: 'MODERATOR' }]),
  person('p-hara', [{ role: 'AUDITOR' }]),
  person('p-fujii', [{ role: 'ADMIN' }]),
  person('p-ohno', [{ role: 'STAFF' }]),
  person('p-abe', [{ role: 'MODERATOR' }], { mfa: false }),
];
/** Who wrote the text. */
export const author = 'p-hana';
const acts = [
  'report',
  'withhold',
  'restore',
  'dismiss',
  'interim',
  'recuse',
  'warn',
  'suspend',
  'limit',
  'propose',
  'approve',
  'decline',
  'appeal',
  'review',
  'publish',
  'wait',
] as const;

/** Throws where a rule that never bends is bent; a matcher at each step would take most of the time. */
export function must(isSo: boolean, what: string): void {
  if (!isSo) throw new Error(`does not hold: ${what}`);
}

/** How often the lives came to what matters. */
export const reached = { appeals: 0, reviews: 0, graves: 0, milder: 0 };

/** Something that somebody tries. */
export interface Step {
  readonly act: (typeof acts)[number];
  readonly who: number;
  readonly rule: number;
  readonly days: number;
  readonly flip: boolean;
  readonly account: boolean;
}
/** Any of them, those who moderate more often than others. */
export const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom(...acts, 'withhold', 'appeal', 'appeal', 'appeal', 'review', 'review', 'review'),
  who: fc.oneof(
    fc.nat(0),
    fc.integer({ min: 0, max: 2 }),
    fc.integer({ min: 3, max: 8 }),
    fc.integer({ min: 3, max: 8 }),
    fc.nat(people.length - 1),
  ),
  rule: fc.oneof(fc.constantFrom(1, 2, 5, 7), fc.integer({ min: 1, max: 15 })),
  days: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 200 })),
  flip: fc.boolean(),
  account: fc.boolean(),
});

/** As the model keeps it. */
export interface Decided {
  readonly statement: Statement;
  readonly by: string;
  readonly approver: string | undefined;
  readonly at: Date;
  readonly event: Event;
  readonly notices: readonly string[];
}
/** As the model keeps it. */
export interface Appealed {
  readonly of: Decided;
  readonly by: string;
  readonly participants: readonly string[];
  reviewer?: string;
}

/** One case of the model, of a text or of an account: what the database keeps of it. */
export class Case {
  visibility: Visibility = 'VISIBLE';
  state = 'DECIDED';
  interimUntil: Date | null = null;
  hadInterim = false;
  proposed: Proposed | undefined;
  dueAt: Date | null = null;
  readonly reports: (OpenReport & { by: string; settled: boolean })[] = [];
  readonly decisions: Decided[] = [];
  readonly appeals: Appealed[] = [];
  readonly recused = new Set<string>();
  readonly events: Event[] = [];
  readonly touched = new Set<string>();
  constructor(readonly kind: 'comment' | 'account') {}

  get openAppeal() {
    return this.appeals.find(({ reviewer }) => reviewer === undefined);
  }
}

/** A text, its author's account, and the rules, as time goes by. */
export class World {
  now = new Date('2026-11-22T00:00:00.000Z');
  readonly publishedAt = new Date('2026-11-21T00:00:00.000Z');
  readonly versions: PublishedRules[] = [{ version: 1, effectiveAt: new Date(0), rules: starterRules }];
  readonly text = new Case('comment');
  readonly account = new Case('account');

  at(viewer: Viewer): Judging {
    return { viewer, now: this.now, component, rules: new RuleBook(this.versions) };
  }

  subject(of: Case, { personId = '' }: Viewer): SanctionedPerson & JudgedSubject {
    const { kind, visibility, reports, recused, interimUntil, hadInterim, openAppeal, proposed, decisions } = of;
    return {
      kind,
      id: kind === 'account' ? author : 'c1',
      alias: kind === 'account' ? 'case-2' : 'c1',
      authorIds: [author],
      publishedAt: this.publishedAt,
      withheldAt: visibility === 'HIDDEN' ? this.publishedAt : null,
      reported: reports.some(({ by }) => by === personId),
      underAppeal: openAppeal !== undefined,
      interimUntil,
      hadInterim,
      recused: recused.has(personId),
      content: { body: '秘密' },
      locale: 'ja',
      proposed: proposed !== undefined,
      warned: decisions.some(({ statement }) => statement.kind === 'WARN'),
    };
  }
}

/** What is open in a case. */
export const waiting = (of: Case) => ({
  reports: of.reports.filter(({ settled }) => !settled),
  signals: [],
  dueAt: of.dueAt,
});
