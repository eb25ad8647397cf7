import assert from 'node:assert/strict';
import { asks } from '../src/asks.ts';
import { openGround, publishedProposal } from '../src/ground.ts';
import { journey, type Stage } from '../src/journey.ts';
import { assertFrame } from '../src/look.ts';
import { password, personOf } from '../src/people.ts';
import { openMenu } from '../src/ways/citizen.ts';

const language =
  (scripts: boolean) =>
  async (stage: Stage): Promise<void> => {
    const { mail } = personOf('kawabata');
    const ground = await openGround(await stage.api(mail), `language-${scripts}`);
    const visitor = await stage.visitor({ scripts, width: 390 });
    await visitor.go(`${ground.path}?q=木陰&sort=NEWEST`);
    await openMenu(visitor);
    await visitor.page.getByRole('link', { name: 'English' }).click();
    await visitor.page.waitForURL(/\/en\//);
    await visitor.settled();
    const at = new URL(visitor.page.url());
    assert.equal(at.pathname, `/en/${ground.path}`, 'the same page');
    assert.deepEqual([at.searchParams.get('q'), at.searchParams.get('sort')], ['木陰', 'NEWEST'], 'the same query');
    await assertFrame(visitor.page, 'en');
    assert.equal(await visitor.page.getByRole('searchbox').inputValue(), '木陰');
  };

const unknown = journey('an unknown address answers 404 with the frame and a way on', async (stage) => {
  for (const scripts of [true, false]) {
    const visitor = await stage.visitor({ scripts });
    for (const path of [
      'nowhere',
      'spaces/there-is-none',
      'people/zzzzzzzz',
      'legal/none',
      'spaces/station-square/proposals/x/y',
    ]) {
      assert.equal(await visitor.go(path), 404, path);
      await assertFrame(visitor.page, 'ja');
      await visitor.seen(visitor.page.getByRole('link', { name: visitor.t('web.error.home') }));
    }
    assert.equal((await visitor.page.goto('/xx/spaces'))?.status(), 404);
    assert.equal((await visitor.page.goto('/nowhere'))?.status(), 404);
    await visitor.page.goto('/spaces');
    assert.equal(new URL(visitor.page.url()).pathname, '/ja/spaces');
  }
});

const draft = journey('the draft of somebody else is a 404, on every page about it', async (stage) => {
  const author = await stage.api(personOf('hana').mail);
  const ground = await openGround(await stage.api(personOf('ohno').mail), 'drafts');
  const input = { title: 'まだ秘密の提案', body: 'まだ秘密です。', locale: 'ja' };
  const id = await author.make(asks.draftProposal, { componentId: ground.componentId, input });
  for (const as of [undefined, personOf('kenta').mail, personOf('miura').mail]) {
    const visitor = await stage.visitor(as ? { as } : {});
    for (const page of ['', '/preview', '/write', '/history', '/answer']) {
      const status = await visitor.go(`${ground.path}/${id}${page}`);
      assert.ok(
        [403, 404].includes(status) || /sign-in/.test(visitor.path),
        `${as ?? 'a visitor'} at ${page}: ${status}`,
      );
      assert.equal(await visitor.page.getByText('まだ秘密').count(), 0);
    }
    assert.equal(await visitor.go(`${ground.path}/${id}`), 404, as);
  }
  const owner = await stage.visitor({ with: author });
  assert.equal(await owner.go(`${ground.path}/${id}/preview`), 200);
});

const ended =
  (scripts: boolean) =>
  async (stage: Stage): Promise<void> => {
    const { mail } = personOf('misaki');
    const ground = await openGround(await stage.api(personOf('sakaki').mail), `ended-${scripts}`);
    const writer = await stage.visitor({ scripts, as: mail });
    const text = '書いているあいだにログインが切れても、文章は残ります。';
    await writer.go(`${ground.path}/new`);
    await writer.field('proposals.form.title').fill('消えない文章');
    await writer.field('proposals.form.body').fill(text);
    await writer.context.clearCookies();
    await writer.button('proposals.form.preview').click();
    await writer.seen(writer.page.getByText(writer.t('refusal.UNAUTHENTICATED')));
    assert.equal(await writer.field('proposals.form.body').inputValue(), text, 'the refused form gives the text back');

    // Signing in happens beside the form, or on the way back to it.
    const way = writer.page
      .locator('main')
      .getByRole('link', { name: writer.t('ui.step.UNAUTHENTICATED') })
      .first();
    if (scripts) {
      await way.click();
      await writer.page.waitForURL(/sign-in/);
    } else {
      const beside = await writer.context.newPage();
      await beside.goto((await way.getAttribute('href')) ?? '');
      await beside.locator('form:has([type=password]) [type=email]').fill(mail);
      await beside.locator('form:has([type=password]) [type=password]').fill(password);
      await beside.locator('form:has([type=password]) button').first().click();
      await beside.waitForURL(/\/new/);
      await beside.close();
    }
    if (scripts) {
      const form = writer.page.locator('form').filter({ has: writer.page.locator('input[type=password]') });
      await form.getByLabel(writer.t('accounts.email')).fill(mail);
      await form.getByLabel(writer.t('accounts.password')).fill(password);
      await form.getByRole('button', { name: writer.t('accounts.signIn.act'), exact: true }).click();
      await writer.page.waitForURL(/\/new(\?|$)/);
      await writer.settled();
      assert.equal(await writer.field('proposals.form.title').inputValue(), '消えない文章', 'the same form');
      assert.equal(await writer.field('proposals.form.body').inputValue(), text, 'with the text');
    }
    await writer.button('proposals.form.preview').click();
    if (!scripts) {
      // The page was made for nobody, so it must be sent once more as somebody's.
      await writer.seen(writer.page.getByText(writer.t('refusal.CROSS_SITE')));
      assert.equal(await writer.field('proposals.form.body').inputValue(), text, 'still with the text');
      await writer.button('proposals.form.preview').click();
    }
    await writer.told('proposals.done.drafted');
    await writer.seen(writer.page.getByText(text));
  };

/** Finding one's way, and not losing anything on it. */
/** Before the page's own scripts run: whatever is taken out of the page's text later is noted. */
const watch = () => {
  const gone: string[] = [];
  Object.assign(window, { gone });
  new MutationObserver((changes) => {
    for (const { removedNodes, target } of changes) {
      // React writes the value of a field anew.
      if (target instanceof HTMLTextAreaElement) continue;
      gone.push(...[...removedNodes].map(({ textContent }) => textContent?.trim() ?? '').filter((text) => text !== ''));
    }
  }).observe(document, { childList: true, subtree: true });
};

const steady = journey('nothing that a page shows goes away while its scripts take it over', async (stage) => {
  const staff = await stage.api(personOf('ohno').mail);
  const ground = await openGround(staff, 'steady');
  const author = await stage.api(personOf('hana').mail);
  const id = await publishedProposal(
    author,
    ground.componentId,
    '長いすを橋のまんなかに',
    '橋のまんなかで休みたいです。',
  );
  await author.make(asks.addComment, { rootId: id, body: '屋根もあるとよいです。' });
  for (const api of [author, staff]) {
    const visitor = await stage.visitor({ with: api });
    const slow = await visitor.context.newCDPSession(visitor.page);
    await slow.send('Emulation.setCPUThrottlingRate', { rate: 6 });
    await visitor.page.route(/assets\/late-/, (route) => setTimeout(() => void route.continue(), 400));
    await visitor.page.addInitScript(watch);
    await visitor.go(`${ground.path}/${id}`);
    await visitor.page.waitForTimeout(1_000);
    const gone = await visitor.page.evaluate(() => (window as unknown as { gone: string[] }).gone);
    assert.deepEqual(gone, []);
    assert.ok(await visitor.page.locator('meta[name=late]').count(), 'the page has parts whose code comes later');
  }
});

export const journeys = [
  journey('I18N1 another language keeps the page and its query: with JavaScript', language(true)),
  journey('I18N1 another language keeps the page and its query: without JavaScript', language(false)),
  unknown,
  draft,
  steady,
  journey('PE6 a session that ends while writing loses no text: with JavaScript', ended(true)),
  journey('PE6 a session that ends while writing loses no text: without JavaScript', ended(false)),
];
