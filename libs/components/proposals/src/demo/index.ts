import {
  commentActs, minutesOf, mutation, officeName, placeName, staffOf, type Act, type DemoCity, type DemoPlace, type Known,
} from '@hiroba/demo';
import { spotOfDemo, townArea } from './ground.ts';
import { places } from './places.ts';
import { supportsOf } from './supports.ts';
import type { DemoProposal, DemoProposals } from './types.ts';

const outcome = (name: string, variables: string, call: string): string => mutation('Proposal', name, variables, call);
const draftProposal = outcome('DraftProposal', '$componentId: ID!, $input: ProposalInput!', 'draftProposal(componentId: $componentId, input: $input)');
const publishProposal = outcome('PublishProposal', '$id: ID!', 'publishProposal(id: $id)');
const editProposal = outcome('EditProposal', '$id: ID!, $input: ProposalInput!', 'editProposal(id: $id, input: $input)');
const withdrawProposal = outcome('WithdrawProposal', '$id: ID!', 'withdrawProposal(id: $id)');
const supportProposal = outcome('SupportProposal', '$id: ID!', 'supportProposal(id: $id)');
const answerProposal = outcome('AnswerProposal', '$id: ID!, $input: ProposalAnswerInput!', 'answerProposal(id: $id, input: $input)');

const settingsOf = ({ settings, taxonomy }: DemoProposals): DemoPlace['settings'] => ({
  proposalLimit: settings.proposalLimit, editMinutes: settings.editWindowMinutes, supportsPerPerson: settings.supportsPerPerson,
  attachments: settings.attachments ?? false, ...(settings.places && { places: 'OPTIONAL', area: townArea }),
  minimumSupports: settings.minimumSupports, threshold: settings.threshold, answerDays: settings.answerDueDays,
  taxonomies: (known) => JSON.stringify([known(`taxonomy ${taxonomy}`)]),
});

function answerActs(city: DemoCity, { answer }: DemoProposal, name: string): Act[] {
  if (!answer) return [];
  const { status, office, text, reason, cost } = answer;
  const words = (language: 'ja' | 'en', why: string, money: string) =>
    [text[language], `${why}${reason[language]}`, ...(cost ? [`${money}${cost.note[language]}`] : [])].join('\n\n');
  return [{
    at: minutesOf(answer.at), by: staffOf(city, office), about: name, document: answerProposal,
    variables: (known) => ({
      id: known(name), input: {
        kind: status, office: officeName(city, office), costYen: cost?.yen,
        text: { ja: words('ja', '理由：', '費用の内訳：'), en: words('en', 'Why: ', 'The cost covers: ') },
      },
    }),
  }];
}

function proposalActs(city: DemoCity, place: DemoProposals, proposal: DemoProposal): Act[] {
  const { key, author: by, state, title, body, language: locale = 'ja', edits = [], withdrawnAt, comments = [] } = proposal;
  const name = `proposal ${key}`;
  const at = minutesOf(proposal.at);
  const taxonomies = (known: Known) => [known(`node ${place.taxonomy} ${proposal.topic}`)];
  const spot = place.settings.places ? spotOfDemo(key) : null;
  const id = (known: Known) => ({ id: known(name) });
  const begun: Act = {
    at, by, about: name, locale, document: draftProposal, makes: name,
    variables: (known) => ({ componentId: known(placeName(place)), input: { title, body, taxonomies: taxonomies(known), spot, locale } }),
  };
  if (state === 'DRAFT') return [begun];
  return [
    begun,
    { at, by, about: name, document: publishProposal, variables: id },
    ...edits.map((edit): Act => ({
      at: minutesOf(edit.at), by, about: name, document: editProposal,
      variables: (known) => ({ ...id(known), input: { title: edit.title, body: edit.body, taxonomies: taxonomies(known), locale } }),
    })),
    ...(withdrawnAt ? [{ at: minutesOf(withdrawnAt), by, about: name, document: withdrawProposal, variables: id } satisfies Act] : []),
    ...answerActs(city, proposal, name),
    ...comments.flatMap((comment, index) => commentActs(city, { kind: 'proposal', name }, comment, `comment ${key} ${index}`)),
  ];
}

function actsOf(city: DemoCity, place: DemoProposals): Act[] {
  // The support that reaches the threshold is told in the record; it happens alone.
  const reached = new Map(place.proposals.map(({ key, thresholdAt }) => [key, thresholdAt && minutesOf(thresholdAt)]));
  const supports = supportsOf(city, place).map(({ proposal, person, at }): Act => ({
    at: minutesOf(at), by: person, about: `proposal ${proposal}`, document: supportProposal, variables: (known) => ({ id: known(`proposal ${proposal}`) }),
    quiet: reached.get(proposal) !== minutesOf(at),
  }));
  return [...place.proposals.flatMap((proposal) => proposalActs(city, place, proposal)), ...supports];
}

/** What proposals bring to the demo city: their places, and what people did in them. */
export const proposalsDemo = (city: DemoCity): readonly DemoPlace[] =>
  places.map((place) => {
    const { space, key, title, intro, opens } = place;
    return { space, key, manifest: 'proposals', title, intro, opens, settings: settingsOf(place), acts: actsOf(city, place) };
  });
