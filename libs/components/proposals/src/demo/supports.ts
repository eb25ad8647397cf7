import { minutesOf, type DemoCity, type DemoPerson, type Moment } from '@hiroba/demo';
import type { DemoProposal, DemoProposals } from './types.ts';

/** One support: who gives it to which proposal, and when. */
export interface DemoSupport {
  readonly proposal: string;
  readonly person: string;
  readonly at: Moment;
}

// The first log-in printed at start gives two supports fewer than others: whoever tries it has some left to give.
const headStart: Readonly<Record<string, number>> = { hana: 2 };

const mixed = (words: string): number =>
  [...words].reduce((sum, letter) => Math.imul(sum ^ letter.codePointAt(0)!, 16777619) >>> 0, 2166136261);

function momentOf(minutes: number): Moment {
  const day = Math.floor(minutes / 1440);
  const rest = minutes - day * 1440;
  const two = (value: number): string => String(value).padStart(2, '0');
  return { day, time: `${two(Math.floor(rest / 60))}:${two(rest % 60)}` };
}

/** The window in which a proposal could be supported, ending a day before seeding at the latest. */
function supportWindow(city: DemoCity, place: DemoProposals, proposal: DemoProposal): { from: number; to: number } {
  const from = minutesOf(proposal.at);
  const ends = (city.spaces.find(({ slug }) => slug === place.space)?.phases ?? [])
    .filter((phase) => place.opens[phase.key]?.includes('support') && minutesOf(phase.opensAt) <= from && phase.closesAt)
    .map((phase) => minutesOf(phase.closesAt!));
  const final = proposal.answer && proposal.answer.status !== 'EVALUATING' ? [minutesOf(proposal.answer.at)] : [];
  return { from, to: Math.min(-1440, ...ends, ...final) };
}

function timesOf(proposal: DemoProposal, threshold: number, { from, to }: { from: number; to: number }): number[] {
  const reached = proposal.thresholdAt && minutesOf(proposal.thresholdAt);
  return Array.from({ length: proposal.supports }, (_, index) => {
    const nth = index + 1;
    if (reached === undefined) return Math.floor(from + ((to - from) * nth) / (proposal.supports + 1));
    if (nth <= threshold) return Math.floor(from + ((reached - from) * nth) / threshold);
    return Math.floor(reached + ((to - reached) * (nth - threshold)) / (proposal.supports - threshold + 1));
  });
}

/** The supports of a place, handed out evenly and never to one's own proposal, in the order of proposals. */
export function supportsOf(city: DemoCity, place: DemoProposals): readonly DemoSupport[] {
  const { supportsPerPerson, threshold } = place.settings;
  const given = new Map<string, number>();
  const used = (person: DemoPerson): number => given.get(person.key) ?? 0;
  const byDemand = [...place.proposals].sort((a, b) => b.supports - a.supports);
  return byDemand.flatMap((proposal) => {
    const window = supportWindow(city, place, proposal);
    const times = timesOf(proposal, threshold, window);
    const load = (person: DemoPerson): number => used(person) + (headStart[person.key] ?? 0);
    const order = (a: DemoPerson, b: DemoPerson): number =>
      load(a) - load(b) || mixed(a.key + proposal.key) - mixed(b.key + proposal.key);
    return city.people
      .filter((person) => person.role === 'PARTICIPANT' && person.key !== proposal.author)
      .filter((person) => minutesOf(person.joinedAt) <= window.from)
      .filter((person) => supportsPerPerson === 0 || used(person) < supportsPerPerson)
      .sort(order)
      .slice(0, proposal.supports)
      .map((person, index) => {
        given.set(person.key, used(person) + 1);
        return { proposal: proposal.key, person: person.key, at: momentOf(times[index]!) };
      });
  });
}
