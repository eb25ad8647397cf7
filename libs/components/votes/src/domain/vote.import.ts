import { Refusal } from '@hiroba/kernel';
import { composedOption, MOST_OPTIONS, optionRefusal, type OptionInput, type VoteInput } from './vote.commands.ts';
import type { PabulibFile, PabulibProject } from './tally/formats/pabulib.ts';

/** An option of a file, under the name it has there. */
export interface ImportedOption extends OptionInput {
  readonly code: string;
}

/** The draft that a budgeting election of a file makes: its question, its budget, and its projects as options. */
export interface ImportedVote {
  readonly input: VoteInput;
  readonly options: readonly ImportedOption[];
}

const CODE = /^[A-Za-z0-9_./-]{1,40}$/;
const LONGEST = { title: 150, category: 120 };
const inJapanese = /[\u3041-\u30fa\p{sc=Han}]/u;

const cut = (text: string, most: number): string => {
  const letters = [...new Intl.Segmenter('ja', { granularity: 'grapheme' }).segment(text.trim())];
  return letters.length <= most ? text.trim() : `${letters.slice(0, most - 1).map(({ segment }) => segment).join('')}…`;
};

/** As many whole headings as fit. */
function headings(category: string): string | null {
  let kept = '';
  for (const heading of category.split(',').map((text) => text.trim()).filter(Boolean)) {
    const next = kept === '' ? heading : `${kept}, ${heading}`;
    if ([...next].length > LONGEST.category) break;
    kept = next;
  }
  return kept || null;
}

function optionOf({ id, cost, name, category, description, latitude, longitude }: PabulibProject, locale: 'ja' | 'en'): ImportedOption {
  // What does not fit into a title is not lost: it stands in full below.
  const title = cut(name, LONGEST.title) || id;
  const text = [title === name.trim() ? '' : name.trim(), description.trim()].filter((part) => part !== '').join('\n\n');
  const [lat, lon] = [latitude, longitude].map((degrees) => (degrees === '' ? '' : Number(degrees).toFixed(6)));
  return {
    code: id,
    ...composedOption({
      title: { [locale]: title }, text: text ? { [locale]: text } : {}, cost: cost.replace(/^0+(?=\d)/, ''), category: headings(category),
      spot: lat && lon ? { lat, lon } : null,
    }),
  };
}

const wholeOf = (meta: PabulibFile['meta'], key: string): number | undefined => {
  const value = Number(meta.get(key));
  return Number.isSafeInteger(value) && value > 0 ? value : undefined;
};

/**
 * The draft of a vote out of a budgeting election that others have recorded. People approve of projects in it, whatever they did in the file,
 * and no ballot of the file comes along; where the file says how many may be chosen, so does the draft.
 */
export function importedVote(file: PabulibFile, name: string): ImportedVote | Refusal {
  const { meta, projects, budget, type } = file;
  if (projects.length < 2) return new Refusal('TOO_FEW', 'file', { min: 2 });
  if (projects.length > MOST_OPTIONS) return new Refusal('TOO_MANY', 'file', { max: MOST_OPTIONS });
  const titled = meta.get('description')?.trim() || name.replace(/\.pb$/i, '');
  const locale = inJapanese.test(`${titled}${projects.map((project) => project.name).join('')}`) ? 'ja' : 'en';
  const options = projects.map((project) => optionOf(project, locale));
  const bad = options.find((option) => !CODE.test(option.code) || optionRefusal(option) !== undefined);
  if (bad) return new Refusal('BAD_FILE', 'file');
  const most = type === 'choose-1' ? 1 : wholeOf(meta, 'max_length');
  const least = wholeOf(meta, 'min_length');
  return {
    input: {
      title: { [locale]: cut(titled, LONGEST.title) }, type: 'approval', method: 'mesCostAdd1Utilitarian',
      parameters: {
        budget: budget.replace(/^0+(?=\d)/, ''), ...(most !== undefined && most < options.length ? { max: most } : {}),
        ...(least !== undefined && least <= (most ?? options.length) ? { min: least } : {}),
      },
    },
    options,
  };
}
