import assert from 'node:assert/strict';
import { asks } from '../src/asks.ts';
import { openGround, publishedProposal } from '../src/ground.ts';
import { journey } from '../src/journey.ts';
import { personOf } from '../src/people.ts';
import type { Visitor } from '../src/visitor.ts';

const places = ({ page }: Visitor) =>
  page.evaluate(() => ({
    scroll: Math.round(scrollY),
    boxes: Array.from(
      document.querySelectorAll('main h1, main h2, main article, main form, footer'),
      (element) => `${element.tagName} ${Math.round(element.getBoundingClientRect().top)}`,
    ),
  }));

const late = journey(
  'live: a comment of somebody else announces itself and moves nothing until it is pressed',
  async (stage) => {
    const staff = await stage.api(personOf('ohno').mail);
    const ground = await openGround(staff, 'live-square');
    const author = await stage.api(personOf('hana').mail);
    const id = await publishedProposal(
      author,
      ground.componentId,
      'ベンチに屋根をつける',
      '雨の日も座れるようにします。\n\n'.repeat(30),
    );
    for (let n = 0; n < 6; n += 1) await author.make(asks.addComment, { rootId: id, body: `はじめの意見 ${n}` });

    const reader = await stage.visitor({ width: 390 });
    await reader.page.addInitScript(() => {
      const shifts: number[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await reader.go(`${ground.path}/${id}`);
    await Promise.all([
      reader.page.waitForEvent('websocket').then((socket) => socket.waitForEvent('framereceived')),
      reader.page.locator('article[id^=comment-]').nth(2).scrollIntoViewIfNeeded(),
    ]);
    // One thing is still to come: the answer to the subscription itself, which has no frame when nothing is new.
    await reader.page.waitForTimeout(500);
    const before = await places(reader);
    const shifted = await reader.page.evaluate(() => (window as unknown as { shifts: number[] }).shifts.length);

    const writer = await stage.visitor({ as: personOf('kenta').mail });
    await writer.go(`${ground.path}/${id}`);
    await writer.page
      .locator('form')
      .filter({ has: writer.button('comments.form.submit') })
      .getByRole('textbox')
      .fill('あとから来た意見です。');
    await writer.button('comments.form.submit').click();
    await writer.told('comments.done.published');

    const bar = reader.button('comments.new', { count: 1 });
    await reader.seen(bar);
    assert.deepEqual(await places(reader), before, 'nothing moves when a comment arrives');
    const moved = await reader.page.evaluate(
      (known) => (window as unknown as { shifts: number[] }).shifts.slice(known),
      shifted,
    );
    assert.deepEqual(moved, [], 'the browser saw no layout shift');
    assert.equal(await reader.page.getByText('あとから来た意見です。').count(), 0, 'the comment waits');
    await bar.click();
    await reader.seen(reader.page.getByText('あとから来た意見です。'));
    assert.equal(await bar.count(), 0, 'the notice is gone once it was followed');
  },
);

/** Live arrival of comments. */
export const journeys = [late];
