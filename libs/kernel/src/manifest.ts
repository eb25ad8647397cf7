import { isLocale, type LocalizedText } from './localized.ts';
import type { Refusal } from './refusal.ts';
import { graphemes } from './text.ts';

/** What others may know of a component: its name, the actions a phase may open, and what it calls a resource. */
export interface Manifest {
  readonly name: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly settings: readonly SettingField[];
}

/** How often something is in use where a component is placed, under the names its library gives. */
export type SettingUse = Readonly<Record<string, number>>;

/** Why a setting cannot change now, judging by what is in use; without a wish, why it cannot change at all. */
export type SettingLock = (use: SettingUse, wish?: { readonly from: unknown; readonly to: unknown }) => Refusal | undefined;

/** A setting that is a list of rows, each under a key of its own. */
export interface SettingRow {
  readonly key: string;
}

/**
 * One setting of a placed component, shown and checked by the settings form. Several things of another library are named by
 * their ids: of those it offers as the choices called `of`. What people are shown to read is written in their languages.
 */
export type SettingField = {
  readonly key: string;
  /** Settings of one group stand together, under its heading, in forms and among the rules in force. */
  readonly group?: string;
  readonly lock?: SettingLock;
} & (
  | { readonly type: 'INTEGER'; readonly min: number; readonly max: number; readonly default: number }
  | { readonly type: 'BOOLEAN'; readonly default: boolean }
  | { readonly type: 'CHOICE'; readonly options: readonly string[]; readonly default: string }
  | { readonly type: 'TEXT'; readonly max: number; readonly check?: (text: string) => Refusal | undefined; readonly default: string }
  | { readonly type: 'LOCALIZED'; readonly max: number; readonly default: LocalizedText }
  | { readonly type: 'SEVERAL'; readonly of: string; readonly max: number; readonly default: readonly string[] }
  | { readonly type: 'ROWS'; readonly max: number; readonly fits: (row: unknown) => boolean; readonly default: readonly SettingRow[] }
);

/** Declares a component's manifest, keeping its literal types. */
export const defineComponent = <const M extends Manifest>(manifest: M): M => manifest;

type ValueOf<F> = F extends { type: 'INTEGER' } ? number
  : F extends { type: 'BOOLEAN' } ? boolean
    : F extends { type: 'CHOICE'; options: readonly (infer O)[] } ? O
      : F extends { type: 'ROWS'; default: infer R } ? R
        : F extends { type: 'SEVERAL' } ? readonly string[]
          : F extends { type: 'LOCALIZED' } ? LocalizedText
            : string;

/** The typed settings of a manifest. */
export type SettingsOf<M extends Manifest> = { readonly [F in M['settings'][number] as F['key']]: ValueOf<F> };

/** Whether a stored value fits its setting. */
export function fits(field: SettingField, value: unknown): boolean {
  switch (field.type) {
    case 'INTEGER': return Number.isSafeInteger(value) && (value as number) >= field.min && (value as number) <= field.max;
    case 'BOOLEAN': return typeof value === 'boolean';
    case 'CHOICE': return typeof value === 'string' && field.options.includes(value);
    case 'TEXT': return typeof value === 'string' && value.length <= field.max && !field.check?.(value);
    case 'LOCALIZED': return isLocalized(value) && Object.values(value).every((text) => graphemes(text) <= field.max);
    case 'SEVERAL': return areIds(value) && value.length <= field.max;
    case 'ROWS': return isRows(value) && value.length <= field.max && value.every(field.fits);
  }
}

const ID = /^[A-Za-z0-9_.:-]{1,100}$/;

/** Texts under locales, none empty. */
const isLocalized = (value: unknown): value is Readonly<Record<string, string>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
  && Object.entries(value).every(([locale, text]) => isLocale(locale) && typeof text === 'string' && text !== '');

/** Ids, none twice. */
const areIds = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((id) => typeof id === 'string' && ID.test(id)) && new Set(value).size === value.length;

/** Rows with keys, no key twice. */
const isRows = (value: unknown): value is readonly SettingRow[] =>
  Array.isArray(value) && value.every((row: Partial<SettingRow> | null) => typeof row?.key === 'string')
  && new Set((value as readonly SettingRow[]).map(({ key }) => key)).size === value.length;

/** Settings as they are in force, and the keys of what did not fit. */
interface ReadSettings<M extends Manifest> {
  readonly settings: SettingsOf<M>;
  readonly problems: readonly string[];
}

const MOST_READ = 500;
const read = new WeakMap<Manifest, Map<string, ReadSettings<Manifest>>>();

/** Stored settings completed by defaults; unknown keys and ill-fitting values are named, never guessed. The same are read once. */
export function readSettings<M extends Manifest>(manifest: M, stored: Readonly<Record<string, unknown>>): ReadSettings<M> {
  const known = read.get(manifest) ?? new Map<string, ReadSettings<Manifest>>();
  if (known.size >= MOST_READ) known.clear();
  const key = JSON.stringify(stored);
  const settings = known.get(key) ?? completed(manifest, stored);
  read.set(manifest, known.set(key, settings));
  return settings as ReadSettings<M>;
}

function completed<M extends Manifest>(manifest: M, stored: Readonly<Record<string, unknown>>): ReadSettings<M> {
  const known = new Set(manifest.settings.map((field) => field.key));
  const problems = [
    ...Object.keys(stored).filter((key) => !known.has(key)),
    ...manifest.settings.filter((field) => field.key in stored && !fits(field, stored[field.key])).map(({ key }) => key),
  ];
  const settings = Object.fromEntries(manifest.settings.map((field) => [
    field.key,
    fits(field, stored[field.key]) ? stored[field.key] : field.default,
  ]));
  return { settings: settings as SettingsOf<M>, problems };
}
