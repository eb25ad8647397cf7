import type { ReactNode } from 'react';
import { Link } from 'react-router';

interface CardProps {
  /** The words that lead to the thing; the whole card can be pressed. */
  readonly title: string;
  readonly to: string;
  readonly lang?: string | undefined;
  readonly level?: 2 | 3 | 4;
  /** A picture, at the top of the card. */
  readonly picture?: ReactNode;
  /** State and deadline, above the title. */
  readonly above?: ReactNode;
  /** Counts and dates, at the foot. */
  readonly below?: ReactNode;
  /** A few lines of text. */
  readonly children?: ReactNode;
}

/** One of several things that can be opened, in a list. */
export function Card({ title, to, lang, level = 3, picture, above, below, children }: CardProps) {
  const Heading = `h${level}` as const;
  return (
    <li className="card">
      {picture}
      {above ? <div className="flex flex-wrap items-center gap-x-3 gap-y-1">{above}</div> : null}
      <Heading className="heading-4" lang={lang}><Link to={to} className="card-link">{title}</Link></Heading>
      {children}
      {below ? <div className="card-below">{below}</div> : null}
    </li>
  );
}

/** A box of its own on a page that leads nowhere else. */
export const Panel = ({ children, quiet }: { children: ReactNode; quiet?: boolean }) =>
  <div className={quiet ? 'panel panel-quiet' : 'panel'}>{children}</div>;
