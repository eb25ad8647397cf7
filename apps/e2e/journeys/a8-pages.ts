import assert from 'node:assert/strict';
import { journey, type Journey, type Stage } from '../src/journey.ts';
import { assertFrame, axeProblems, colourRules, overflows } from '../src/look.ts';
import { pagesOf } from '../src/routes.ts';
import { rehearse, type Sample } from '../src/samples.ts';
import { builtPages } from '../src/town.ts';
import type { Visitor } from '../src/visitor.ts';
import type { Language } from '../src/words.ts';

const both = [1280, 390];

/** Every width is gone to once. Colours do not know of languages: they are looked at in one. */
async function problemsAt({ page, language }: Visitor, widths: readonly number[]): Promise<string[]> {
  const problems: string[] = [];
  const note = (where: string, found: readonly string[]) =>
    problems.push(...found.map((one) => `${language} ${where}: ${one}`));
  for (const width of [1280, 768, 390, 320]) {
    await page.setViewportSize({ width, height: 844 });
    if (widths.includes(width))
      note(`${width} px`, await axeProblems(page, language === 'ja' ? {} : { but: colourRules }));
    note(`${width} px`, await overflows(page));
    if (!both.includes(width)) continue;
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
    note(`${width} px, text at 200 %`, await overflows(page));
    await page.evaluate(() => document.documentElement.style.removeProperty('font-size'));
  }
  if (language === 'ja') {
    await page.emulateMedia({ forcedColors: 'active' });
    note('forced colours', await axeProblems(page, { only: colourRules }));
    await page.emulateMedia({ forcedColors: 'none' });
  }
  return problems;
}

async function look(
  stage: Stage,
  { path, as, status = 200, note }: Sample,
  language: Language,
  widths: readonly number[],
): Promise<string[]> {
  const { cast } = await rehearse(stage.town.origin);
  const found: string[] = [];
  await stage.visited({ language, ...(as ? { with: cast[as] } : {}) }, async (visitor) => {
    const answered = await visitor.go(path);
    assert.equal(answered, status, `${path} ${as ?? ''} ${note ?? ''}`);
    await assertFrame(visitor.page, language);
    found.push(...(await problemsAt(visitor, widths)));
    return found.length === 0;
  });
  return found.map((problem) => `${path} ${as ?? ''}: ${problem}`);
}

/** The first state of every page, in both languages, at both widths, with text at 200 % and at 320 px. */
export const journeys: readonly Journey[] = pagesOf(builtPages).map((pattern) =>
  journey(`A8 ${pattern}`, async (stage) => {
    const { samples } = await rehearse(stage.town.origin);
    const shown = samples[pattern];
    assert.ok(shown, 'no sample for this route: name one in src/samples.ts');
    const problems: string[] = [];
    for (const [index, sample] of shown.entries()) {
      // The further states of a page share most of it with the first: they are looked at by turns in ja at 390 px and in en at 1280 px.
      if (index % 2 === 0) problems.push(...(await look(stage, sample, 'ja', index === 0 ? both : [390])));
      if (index % 2 === 1 || index === 0)
        problems.push(...(await look(stage, sample, 'en', index === 0 ? both : [1280])));
    }
    assert.deepEqual(problems, []);
  }),
);
