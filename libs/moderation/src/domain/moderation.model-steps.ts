import { Refusal, type Viewer } from '@hiroba/kernel';
import { appeal, appealUntil, reviewAppeal, type AppealableKind } from './appealing.ts';
import { milderKinds } from './modifying.ts';
import { endInterim, hideMeanwhile } from './interim.ts';
import { restore, withhold, type CaseDecision, type Statement } from './moderation.commands.ts';
import { dismiss, report } from './reporting.ts';
import { type PublishedRules } from './rules.ts';
import { decideWithSecond, propose, sanction } from './sanctioning.ts';
import { Approval, decline } from './second-person.ts';
import { author, must, people, reached, waiting, type World, type Case, type Step } from './moderation.model.ts';

function settle(world: World, of: Case, who: Viewer, decision: CaseDecision | Refusal): void {
  if (decision instanceof Refusal) return;
  const { statement, patch, event, second } = decision;
  const by = second?.proposed.proposerId ?? who.personId ?? '';
  const isInterim = statement.kind === 'INTERIM_HIDE';
  const tells = !isInterim && statement.kind !== 'DISMISS';
  of.decisions.push({
    statement,
    by,
    approver: second?.approverId,
    at: world.now,
    event,
    notices: tells ? [author] : [],
  });
  of.events.push(event);
  for (const one of [by, second?.approverId]) if (one) of.touched.add(one);
  if (!isInterim) for (const one of of.reports) one.settled = true;
  if (isInterim) of.hadInterim = true;
  of.visibility = patch.visibility ?? of.visibility;
  if (patch.interimUntil !== undefined) of.interimUntil = patch.interimUntil;
  [of.state, of.dueAt] = [patch.state, patch.dueAt];
}

const heavier = ['WARN', 'LIMIT_REPORTING', 'SUSPEND', 'BLOCK'];

/** Whether a statement says no more than another in any way. */
const isMilder = (before: Statement, after: Statement): boolean =>
  heavier.indexOf(after.kind) <= heavier.indexOf(before.kind) &&
  (after.kind !== before.kind || !before.endsAt || (after.endsAt ?? Infinity) <= before.endsAt);

const reasonOf = ({ flip }: Step) => (flip ? '理由' : 'ほかの理由');

/** Tries one step by the commands of the domain. */
export function run(world: World, one: Step): void {
  const who = people[one.who] as Viewer;
  const me = who.personId ?? '';
  const at = world.at(who);
  const of = one.account ? world.account : world.text;
  const subject = world.subject(of, who);
  const id = `R${one.rule}`;
  const typed = (kind: string) => ({ kind, rule: id, reason: reasonOf(one), days: one.days });
  const recusedBefore = subject.recused || subject.reported || me === author;
  const before = of.decisions.length;
  switch (one.act) {
    case 'report': {
      const seen = world.text.visibility;
      const made = report(id, '')(at, world.subject(world.text, who), waiting(world.text));
      if (!(made instanceof Refusal)) {
        world.text.reports.push({ ...made.report, by: me, settled: false });
        world.text.events.push(made.event);
        world.text.touched.add(me);
      }
      must(world.text.visibility === seen, 'reports alone hide nothing');
      return;
    }
    case 'withhold':
      settle(
        world,
        world.text,
        who,
        withhold(id, reasonOf(one))(at, world.subject(world.text, who), waiting(world.text)),
      );
      break;
    case 'restore': {
      const last = world.text.decisions
        .filter(({ statement: { kind } }) => kind === 'HIDE' || kind === 'INTERIM_HIDE')
        .at(-1)?.statement;
      if (last)
        settle(
          world,
          world.text,
          who,
          restore(reasonOf(one), { id: last.ruleId, version: last.ruleVersion })(at, world.subject(world.text, who)),
        );
      break;
    }
    case 'dismiss':
      settle(
        world,
        world.text,
        who,
        dismiss('VIEWPOINT', reasonOf(one))(at, world.subject(world.text, who), waiting(world.text)),
      );
      break;
    case 'interim':
      settle(
        world,
        world.text,
        who,
        hideMeanwhile(id, reasonOf(one))(at, world.subject(world.text, who), waiting(world.text)),
      );
      break;
    case 'recuse':
      if (who.grants.some(({ role }) => role === 'MODERATOR')) [of.recused, of.touched].forEach((set) => set.add(me));
      return;
    case 'warn':
      settle(world, world.account, who, sanction(typed('WARN'))(at, world.subject(world.account, who)));
      break;
    case 'suspend':
      settle(world, world.account, who, sanction(typed('SUSPEND'))(at, world.subject(world.account, who)));
      break;
    case 'limit':
      settle(world, world.account, who, sanction(typed('LIMIT_REPORTING'))(at, world.subject(world.account, who)));
      break;
    case 'propose': {
      const made = propose(typed(one.flip ? 'BLOCK' : 'SUSPEND'))(at, world.subject(world.account, who));
      if (made instanceof Refusal) return;
      must(!world.subject(world.account, who).recused && me !== author, 'whoever is recused proposes nothing');
      world.account.proposed = { ...made.proposed, id: 'x' };
      world.account.touched.add(me);
      return;
    }
    case 'approve': {
      const { proposed } = world.account;
      if (!proposed) return;
      const second = Approval.of(at, world.subject(world.account, who), proposed);
      if (second instanceof Refusal) return;
      must(!world.subject(world.account, who).recused && me !== author, 'whoever is recused agrees to nothing');
      settle(world, world.account, who, decideWithSecond(at, world.subject(world.account, who), second));
      world.account.proposed = undefined;
      return;
    }
    case 'decline': {
      const { proposed } = world.account;
      if (!proposed || decline(reasonOf(one))(at, world.subject(world.account, who), proposed) instanceof Refusal)
        return;
      world.account.touched.add(me);
      world.account.proposed = undefined;
      return;
    }
    case 'appeal': {
      const last = of.decisions.filter(({ statement }) => statement.kind !== 'INTERIM_HIDE').at(-1);
      if (!last || last.statement.kind === 'RESTORE') return;
      const kind = last.statement.kind as AppealableKind;
      const by =
        kind === 'DISMISS' ? (subject.reported ? 'REPORTER' : undefined) : me === author ? 'AUTHOR' : undefined;
      const mine = of.appeals.some((one_) => one_.of === last && one_.by === me);
      const made = appeal('納得できません')(at, {
        kind,
        decidedAt: last.at,
        by,
        appealed: mine,
        underAppeal: subject.underAppeal,
      });
      if (made instanceof Refusal) return;
      must(world.now < appealUntil(last.at), 'an appeal in its time');
      reached.appeals += 1;
      of.touched.add(me);
      of.appeals.push({ of: last, by: me, participants: [...of.touched] });
      of.events.push(made.event);
      return;
    }
    case 'review': {
      const { openAppeal } = of;
      if (!openAppeal) return;
      const { kind, ruleId, ruleVersion, endsAt, contentDate } = openAppeal.of.statement;
      const review = {
        kind: kind as AppealableKind,
        ruleId,
        ruleVersion,
        endsAt,
        contentDate,
        decidedAt: openAppeal.of.at,
        participants: [...of.touched],
      };
      const milder = milderKinds[review.kind][one.days % 3];
      const outcome = one.flip ? 'OVERTURNED' : milder && one.days % 4 > 0 ? 'MODIFIED' : 'UPHELD';
      const rule = one.rule % 3 === 0 ? id : one.account ? 'R10' : 'R7';
      const made = reviewAppeal(outcome, '読みなおしました', { ...typed(milder ?? ''), rule })(
        at,
        subject,
        review,
        waiting(of),
      );
      if (made instanceof Refusal) return;
      const parts = [author, openAppeal.by, ...of.reports.map(({ by }) => by), ...of.touched, ...of.recused];
      must(!parts.includes(me), 'nobody who took part reviews');
      reached.reviews += 1;
      openAppeal.reviewer = me;
      of.touched.add(me);
      of.events.push(made.event);
      if (made.replaced) {
        const { statement, event } = made.replaced;
        must(isMilder(openAppeal.of.statement, statement), 'a review makes nothing heavier');
        must(made.replaced.second === undefined && statement.class !== 'GRAVE', 'what one person may decide');
        reached.milder += 1;
        of.decisions.push({ statement, by: me, approver: undefined, at: world.now, event, notices: [author] });
        of.events.push(event);
      }
      of.visibility = made.patch.visibility ?? of.visibility;
      if (made.patch.visibility) of.interimUntil = null;
      return;
    }
    case 'publish': {
      const last = world.versions.at(-1) as PublishedRules;
      const rules = last.rules.map((rule) => (rule.id === id ? { ...rule, version: rule.version + 1 } : rule));
      world.versions.push({
        version: last.version + 1,
        effectiveAt: new Date(world.now.getTime() + 14 * 86_400_000),
        rules,
      });
      return;
    }
    case 'wait': {
      world.now = new Date(world.now.getTime() + (one.days + 1) * 3_600_000);
      const { text } = world;
      if (!text.interimUntil || world.now < text.interimUntil) return;
      const over = endInterim({ kind: 'comment', id: 'c1' });
      [text.visibility, text.interimUntil] = [over.patch.visibility, null];
      text.events.push(over.event);
      return;
    }
  }
  const touchedCase = ['warn', 'suspend', 'limit'].includes(one.act) ? world.account : world.text;
  const made = touchedCase.decisions.length - (touchedCase === of ? before : touchedCase.decisions.length);
  must(made === 0 || !recusedBefore, 'whoever is recused decides nothing');
  must(
    made === 0 || (who.mfa && who.grants.some(({ role }) => role === 'MODERATOR')),
    'only those who moderate decide',
  );
}
