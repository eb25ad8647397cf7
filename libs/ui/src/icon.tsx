/** The shapes of all icons, drawn on a square of 24 with a stroke of 2. */
const shapes = {
  arrow: 'M5 12h14m-6-6 6 6-6 6',
  back: 'M19 12H5m6-6-6 6 6 6',
  bell: 'M6 16v-5a6 6 0 0 1 12 0v5l2 2H4l2-2Zm4 5h4',
  calendar: 'M4 6h16v14H4zM4 10h16M8 3v4m8-4v4',
  chat: 'M4 5h16v12H10l-5 4v-4H4z',
  check: 'm5 12.5 5 5L19.5 7',
  chevron: 'm6 9 6 6 6-6',
  circle: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16Z',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 4v5l3.5 2',
  cross: 'm6 6 12 12M18 6 6 18',
  draft: 'm5 19 1-4L16 5l3 3L9 18l-4 1ZM14 7l3 3',
  error: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 5v5m0 3.5v.01',
  external: 'M14 4h6v6m0-6-9 9M18 14v6H4V6h6',
  file: 'M6 3h8l4 4v14H6zM14 3v5h4',
  globe: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM3 12h18M12 3c3 3 3 15 0 18-3-3-3-15 0-18Z',
  hand: 'M12 20s-8-4.6-8-10.4A4.6 4.6 0 0 1 12 7a4.6 4.6 0 0 1 8 2.6C20 15.4 12 20 12 20Z',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 8v6m0-9.5v.01',
  lock: 'M6 11h12v10H6zm2.5 0V8a3.5 3.5 0 0 1 7 0v3',
  menu: 'M4 7h16M4 12h16M4 17h16',
  minus: 'M5 12h14',
  office: 'M4 21V9l8-5 8 5v12M2 21h20M9 21v-6h6v6',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM4.5 21c.6-4 3.600-6.500 7.500-6.500s6.900 2.500 7.500 6.500',
  plus: 'M12 5v14M5 12h14',
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14Zm5 12 4.500 4.500',
  warning: 'M12 3.500 22 20.500H2L12 3.500Zm0 6.500v5m0 2.500v.01',
} as const;

/** The name of an icon. */
export type IconName = keyof typeof shapes;

/** A drawn sign beside words; it never stands for words, so readers do not hear it. */
export function Icon({ name, className = '' }: { name: IconName; className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" strokeWidth="2"
      strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" focusable="false"
      className={`inline-block size-[1.25em] shrink-0 ${className}`}
    >
      <path d={shapes[name]} />
    </svg>
  );
}
