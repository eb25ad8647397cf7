import { useId, type ReactNode } from 'react';

/** The body of a page, below its head: as wide as reading, or as the whole page. */
export function PageBody({ wide, children }: { wide?: boolean; children: ReactNode }) {
  return <div className={wide ? 'page-body' : 'page-body page-body-text'}>{children}</div>;
}

interface ColumnsProps {
  readonly children: ReactNode;
  /** What stands beside the content, and directly below it on a phone. */
  readonly facts: ReactNode;
  /** What follows both on a phone, and the content on a wide page. */
  readonly after?: ReactNode;
}

/** Content and the facts beside it: one column on a phone, two from 960 px. */
export function Columns({ children, facts, after }: ColumnsProps) {
  return (
    <div className="columns-2-1">
      <div className="grid content-start gap-12">{children}</div>
      <aside className="grid content-start gap-6">{facts}</aside>
      {after ? <div className="grid content-start gap-12">{after}</div> : null}
    </div>
  );
}

interface SectionProps {
  readonly title: ReactNode;
  readonly level?: 2 | 3;
  /** One sentence below the heading. */
  readonly lead?: ReactNode;
  /** A link or button that belongs to the whole section. */
  readonly action?: ReactNode;
  readonly id?: string;
  readonly children: ReactNode;
}

/** A part of a page under its own heading. */
export function Section({ title, level = 2, lead, action, id, children }: SectionProps) {
  const own = useId();
  const heading = id ?? own;
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section aria-labelledby={heading} className="grid gap-6 min-w-0">
      <div className="grid gap-2">
        <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
          <Heading id={heading} className={level === 2 ? 'heading-2' : 'heading-3'}>{title}</Heading>
          {action}
        </div>
        {lead ? <p className="text-ink-soft measure">{lead}</p> : null}
      </div>
      {children}
    </section>
  );
}

/** One fact: what it is, and the value. */
export interface Fact {
  readonly term: string;
  readonly value: ReactNode;
}

/** Facts about a thing, beside or below it. */
export function Facts({ title, facts }: { title?: string; facts: readonly Fact[] }) {
  return (
    <section className="facts">
      {title ? <h2 className="heading-4">{title}</h2> : null}
      <dl>
        {facts.map(({ term, value }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Cards in one, two or three columns, as many as have room. */
export function CardGrid({ children }: { children: ReactNode }) {
  return <ul className="card-grid">{children}</ul>;
}
