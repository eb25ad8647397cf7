import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Api } from '../../../../apps/e2e/src/api.ts';
import { asks } from '../../../../apps/e2e/src/asks.ts';
import { openGround } from '../../../../apps/e2e/src/ground.ts';
import { journey, type Stage } from '../../../../apps/e2e/src/journey.ts';
import { axeProblems, overflows } from '../../../../apps/e2e/src/look.ts';
import { personOf } from '../../../../apps/e2e/src/people.ts';
import { root } from '../../../../apps/e2e/src/town.ts';
import type { Visitor } from '../../../../apps/e2e/src/visitor.ts';

const told = '__typename ... on Vote { id } ... on Refusal { code field }';
const draft = `mutation D($c: ID!, $input: VoteInput!) { outcome: draftVote(componentId: $c, input: $input) { ${told} } }`;
const save = `mutation S($id: ID!, $input: VoteInput!) { outcome: saveVote(id: $id, input: $input) { ${told} } }`;
const addOption = `mutation O($id: ID!, $input: VoteOptionInput!) { outcome: addVoteOption(voteId: $id, input: $input) { ${told} } }`;
const on = (mutation: string) => `mutation M($id: ID!) { outcome: ${mutation}(id: $id) { ${told} } }`;
const place = asks.placeComponent.replace('manifest: "proposals"', 'manifest: "votes"');
const day = 86_400_000;
const soon = 4_000;

/** Seventy-three projects: those of a real election, read where it is; else made up like them. */
function projects(): { readonly file: string; readonly note?: string } {
  const known = path.resolve(root, '../shared/data/pb/elections/Poland_Warszawa_2025_Mokotow.pb');
  if (existsSync(known)) return { file: readFileSync(known, 'utf8').replace(/^(VOTES\n[^\n]*\n(?:[^\n]*\n){200})[^]*/m, '$1') };
  const headings = ['education', 'public space,urban greenery', 'sport', 'culture'];
  const made = Array.from({ length: 73 }, (_, n) => `${n + 1};${(n + 1) * 10_000};Project number ${n + 1};${headings[n % 4]};52.${1_900 + n};21.0${10 + (n % 50)}\n`);
  return {
    file: `META\nkey;value\ndescription;Budget of a district\nbudget;9000000\nvote_type;approval\nmax_length;15\nPROJECTS\nproject_id;cost;name;category;latitude;longitude\n${made.join('')}VOTES\nvoter_id;vote\n1;1,2\n2;3\n`,
    note: 'skipped: ../shared/data absent, 73 projects of ours instead',
  };
}

const kinds: readonly { readonly type: string; readonly parameters?: object; readonly costs?: boolean; readonly fill: (page: Visitor['page']) => Promise<void> }[] = [
  { type: 'yesno', fill: (page) => page.locator('#ballot-yes').check() },
  { type: 'single', fill: (page) => page.locator('#ballot-2').check() },
  { type: 'approval', fill: (page) => page.locator('#ballot-1').check() },
  { type: 'points', parameters: { points: 5 }, fill: (page) => page.locator('#ballot-1').fill('３') },
  { type: 'score', fill: (page) => page.locator('#ballot-3').fill('5') },
  { type: 'ranked', fill: async (page) => { await page.locator('#ballot-3').selectOption('1'); await page.locator('#ballot-1').selectOption('2'); } },
  { type: 'knapsack', parameters: { budget: '300' }, costs: true, fill: async (page) => { await page.locator('#ballot-1').check(); await page.locator('#ballot-2').check(); } },
];

interface World {
  readonly path: string;
  readonly votes: ReadonlyMap<string, string>;
  readonly budget: string;
  readonly opensAt: number;
  readonly note?: string;
}

const times = (opensAt: number) => ({ opensAt: new Date(opensAt).toISOString(), closesAt: new Date(opensAt + 2 * day).toISOString(), lotSource: { ja: '日経平均株価の終値' } });

/** One place with a vote of each type and a budget that was read from a file on its page, all opening at once. */
async function world(stage: Stage, staff: Api): Promise<World> {
  const { slug, spaceId } = await openGround(staff, 'ballots');
  const title = { ja: '試みの投票', en: 'Trial votes' };
  const c = await staff.make(place, { spaceId, input: { title, intro: title, settings: [{ key: 'noticeDays', value: '0' }] } });
  await staff.make('mutation P($id: ID!) { outcome: publishComponent(id: $id) { __typename ... on Refusal { code field } } }', { id: c });
  const at = `spaces/${slug}/votes/${c}`;
  const clerk = await stage.visitor({ language: 'en', scripts: false, with: staff });
  await clerk.go(`${at}/new`);
  const { file, note } = projects();
  const form = clerk.page.locator('form').filter({ has: clerk.page.locator('[type=file]') });
  await form.locator('[type=file]').setInputFiles({ name: 'budget.pb', mimeType: 'text/plain', buffer: Buffer.from(file) });
  await form.locator('[name=office]').fill('企画課');
  await clerk.button('votes.import.act').click();
  await clerk.told('votes.done.drafted');
  const budget = /votes\/[^/]+\/([^/]+)\/set-up/.exec(clerk.path)?.[1] ?? '';
  assert.equal(await clerk.page.locator('main a[href*="option="]').count(), 73);
  const made = await Promise.all(kinds.map(async ({ type, parameters = {}, costs }) => {
    const id = await staff.make(draft, { c, input: { title: { ja: `${type}の投票`, en: `A vote: ${type}` }, office: '企画課', type, parameters } });
    if (type !== 'yesno') for (const name of ['A', 'B', 'C']) await staff.make(addOption, { id, input: { title: { ja: `${name}案`, en: `Idea ${name}` }, cost: costs ? '120' : null } });
    if (costs) await staff.make(on('previewVote'), { id });
    return [type, id] as const;
  }));
  const opensAt = Date.now() + soon;
  for (const id of [...made.map(([, each]) => each), budget]) {
    await staff.make(save, { id, input: times(opensAt) });
    await staff.make(on('announceVote'), { id });
  }
  return { path: at, votes: new Map(made), budget, opensAt, ...(note ? { note } : {}) };
}

/** Nothing is too wide, and axe, which needs scripts to run, finds nothing. */
async function clean({ page, scripts }: Visitor, what: string): Promise<void> {
  assert.deepEqual([...(scripts ? await axeProblems(page) : []), ...(await overflows(page))], [], what);
}

/** What casts a ballot: the first, or another one instead of it. */
const castButton = ({ page }: Visitor) => page.locator('.not-cast button[type=submit]');

/** Fills in one ballot, casts it and sees what it says. */
async function vote(citizen: Visitor, at: string, fill: (page: Visitor['page']) => Promise<void>, what: string): Promise<void> {
  await citizen.go(`${at}/ballot`);
  await clean(citizen, `the ballot paper: ${what}`);
  await fill(citizen.page);
  await castButton(citizen).press('Enter');
  await citizen.seen(citizen.page.getByRole('heading', { level: 1, name: citizen.t('votes.keepsake.title') }));
  await clean(citizen, `the receipt: ${what}`);
}

/** Finds projects among many, checks what was chosen, and casts it; nothing that was chosen is lost on the way. */
async function budgetOf(citizen: Visitor, at: string): Promise<void> {
  const { page } = citizen;
  const boxes = page.locator('.option-card:not([hidden]) [name=ballot]');
  await citizen.go(at);
  await clean(citizen, 'the budget');
  await citizen.go(`${at}/ballot`);
  assert.equal(await boxes.count(), 73);
  await boxes.nth(4).focus();
  await page.keyboard.press('Space');
  const heading = await page.locator('[name=heading] option').nth(1).getAttribute('value') ?? '';
  await page.locator('[name=heading]').selectOption(heading);
  await citizen.button('votes.look.act').press('Enter');
  await citizen.seen(page.locator('[role=status]').filter({ hasText: /73/ }));
  const narrow = await boxes.count();
  assert.ok(narrow > 0 && narrow < 73, `${narrow} under ${heading}`);
  await clean(citizen, 'the narrowed paper');
  const other = page.locator('.option-card:not([hidden]) [name=ballot]:not(:checked)').first();
  await other.focus();
  await page.keyboard.press('Space');
  await citizen.button('votes.look.chosen').press('Enter');
  await citizen.seen(page.locator('[role=status]').filter({ hasText: citizen.t('votes.look.chosenShown', { shown: 2 }) }));
  assert.equal(await boxes.count(), 2);
  assert.equal(await page.locator('[name=ballot]:checked').count(), 2);
  await clean(citizen, 'what was chosen');
  await castButton(citizen).press('Enter');
  await citizen.seen(page.getByRole('heading', { level: 1, name: citizen.t('votes.keepsake.title') }));
}

/** B8 V21: whole matrices are walked where `HIROBA_E2E_ALL_BALLOTS` says so, a part of them otherwise. */
async function walk(stage: Stage): Promise<void> {
  const staff = await stage.api(personOf('kawabata').mail);
  const { path: at, votes, budget, opensAt, note } = await world(stage, staff);
  if (note) stage.say(note);
  const [hana, kenta] = [await stage.api(personOf('hana').mail), await stage.api(personOf('kenta').mail)];
  await stage.until(opensAt + 100);
  const whole = process.env['HIROBA_E2E_ALL_BALLOTS'] !== undefined;
  const each = async (look: { language: 'ja' | 'en'; width: number; scripts: boolean }, who: Api, types: readonly string[], many: boolean) => {
    const citizen = await stage.visitor({ ...look, with: who });
    for (const { type, fill } of kinds) if (types.includes(type)) await vote(citizen, `${at}/${votes.get(type)}`, fill, `${type} ${JSON.stringify(look)}`);
    if (many) await budgetOf(citizen, `${at}/${budget}`);
  };
  const all = kinds.map(({ type }) => type);
  if (!whole) {
    await Promise.all([
      each({ language: 'en', width: 390, scripts: false }, kenta, all, true),
      each({ language: 'ja', width: 390, scripts: true }, hana, ['single', 'ranked'], true),
    ]);
    return;
  }
  for (const language of ['ja', 'en'] as const) for (const width of [390, 1280]) for (const scripts of [true, false]) {
    await each({ language, width, scripts }, scripts ? hana : kenta, all, true);
    stage.say(`${language} ${width} ${scripts ? 'with' : 'without'} scripts: ${all.length} types and the budget`);
  }
}

/** Ballots of each type, and a budget of seventy-three projects, with and without scripts. */
export const journeys = [journey('B8 V21 everybody finds, chooses and casts: each type of ballot, and a budget of 73 projects', walk)];
