import type { ReactNode } from 'react';
import { Disclosure, useT } from '@hiroba/ui';

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
          {state.length > 0 ? (
            <span>
              <span className="inline-flex flex-wrap gap-x-6 font-400 text-ink-soft">
                {state.map(([label, value]) => (
                  <span key={label}>{t('spaces.settings.state', { label, value })}</span>
                ))}
              </span>
            </span>
          ) : null}
        </span>
      }
    >
      <div className="form py-4">{children}</div>
    </Disclosure>
  );
}
