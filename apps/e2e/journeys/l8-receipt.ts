import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { asks } from '../src/asks.ts';
import { openGround } from '../src/ground.ts';
import { journey } from '../src/journey.ts';
import { axeProblems, overflows } from '../src/look.ts';
import { personOf } from '../src/people.ts';
import type { Visitor } from '../src/visitor.ts';

/** Saves what a link of the page leads to. */
async function saved({ page }: Visitor, href: string, as: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator(`main a[href$="${href}"]`).click(),
  ]);
  await download.saveAs(as);
  return as;
}

/** Chooses a file in the page that was opened from a disk; what it says. */
async function verdict(page: Page, file: string, state: string): Promise<string> {
  await page.locator('#file').setInputFiles(file);
  await page.locator(`#result [data-state=${state}]`).waitFor();
  return page.locator('#result').innerText();
}

const receipts = journey(
  'L8 T16 a citizen publishes, opens the receipt, sees it checked, keeps it, and checks it from a disk without a network',
  async (stage) => {
    const ground = await openGround(await stage.api(personOf('ohno').mail), 'receipt-square');
    const hana = await stage.api(personOf('hana').mail);
    const input = { title: '駅前に水飲み場をつくる', body: '夏に遊んだあと、水が飲めるようにします。', locale: 'ja' };
    const draft = await hana.make(asks.draftProposal, { componentId: ground.componentId, input });
    const citizen = await stage.visitor({ width: 390, with: hana });
    await citizen.go(`${ground.path}/${draft}/preview`);
    await citizen.button('proposals.preview.publish').click();
    await citizen.told('proposals.done.published');
    await citizen.page
      .locator('.done-notice')
      .getByRole('link', { name: citizen.t('transparency.receipt.link') })
      .click();
    await citizen.settled();
    assert.match(citizen.path, /^\/ja\/receipt\/[0-9a-f-]{36}$/);
    await citizen.page.locator('[data-checked=RECORDED]').waitFor();
    await citizen.seen(citizen.page.getByText(input.title));

    const folder = mkdtempSync(path.join(tmpdir(), 'hiroba-receipt-'));
    const zip = await saved(citizen, '.zip', path.join(folder, 'receipt.zip'));
    const verifier = await saved(citizen, '/verify.html', path.join(folder, 'verify.html'));
    const disk = await citizen.context.newPage();
    const asked: string[] = [];
    disk.on('request', (request) => asked.push(request.url()));
    await citizen.context.setOffline(true);
    await disk.goto(`file://${verifier}`);
    const good = await verdict(disk, zip, 'RECORDED');
    for (const words of ['①記録されています', '②改変されていません', input.title, input.body])
      assert.ok(good.includes(words), `${words} in: ${good}`);
    const bytes = readFileSync(zip);
    const at = bytes.indexOf('"proposal.published"');
    bytes[at + 1] = 'P'.charCodeAt(0);
    writeFileSync(path.join(folder, 'changed.zip'), bytes);
    const bad = await verdict(disk, path.join(folder, 'changed.zip'), 'FAILED');
    assert.ok(bad.includes(citizen.t('transparency.check.bad.INCLUSION')) && !bad.includes(input.title), bad);
    await disk.getByRole('button', { name: 'English' }).click();
    assert.match(await disk.locator('#result').innerText(), /could not be confirmed/);
    await disk.setViewportSize({ width: 390, height: 844 });
    assert.deepEqual([...(await axeProblems(disk)), ...(await overflows(disk))], []);
    assert.deepEqual(
      asked.filter((url) => !url.startsWith('file://')),
      [],
      'no request leaves the page',
    );
    await citizen.context.setOffline(false);
    rmSync(folder, { recursive: true });
  },
);

/** Receipts of public acts. */
export const journeys = [receipts];
