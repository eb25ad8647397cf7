// Times the tallies of the voting design (13) and of B3: node --import ./tools/ts-hooks.mjs tools/bench/tally/speed.mjs
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../..');
const domain = path.join(root, 'libs/components/votes/src/domain');
const { ballotReader } = await import(`${domain}/ballot.ts`);
const { ballotsFile, mergeBallots } = await import(`${domain}/ballots-file.ts`);
const { budgetElection } = await import(`${domain}/tally/budget/budget-election.ts`);
const { RuleRuns } = await import(`${domain}/tally/budget/rule-runs.ts`);
const { pabulibElection } = await import(`${domain}/tally/formats/pabulib-election.ts`);
const { readPabulib } = await import(`${domain}/tally/formats/pabulib.ts`);
const { rankedReport, readRanked } = await import(`${domain}/tally/formats/ranked-report.ts`);
const { Lot } = await import(`${domain}/tally/lot.ts`);
const { transferableVote } = await import(`${domain}/tally/ranked/transferable-vote.ts`);
const { tally } = await import(`${domain}/tally/tally.ts`);

const data = path.resolve(root, '../shared/data');
let missed = 0;

function timed(name, target, work) {
  // Time of the processor: on a machine with others at work the clock tells of them.
  const from = process.cpuUsage();
  const value = work();
  const { user, system } = process.cpuUsage(from);
  const took = (user + system) / 1000;
  if (took > target) missed += 1;
  console.log(`${took <= target ? '✓' : '✗'} ${name}: ${took.toFixed(took < 100 ? 1 : 0)} ms (target ${target} ms)`);
  return value;
}

/** A generator of numbers that are the same each time. */
function dice(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const options = Array.from({ length: 20 }, (_, at) => ({ id: `option-${at}` }));

function approvals(many, next) {
  return Array.from({ length: many }, () => options.filter(() => next(4) === 0).map(({ id }) => id));
}

const rules = { type: 'approval', method: 'approval', options, parameters: { seats: 3 } };
for (const many of [400_000, 1_000_000]) {
  const cast = approvals(many, dice(7));
  const name = many.toLocaleString('en');
  const read = ballotReader(rules);
  const counted = cast.map((value) => ({ b: read(value).ballot, n: 1 }));
  timed(`plain tally of ${name} approval ballots, none merged`, 2000, () => tally(rules, counted));
  const merged = timed(`freeze: merge, sort and write ${name} ballots`, 60_000, () => mergeBallots(counted));
  const file = ballotsFile(merged);
  timed(
    `recount of ${name} ballots out of their file (${merged.length} lines, ${(file.length / 1e6).toFixed(1)} MB)`,
    1000,
    () =>
      tally(
        rules,
        file
          .slice(0, -1)
          .split('\n')
          .map((line) => JSON.parse(line)),
      ),
  );
}

function generated(voters, projects) {
  const next = dice(11);
  const costs = Array.from({ length: projects }, () => ({ cost: String(80_000 + 4_000 * next(400)) }));
  const ballots = Array.from({ length: voters }, () => {
    const given = costs.flatMap((_, at) => (next(80 + 3 * at) < 14 ? [[at, 1]] : []));
    return { n: 1, given };
  });
  return budgetElection(
    costs.map(({ cost }, at) => ({ id: String(at), cost })),
    '36000000',
    ballots,
  );
}

const orders = { greedy: 'score-cost-id', shares: 'score-cost-id' };
const city = generated(60_000, 80);
const rounds = timed('Add1 of 60,000 generated voters and 80 projects', 10_000, () =>
  new RuleRuns(city, { tieOrders: orders }).run('mesCostAdd1'),
);
console.log(
  `  ${rounds.add1.rounds} rounds, ${rounds.winners.length} winners, ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`,
);
timed('one equal-shares run of them, exact', 1000, () => new RuleRuns(city, { tieOrders: orders }).run('mesCost'));

if (!existsSync(data)) console.log('skipped: ../shared/data absent');
else {
  for (const name of readdirSync(path.join(data, 'pb/elections')).sort()) {
    const text = readFileSync(path.join(data, 'pb/elections', name), 'utf8');
    const file = timed(`${name}: read`, 1000, () => readPabulib(text));
    const election = pabulibElection(file);
    const run = (rule) => new RuleRuns(election, { tieOrders: orders, threshold: 50 }).run(rule);
    timed(`${name}: greedy family`, 50, () => ['greedy', 'greedyNoSkip', 'greedyThreshold'].map(run));
    if (file.type !== 'approval') continue;
    timed(`${name}: one equal-shares run`, 500, () => run('mesCost'));
    timed(`${name}: Phragmén`, 3000, () => run('phragmen'));
    timed(`${name}: Add1`, 5000, () => run('mesCostAdd1'));
  }
  for (const name of readdirSync(path.join(data, 'voting/ranked')).sort()) {
    const text = readFileSync(path.join(data, 'voting/ranked', name), 'utf8');
    const { candidates, seats, ballots } = readRanked(name, text);
    timed(`${name}: all outputs`, 1000, () => rankedReport({ title: '', candidates, seats, ballots }));
    timed(`${name}: STV`, 50, () => transferableVote({ options: candidates, ballots }, seats, new Lot(candidates)));
  }
}
console.log(missed === 0 ? 'all in time' : `${missed} too slow`);
