import { commentActs, minutesOf, mutation, officeName, placeName, staffOf, type Act, type DemoCity, type DemoPlace, type Known } from '@hiroba/demo';
import { lights } from './lights.ts';
import { roof } from './roof.ts';
import type { DemoDebate, DemoDebates } from './types.ts';
import { waiting } from './waiting.ts';

const outcome = (name: string, variables: string, call: string): string => mutation('Debate', name, variables, call);
const draftDebate = outcome('DraftDebate', '$componentId: ID!, $input: DebateInput!, $office: String', 'draftDebate(componentId: $componentId, input: $input, office: $office)');
const publishDebate = outcome('PublishDebate', '$id: ID!', 'publishDebate(id: $id)');
const addDebateUpdate = outcome('AddDebateUpdate', '$id: ID!, $text: String!', 'addDebateUpdate(id: $id, text: $text)');
const concludeDebate = outcome('ConcludeDebate', '$id: ID!, $input: ConclusionsInput!', 'concludeDebate(id: $id, input: $input)');

const places: readonly DemoDebates[] = [
  {
    space: 'station-square', key: 'debates',
    title: { ja: '広場の議論', en: 'Debates about the square' },
    intro: { ja: 'ひとつの問いを、理由といっしょに考えます。', en: 'One question at a time, with reasons.' },
    opens: { ideas: ['create', 'comment'] }, settings: {}, debates: [roof, waiting],
  },
  {
    space: 'river-greenway', key: 'debates',
    title: { ja: '緑道の議論', en: 'Debates about the path' },
    intro: { ja: '決める前に、立場のちがう人の話を聞きます。', en: 'Hearing both sides before a decision.' },
    opens: { study: ['comment'], answers: ['comment'] }, settings: {}, debates: [lights],
  },
];

const commentName = (debate: DemoDebate, at: number): string => `comment debate ${debate.key} ${at}`;

function actsOf(city: DemoCity, place: DemoDebates, debate: DemoDebate): Act[] {
  const { key, question, background, ask = {}, layout, alignment, language: locale = 'ja', office, closesAt, news = [], comments, conclusions } = debate;
  const by = office ? staffOf(city, office) : (debate.author ?? '');
  const name = `debate ${key}`;
  const at = minutesOf(debate.at);
  const id = (known: Known) => ({ id: known(name) });
  const concluded = conclusions ? [{
    at: minutesOf(conclusions.at), by, about: name, document: concludeDebate,
    variables: (known: Known) => ({ ...id(known), input: {
      text: conclusions.text, office: office && officeName(city, office), commentIds: conclusions.comments.map((n) => known(commentName(debate, n))),
    } }),
  } satisfies Act] : [];
  return [
    {
      at, by, about: name, locale, document: draftDebate, makes: name,
      variables: (known, instant) => ({
        componentId: known(placeName(place)), office: office && officeName(city, office),
        input: { question, background, ask, layout, alignment, locale, ...(closesAt ? { closesAt: instant(closesAt) } : {}) },
      }),
    },
    { at, by, about: name, document: publishDebate, variables: id },
    ...news.map((one): Act => ({ at: minutesOf(one.at), by, about: name, document: addDebateUpdate, variables: (known) => ({ ...id(known), text: one.text }) })),
    ...comments.flatMap((comment, index) => commentActs(city, { kind: 'debate', name }, comment, commentName(debate, index))),
    ...concluded,
  ];
}

/** What debates bring to the demo city: their places, and what people said in them. */
export const debatesDemo = (city: DemoCity): readonly DemoPlace[] =>
  places.map(({ debates, ...place }) => ({
    ...place, manifest: 'debates', acts: debates.flatMap((debate) => actsOf(city, { ...place, debates }, debate)),
  }));
