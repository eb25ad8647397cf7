import { localizedOf, instantTyped } from '@hiroba/spaces/web/fields';
import { spotTyped } from '@hiroba/places/web';
import { isTicked, textOf } from '@hiroba/ui';

const whole = (form: FormData, name: string): number | null => {
  const typed = textOf(form, name).normalize('NFKC').replace(/[,\s]/g, '');
  return /^-?\d+$/.test(typed) ? Number(typed) : null;
};

const numbers = ['seats', 'min', 'max', 'points', 'maxPerOption', 'low', 'high', 'minPercent', 'quorumPercent', 'percent'] as const;

/** An amount of money as it was typed, without the commas people write. */
export const moneyTyped = (form: FormData, name: string): string => textOf(form, name).normalize('NFKC').replace(/[,\s円¥]/g, '');

/** What was typed about how a vote is counted. */
export const ruleTyped = (form: FormData) => ({
  method: textOf(form, 'method'),
  parameters: {
    ...Object.fromEntries(numbers.map((name) => [name, whole(form, name)])),
    budget: moneyTyped(form, 'budget') || null,
  },
  tieRule: textOf(form, 'tieRule') || 'report',
  lotSource: localizedOf(form, 'lotSource'),
});

/** What was typed about who votes when. */
export const timesTyped = (form: FormData, zone: string) => ({
  electorate: textOf(form, 'electorate') || 'CONFIRMED',
  electorateMode: textOf(form, 'electorateMode') || 'SNAPSHOT',
  secrecy: textOf(form, 'secrecy') || 'SEPARATED',
  paper: isTicked(form, 'paper'),
  uniqueLimit: whole(form, 'uniqueLimit') ?? 5,
  opensAt: instantTyped(textOf(form, 'opensAt'), zone)?.toISOString() ?? null,
  closesAt: instantTyped(textOf(form, 'closesAt'), zone)?.toISOString() ?? null,
});

/** What was typed of an option. */
export const optionTyped = (form: FormData) => ({
  title: localizedOf(form, 'title'), text: localizedOf(form, 'text'), cost: moneyTyped(form, 'cost') || null, category: textOf(form, 'category') || null,
  spot: spotTyped(form),
});

/** What was typed of a departure from the count. */
export const overrideTyped = (form: FormData) => ({
  option: textOf(form, 'option'), kind: textOf(form, 'kind'), replacement: textOf(form, 'replacement') || null, code: textOf(form, 'code'),
  reason: textOf(form, 'reason'), office: textOf(form, 'office'), document: textOf(form, 'document') || null,
});

/** What was ticked of what the city adopts; nothing is said where there is nothing to tick. */
export const adoptedTyped = (form: FormData, options: readonly unknown[]): string[] | null =>
  (options.length > 0 ? form.getAll('adopted').filter((value) => typeof value === 'string') : null);

/** The lines of a field, without those that are empty. */
export const linesTyped = (form: FormData, name: string): string[] => textOf(form, name).split('\n').map((line) => line.trim()).filter((line) => line !== '');
