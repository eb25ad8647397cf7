import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

/** What a notice is about: something to know, to be glad of, to mind, or that went wrong. */
export type NoticeKind = 'info' | 'success' | 'warning' | 'error';

const icons: Readonly<Record<NoticeKind, IconName>> = { info: 'info', success: 'check', warning: 'warning', error: 'error' };

interface NoticeProps {
  readonly kind?: NoticeKind;
  readonly title: string;
  readonly level?: 2 | 3;
  readonly action?: ReactNode;
  readonly children?: ReactNode;
}

/** Something the reader should know before going on. */
export function Notice({ kind = 'info', title, level = 2, action, children }: NoticeProps) {
  const Heading = `h${level}` as const;
  return (
    <div className={`notice notice-${kind}`}>
      <Icon name={icons[kind]} className="notice-icon" />
      <div className="grid gap-2 min-w-0">
        <Heading className="heading-4">{title}</Heading>
        {children}
        {action}
      </div>
    </div>
  );
}
