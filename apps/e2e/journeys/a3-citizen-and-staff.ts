import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { Api } from '../src/api.ts';
import { asks } from '../src/asks.ts';
import { named, publishedProposal } from '../src/ground.ts';
import { journey, type Stage } from '../src/journey.ts';
import { peopleWho, personOf } from '../src/people.ts';
import type { Visitor } from '../src/visitor.ts';
import { propose, signUp } from '../src/ways/citizen.ts';
import { answerFromDesk, makeProcess, signInAsStaff } from '../src/ways/staff.ts';

const limit = 10;
const body = '橋のまんなかで休めるように、長いすをふたつ置きます。\n日かげもほしいです。';
const edited = '橋のまんなかで休めるように、長いすをみっつ置きます。\n日かげもほしいです。';
const answer = '来年の春に、長いすをみっつ置きます。';

interface Variant {
  readonly title: string;
  readonly scripts: boolean;
  readonly language: 'ja' | 'en';
  readonly width: number;
  readonly staff: string;
}

/** Ten others support the proposal, the first of them by the page. */
async function supported(
  stage: Stage,
  { scripts, language, width }: Variant,
  address: string,
  others: readonly Api[],
): Promise<void> {
  const id = address.split('/').at(-1);
  const [first, ...rest] = others;
  const supporter = await stage.visitor({ scripts, language, width, with: first });
  await supporter.go(address);
  await supporter.button('proposals.support.give').click();
  await supporter.told('proposals.done.supported');
  for (const other of rest) await other.make(asks.supportProposal, { id });
  await supporter.go(address);
  await supporter.seen(supporter.page.getByText(supporter.t('proposals.support.given')));
  const { proposal } = await supporterCount(others[0] as Api, id);
  assert.equal(proposal.supportCount, others.length);
}

const supporterCount = (api: Api, id: string | undefined) =>
  api.ask<{ proposal: { supportCount: number } }>(`query Count($id: ID!) { proposal(id: $id) { supportCount } }`, {
    id,
  });

/** Somebody who supports more than they may, all at once, is refused what is beyond the limit; the page says why. */
async function overTheLimit(
  stage: Stage,
  variant: Variant,
  address: string,
  eager: Api,
  others: readonly Api[],
): Promise<void> {
  const componentId = address.split('/').at(-2) ?? '';
  const more = await Promise.all(
    others.map((other, index) => publishedProposal(other, componentId, `ほかの提案 ${index + 1}`, '小さな提案です。')),
  );
  const ids = [address.split('/').at(-1), ...more];
  assert.equal(ids.length, limit + 1);
  const outcomes = await Promise.all(ids.map((id) => eager.do(asks.supportProposal, { id })));
  const refused = outcomes.filter(({ __typename }) => __typename === 'Refusal');
  assert.deepEqual(
    refused.map(({ code }) => code),
    ['LIMIT_REACHED'],
    'exactly the eleventh is refused',
  );
  const left = ids[outcomes.findIndex(({ __typename }) => __typename === 'Refusal')];
  const visitor = await stage.visitor({ ...variant, with: eager });
  await visitor.go(address.replace(/[^/]+$/, left ?? ''));
  const button = visitor.button('proposals.support.give');
  assert.equal(await button.getAttribute('aria-disabled'), 'true');
  await visitor.seen(visitor.page.getByText(visitor.t('refusal.LIMIT_REACHED', { max: limit })));
}

/** What everybody can read afterwards, without signing in. */
async function readByAnybody(
  visitor: Visitor,
  title: string,
  space: string,
  placeName: string,
  address: string,
): Promise<void> {
  const { page } = visitor;
  await visitor.go(space);
  await page.locator('main').getByRole('link', { name: placeName }).first().click();
  await visitor.seen(page.getByRole('heading', { level: 1, name: placeName }));
  const [download] = await Promise.all([page.waitForEvent('download'), visitor.link('proposals.list.csv').click()]);
  const bytes = await readFile(await download.path());
  assert.match(download.suggestedFilename(), /\.csv$/);
  assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf], 'a byte order mark, for Excel');
  const rows = parse(bytes, { bom: true, columns: true }) as Record<string, string>[];
  const row = rows.find((each) => Object.values(each).includes(title));
  assert.ok(row, 'the proposal is a row');
  assert.ok(
    Object.values(row).some((cell) => cell.includes('みっつ')),
    'with its text as it stands',
  );
  assert.ok(
    Object.values(row).some((cell) => cell.includes(answer)),
    'and its answer',
  );
  assert.equal(rows.length, limit + 1);

  await page.getByRole('link', { name: title }).first().click();
  await visitor.seen(page.getByRole('heading', { level: 1, name: title }));
  await visitor.seen(page.locator('.official-answer').getByText(answer));
  await visitor.seen(page.getByText('ぜひ置いてください。'));
  await page.goto(`${address}/history`);
  assert.equal(await page.locator('main ins').filter({ hasText: 'みっつ' }).count(), 1, 'what was added');
  assert.equal(await page.locator('main del').filter({ hasText: 'ふたつ' }).count(), 1, 'what was taken away');
}

const walk =
  (variant: Variant) =>
  async (stage: Stage): Promise<void> => {
    const slug = named(`a3-${variant.scripts ? 'with' : 'without'}`);
    const placeName = '橋の使い方の提案';
    const mail = `${slug}@example.jp`;
    const citizens = peopleWho('PARTICIPANT').slice(-limit - 1);
    const staff = await stage.visitor(variant);
    await signInAsStaff(staff, personOf(variant.staff).mail);
    await makeProcess(staff, {
      slug,
      title: `橋の広場づくり ${slug}`,
      place: placeName,
      settings: { editMinutes: '1', supportsPerPerson: String(limit), threshold: String(limit), answerDays: '30' },
    });

    const citizen = await stage.visitor(variant);
    await citizen.go(`spaces/${slug}`);
    await citizen.page.locator('main').getByRole('link', { name: placeName }).first().click();
    await citizen.link('proposals.new.link').first().click();
    await citizen.page.waitForURL(/sign-in/);
    await citizen.settled();
    await signUp(citizen, mail, '橋本 はし子');
    assert.match(citizen.path, /\/new$/, 'back where they wanted to go');
    const address = await propose(citizen, variant.title, body);
    const published = Date.now();

    await citizen.link('proposals.own.editLink').click();
    await citizen.page.waitForURL(/\/write$/);
    await citizen.settled();
    await citizen.field('proposals.form.body').fill(edited);
    await citizen.button('proposals.form.saveEdit').click();
    await citizen.told('proposals.done.edited');
    await citizen.link('proposals.own.editLink').click();
    await citizen.page.waitForURL(/\/write$/);
    await citizen.settled();
    await citizen.field('proposals.form.body').fill(`${edited}\nおそすぎた一行`);

    const [eager, ...others] = await Promise.all(citizens.map((person) => stage.api(person.mail)));
    await (others[0] as Api).make(asks.addComment, { rootId: address.split('/').at(-1), body: 'ぜひ置いてください。' });
    await supported(stage, variant, address, others);
    await overTheLimit(stage, variant, address, eager as Api, others);

    await stage.until(published + 61_000);
    await citizen.button('proposals.form.saveEdit').click();
    await citizen.seen(citizen.page.getByText(citizen.t('refusal.EDIT_WINDOW_OVER')));
    assert.match(
      await citizen.field('proposals.form.body').inputValue(),
      /おそすぎた一行/,
      'what was typed is still there',
    );
    await citizen.go(address);
    assert.equal(await citizen.link('proposals.own.editLink').count(), 0, 'the page offers no more editing');

    await answerFromDesk(staff, variant.title, answer);
    await readByAnybody(await stage.visitor(variant), variant.title, `spaces/${slug}`, placeName, address);
  };

/** The main way through the house, with and without scripts. */
export const journeys = [
  journey(
    'A3 a citizen proposes, others support, the city answers, everybody reads: with JavaScript',
    walk({ title: '川の橋に、すわれる場所を', scripts: true, language: 'ja', width: 1280, staff: 'ohno' }),
  ),
  journey(
    'A3 a citizen proposes, others support, the city answers, everybody reads: without JavaScript',
    walk({ title: '歩いて渡れる橋を、もうひとつ', scripts: false, language: 'en', width: 390, staff: 'sakaki' }),
  ),
];
