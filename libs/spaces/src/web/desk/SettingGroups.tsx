import type { ReactNode } from 'react';
import { Disclosure, useOutcome, useT } from '@hiroba/ui';
import { groupsOf } from '../setting-groups.ts';
import { useSettingWords } from '../setting-words.ts';
import { SettingFields } from './SettingFields.tsx';
import { differs, type DeskSetting } from './typed-settings.ts';

interface FoldProps {
  readonly title: string;
  /** What is so now, in words. */
  readonly state: readonly (readonly [label: string, value: string])[];
  readonly open: boolean;
  readonly children: ReactNode;
}

/** Fields below their heading and what they say now, folded until somebody wants to change them. */
export function FieldFold({ title, state, open, children }: FoldProps) {
  const t = useT();
  return (
    <Disclosure
      open={open}
      summary={
        <span className="grid gap-1">
          <span>{title}</span>
          <span>
            <span className="inline-flex flex-wrap gap-x-6 font-400 text-ink-soft">
              {state.map(([label, value]) => (
                <span key={label}>{t('spaces.settings.state', { label, value })}</span>
              ))}
            </span>
          </span>
        </span>
      }
    >
      <div className="form py-4">{children}</div>
    </Disclosure>
  );
}

interface SettingGroupsProps {
  readonly id: string;
  readonly manifest: string;
  readonly settings: readonly DeskSetting[];
  /** What closes each group: the button that saves. */
  readonly save: ReactNode;
}

/** The settings of a component by their groups, each with its state in words; a group with something to mend is open. */
export function SettingGroups({ id, manifest, settings, save }: SettingGroupsProps) {
  const t = useT();
  const words = useSettingWords(manifest);
  const outcome = useOutcome();
  const refused = outcome ? [outcome.refusal, ...(outcome.refusal.others ?? [])].map(({ field }) => field ?? '') : [];
  const isWaiting = (setting: DeskSetting): boolean =>
    outcome !== undefined &&
    (differs(setting, outcome.values) || refused.some((field) => `${field}.`.startsWith(`settings.${setting.key}.`)));
  return groupsOf(settings).map(({ key, settings: own }) => {
    const fields = <SettingFields id={id} manifest={manifest} settings={own} />;
    return key === null ? (
      <div key="" className="form py-4">
        {fields}
      </div>
    ) : (
      <FieldFold
        key={key}
        title={t(`${manifest}.settings.group.${key}`)}
        open={own.some(isWaiting)}
        state={own.map((setting) => [words.label(setting.key), words.short(setting)])}
      >
        {fields}
        {save}
      </FieldFold>
    );
  });
}
