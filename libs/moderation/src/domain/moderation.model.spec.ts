import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Refusal, type Event } from '@hiroba/kernel';
import { HOURS_OF_INTERIM } from './interim.ts';
import { restore, withhold } from './moderation.commands.ts';
import { run } from './moderation.model-steps.ts';
import { must, person, reached, step, waiting, World } from './moderation.model.ts';
import { RuleBook } from './rules.ts';
import { DAYS_ALONE } from './sanction-kinds.ts';
import type { Visibility } from './visibility.ts';

/** What the log alone says of a text: whether it is seen. */
function folded(events: readonly Event[]): Visibility {
  let [visibility, isMeanwhile, last]: [Visibility, boolean, unknown] = ['VISIBLE', false, ''];
  for (const { type, data } of events) {
    if (type === 'mod.interim_hidden') [visibility, isMeanwhile] = ['HIDDEN', true];
    if (type === 'mod.expired' && isMeanwhile) [visibility, isMeanwhile] = ['VISIBLE', false];
    if (type === 'mod.appeal_decided' && data.outcome === 'OVERTURNED' && last === 'HIDE') visibility = 'VISIBLE';
    if (type !== 'mod.decided') continue;
    last = data.kind;
    if (last === 'HIDE') visibility = 'HIDDEN';
    if (last === 'RESTORE' || (isMeanwhile && last === 'DISMISS')) visibility = 'VISIBLE';
    isMeanwhile = false;
  }
  return visibility;
}

function holds(world: World): void {
  const book = new RuleBook(world.versions);
  for (const of of [world.text, world.account]) {
    for (const { statement, by, approver, at, event, notices } of of.decisions) {
      const { kind, endsAt, explanation, ruleId, ruleVersion, contentDate } = statement;
      must(
        book.inForce(ruleId, contentDate)?.version === ruleVersion,
        'a rule that was in force when it was published',
      );
      must(contentDate.getTime() === world.publishedAt.getTime(), 'the date of the content');
      must(explanation !== '', 'a reason');
      const isGrave =
        kind === 'BLOCK' ||
        (kind === 'SUSPEND' && (endsAt?.getTime() ?? Infinity) - at.getTime() > DAYS_ALONE * 86_400_000);
      must((statement.class === 'GRAVE') === isGrave, 'grave is called grave');
      must((approver !== undefined && approver !== by) === isGrave, 'two persons where it is grave');
      if (isGrave) reached.graves += 1;
      if (event.type === 'mod.decided')
        must(
          event.data.second_approver === isGrave && event.data.notified === (notices.length === 1),
          'the log says who was told and how many decided',
        );
      if (kind === 'INTERIM_HIDE')
        must((endsAt?.getTime() ?? 0) - at.getTime() === HOURS_OF_INTERIM * 3_600_000, 'three days at most');
    }
    must(of.decisions.filter(({ statement }) => statement.kind === 'INTERIM_HIDE').length <= 1, 'once in a case');
    must(of.appeals.filter(({ reviewer }) => reviewer === undefined).length <= 1, 'one appeal at a time');
    must(
      !/p-[a-z]+|秘密|理由|納得|読みなおし/.test(JSON.stringify(of.events.at(-1)?.data ?? {})),
      'no name and no text in the log',
    );
  }
  must(world.text.visibility === folded(world.text.events), 'what is seen follows from the log');
  must(world.text.visibility === 'HIDDEN' || world.text.interimUntil === null, 'what is seen ends no more');
  const fresh = person('p-new', [{ role: 'MODERATOR' }]);
  if (world.text.openAppeal) return;
  const [at, subject] = [world.at(fresh), world.subject(world.text, fresh)];
  const way =
    world.text.visibility === 'VISIBLE'
      ? withhold('R5', '理由')(at, subject, waiting(world.text))
      : restore('理由', { id: 'R5', version: 1 })(at, subject);
  must(!(way instanceof Refusal), 'no state is the last one');
}

test('M1 X1 ten thousand random lives of a text and its author keep every rule that never bends', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 8, maxLength: 40, size: 'max' }), (steps) => {
      const world = new World();
      for (const one of steps) {
        run(world, one);
        holds(world);
      }
    }),
    { numRuns: 10_000, seed: 20_261_122 },
  );
  const { milder, ...often } = reached;
  for (const times of Object.values(often)) expect(times).toBeGreaterThan(300);
  expect(milder).toBeGreaterThan(50);
});
