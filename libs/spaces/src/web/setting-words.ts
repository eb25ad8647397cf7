import { useKnownKey, useT } from '@hiroba/ui';
import { useWords, type Answered } from './words.ts';

/** What a page knows of a setting to put its values into words. */
export interface Worded {
  readonly key: string;
  readonly type: string;
}

interface Row {
  readonly key: string;
  readonly label?: Answered;
}

/** Puts the settings of a manifest and their values into the words of its library. */
export function useSettingWords(manifest: string) {
  const t = useT();
  const knows = useKnownKey();
  const words = useWords();
  const name = (key: string) => `${manifest}.settings.${key}`;
  return {
    label: (key: string): string => t(name(key)),
    value({ key, type }: Worded, value: string): string {
      if (type === 'BOOLEAN') return t(`spaces.settings.${value === 'true' ? 'on' : 'off'}`);
      if (type === 'CHOICE') return t(`${name(key)}.${value}`);
      if (type === 'ROWS') return (JSON.parse(value) as readonly Row[]).map((row) => words(row.label).text || row.key).join(t('spaces.settings.and'));
      if (type === 'INTEGER') return `${Number(value).toLocaleString()}${knows(`${name(key)}.unit`) ? t(`${name(key)}.unit`) : ''}`;
      return value || t('spaces.settings.none');
    },
  };
}
