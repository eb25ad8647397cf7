// How much processor time the signals of one text take (X6, M20): node --import ./tools/ts-hooks.mjs tools/bench/moderation/signals.ts
import { piecesOf, printOf } from '../../../libs/moderation/src/domain/signals/near-duplicates.ts';
import { signalsOf } from '../../../libs/moderation/src/domain/signals/signals.ts';

const LETTERS = 2_000;
const ROUNDS = 200;
const TARGET_MS = 15;

const sentence =
  '駅前の広場に木陰とベンチを増やしてください。夏は日差しが強く、子どもも高齢の方も休む所がありません。NPO の人と話しましたが、費用は第3条のとおり 1,200 万円ほどです。';
const plain = sentence.repeat(Math.ceil(LETTERS / sentence.length)).slice(0, LETTERS);
const texts = {
  plain,
  'with personal details and links': `${plain.slice(0, 1_800)} 090-1234-5678 hana@example.jp https://bit.ly/x https://a.example https://b.example`,
  'with words in every disguise': `${'バ・カ ば か ﾊﾞｶ ア ホ す れ ば か な り '.repeat(100)}`.slice(0, LETTERS),
  'in capitals and marks': `${'STOP THIS PLAN NOW '.repeat(60)}${'！'.repeat(900)}`.slice(0, LETTERS),
  'of digits': '0120-444-113 1-2-3 100-0001 4111 1111 1111 1112 '.repeat(60).slice(0, LETTERS),
};

let worst = 0;
for (const [name, text] of Object.entries(texts)) {
  const look = (n: number) => [signalsOf(`${text}${n}`), printOf(piecesOf(`${text}${n}`))];
  for (let n = 0; n < 30; n += 1) look(n);
  const times: number[] = [];
  for (let n = 0; n < ROUNDS; n += 1) {
    const { user, system } = process.cpuUsage();
    look(n);
    const since = process.cpuUsage({ user, system });
    times.push((since.user + since.system) / 1_000);
  }
  times.sort((a, b) => a - b);
  const p95 = times[Math.floor(ROUNDS * 0.95)] ?? 0;
  worst = Math.max(worst, p95);
  console.log(`${name}: median ${(times[ROUNDS / 2] ?? 0).toFixed(1)} ms, p95 ${p95.toFixed(1)} ms of processor time`);
}
console.log(worst <= TARGET_MS ? `✓ at most ${TARGET_MS} ms` : `✗ more than ${TARGET_MS} ms`);
process.exitCode = worst <= TARGET_MS ? 0 : 1;
