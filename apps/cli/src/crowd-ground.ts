import { AccountSeeds } from '@hiroba/accounts/server';
import { hostsOf } from '@hiroba/api/hosts';
import { crowdBegins, demoCity, minutesOf, type Crowd, type DemoPerson } from '@hiroba/demo';
import { Refusal, visitor, type LocalizedText } from '@hiroba/kernel';
import { hashPassword, type Caller } from '@hiroba/server';
import { createOrganisation, PlacedComponents, SpaceService } from '@hiroba/spaces/server';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import type { House } from './house.ts';

/** Where a generated city takes part: the place, and the member of staff who speaks for the city. */
export interface CrowdGround {
  readonly organisationId: string;
  readonly componentId: string;
  readonly staff: Caller;
}

/** What came of an act that nothing forbids. */
export function kept<T>(outcome: T | Refusal): T {
  if (outcome instanceof Refusal) throw new Error(`the generated city was refused: ${outcome.code} ${outcome.field ?? ''}`);
  return outcome;
}

const both = (ja: string, en: string): LocalizedText => ({ ja, en });

/** The city itself, with some of the demo city's people to sign in as, and one place for everybody's proposals. */
export async function layGround(house: House, crowd: Crowd): Promise<CrowdGround> {
  const { name, greeting, zone, municipalityCode, referencePrefix: prefix, accentColour: accent, contact, offices } = demoCity.organisation;
  const orm = house.get(MikroORM);
  const organisationId = await orm.em.fork().transactional((em) => createOrganisation(em as EntityManager, {
    name, greeting, zone, municipalityCode, prefix, accent, contact, offices, hosts: hostsOf(house.config),
  }));
  const passwordHash = await hashPassword(demoCity.password);
  const callers = new Map<string, Caller>();
  for (const person of demoCity.people) callers.set(person.key, await settle(house, organisationId, person, passwordHash));
  const staff = callers.get('ohno');
  if (!staff) throw new Error('the demo city has no ohno');
  return { organisationId, staff, componentId: await openPlace(house, staff, crowd) };
}

async function settle(house: House, organisationId: string, person: DemoPerson, passwordHash: string): Promise<Caller> {
  const { mail: email, displayName, language: locale, role, about, joinedAt } = person;
  const office = demoCity.organisation.offices.find(({ key }) => key === person.office)?.name.ja;
  const grants = role === 'PARTICIPANT' ? [] : role === 'ADMIN' ? [{ role }, { role: 'STAFF' as const }] : [{ role }];
  const worksHere = grants.length > 0;
  const { id } = await house.get(AccountSeeds).person({
    organisationId, email, displayName, locale, about, office, passwordHash, roles: grants,
    joinedAt: new Date(crowdBegins.getTime() + minutesOf(joinedAt) * 60_000), totpSecret: worksHere ? demoCity.totpSecret : undefined,
  });
  return { ...visitor(organisationId, locale), personId: id, grants, level: 1, mfa: worksHere, freshUntil: new Date(8.64e15) };
}

async function openPlace(house: House, staff: Caller, crowd: Crowd): Promise<string> {
  const [spaces, placed] = [house.get(SpaceService), house.get(PlacedComponents)];
  const draft = kept(await spaces.draft(staff, {
    slug: 'everybody', kind: 'ASSEMBLY', title: both('みんなの提案', 'Everybody’s proposals'),
    summary: both('まちのことを、いつでも提案できます。', 'Propose something for the town, at any time.'),
  }));
  const edited = kept(await spaces.edit(staff, draft.id, {
    office: 'planning',
    ask: {
      decided: both('市の次の計画に入れること', 'what goes into the next plan of the city'), changeable: both('すべての分野', 'any field'),
      fixed: both('法律で決まっていること', 'what the law decides'), decider: both('市長', 'the mayor'), deadline: both('毎年三月', 'each March'),
      wanted: both('具体的な提案と、賛成・反対の理由', 'concrete proposals, and reasons for and against'), promise: 'INVOLVE',
    },
  }, draft.edition));
  const component = kept(await placed.place(staff, draft.id, 'proposals', {
    title: both('提案', 'Proposals'), intro: both('ひとつの提案にひとつのことを。', 'One thing in each proposal.'),
    settings: [{ key: 'threshold', value: String(crowd.threshold) }],
  }));
  const allows = { [component.id]: ['create', 'support', 'comment', 'voteComment'] };
  kept(await spaces.setPhases(staff, draft.id, {
    edition: edited.edition,
    phases: [{
      key: 'always', title: both('いつでも', 'At any time'), text: both('提案、支持、コメントを受け付けています。', 'Proposals, supports and comments are welcome.'),
      opensAt: crowdBegins.toISOString(), closesAt: null, allows,
    }],
  }));
  kept(await spaces.publish(staff, draft.id));
  return component.id;
}
