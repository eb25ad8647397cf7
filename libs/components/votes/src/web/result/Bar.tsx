interface BarProps {
  /** What is drawn, and what the longest bar stands for. */
  readonly value: number;
  readonly most: number;
}

/** A bar beside the number it draws; for eyes only, as the number says it all. */
export const Bar = ({ value, most }: BarProps) => (
  <svg
    viewBox="0 0 100 8"
    preserveAspectRatio="none"
    className="block h-2 my-2 w-full min-w-24"
    aria-hidden="true"
    focusable="false"
  >
    <rect width="100" height="8" className="fill-accent-soft" />
    <rect width={most > 0 ? (100 * Math.max(0, value)) / most : 0} height="8" className="fill-accent" />
  </svg>
);
