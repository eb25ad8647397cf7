import assert from 'node:assert/strict';
import type { Api } from '../src/api.ts';
import { asks } from '../src/asks.ts';
import { openGround, publishedProposal } from '../src/ground.ts';
import { journey, type Stage } from '../src/journey.ts';
import { personOf } from '../src/people.ts';
import { rehearse } from '../src/samples.ts';

// What was typed into a search stands in its field again; the texts have a word before it.
const secret = 'ひみつのことば８７';
const told = `の${secret}`;
const AT_ONCE = 6;

const debates = `query Debates($slug: String!) { space(slug: $slug) { components { id manifest } } }`;
const draftDebate = `mutation Draft($componentId: ID!, $input: DebateInput!) { outcome: draftDebate(componentId: $componentId, input: $input) {
  __typename ... on Debate { id } ... on Refusal { code field } } }`;
const publishDebate = `mutation Publish($id: ID!) { outcome: publishDebate(id: $id) { __typename ... on Debate { id } ... on Refusal { code field } } }`;
const grant = `mutation Grant($person: String!, $spaceId: ID!) { outcome: grantRole(person: $person, role: MODERATOR, spaceId: $spaceId) {
  __typename ... on RoleGrant { id } ... on Refusal { code field } } }`;
const codeQuery = '{ viewer { person { code } } }';

const rolesQuery = '{ viewer { mfaNeeded grants { role } } }';

const codeOf = async (api: Api): Promise<string> =>
  (await api.ask<{ viewer: { person: { code: string } } }>(codeQuery)).viewer.person.code;

interface Hidden {
  readonly kind: 'comment' | 'proposal' | 'debate';
  readonly id: string;
  /** Its own page, and others that are about it. */
  readonly pages: readonly string[];
}

async function debateOf(author: Api): Promise<Hidden> {
  const { space } = await author.ask<{ space: { components: { id: string; manifest: string }[] } }>(debates, {
    slug: 'station-square',
  });
  const componentId = space.components.find(({ manifest }) => manifest === 'debates')?.id ?? '';
  const input = { question: `問い${told}`, background: `背景${told}`, locale: 'ja' };
  const id = await author.make(publishDebate, { id: await author.make(draftDebate, { componentId, input }) });
  const path = `spaces/station-square/debates/${componentId}`;
  return {
    kind: 'debate',
    id,
    pages: [`${path}/${id}`, `${path}/${id}/history`, `${path}/${id}/lead`, path, `${path}?q=${secret}`],
  };
}

/** Somebody whom no other journey needs, as a new role ends their sessions: they moderate a space from now on. */
async function moderatorOf(stage: Stage, administrator: Api, spaceId: string): Promise<Api> {
  const { mail } = personOf('masao');
  await administrator.make(grant, { person: await codeOf(await stage.api(mail)), spaceId });
  const api = await (await stage.api(mail)).takeFactor();
  const { viewer } = await api.ask<{ viewer: { mfaNeeded: boolean; grants: { role: string }[] } }>(rolesQuery);
  assert.deepEqual(viewer, { mfaNeeded: false, grants: [{ role: 'MODERATOR' }] });
  return api;
}

/** A comment, a proposal and a debate of kenta's, withheld; with a space beside that somebody else moderates. */
async function setOut(stage: Stage) {
  const { cast, samples } = await rehearse(stage.town.origin);
  const kenta = await stage.api(personOf('kenta').mail);
  const [ground, other] = [await openGround(cast.staff, 'withheld'), await openGround(cast.staff, 'elsewhere')];
  const elsewhere = await moderatorOf(stage, cast.administrator, other.spaceId);
  const open = await publishedProposal(cast.citizen, ground.componentId, '橋にベンチを置く', '川を見ながら休めます。');
  const comment = await kenta.make(asks.addComment, { rootId: open, body: `発言${told}` });
  const proposal = await publishedProposal(kenta, ground.componentId, `提案${told}`, `本文${told}`);
  const hidden: Hidden[] = [
    { kind: 'comment', id: comment, pages: [`${ground.path}/${open}`, `${ground.path}/${open}?comment=${comment}`] },
    {
      kind: 'proposal',
      id: proposal,
      pages: ['', '/history', '/answers', '/authors'].map((at) => `${ground.path}/${proposal}${at}`),
    },
    await debateOf(kenta),
  ];
  for (const { kind, id } of hidden)
    await cast.moderator.make(asks.withholdText, {
      kind,
      id,
      rule: 'R5',
      reason: '特定の人をののしることばがあるため',
    });
  const about = [
    ...hidden.flatMap(({ kind, id, pages }) => [
      ...pages,
      ...['report', 'appeal', 'moderate', 'desk/moderation', 'log/of', 'share', 'follow'].map(
        (at) => `${at}/${kind}/${id}`,
      ),
    ]),
    ground.path,
    `${ground.path}?q=${secret}`,
    `spaces/${ground.slug}`,
    `activity?space=${ground.slug}`,
    `register?space=${ground.slug}`,
    `moderation?space=${ground.slug}`,
    `people/${await codeOf(kenta)}`,
    `activity?person=${await codeOf(kenta)}`,
  ];
  // Each kind of page once: that there is no kind without a sample is held by A8.
  const each = Object.values(samples).flatMap(([first]) => (first ? [first.path] : []));
  return { cast, kenta, elsewhere, hidden, pages: [...new Set([...about, ...each])].map((path) => `/ja/${path}`) };
}

const nowhere = journey(
  'X3 M3 what is withheld stands on no page for anybody but its author and those who moderate its space',
  async (stage) => {
    const { cast, kenta, elsewhere, hidden, pages } = await setOut(stage);
    let read = 0;
    const page = async (path: string, who: Api | undefined): Promise<string> => {
      const cookie = who?.cookie;
      const headers: Record<string, string> = cookie ? { cookie: `${cookie.name}=${cookie.value}` } : {};
      const answer = await fetch(`${stage.town.origin}${path}`, { headers, redirect: 'manual' });
      if (answer.status === 200) read += 1;
      assert.ok(answer.status < 500, `${path} answers ${answer.status}`);
      return answer.text();
    };
    for (const who of [kenta, cast.moderator])
      for (const {
        pages: [own = ''],
      } of hidden)
        assert.ok((await page(`/ja/${own}`, who)).includes(told), `${own} is not read`);
    const crawl = async (name: string, who: Api | undefined, further = false) => {
      const seen = new Set(pages);
      const left = [...pages];
      const one = async () => {
        for (let path = left.pop(); path !== undefined; path = left.pop()) {
          const text = await page(path, who);
          assert.ok(!text.includes(told), `${path} tells it to the ${name}`);
          if (!further) continue;
          const links = [...text.matchAll(/href="(\/ja\/[^"#]*)/g)].map(([, link = '']) =>
            link.replaceAll('&amp;', '&'),
          );
          const fresh = links.filter(
            (link) => !seen.has(link) && (link.includes('withheld') || link.includes(hidden[2]?.id ?? '')),
          );
          for (const link of fresh) {
            seen.add(link);
            left.push(link);
          }
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, one));
    };
    await crawl('visitor', undefined, true);
    assert.ok(read > pages.length / 3, 'few pages are there');
    await crawl('citizen', cast.citizen);
    await crawl('staff', cast.staff);
    await crawl('moderator of another space', elsewhere);
    stage.say(`${read} pages read`);
  },
);

/** That what is withheld is nowhere. */
export const journeys = [nowhere];
