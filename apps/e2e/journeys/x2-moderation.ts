import assert from 'node:assert/strict';
import type { Api } from '../src/api.ts';
import { asks } from '../src/asks.ts';
import { openGround, publishedProposal } from '../src/ground.ts';
import { journey, type Stage } from '../src/journey.ts';
import { personOf } from '../src/people.ts';

const reason = '特定の人をののしることばがあるため';
const review = `mutation Review($id: ID!) { outcome: reviewAppeal(subjectKind: "comment", subjectId: $id, outcome: "OVERTURNED", answer: "自分で見なおす") {
  __typename ... on AppealedCase { id } ... on Refusal { code field } } }`;
const entriesQuery = `query Entries($id: ID!) { moderationSubject(subjectKind: "comment", subjectId: $id) { decisions { kind entryId } } }`;
const historyQuery = `query History($id: ID!) { logHistory(kind: "case", id: $id) { items { leaf } } }`;
const entryQuery = `query Entry($id: ID!) { logEntry(id: $id) { leaf } }`;

/** A place with a proposal of hana's, and two moderators. */
async function setOut(stage: Stage) {
  const [staff, hana, kenta, miura, second] = (await Promise.all(
    ['ohno', 'hana', 'kenta', 'miura', 'ishibashi'].map((key) => stage.api(personOf(key).mail)),
  )) as [Api, Api, Api, Api, Api];
  const ground = await openGround(staff, 'moderation');
  const proposal = await publishedProposal(hana, ground.componentId, '橋にベンチを置く', '川を見ながら休めます。');
  return { ground, proposal, staff, hana, kenta, miura, second };
}

const life = journey(
  'X2 a citizen reports, a moderator withholds, the author appeals, another moderator overturns; every step is on record',
  async (stage) => {
    const { ground, proposal, hana, kenta, miura, second } = await setOut(stage);
    const words = 'あの店員は、ばかだと思います。';
    const id = await kenta.make(asks.addComment, { rootId: proposal, body: words });

    const reporter = await stage.visitor({ with: hana, width: 390 });
    await reporter.go(`report/comment/${id}`);
    await reporter.page.locator('[name=rule][value=R5]').check();
    await reporter.button('moderation.report.act').click();
    await reporter.told('moderation.done.REPORT');

    const moderator = await stage.visitor({ with: miura });
    await moderator.go(`moderate/comment/${id}`);
    const main = moderator.page.locator('form').filter({ has: moderator.page.locator('[value=PREVIEW]') });
    await main.locator('[name=rule][value=R5]').check();
    await main.locator('[name=reason]').fill(reason);
    await moderator.button('moderation.withhold.next').click();
    await moderator.button('moderation.withhold.act').click();
    await moderator.told('moderation.done.WITHHOLD');

    const anybody = await stage.visitor({ scripts: false });
    await anybody.go(`${ground.path}/${proposal}`);
    await anybody.seen(anybody.page.getByText(reason));
    assert.doesNotMatch(await anybody.page.content(), new RegExp(words));

    const author = await stage.visitor({ with: kenta, width: 390, scripts: false });
    await author.go(`appeal/comment/${id}`);
    for (const said of [words, reason]) await author.seen(author.page.getByText(said));
    await author.page.locator('[name=text]').fill('悪口ではなく、店への意見です。');
    await author.button('moderation.appeal.act').click();
    await author.told('moderation.done.APPEAL');

    await moderator.go(`moderate/comment/${id}`);
    await moderator.seen(moderator.page.getByText(moderator.t('refusal.PARTICIPANT')));
    assert.equal(await moderator.button('moderation.review.act').count(), 0);
    assert.equal((await miura.do(review, { id })).code, 'PARTICIPANT');

    const reviewer = await stage.visitor({ with: second });
    await reviewer.go(`moderate/comment/${id}`);
    await reviewer.page.locator('[name=outcome][value=OVERTURNED]').check();
    await reviewer.page.locator('[name=answer]').fill('読みなおしました。店への意見です。');
    await reviewer.button('moderation.review.act').click();
    await reviewer.told('moderation.done.REVIEW');

    await anybody.go(`${ground.path}/${proposal}`);
    await anybody.seen(anybody.page.getByText(words));
    const { moderationSubject } = await miura.ask<{ moderationSubject: { decisions: { entryId: string }[] } }>(
      entriesQuery,
      { id },
    );
    const { logEntry } = await miura.ask<{ logEntry: { leaf: string } }>(entryQuery, {
      id: moderationSubject.decisions[0]?.entryId,
    });
    const caseId = (JSON.parse(logEntry.leaf) as { subject: { id: string } }).subject.id;
    const { logHistory } = await hana.ask<{ logHistory: { items: { leaf: string }[] } }>(historyQuery, { id: caseId });
    const told = logHistory.items.map(({ leaf }) => (JSON.parse(leaf) as { type: string }).type);
    assert.deepEqual(told, ['mod.reported', 'mod.decided', 'mod.appealed', 'mod.appeal_decided']);
    assert.doesNotMatch(JSON.stringify(logHistory), /ばか|ののしる|店への意見/);
    await anybody.go(`register?space=${ground.slug}`);
    await anybody.seen(anybody.page.getByText(anybody.t('moderation.log.mod.appeal_decided')));
    await anybody.seen(anybody.page.getByText(anybody.t('moderation.log.mod.decided', { kind: 'HIDE', rule: 'R5' })));
  },
);

/** The life of a case before everybody. */
export const journeys = [life];
