import assert from 'node:assert/strict';
import { Guard } from '../src/guard.ts';
import { journey } from '../src/journey.ts';
import { axeProblems, overflows } from '../src/look.ts';

const eyes = journey('the instruments see what is wrong with a page', async (stage) => {
  const visitor = await stage.visitor();
  await visitor.go('');
  assert.deepEqual([await axeProblems(visitor.page), await overflows(visitor.page)], [[], []], 'as it is, nothing');
  await visitor.page.evaluate(() => {
    const main = document.querySelector('main') as HTMLElement;
    const image = document.createElement('img');
    image.src = '/icon.svg';
    const faint = document.createElement('p');
    faint.textContent = 'hardly to be read';
    faint.style.color = '#ddd';
    const wide = document.createElement('p');
    wide.textContent = 'w'.repeat(400);
    wide.style.overflowWrap = 'normal';
    main.append(image, faint, wide);
  });
  const found = await axeProblems(visitor.page);
  for (const rule of ['image-alt', 'color-contrast']) {
    assert.ok(
      found.some((problem) => problem.startsWith(rule)),
      rule,
    );
  }
  assert.ok((await overflows(visitor.page)).length > 0, 'what is too wide');
});

const ears = journey('the instruments notice a text that became a script', async (stage) => {
  const visitor = await stage.visitor({ lawless: true });
  const guard = await Guard.over(visitor);
  await visitor.go('');
  await guard.assertQuiet('as it is');
  await visitor.page.evaluate(() => {
    (document.querySelector('main') as HTMLElement).innerHTML = '<img src="/nowhere.png" onerror="alert(1)">';
  });
  await visitor.page.waitForFunction(() => '__pwned' in window);
  await assert.rejects(guard.assertQuiet('seized'), /alert 1/);
  await visitor.page.evaluate(() => {
    (document.querySelector('main') as HTMLElement).innerHTML = '<img src="http://elsewhere.invalid/pixel.png">';
  });
  await visitor.page.waitForTimeout(200);
  assert.deepEqual(visitor.abroad, ['http://elsewhere.invalid/pixel.png']);
  visitor.abroad.length = 0;
  visitor.problems.length = 0;
});

/** Proof that the other journeys could fail. */
export const journeys = [eyes, ears];
