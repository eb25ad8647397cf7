import { describe, expect, it } from '@jest/globals';
import { defineComponent, Refusal, type Situation } from '@hiroba/kernel';
import type { SpaceCopy } from './copy.ts';
import { missingForPublication } from './space.commands.ts';
import type { SpaceContent } from './space.ts';
import { draftFromTemplate, type SpaceTemplate } from './template.ts';
import { isUnwritten } from './texts.ts';

const manifest = defineComponent({
  name: 'surveys',
  actions: ['respond'],
  resources: [],
  settings: [{ key: 'most', type: 'INTEGER', min: 1, max: 9, default: 1 }],
});
const text = (ja: string) => ({ ja });
const template: SpaceTemplate = {
  key: 'ask',
  name: text('聞く'),
  about: text('聞きます'),
  title: text('〔広場〕のアンケート'),
  summary: text('聞きます。'),
  description: {},
  ask: {
    decided: text('何を'),
    changeable: text('〔何が〕'),
    fixed: text('広さ'),
    decider: text('市長'),
    deadline: text('3月'),
    wanted: text('場面'),
    promise: 'INFORM',
  },
  phases: [
    { key: 'a', title: text('聞く'), text: {}, from: 0, until: 10, allows: ['respond'] },
    { key: 'b', title: text('答える'), text: {}, from: 10, until: null, allows: [] },
  ],
  component: { title: text('アンケート'), intro: {}, settings: [{ key: 'most', value: '3' }] },
};
const at = (role?: 'STAFF'): Situation => ({
  viewer: { organisationId: 'o', personId: 'p', grants: role ? [{ role }] : [], level: 1, mfa: true, locale: 'ja' },
  now: new Date('2026-11-26T00:00:00Z'),
});
const wish = {
  slug: '2026-abcd',
  spaceId: 's',
  componentId: 'c',
  day: { year: 2026, month: 11, day: 27 },
  zone: 'Asia/Tokyo',
};

describe('a template', () => {
  it('becomes a private draft with phases in the zone of the city, and a component with its settings', () => {
    const made = draftFromTemplate(at('STAFF'), template, manifest, wish) as SpaceCopy;
    expect(made.space.patch).toMatchObject({ slug: '2026-abcd', state: 'DRAFT', kind: 'PROCESS' });
    expect(made.space.event).toMatchObject({ type: 'space.drafted', log: 'none' });
    expect(made.space.patch.phases).toMatchObject([
      { opensAt: '2026-11-27T00:00:00.000Z', closesAt: '2026-12-06T15:00:00.000Z', allows: { c: ['respond'] } },
      { opensAt: '2026-12-06T15:00:00.000Z', closesAt: null, allows: {} },
    ]);
    expect(made.components).toMatchObject([
      { id: 'c', decision: { patch: { manifest: 'surveys', settings: { most: 3 }, published: false } } },
    ]);
  });

  it('is for staff', () => {
    expect(draftFromTemplate(at(), template, manifest, wish)).toEqual(new Refusal('FORBIDDEN'));
  });

  it('is not published before its blanks are written', () => {
    const { space } = draftFromTemplate(at('STAFF'), template, manifest, wish) as SpaceCopy;
    expect(missingForPublication(space.patch as SpaceContent)).toEqual(['title.ja', 'ask.changeable.ja']);
  });
});

it.each([
  [{}, true],
  [{ ja: '' }, true],
  [{ ja: '〔ここに書く〕' }, true],
  [{ ja: '広場', en: 'The 〔square〕' }, true],
  [{ ja: '広場〔 と書きます' }, false],
  [{ ja: '広場' }, false],
])('%j is unwritten: %s', (words, expected) => expect(isUnwritten(words)).toBe(expected));
