import { locales } from '@hiroba/kernel';
import { type Outcome } from '@hiroba/ui';
import type { DeskComponentQuery } from '../gql/graphql.ts';
import { textsIn } from '../setting-words.ts';

/** A setting as the desk knows it. */
export type DeskSetting = NonNullable<DeskComponentQuery['component']>['settingValues'][number];

const tidy = (typed: string | undefined): string | undefined => typed?.replace(/\r\n/g, '\n').trim();

/** Texts in languages as JSON, in the order of the languages and without the empty ones. */
const inOrder = (texts: readonly (readonly [string, string | undefined])[]): string =>
  JSON.stringify(Object.fromEntries(texts.filter(([, text]) => text)));

/** What a form that was given back says of a setting, written as its value would be. */
export function typedFor({ key, type }: DeskSetting, values: Outcome['values']): string | undefined {
  if (type === 'LOCALIZED')
    return inOrder(locales.map((locale) => [locale, tidy(values[`settings.${key}.${locale}`]?.[0])]));
  if (type === 'SEVERAL') return JSON.stringify((values[`settings.${key}`] ?? []).filter(Boolean));
  const typed = values[`settings.${key}`]?.[0];
  return type === 'BOOLEAN' ? String(typed !== undefined) : tidy(typed);
}

const inForce = ({ type, value }: DeskSetting): string =>
  type === 'LOCALIZED' ? inOrder(locales.map((locale) => [locale, textsIn(value)[locale] ?? undefined])) : value;

/** Whether a form that was given back says something else of a setting than what is in force. */
export const differs = (setting: DeskSetting, values: Outcome['values']): boolean =>
  setting.type !== 'ROWS' && !setting.locked && typedFor(setting, values) !== inForce(setting);
