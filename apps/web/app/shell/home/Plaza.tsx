/** One person on the square: a head and a coat. */
const person = (x: number, y: number, size: number) =>
  `M${x} ${y - 2.3 * size}a${size * 0.62} ${size * 0.62} 0 1 0 .01 0ZM${x - size} ${y}v-${size * 0.3}a${size} ${size} 0 0 1 ${2 * size} 0v${size * 0.3}Z`;

/** The square drawn in the city's colour: trees, people of all sizes, a bench, and much room. Decoration only. */
export const Plaza = () => (
  <svg className="plaza" viewBox="24 10 490 200" aria-hidden="true" focusable="false">
    <g className="plaza-tree">
      <path d="M76 180v-62M424 178v-78M470 182v-48" />
      <circle cx="76" cy="88" r="42" />
      <circle cx="424" cy="66" r="50" />
      <circle cx="470" cy="112" r="32" />
    </g>
    <path className="plaza-clock" d="M196 184V92" />
    <circle className="plaza-face" cx="196" cy="76" r="18" />
    <path className="plaza-clock" d="M196 66v10l7 4" />
    <path className="plaza-people" d={[person(140, 190, 13), person(168, 192, 9), person(300, 192, 14), person(332, 190, 13), person(362, 192, 8)].join('')} />
    <path className="plaza-people plaza-people-light" d={[person(240, 186, 10), person(262, 188, 12), person(392, 190, 11)].join('')} />
    <path className="plaza-clock" d="M40 178h66M50 178v12m46-12v12" />
  </svg>
);
