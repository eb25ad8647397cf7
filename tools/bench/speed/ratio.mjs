// How many lists, and proposals with their comments, a second: as a ratio to the yardstick, in the same run on the same machine.
//   HIROBA_DATA=DIR node tools/bench/speed/ratio.mjs [--yardstick ../shared/yardstick] [--reps 3] [--secs 3] [--label product]
// DIR is an installation filled by `npx hiroba demo city`; the yardstick's own database runs and is seeded (its README). Judge by the
// CPU ratio where others use the machine. Exit code 1 below the floor.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root, runNode } from '../../node.mjs';

const { values: options } = parseArgs({
  options: {
    yardstick: { type: 'string', default: path.join(root, '../shared/yardstick') },
    reps: { type: 'string', default: '3' },
    secs: { type: 'string', default: '3' },
    label: { type: 'string', default: 'product' },
    port: { type: 'string', default: '4101' },
  },
});

const goals = { list: { floor: 0.35, target: 0.75 }, one: { floor: 0.3, target: 0.6 } };
const yardstick = path.resolve(options.yardstick);

const code = await runNode([
  path.join(yardstick, 'bench.mjs'),
  ...['--targets', path.join(root, 'tools/bench/targets.mjs'), '--only', 'a-json,product', '--ops', 'list,one'],
  ...['reps', 'secs', 'label', 'port'].flatMap((name) => [`--${name}`, options[name]]),
]);

const median = (numbers) => numbers.sort((a, b) => a - b)[(numbers.length - 1) >> 1];
const { res: samples } = JSON.parse(readFileSync(path.join(yardstick, 'out', `${options.label}.json`), 'utf8'));
const of = (name, op, measure) => median(samples.filter((each) => each.name === name && each.op === op).map(measure));
const ratio = (op, measure) => of('product', op, measure) / of('a-json', op, measure);

let failed = code !== 0;
for (const [op, { floor, target }] of Object.entries(goals)) {
  const requests = ratio(op, ({ rps }) => rps);
  const cpu = ratio(op, ({ nodeUs, pgUs }) => nodeUs + pgUs);
  const verdict = requests >= target ? 'on target' : requests >= floor ? 'above the floor' : 'BELOW THE FLOOR';
  console.log(
    `${op}: requests a second ${requests.toFixed(2)} (floor ${floor}, target ${target}), CPU ${cpu.toFixed(2)}: ${verdict}`,
  );
  failed ||= !(requests >= floor);
}
process.exit(failed ? 1 : 0);
