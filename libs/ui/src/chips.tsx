import { Link } from 'react-router';
import { Icon } from './icon.tsx';

/** One choice of a filter, as a link. */
export interface Chip {
  readonly label: string;
  readonly to: string;
  readonly current: boolean;
  readonly count?: number;
}

/** Ways to narrow or sort a list; each is an address of its own. */
export function Chips({ label, chips }: { label: string; chips: readonly Chip[] }) {
  return (
    <nav aria-label={label} className="flex flex-wrap items-center gap-2">
      <span className="text-ink-soft mr-1" aria-hidden="true">{label}</span>
      <ul className="contents">
        {chips.map(({ label: words, to, current, count }) => (
          <li key={to}>
            <Link to={to} className="chip" aria-current={current ? 'true' : undefined} preventScrollReset>
              {current ? <Icon name="check" /> : null}
              {words}
              {count === undefined ? null : <span className="text-ink-soft">{count.toLocaleString()}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
