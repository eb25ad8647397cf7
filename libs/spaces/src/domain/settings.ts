import { composed, fits, readSettings, Refusal, textLimit, type Manifest, type SettingField } from '@hiroba/kernel';

/** A value a setting can have. */
export type SettingValue = number | boolean | string;

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

/** The value of a setting from what a form sent, or why it cannot be. */
export function settingOf(field: SettingField, typed: string): SettingValue | Refusal {
  const name = `settings.${field.key}`;
  if (field.type === 'INTEGER') return integerOf(field, typed);
  if (field.type === 'BOOLEAN') return typed === 'true' || typed === 'on' || typed === '1';
  const value = composed(typed);
  if (field.type === 'CHOICE') return fits(field, value) ? value : new Refusal('BAD_USER_INPUT', name);
  const problem = textLimit({ min: 0, max: field.max })(value);
  if (problem) return new Refusal(problem, name, { max: field.max });
  return fits(field, value) ? value : new Refusal('TOO_LONG', name, { max: field.max });
}

/** The settings a form sent, each checked by the manifest; a key it does not know is refused. */
export function settingsOf(manifest: Manifest, typed: readonly TypedSetting[]): Readonly<Record<string, SettingValue>> | Refusal {
  const values: Record<string, SettingValue> = {};
  for (const { key, value } of typed) {
    const field = manifest.settings.find((known) => known.key === key);
    if (!field) return new Refusal('BAD_USER_INPUT', `settings.${key}`);
    const read = settingOf(field, value);
    if (read instanceof Refusal) return read;
    values[key] = read;
  }
  return values;
}

/** The settings in force: what is stored, completed by the manifest's defaults. */
export const settingsInForce = (manifest: Manifest, stored: Readonly<Record<string, unknown>>) =>
  readSettings(manifest, stored).settings as Readonly<Record<string, SettingValue>>;
