import assert from 'node:assert/strict';
import { asks } from '../../../../apps/e2e/src/asks.ts';
import { named, openGround, publishedProposal } from '../../../../apps/e2e/src/ground.ts';
import { journey, type Stage } from '../../../../apps/e2e/src/journey.ts';
import { axeProblems, overflows } from '../../../../apps/e2e/src/look.ts';
import { personOf } from '../../../../apps/e2e/src/people.ts';
import type { Visitor } from '../../../../apps/e2e/src/visitor.ts';

interface Variant {
  readonly scripts: boolean;
  readonly language: 'ja' | 'en';
  readonly width: number;
}

const wide: Variant = { scripts: true, language: 'ja', width: 1280 };
const narrow: Variant = { scripts: false, language: 'en', width: 390 };

/** Nothing is too wide, and axe, which needs scripts to run, finds nothing. */
async function clean({ page, scripts }: Visitor, what: string): Promise<void> {
  assert.deepEqual([...(scripts ? await axeProblems(page) : []), ...(await overflows(page))], [], what);
}

/** The first author asks somebody by their public name; they read, join, and both names stand on the page. */
const joins =
  (variant: Variant) =>
  async (stage: Stage): Promise<void> => {
    const ground = await openGround(await stage.api(personOf('kawabata').mail), `joins-${variant.language}`);
    const [hana, kenta] = [await stage.api(personOf('hana').mail), await stage.api(personOf('kenta').mail)];
    const id = await publishedProposal(hana, ground.componentId, named('長いす'), '橋のまんなかで休みたいです。');
    const { viewer } = await kenta.ask<{ viewer: { person: { code: string; displayName: string } } }>(
      'query { viewer { person { code displayName } } }',
    );
    const first = await stage.visitor({ ...variant, with: hana });
    await first.go(`${ground.path}/${id}`);
    await first.link('proposals.own.authors').click();
    await first.page.waitForURL(/\/authors/);
    await first.settled();
    await first.page.locator('[name=who]').fill(viewer.person.code);
    await first.button('proposals.authors.send').click();
    await first.told('proposals.done.invited');
    await clean(first, 'the authors');
    const { myDeadlines } = await kenta.ask<{ myDeadlines: { path: string }[] }>(
      'query { myDeadlines(first: 50) { path } }',
    );
    const path = myDeadlines.find((one) => one.path.includes(id))?.path;
    assert.ok(path, 'the invitation stands among what waits for Kenta');

    const second = await stage.visitor({ ...variant, with: kenta });
    await second.go(`/${variant.language}${path}`);
    await clean(second, 'the invitation');
    await second.button('proposals.invitation.accept').click();
    await second.told('proposals.done.joined');
    await second.seen(second.page.locator('.facts').getByText(viewer.person.displayName));
    await second.link('proposals.own.editLink').click();
    await second.page.waitForURL(/\/write/);
  };

/** Staff tick two proposals, see what will happen and merge them; then they answer two at once. */
const merges =
  (variant: Variant) =>
  async (stage: Stage): Promise<void> => {
    const api = await stage.api(personOf('sakaki').mail);
    const ground = await openGround(api, `merges-${variant.language}`);
    const [hana, kenta] = [await stage.api(personOf('hana').mail), await stage.api(personOf('kenta').mail)];
    const make = (by: typeof hana, title: string) =>
      publishedProposal(by, ground.componentId, `${title} ${ground.slug}`, `${title}がほしいです。`);
    const [bench, seat, light] = [await make(hana, '長いす'), await make(kenta, 'ベンチ'), await make(kenta, '街灯')];
    await kenta.make(asks.supportProposal, { id: bench });

    const staff = await stage.visitor({ ...variant, with: api });
    const { page } = staff;
    const tick = (id: string) => page.locator(`[name=ids][value="${id}"]`).check();
    const pressed = async (value: string) => {
      await page.locator(`button[value=${value}]`).click();
      await staff.settled();
    };
    await staff.go(`desk/answers?place=${ground.componentId}`);
    await tick(bench);
    await tick(seat);
    await pressed('MERGE');
    await page.waitForURL(/\/merge/);
    await staff.settled();
    await pressed('PREVIEW');
    await staff.seen(page.locator('.error-summary'));
    await clean(staff, 'the form that gives everything back');
    await page.locator('[name=carry][value=YES]').check();
    await page.locator('[name=reason]').fill('同じ内容だったため');
    await pressed('PREVIEW');
    await staff.seen(page.getByText(staff.t('proposals.merge.willCarry', { count: 1 })));
    await clean(staff, 'what will happen');
    await pressed('MERGE');
    await staff.told('proposals.done.merged');
    const { path } = staff;

    const anybody = await stage.visitor(variant);
    await anybody.go(path);
    for (const key of ['hana', 'kenta'])
      await anybody.seen(anybody.page.locator('.facts').getByText(personOf(key).displayName));

    await staff.go(`desk/answers?place=${ground.componentId}`);
    await tick(path.split('/').at(-1) ?? '');
    await tick(light);
    await pressed('ANSWER');
    await page.waitForURL(/\/many/);
    await staff.settled();
    await page.locator('[name=text]').fill('どちらも来年の春に置きます。');
    await page.locator('button[name=when][value=NOW]').click();
    await staff.seen(page.getByText(staff.t('proposals.report.done', { count: 2 })));
    await anybody.go(path);
    await anybody.seen(anybody.page.locator('.official-answer').getByText('どちらも来年の春に置きます。'));
  };

const both = (name: string, walk: (variant: Variant) => (stage: Stage) => Promise<void>) => [
  journey(`${name}: with JavaScript`, walk(wide)),
  journey(`${name}: without JavaScript`, walk(narrow)),
];

/** Whose a proposal is: a co-author joins; staff merge two and answer a batch. */
export const journeysOfAuthors = [
  ...both('C8 a co-author joins', joins),
  ...both('C8 staff merge two and answer a batch', merges),
];
