import { minutesOf, mutation, officeName, placeName, staffOf, type Act, type DemoCity, type DemoPlace, type Known } from '@hiroba/demo';
import { bicycles } from './bicycles.ts';
import { greenery, records, renamed, square } from './others.ts';
import type { DemoRound, DemoStep } from './types.ts';

const act = (name: string, variables: string, call: string): string => mutation('Round', name, variables, call);
const draftRound = act('DraftRound', '$componentId: ID!, $input: RoundInput!', 'draftRound(componentId: $componentId, input: $input)');
const importPlan = act('ImportPlan', '$id: ID!, $text: String!', 'importRoundPlan(id: $id, text: $text)');
const request = act('Request', '$id: ID!', 'requestRoundApproval(id: $id)');
const approve = act('Approve', '$id: ID!', 'approveRound(id: $id)');
const extend = act('Extend', '$id: ID!, $closesAt: DateTime!, $reason: String!', 'extendRound(id: $id, closesAt: $closesAt, reason: $reason)');
const notHeld = act('NotHeld', '$id: ID!, $exemption: String!, $reason: String!', 'declareRoundNotHeld(id: $id, exemption: $exemption, reason: $reason)');
const countTail = act('CountTail', '$id: ID!', 'countTail(roundId: $id, counts: [])');
const closeTail = act('CloseTail', '$id: ID!', 'closeTail(roundId: $id)');
const propose = act('Propose', '$id: ID!, $text: String!', 'requestResultApproval(id: $id, input: { text: $text })');
const publish = act('PublishResult', '$id: ID!', 'publishRoundResult(id: $id)');
const importFinal = act('ImportFinal', '$id: ID!, $text: String!', 'importFinalPlan(id: $id, text: $text)');
const adopt = act('Adopt', '$id: ID!, $on: String!, $text: String!', 'adoptRound(id: $id, on: $on, text: $text)');

const ordinance = 'みなと川市パブリックコメント手続条例';
const contactOf = (city: DemoCity, office: string) => {
  const { phone = '', mail = '' } = city.organisation.offices.find(({ key }) => key === office) ?? {};
  return { phone, mail, address: city.organisation.contact.address.ja };
};

/** What a step does, by whom: the author's own unless it is another's business. */
function stepActs(round: DemoRound, step: DemoStep, author: string): Act[] {
  const name = `round ${round.key}`;
  const minute = minutesOf(step.at);
  const one = (document: string, by: string, more: (instant: Parameters<Act['variables']>[1]) => object = () => ({}), later = 0): Act => ({
    at: minute + later, by, about: name, document, variables: (known: Known, instant) => ({ id: known(name), ...more(instant) }),
  });
  const other = author === 'ohno' ? 'kawabata' : 'ohno';
  switch (step.do) {
    case 'approve':
    case 'approveResult': return [one(approve, step.by)];
    case 'extend': return [one(extend, author, (instant) => ({ closesAt: instant(step.until), reason: step.reason }))];
    case 'notHeld': return [one(notHeld, author, () => ({ exemption: step.exemption, reason: step.reason }))];
    case 'closeTail': return [one(countTail, author), one(closeTail, other, undefined, 30)];
    case 'propose': return [one(propose, author, () => ({ text: step.text }))];
    case 'publish': return [one(publish, author)];
    case 'final': return [one(importFinal, author, () => ({ text: step.text }))];
    case 'adopt': return [one(adopt, author, (instant) => ({ on: instant({ day: step.day, time: '12:00' }).slice(0, 10), text: step.text }))];
  }
}

function actsOf(city: DemoCity, place: Pick<DemoPlace, 'space' | 'key'>, round: DemoRound): Act[] {
  const by = staffOf(city, round.office);
  const name = `round ${round.key}`;
  const minute = minutesOf(round.at);
  const { plan, opensAt, closesAt } = round;
  const { contact } = city.organisation;
  const asks = round.steps.some((step) => step.do === 'approve');
  return [
    {
      at: minute, by, about: name, document: draftRound, makes: name,
      variables: (known, instant) => ({
        componentId: known(placeName(place)),
        input: {
          title: round.title, titleKana: round.titleKana, summary: round.summary, easySummary: round.easySummary ?? '', subjectType: round.subjectType,
          policyField: round.policyField, office: officeName(city, round.office), contact: contactOf(city, round.office), ask: { ...round.ask, promise: 'CONSULT' },
          ways: [
            { channel: 'ONLINE' }, { channel: 'MAIL', to: contactOf(city, round.office).mail }, { channel: 'POST', to: `〒999-0001 ${contact.address.ja}` },
            { channel: 'FAX', to: contact.fax }, { channel: 'COUNTER', to: `${officeName(city, round.office)}（${contact.hours.ja}）` },
          ],
          places: [
            { name: '市役所1階 市民情報コーナー', address: 'みなと川市鐘守町1番1号', hours: contact.hours.ja },
            { name: '市立図書館', address: 'みなと川市舟留2丁目4番', hours: '火曜日から日曜日 9:00～19:00' },
          ],
          legalBasis: ordinance, clause: round.clause,
          ...(opensAt ? { opensAt: instant(opensAt) } : {}), ...(closesAt ? { closesAt: instant(closesAt) } : {}),
        },
      }),
    },
    ...(plan ? [{ at: minute + 20, by, about: name, document: importPlan, variables: (known: Known) => ({ id: known(name), text: plan }) }] : []),
    ...(asks ? [{ at: minute + 40, by, about: name, document: request, variables: (known: Known) => ({ id: known(name) }) }] : []),
    ...round.steps.flatMap((step) => stepActs(round, step, by)),
  ];
}

/** What public-comment rounds bring to the demo city: a place with rounds in every state. */
export const publicCommentsDemo = (city: DemoCity): readonly DemoPlace[] => {
  const place = { space: 'station-square', key: 'public-comments' };
  return [{
    ...place, manifest: 'public-comments',
    title: { ja: 'パブリックコメント', en: 'Public comment' },
    intro: {
      ja: '計画や条例の案に、ご意見をお寄せください。いただいた意見には、市の考え方を添えてすべてお答えします。',
      en: 'Tell us what you think of draft plans and ordinances. Every opinion is answered.',
    },
    settings: { ordinance }, opens: {},
    acts: [bicycles, greenery, square, records, renamed].flatMap((round) => actsOf(city, place, round)),
  }];
};
