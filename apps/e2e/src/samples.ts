import { Api } from './api.ts';
import { asks } from './asks.ts';
import { fromComponents } from './from-components.ts';
import { openGround, publishedProposal } from './ground.ts';
import { personOf } from './people.ts';

/** One way to open a page: who comes, to which address below the language, and with which status it answers. */
export interface Sample {
  readonly path: string;
  readonly as?: keyof Cast;
  readonly status?: number;
  /** What is special about it, where a page has several. */
  readonly note?: string;
}

/** The people who open pages, signed in once. */
export interface Cast {
  readonly citizen: Api;
  readonly staff: Api;
  readonly administrator: Api;
  readonly moderator: Api;
}

/** What a component gives to open on its own pages; `libs/components/<name>/testing/samples.ts` exports it as `samples`. */
export type ComponentSamples = (cast: Cast) => Promise<Readonly<Record<string, readonly Sample[]>>>;

const token = 'A'.repeat(43);
const unbroken = '道'.repeat(60) + 'a'.repeat(200);
const longTitle =
  '駅から海までの歩道をだれもが安心して歩けるように広げてベンチと木陰と水飲み場をつくり夜も明るくする提案です';

const spaceQuery = `query Space($slug: String!) { space(slug: $slug) { components { id } } }`;
const placeQuery = `query Place($id: ID!) { component(id: $id) { ... on ProposalsComponent { proposals(first: 50, sort: ANSWERED) {
  items { id state answerVersions versions commentCount author { code } } } } } }`;

interface Listed {
  readonly id: string;
  readonly state: string;
  readonly answerVersions: number;
  readonly versions: number;
  readonly commentCount: number;
  readonly author: { readonly code: string } | null;
}

/** The place for proposals of a demo space, with its proposals. */
async function placeOf(api: Api, slug: string) {
  const { space } = await api.ask<{ space: { components: { id: string }[] } }>(spaceQuery, { slug });
  const componentId = found(space.components[0], `place in ${slug}`).id;
  const { component } = await api.ask<{ component: { proposals: { items: Listed[] } } }>(placeQuery, {
    id: componentId,
  });
  return component.proposals.items.map((item) => ({ ...item, slug, componentId }));
}

const found = <T>(thing: T | undefined, what: string): T => {
  if (thing === undefined) throw new Error(`the demo city has no ${what}`);
  return thing;
};

const asked = ['station-square', 'river-greenway', 'places-for-children'];

const pageOf = ({ slug, componentId, id }: { slug: string; componentId: string; id: string }): string =>
  `spaces/${slug}/proposals/${componentId}/${id}`;

/** The address of a demo proposal that is as wanted. */
export async function pageWith(origin: string, wanted: (proposal: Listed) => boolean): Promise<string> {
  const all = (await Promise.all(asked.map((slug) => placeOf(new Api(origin), slug)))).flat();
  return pageOf(found(all.find(wanted), 'such proposal'));
}

/** Signs in who is needed, and finds or makes something to show on every page. */
async function prepare(origin: string): Promise<{ cast: Cast; samples: Readonly<Record<string, readonly Sample[]>> }> {
  const signedIn = (key: string) => new Api(origin).signIn(personOf(key).mail);
  const [citizen, staff, administrator, moderator] = await Promise.all([
    signedIn('hana'),
    signedIn('kawabata'),
    signedIn('fujii'),
    signedIn('miura'),
  ]);
  const all = (await Promise.all(asked.map((slug) => placeOf(citizen, slug)))).flat();
  const answered = found(
    all.find(({ answerVersions, commentCount }) => answerVersions > 0 && commentCount > 0),
    'answered proposal with comments',
  );
  const edited = found(
    all.find(({ versions }) => versions > 1),
    'edited proposal',
  );
  const withdrawn = found(
    all.find(({ state }) => state === 'WITHDRAWN'),
    'withdrawn proposal',
  );
  const roomOf = async (slug: string) => {
    const { space } = await citizen.ask<{ space: { components: { id: string }[] } }>(spaceQuery, { slug });
    return `spaces/${slug}/proposals/${found(space.components[0], `place in ${slug}`).id}`;
  };

  const tree = await administrator.make(asks.addTaxonomyNode, {
    parentId: null,
    input: { name: { ja: 'テーマ', en: 'Theme' } },
  });
  const node = await administrator.make(asks.addTaxonomyNode, {
    parentId: tree,
    input: { name: { ja: longTitle }, kana: 'えき' },
  });
  await administrator.make(asks.addTaxonomyNode, { parentId: node, input: { name: { ja: '木陰', en: 'Shade' } } });

  const ground = await openGround(staff, 'sample', {
    threshold: 5,
    supportsPerPerson: 3,
    attachments: 'true',
    amendments: 'ALL',
    places: 'OPTIONAL',
    taxonomies: JSON.stringify([tree]),
  });
  const input = { title: longTitle, body: `${unbroken}\n\n- 木陰\n- ベンチ`, locale: 'ja' };
  const draft = await citizen.make(asks.draftProposal, { componentId: ground.componentId, input });
  const fresh = await publishedProposal(citizen, ground.componentId, longTitle, input.body);
  const said = await citizen.make(asks.addComment, {
    rootId: fresh,
    body: `https://example.jp/${'a'.repeat(200)} を見てください。`,
  });
  await staff.make(asks.addComment, { rootId: fresh, parentId: said, body: '見ました。' });
  await staff.make(asks.reportText, { kind: 'comment', id: said, rule: 'R7', note: unbroken });
  const insult = await citizen.make(asks.addComment, { rootId: fresh, body: '言いすぎました。' });
  await moderator.make(asks.withholdText, { kind: 'comment', id: insult, rule: 'R5', reason: unbroken });
  const many = await moderator.make(asks.bulkPreview, {
    kind: 'comment',
    id: said,
    by: 'LINK',
    rule: 'R7',
    reason: unbroken,
  });
  const hidden = await publishedProposal(citizen, ground.componentId, '言いすぎた提案', '言いすぎた文章です。');
  await moderator.make(asks.withholdText, { kind: 'proposal', id: hidden, rule: 'R5', reason: unbroken });
  await citizen.make(asks.appealDecision, { kind: 'proposal', id: hidden, text: unbroken });
  const { viewer } = await citizen.ask<{ viewer: { person: { id: string; code: string } } }>(
    'query { viewer { person { id code } } }',
  );
  await moderator.make(asks.proposeBlock, { kind: 'comment', id: said, reason: unbroken });
  const together = await publishedProposal(
    staff,
    ground.componentId,
    '川べりの遊歩道',
    '朝に歩きたい人がたくさんいます。',
  );
  const invitation = await staff.make(asks.inviteCoauthor, { id: together, who: viewer.person.code });
  await citizen.make(asks.inviteCoauthor, { id: fresh, who: 'friend@example.jp' });
  const change = { title: longTitle, body: `${unbroken}\n\n- 木陰\n- ベンチ\n- 水飲み場` };
  const amendment = await staff.make(asks.draftAmendment, { proposalId: fresh, input: change });
  await staff.make(asks.publishAmendment, { id: amendment });
  const amending = await citizen.make(asks.draftAmendment, {
    proposalId: together,
    input: { title: '川べりの遊歩道', body: '朝も夜も歩きたい人がいます。' },
  });
  const member = await administrator.make(asks.inviteMember, {
    spaceId: ground.spaceId,
    input: { mail: personOf('hana').mail, role: { ja: '公募委員', en: 'Citizen member' }, published: true },
  });
  await administrator.make(asks.inviteMember, {
    spaceId: ground.spaceId,
    input: { mail: `${'a'.repeat(60)}@example.jp`, name: longTitle, role: { ja: '役'.repeat(60) } },
  });
  const empty = await openGround(staff, 'empty');
  const unfinished = 'sample-draft';
  await staff.do(asks.draftSpace, {
    input: { slug: unfinished, title: { ja: '書きかけの場', en: 'A space being written' } },
  });

  const { logLines } = await citizen.ask<{ logLines: { items: { id: string }[] } }>(
    'query Lines($space: String) { logLines(list: REGISTER, space: $space, first: 1) { items { id } } }',
    { space: ground.slug },
  );
  const recorded = found(logLines.items[0], 'act on record').id;
  const { logLines: own } = await citizen.ask<{ logLines: { items: { id: string }[] } }>(
    'query Own($person: String) { logLines(list: ACTIVITY, person: $person, first: 1) { items { id } } }',
    { person: viewer.person.code },
  );
  const receipt = found(own.items[0], 'act of the citizen').id;

  const place = ground.path;
  const space = `desk/spaces/${ground.slug}`;
  const samples: Record<string, readonly Sample[]> = {
    '*': [
      { path: 'nowhere/at/all', status: 404 },
      { path: 'nowhere/at/all', as: 'staff', status: 404 },
    ],
    ':locale': [{ path: '' }, { path: '', as: 'citizen' }, { path: '', as: 'staff' }],
    ':locale/me': [
      { path: 'me', as: 'citizen' },
      { path: 'me', note: 'by a visitor, who signs in first' },
    ],
    ':locale/answers': [
      { path: 'answers' },
      { path: 'answers?space=places-for-children&changed=yes' },
      { path: 'answers?space=plan-3', note: 'without an answer' },
    ],
    ':locale/activity': [
      { path: 'activity' },
      { path: 'activity?kind=ANSWERED&space=station-square&from=2026-01-01' },
      { path: `activity?person=${viewer.person.code}`, note: 'of one person' },
      { path: 'activity?from=soon', note: 'with a day that is none' },
    ],
    ':locale/register': [
      { path: 'register' },
      { path: `register?space=${ground.slug}` },
      { path: 'register?until=2001-01-01', note: 'without an act' },
    ],
    ':locale/record/:id': [{ path: `record/${recorded}` }],
    ':locale/log': [
      { path: 'log' },
      { path: `log?kind=proposals&space=${ground.slug}` },
      { path: 'log?day=2001-01-01', note: 'without an entry' },
    ],
    ':locale/log/about': [{ path: 'log/about' }],
    ':locale/log/key': [{ path: 'log/key' }],
    ':locale/log/of/:kind/:id': [{ path: `log/of/proposal/${fresh}` }],
    ':locale/log/:number': [{ path: 'log/0' }, { path: 'log/99999999', status: 404 }],
    ':locale/me/receipts': [
      { path: 'me/receipts', as: 'citizen' },
      { path: 'me/receipts', note: 'by a visitor, who signs in first' },
    ],
    ':locale/me/decisions': [
      { path: 'me/decisions', as: 'citizen' },
      { path: 'me/decisions', note: 'by a visitor, who signs in first' },
    ],
    ':locale/receipt/:id': [
      { path: `receipt/${receipt}`, as: 'citizen' },
      { path: `receipt/${recorded}`, note: 'of somebody else' },
    ],
    ':locale/share/:kind/:id': [{ path: `share/proposal/${answered.id}` }],
    ':locale/follow': [{ path: 'follow' }],
    ':locale/follow/:kind/:id': [
      { path: `follow/proposal/${answered.id}`, as: 'citizen' },
      { path: `follow/proposal/${answered.id}`, note: 'by a visitor' },
    ],
    ':locale/account/notices': [{ path: 'account/notices', as: 'citizen' }],
    ':locale/notices/confirm/:reader/:key': [{ path: `notices/confirm/nothing/${token}` }],
    ':locale/notices/out/:reader/:key': [{ path: `notices/out/nothing/${token}` }],
    ':locale/report/:kind/:id': [
      { path: `report/comment/${said}`, as: 'citizen' },
      { path: `report/comment/${said}`, note: 'by a visitor' },
    ],
    ':locale/reports/:id/:key': [{ path: `reports/nothing/${token}` }],
    ':locale/appeal/:kind/:id': [
      { path: `appeal/comment/${insult}`, as: 'citizen' },
      { path: `appeal/proposal/${hidden}`, as: 'citizen', note: 'that waits' },
    ],
    ':locale/moderation': [{ path: 'moderation' }],
    ':locale/moderation/rules': [{ path: 'moderation/rules' }],
    ':locale/desk/rules': [
      { path: 'desk/rules', as: 'staff' },
      { path: 'desk/rules', status: 403, as: 'citizen', note: 'by a citizen' },
    ],
    ':locale/desk/rules/:rule': [
      { path: 'desk/rules/R5', as: 'staff' },
      { path: 'desk/rules/new', as: 'staff', note: 'a new one' },
    ],
    ':locale/desk/words': [
      { path: 'desk/words', as: 'staff' },
      { path: 'desk/words', as: 'citizen', status: 403 },
    ],
    ':locale/desk/moderation': [
      { path: 'desk/moderation', as: 'moderator' },
      { path: 'desk/moderation?show=MINE', as: 'moderator', note: 'of which nothing waits' },
      { path: 'desk/moderation', note: 'by a visitor, who signs in first' },
      { path: 'desk/moderation', as: 'citizen', status: 403 },
    ],
    ':locale/desk/moderation/modes': [
      { path: 'desk/moderation/modes', as: 'moderator' },
      { path: 'desk/moderation/modes', as: 'citizen', status: 403 },
    ],
    ':locale/desk/moderation/bulk/:id': [
      { path: `desk/moderation/bulk/${many}`, as: 'moderator' },
      { path: `desk/moderation/bulk/${many}`, as: 'citizen', status: 404 },
    ],
    ':locale/desk/moderation/:kind/:id': [
      { path: `desk/moderation/comment/${said}`, as: 'moderator' },
      { path: `desk/moderation/comment/${insult}`, as: 'moderator', note: 'withheld' },
      { path: `desk/moderation/comment/${said}`, as: 'staff', status: 404 },
    ],
    ':locale/moderate/account/:id': [
      { path: `moderate/account/${viewer.person.id}`, as: 'moderator' },
      { path: `moderate/account/${viewer.person.id}`, as: 'citizen', status: 404, note: 'by whom it is about' },
    ],
    ':locale/moderate/:kind/:id': [
      { path: `moderate/comment/${said}`, as: 'moderator' },
      { path: `moderate/proposal/${hidden}`, as: 'moderator', note: 'withheld, a proposal, with an appeal' },
      { path: `moderate/comment/${insult}`, as: 'moderator', note: 'withheld' },
      { path: `moderate/comment/${said}`, note: 'by a visitor, who signs in first' },
      { path: `moderate/comment/${said}`, as: 'staff', status: 404 },
    ],
    ':locale/open-data': [{ path: 'open-data' }],
    ':locale/outbox': [{ path: 'outbox' }],
    ':locale/spaces': [{ path: 'spaces' }],
    ':locale/spaces/:slug': [
      { path: 'spaces/station-square' },
      { path: 'spaces/places-for-children' },
      { path: `spaces/${ground.slug}`, as: 'staff' },
    ],
    ':locale/spaces/:slug/rules/:componentId': [{ path: `spaces/${ground.slug}/rules/${ground.componentId}` }],
    ':locale/spaces/:slug/proposals/:componentId': [
      { path: place },
      { path: place, as: 'citizen' },
      { path: empty.path, note: 'without a proposal' },
      { path: `${place}?q=zzzz`, note: 'with nothing found' },
      { path: await roomOf('places-for-children'), note: 'over' },
      { path: await roomOf('plan-3'), note: 'to come' },
    ],
    ':locale/spaces/:slug/proposals/:componentId/map': [
      { path: `${place}/map` },
      { path: `${place}/map?q=zzzz`, note: 'with nothing found' },
    ],
    ':locale/spaces/:slug/proposals/:componentId/import': [{ path: `${place}/import`, as: 'staff' }],
    ':locale/spaces/:slug/proposals/:componentId/new': [{ path: `${place}/new`, as: 'citizen' }],
    ':locale/spaces/:slug/proposals/:componentId/:id': [
      { path: pageOf(answered) },
      { path: pageOf(answered), as: 'citizen' },
      { path: pageOf(answered), as: 'staff' },
      { path: `${place}/${fresh}`, as: 'citizen', note: 'of their own' },
      { path: pageOf(withdrawn), note: 'withdrawn' },
      { path: `${place}/${fresh}?comment=${said}`, as: 'citizen', note: 'at one comment' },
      { path: `${place}/${fresh}?comment=${insult}`, note: 'at a withheld comment' },
      { path: `${place}/${fresh}`, as: 'moderator' },
      { path: `${place}/${hidden}`, note: 'withheld' },
      { path: `${place}/${hidden}`, as: 'citizen', note: 'of their own, withheld' },
    ],
    ':locale/spaces/:slug/proposals/:componentId/:id/write': [
      { path: `${place}/${draft}/write`, as: 'citizen' },
      { path: `${place}/${fresh}/write`, as: 'citizen' },
    ],
    ':locale/spaces/:slug/proposals/:componentId/:id/files': [{ path: `${place}/${draft}/files`, as: 'citizen' }],
    ':locale/spaces/:slug/proposals/:componentId/:id/preview': [{ path: `${place}/${draft}/preview`, as: 'citizen' }],
    ':locale/spaces/:slug/proposals/:componentId/:id/history': [{ path: `${pageOf(edited)}/history` }],
    ':locale/spaces/:slug/proposals/:componentId/:id/amend': [
      { path: `${place}/${together}/amend`, as: 'citizen' },
      { path: `${place}/${together}/amend`, note: 'by a visitor, who signs in first' },
    ],
    ':locale/spaces/:slug/proposals/:componentId/:id/amendments/:amendmentId': [
      { path: `${place}/${fresh}/amendments/${amendment}` },
      { path: `${place}/${fresh}/amendments/${amendment}`, as: 'citizen', note: 'to be decided' },
      { path: `${place}/${together}/amendments/${amending}`, as: 'citizen', note: 'a draft' },
    ],
    ':locale/spaces/:slug/proposals/:componentId/:id/answer': [
      { path: `${place}/${fresh}/answer`, as: 'staff' },
      { path: `${pageOf(answered)}/answer`, as: 'staff' },
    ],
    ':locale/spaces/:slug/proposals/:componentId/:id/authors': [
      { path: `${place}/${fresh}/authors`, as: 'citizen' },
      { path: `${place}/${draft}/authors`, as: 'citizen', note: 'of a draft' },
    ],
    ':locale/spaces/:slug/proposals/:componentId/:id/invitation/:invitationId': [
      { path: `${place}/${together}/invitation/${invitation}`, as: 'citizen' },
      { path: `${place}/${together}/invitation/${invitation}`, note: 'by a visitor, who signs in first' },
    ],
    ':locale/spaces/:slug/proposals/:componentId/:id/answers': [{ path: `${pageOf(answered)}/answers` }],
    ':locale/legal/:page': ['accessibility', 'privacy', 'terms'].map((page) => ({ path: `legal/${page}` })),
    ':locale/people/:code': [{ path: `people/${found(answered.author ?? undefined, 'author').code}` }],
    ':locale/setup': [{ path: 'setup', status: 404 }],
    ':locale/setup/administrator': [{ path: 'setup/administrator', status: 404 }],
    ':locale/desk': [
      { path: 'desk', as: 'staff' },
      { path: 'desk', as: 'administrator' },
      { path: 'desk', status: 403, as: 'citizen', note: 'by a citizen' },
    ],
    ':locale/desk/answers': [
      { path: 'desk/answers', as: 'staff' },
      ...['OVERDUE', 'PREPARED', 'SCHEDULED', 'ANSWERED'].map((queue): Sample => ({
        path: `desk/answers?queue=${queue}`,
        as: 'staff',
        note: queue.toLowerCase(),
      })),
    ],
    ':locale/desk/answers/import': [{ path: 'desk/answers/import', as: 'staff' }],
    ':locale/desk/answers/many': [
      { path: `desk/answers/many?id=${fresh}`, as: 'staff' },
      { path: 'desk/answers/many', as: 'staff', note: 'without a proposal' },
    ],
    ':locale/desk/components/:id/answerStatuses': [
      { path: `desk/components/${ground.componentId}/answerStatuses`, as: 'staff' },
    ],
    ':locale/desk/components/:id': [{ path: `desk/components/${ground.componentId}`, as: 'staff' }],
    ':locale/desk/legal/:page': [{ path: 'desk/legal/terms', as: 'administrator' }],
    ':locale/desk/organisation': [{ path: 'desk/organisation', as: 'administrator' }],
    ':locale/desk/roles': [{ path: 'desk/roles', as: 'administrator' }],
    ':locale/desk/spaces/:slug/members': [
      { path: `${space}/members`, as: 'administrator' },
      { path: `${space}/members`, as: 'staff', note: 'by staff, who may not' },
      { path: `desk/spaces/${unfinished}/members`, as: 'administrator', note: 'of a draft' },
    ],
    ':locale/desk/spaces/:slug/members/import': [{ path: `${space}/members/import`, as: 'administrator' }],
    ':locale/members/:memberId': [
      { path: `members/${member}`, as: 'citizen' },
      { path: `members/${member}`, note: 'by a visitor, who signs in first' },
    ],
    ':locale/desk/taxonomies': [{ path: 'desk/taxonomies', as: 'administrator' }],
    ':locale/desk/taxonomies/:tree': [{ path: `desk/taxonomies/${tree}`, as: 'administrator' }],
    ':locale/desk/taxonomies/:tree/:node': [
      { path: `desk/taxonomies/${tree}/${node}`, as: 'administrator' },
      { path: `desk/taxonomies/${tree}/${tree}`, as: 'administrator', note: 'of the tree' },
    ],
    ':locale/desk/spaces': [{ path: 'desk/spaces', as: 'staff' }],
    ':locale/desk/spaces/new': [{ path: 'desk/spaces/new', as: 'staff' }],
    ':locale/desk/spaces/:slug': [
      { path: space, as: 'staff' },
      { path: `desk/spaces/${unfinished}`, as: 'staff', note: 'of a draft' },
    ],
  };
  for (const step of ['texts', 'ask', 'phases', 'components', 'preview', 'copy', 'picture', 'visibility']) {
    samples[`:locale/desk/spaces/:slug/${step}`] = [
      { path: `${space}/${step}`, as: 'staff' },
      { path: `desk/spaces/${unfinished}/${step}`, as: 'staff', note: 'of a draft' },
    ];
  }
  for (const page of ['sign-up', 'check-mail', 'sign-in', 'sign-out', 'forgotten'])
    samples[`:locale/account/${page}`] = [{ path: `account/${page}` }];
  for (const page of ['confirm', 'enter', 'reset', 'mail', 'close'])
    samples[`:locale/account/${page}/:token`] = [{ path: `account/${page}/${token}` }];
  for (const page of [
    '',
    '/confirm',
    '/profile',
    '/password',
    '/mail',
    '/sessions',
    '/terms',
    '/data',
    '/second-factor/set-up',
  ]) {
    samples[`:locale/account${page}`] = [{ path: `account${page}`, as: 'citizen' }];
  }
  samples[':locale/account/second-factor'] = [{ path: 'account/second-factor', as: 'staff' }];
  for (const given of await fromComponents<{ samples: ComponentSamples }>('samples'))
    Object.assign(samples, await given.samples({ citizen, staff, administrator, moderator }));
  return { cast: { citizen, staff, administrator, moderator }, samples };
}

let rehearsal: ReturnType<typeof prepare> | undefined;

/** The people who open pages, and what there is to open; made once for all journeys. */
export const rehearse = (origin: string): ReturnType<typeof prepare> => (rehearsal ??= prepare(origin));
