import {
  civilIn, instantOf, isOpen, phaseStatus, plusDays, Refusal, type LocalizedText, type PhaseStatus,
} from '@hiroba/kernel';
import { composedText, same, textRefusal } from './texts.ts';

/** A dated window of a space as it is stored: instants as ISO text, and what it opens in each component. */
export interface SpacePhase {
  readonly key: string;
  readonly title: LocalizedText;
  readonly text: LocalizedText;
  readonly callToAction?: LocalizedText;
  readonly opensAt: string;
  readonly closesAt: string | null;
  readonly allows: Readonly<Record<string, readonly string[]>>;
}

/** The instants of a stored phase. */
export const windowOf = ({ opensAt, closesAt }: Pick<SpacePhase, 'opensAt' | 'closesAt'>) => ({
  opensAt: new Date(opensAt), closesAt: closesAt === null ? null : new Date(closesAt),
});

/** Where a stored phase stands at an instant. */
export const statusOf = (phase: SpacePhase, now: Date): PhaseStatus => phaseStatus(windowOf(phase), now);

/** The phase that is open at an instant; there is at most one. */
export const openPhase = <P extends Pick<SpacePhase, 'opensAt' | 'closesAt'>>(phases: readonly P[], now: Date): P | undefined =>
  phases.find((phase) => isOpen(windowOf(phase), now));

const MOST = 30;
const KEY = /^[a-z][a-z0-9-]{0,39}$/;

/** Phases as they are stored: in the order of time, composed, without empty permissions. */
export const composedPhases = (phases: readonly SpacePhase[]): SpacePhase[] =>
  phases
    .map(({ key, title, text, callToAction, opensAt, closesAt, allows }) => ({
      key, title: composedText(title), text: composedText(text),
      ...(callToAction && Object.keys(composedText(callToAction)).length > 0 ? { callToAction: composedText(callToAction) } : {}),
      opensAt: new Date(opensAt).toISOString(),
      closesAt: closesAt === null ? null : new Date(closesAt).toISOString(),
      allows: Object.fromEntries(Object.entries(allows).filter(([, actions]) => actions.length > 0)
        .map(([id, actions]) => [id, [...new Set(actions)]])),
    }))
    .sort((a, b) => (a.opensAt < b.opensAt ? -1 : a.opensAt > b.opensAt ? 1 : 0));

/** The actions each placed component knows, by the component's id. */
export type KnownActions = ReadonlyMap<string, readonly string[]>;

function actionsRefusal({ key, allows }: SpacePhase, known: KnownActions): Refusal | undefined {
  const strange = Object.entries(allows).some(([id, actions]) => actions.some((action) => !known.get(id)?.includes(action)));
  return strange ? new Refusal('BAD_USER_INPUT', `phases.${key}.allows`) : undefined;
}

function phaseRefusal(phase: SpacePhase, known: KnownActions): Refusal | undefined {
  const { key, title, text, callToAction, opensAt, closesAt } = phase;
  if (!KEY.test(key)) return new Refusal('BAD_FORMAT', 'phases.key');
  if (closesAt !== null && closesAt <= opensAt) return new Refusal('BAD_DATES', `phases.${key}.closesAt`);
  return textRefusal(`phases.${key}.title`, title, { max: 60 })
    ?? textRefusal(`phases.${key}.text`, text, { min: 0, max: 400 })
    ?? textRefusal(`phases.${key}.callToAction`, callToAction, { min: 0, max: 40 })
    ?? actionsRefusal(phase, known);
}

/** Why these phases cannot stand together: a faulty one, two of one key, or two at one time. Expects the order of time. */
export function phasesRefusal(phases: readonly SpacePhase[], known: KnownActions): Refusal | undefined {
  if (phases.length > MOST) return new Refusal('TOO_MANY', 'phases');
  for (const [index, phase] of phases.entries()) {
    const refusal = phaseRefusal(phase, known);
    if (refusal) return refusal;
    if (phases.some((other, at) => at < index && other.key === phase.key)) return new Refusal('TAKEN', `phases.${phase.key}.key`);
    const before = phases[index - 1];
    if (before && (before.closesAt === null || before.closesAt > phase.opensAt)) {
      return new Refusal('OVERLAP', `phases.${phase.key}.opensAt`, { phase: before.key });
    }
  }
  return undefined;
}

/** How long before it takes effect people must hear that they get less time. */
export const NOTICE_HOURS = 72;

const HOUR = 3_600_000;
const lengthOf = ({ opensAt, closesAt }: SpacePhase): number =>
  closesAt === null ? Infinity : new Date(closesAt).getTime() - new Date(opensAt).getTime();

/** The first instant at which somebody who relied on the old phase finds less open than was said. */
function firstLoss(old: SpacePhase, next: SpacePhase | undefined): string | undefined {
  if (!next) return old.opensAt;
  const fewer = Object.entries(old.allows).some(([id, actions]) => actions.some((action) => !next.allows[id]?.includes(action)));
  if (fewer) return old.opensAt;
  if (next.opensAt > old.opensAt && lengthOf(next) < lengthOf(old)) return old.opensAt;
  if (next.closesAt !== null && (old.closesAt === null || next.closesAt < old.closesAt)) return next.closesAt;
  return undefined;
}

function changeRefusal(old: SpacePhase, next: SpacePhase | undefined, now: Date): Refusal | undefined {
  const instant = now.toISOString();
  const past = (boundary: string | null) => boundary !== null && boundary <= instant;
  if (past(old.opensAt) && next?.opensAt !== old.opensAt) return new Refusal('PAST_BOUNDARY', `phases.${old.key}.opensAt`);
  if (past(old.closesAt) && !(next && next.closesAt === old.closesAt && same(sortedActions(next.allows), sortedActions(old.allows)))) {
    return new Refusal('PAST_BOUNDARY', `phases.${old.key}.closesAt`);
  }
  const loss = firstLoss(old, next);
  if (loss === undefined || new Date(loss).getTime() - now.getTime() >= NOTICE_HOURS * HOUR) return undefined;
  return new Refusal('NOTICE_TOO_SHORT', `phases.${old.key}.closesAt`, { hours: NOTICE_HOURS });
}

/** Why the phases of a published space may not change like this: the past stands, and less time needs notice. */
export function noticeRefusal(before: readonly SpacePhase[], after: readonly SpacePhase[], now: Date): Refusal | undefined {
  for (const old of before) {
    const refusal = changeRefusal(old, after.find(({ key }) => key === old.key), now);
    if (refusal) return refusal;
  }
  for (const next of after) {
    const old = before.find(({ key }) => key === next.key);
    if (next.opensAt !== old?.opensAt && new Date(next.opensAt) < now) return new Refusal('PAST_BOUNDARY', `phases.${next.key}.opensAt`);
  }
  return undefined;
}

const sortedActions = (allows: SpacePhase['allows']) =>
  Object.fromEntries(Object.entries(allows).map(([id, actions]) => [id, [...actions].sort()]));

/** The phases that differ in dates or actions, old and new side by side. */
export function changedPhases(before: readonly SpacePhase[], after: readonly SpacePhase[]) {
  const keys = [...new Set([...before, ...after].map(({ key }) => key))];
  const dated = ({ opensAt, closesAt, allows }: SpacePhase) => ({ opensAt, closesAt, allows: sortedActions(allows) });
  return keys.flatMap((key) => {
    const [from, to] = [before, after].map((phases) => phases.find((phase) => phase.key === key));
    return same(from && dated(from), to && dated(to)) ? [] : [{ key, from, to }];
  });
}

/** Phases so many civil days later, at the same time of day in the zone. */
export const shiftedPhases = (phases: readonly SpacePhase[], days: number, zone: string): SpacePhase[] => {
  const shifted = (iso: string): string => {
    const { hour, minute, second, ...day } = civilIn(new Date(iso), zone);
    return instantOf({ ...plusDays(day, days), hour, minute, second }, zone).toISOString();
  };
  return phases.map((phase) => ({
    ...phase, opensAt: shifted(phase.opensAt), closesAt: phase.closesAt === null ? null : shifted(phase.closesAt),
  }));
};
