import {
  composed, fits, isLocale, readSettings, Refusal, textLimit, type LocalizedText, type Manifest, type SettingField, type SettingRow, type SettingUse,
} from '@hiroba/kernel';
import { composedText, same, textRefusal } from './texts.ts';

/** A value a setting can have. */
export type SettingValue = number | boolean | string | LocalizedText | readonly string[] | readonly SettingRow[];

/** The ids of things that settings may name, under the name of their choices. */
export type Known = Readonly<Record<string, readonly string[]>>;

/** A setting as a form sends it. */
export interface TypedSetting {
  readonly key: string;
  readonly value: string;
}

function integerOf(field: SettingField & { type: 'INTEGER' }, typed: string): SettingValue | Refusal {
  const digits = typed.normalize('NFKC').replace(/[\s,]/g, '');
  if (!/^-?\d{1,15}$/.test(digits)) return new Refusal('BAD_FORMAT', `settings.${field.key}`);
  const value = Number(digits);
  if (value < field.min) return new Refusal('TOO_SHORT', `settings.${field.key}`, { min: field.min });
  return value > field.max ? new Refusal('TOO_LONG', `settings.${field.key}`, { max: field.max }) : value;
}

function rowsOf(field: SettingField & { type: 'ROWS' }, typed: string): SettingValue | Refusal {
  const name = `settings.${field.key}`;
  try {
    const rows = JSON.parse(typed) as readonly SettingRow[];
    if (Array.isArray(rows) && rows.length > field.max) return new Refusal('TOO_MANY', name, { max: field.max });
    return fits(field, rows) ? rows : new Refusal('BAD_USER_INPUT', name);
  } catch {
    return new Refusal('BAD_FORMAT', name);
  }
}

function localizedOf(field: SettingField & { type: 'LOCALIZED' }, typed: string): SettingValue | Refusal {
  const name = `settings.${field.key}`;
  const text = typed.trim() === '' ? {} : parsed(typed);
  if (typeof text !== 'object' || text === null || Array.isArray(text)) return new Refusal('BAD_FORMAT', name);
  const isText = Object.entries(text).every(([locale, words]) => isLocale(locale) && typeof words === 'string');
  if (!isText) return new Refusal('BAD_USER_INPUT', name);
  return textRefusal(name, text as LocalizedText, { min: 0, max: field.max }) ?? composedText(text as LocalizedText);
}

function severalOf(field: SettingField & { type: 'SEVERAL' }, typed: string, known: Known): SettingValue | Refusal {
  const name = `settings.${field.key}`;
  const ids = typed.trim() === '' ? [] : listed(typed);
  if (!ids) return new Refusal('BAD_FORMAT', name);
  if (ids.length > field.max) return new Refusal('TOO_MANY', name, { max: field.max });
  return fits(field, ids) && ids.every((id) => known[field.of]?.includes(id)) ? ids : new Refusal('BAD_USER_INPUT', name);
}

function parsed(typed: string): unknown {
  try {
    return JSON.parse(typed);
  } catch {
    return undefined;
  }
}

function listed(typed: string): readonly string[] | undefined {
  const list = parsed(typed);
  return Array.isArray(list) ? list as readonly string[] : undefined;
}

/** The value of a setting from what a form sent, or why it cannot be. */
export function settingOf(field: SettingField, typed: string, known: Known = {}): SettingValue | Refusal {
  const name = `settings.${field.key}`;
  if (field.type === 'INTEGER') return integerOf(field, typed);
  if (field.type === 'BOOLEAN') return typed === 'true' || typed === 'on' || typed === '1';
  if (field.type === 'ROWS') return rowsOf(field, typed);
  if (field.type === 'LOCALIZED') return localizedOf(field, typed);
  if (field.type === 'SEVERAL') return severalOf(field, typed, known);
  const value = composed(typed);
  if (field.type === 'CHOICE') return fits(field, value) ? value : new Refusal('BAD_USER_INPUT', name);
  const problem = textLimit({ min: 0, max: field.max })(value);
  if (problem) return new Refusal(problem, name, { max: field.max });
  const unfit = field.check?.(value);
  if (unfit) return new Refusal(unfit.code, name, unfit.params);
  return fits(field, value) ? value : new Refusal('TOO_LONG', name, { max: field.max });
}

/** The settings a form sent, each checked by the manifest; a key it does not know is refused. */
export function settingsOf(
  manifest: Manifest, typed: readonly TypedSetting[], known: Known = {},
): Readonly<Record<string, SettingValue>> | Refusal {
  const values: Record<string, SettingValue> = {};
  for (const { key, value } of typed) {
    const field = manifest.settings.find((known) => known.key === key);
    if (!field) return new Refusal('BAD_USER_INPUT', `settings.${key}`);
    const read = settingOf(field, value, known);
    if (read instanceof Refusal) return read;
    values[key] = read;
  }
  return values;
}

/** A setting that changes: what it was, and what it becomes. */
export interface SettingChange {
  readonly key: string;
  readonly from: SettingValue;
  readonly to: SettingValue;
}

/** The settings that would change, or why one of them cannot while something is in use. */
export function changesOf(
  manifest: Manifest, stored: Readonly<Record<string, unknown>>, wished: Readonly<Record<string, SettingValue>>, use: SettingUse,
): readonly SettingChange[] | Refusal {
  const inForce = settingsInForce(manifest, stored);
  const changes = manifest.settings.flatMap(({ key, default: otherwise }): SettingChange[] => {
    const [from, to] = [inForce[key] ?? otherwise, wished[key]];
    return to === undefined || same(from, to) ? [] : [{ key, from, to }];
  });
  for (const { key, from, to } of changes) {
    const refusal = manifest.settings.find((field) => field.key === key)?.lock?.(use, { from, to });
    if (refusal) return new Refusal(refusal.code, refusal.field ?? `settings.${key}`, refusal.params);
  }
  return changes;
}

/** The settings in force: what is stored, completed by the manifest's defaults. */
export const settingsInForce = (manifest: Manifest, stored: Readonly<Record<string, unknown>>) =>
  readSettings(manifest, stored).settings as Readonly<Record<string, SettingValue>>;
