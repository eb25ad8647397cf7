import assert from 'node:assert/strict';
import { badText } from '@hiroba/kernel';
import { asks } from '../src/asks.ts';
import { attacksOf } from '../src/corpora.ts';
import { openGround, publishedProposal } from '../src/ground.ts';
import { Guard } from '../src/guard.ts';
import { journey, type Journey } from '../src/journey.ts';
import { personOf } from '../src/people.ts';

const perPage = 12;

const groups = <T>(all: readonly T[], size: number): readonly T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));

const htmlOf = `query Html($id: ID!) { proposal(id: $id) { html } }`;
const save = `mutation Save($id: ID!, $input: ProposalInput!) { outcome: saveProposal(id: $id, input: $input) {
  __typename ... on Proposal { id } ... on Refusal { code } } }`;
const pageOf = `query Page($slug: String!) { legalPage(slug: $slug) { title { ja en } body { ja en } } }`;
const publishPage = `mutation Page($slug: String!, $title: LocalizedTextInput!, $body: LocalizedTextInput!) {
  outcome: publishLegalPage(slug: $slug, title: $title, body: $body) { __typename ... on LegalPage { slug } ... on Refusal { code field } } }`;

/** The attacks of a corpus as bodies of proposals, comments, answers and a static page, opened in a browser. */
const corpus = (ids: string, name: string, staffKey: string, authorKey: string): Journey =>
  journey(`${ids}: nothing of ${name} runs on a page`, async (stage) => {
    const attacks = attacksOf(name);
    if (!attacks) return stage.say('skipped: ../shared/data absent');
    const staff = await stage.api(personOf(staffKey).mail);
    const ground = await openGround(staff, `xss-${name}`, { bodyMax: 20_000 });
    const author = await stage.api(personOf(authorKey).mail);
    const reader = await stage.visitor();
    const guard = await Guard.over(reader);
    let [comments, refused] = [0, 0];
    for (const [index, group] of groups(attacks, perPage).entries()) {
      const body = group.filter((attack) => !badText(attack)).join('\n\n');
      const id = await publishedProposal(
        author,
        ground.componentId,
        group.find((attack) => !badText(attack))?.slice(0, 100) ?? `${name} ${index}`,
        `${body}\n`,
      );
      for (const attack of group) {
        const said = await author.do(asks.addComment, { rootId: id, body: attack });
        if (said.__typename === 'Refusal') refused += 1;
        else comments += 1;
      }
      await staff.make(asks.answerProposal, {
        id,
        input: { kind: 'EVALUATING', office: body.slice(0, 50), text: { ja: body, en: body } },
      });
      await reader.go(`${ground.path}/${id}`);
      await guard.assertQuiet(`proposal ${index}`);
      await reader.go(`${ground.path}/${id}/history`);
      await guard.assertQuiet(`history ${index}`);
    }
    await reader.go(ground.path);
    await guard.assertQuiet('list');
    assert.ok(comments > refused, 'most of the corpus is taken as text');
    stage.say(`${attacks.length} attacks, ${comments} of them as comments too, ${refused} refused`);
  });

const clean = journey(
  'XSS-08: stored texts stay harmless through two rounds of innerHTML, without a content policy',
  async (stage) => {
    const author = await stage.api(personOf('kenta').mail);
    const staff = await stage.api(personOf('kawabata').mail);
    const ground = await openGround(staff, 'xss-round', { bodyMax: 20_000 });
    const id = await author.make(asks.draftProposal, {
      componentId: ground.componentId,
      input: { title: '器', body: '器', locale: 'ja' },
    });
    const reader = await stage.visitor({ lawless: true });
    const guard = await Guard.over(reader);
    await reader.go('');
    let opened = 0;
    for (const name of ['html5sec-vectors', 'dompurify-fixtures', 'sanitize-html-cases']) {
      const attacks = attacksOf(name);
      if (!attacks) stage.say(`${name} skipped: ../shared/data absent`);
      for (const attack of attacks ?? []) {
        const saved = await author.do(save, { id, input: { title: '器', body: attack, locale: 'ja' } });
        if (saved.__typename === 'Refusal') continue;
        const { proposal } = await author.ask<{ proposal: { html: string } }>(htmlOf, { id });
        await reader.page.evaluate((html) => {
          const main = document.querySelector('main') as HTMLElement;
          main.innerHTML = html;
          main.innerHTML = String(main.innerHTML);
        }, proposal.html);
        opened += 1;
        if (opened % 20 === 0) await guard.assertQuiet(attack);
      }
    }
    await guard.assertQuiet('the last');
    stage.say(`${opened} texts`);
  },
);

const staticPage = journey('XSS-01: nothing of html5sec-vectors runs on a static page', async (stage) => {
  const attacks = attacksOf('html5sec-vectors');
  if (!attacks) return stage.say('skipped: ../shared/data absent');
  const administrator = await stage.api(personOf('fujii').mail);
  const slug = 'moderation';
  const { legalPage: before } = await administrator.ask<{ legalPage: object }>(pageOf, { slug });
  const reader = await stage.visitor();
  const guard = await Guard.over(reader);
  for (const group of groups(attacks, perPage)) {
    const body = group.join('\n\n');
    await administrator.make(publishPage, {
      slug,
      title: { ja: group[0]?.slice(0, 60), en: 'Attacks' },
      body: { ja: body, en: body },
    });
    await reader.go(`legal/${slug}`);
    await guard.assertQuiet(group[0] ?? '');
  }
  await administrator.make(publishPage, { slug, ...before });
});

const state = journey('XSS-15: a title cannot leave the inline state of its page', async (stage) => {
  const staff = await stage.api(personOf('sakaki').mail);
  const ground = await openGround(staff, 'xss-state');
  const author = await stage.api(personOf('kenta').mail);
  const title = '</script><script>window.__pwned = true</script><!--';
  const id = await publishedProposal(author, ground.componentId, title, '題名の中の印は、ただの文字です。');
  const reader = await stage.visitor({ lawless: true });
  const guard = await Guard.over(reader);
  for (const path of [ground.path, `${ground.path}/${id}`]) {
    await reader.go(path);
    await guard.assertQuiet(path);
  }
  assert.ok(await reader.page.getByText(title).first().isVisible(), 'the title is shown as it was typed');
});

const policy = journey('XSS-20: the policy of a page stops an inline script and eval', async (stage) => {
  const reader = await stage.visitor();
  const answer = await reader.page.goto('/ja');
  const csp = answer?.headers()['content-security-policy'] ?? '';
  assert.doesNotMatch(csp, /unsafe-inline|unsafe-eval/);
  for (const part of [
    `default-src 'none'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
    `form-action 'self'`,
  ]) {
    assert.ok(csp.includes(part), part);
  }
  const stopped = await reader.page.evaluate(
    () =>
      new Promise<{ directives: string[]; ran: boolean; evaluated: string }>((resolve) => {
        const directives: string[] = [];
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
          directives.push(effectiveDirective),
        );
        const script = document.createElement('script');
        script.textContent = 'window.__pwned = true';
        document.body.append(script);
        const image = document.createElement('img');
        image.setAttribute('onerror', 'window.__pwned = true');
        image.src = '/nowhere.png';
        document.body.append(image);
        let evaluated = '';
        setTimeout(() => {
          try {
            evaluated = (globalThis as unknown as Record<string, (code: string) => string>).eval?.('"ran"') ?? '';
          } catch {
            evaluated = 'refused';
          }
        }, 10);
        setTimeout(() => resolve({ directives: directives.sort(), ran: '__pwned' in window, evaluated }), 500);
      }),
  );
  assert.deepEqual(stopped, {
    directives: ['script-src', 'script-src-attr', 'script-src-elem'],
    ran: false,
    evaluated: 'refused',
  });
  // The browser tells of its own accord what this journey did; once the page is closed, it has told all of it.
  await reader.context.close();
  reader.problems.length = 0;
});

/** Texts of attackers in a real browser. */
export const journeys = [
  corpus('XSS-01', 'html5sec-vectors', 'sakaki', 'hana'),
  corpus('XSS-02', 'dompurify-fixtures', 'ohno', 'misaki'),
  corpus('XSS-03', 'sanitize-html-cases', 'kawabata', 'makoto'),
  clean,
  staticPage,
  state,
  policy,
];
