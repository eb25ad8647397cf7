// Writes a made-up round as large as the largest known one: 207,850 submissions with 8,277 different texts, made from 40 templates with
// added, removed and swapped sentences and from texts of their own; how often each was sent has a long tail. Words are made up, too.
//   node tools/bench/grouping/round.mjs FILE.csv [--submissions 207850] [--distinct 8277] [--seed 1]
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    submissions: { type: 'string', default: '207850' },
    distinct: { type: 'string', default: '8277' },
    seed: { type: 'string', default: '1' },
  },
});
const [file] = positionals;
const [submissions, distinct] = [Number(values.submissions), Number(values.distinct)];

let state = Number(values.seed) | 0;
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), state | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}
const below = (n) => Math.floor(random() * n);
const one = (list) => list[below(list.length)];

const heads = [...'森川里海山町道橋駅園館校庭林田畑港谷原池水電風光土石木草花'];
const tails = [...'計画整備保全活用見直検討説明予算期間場所住民子供高齢者交通'];
const kana = [...'のをにはがでともへや'];
const verbs = [
  'を求めます',
  'に反対します',
  'に賛成します',
  'を検討してください',
  'が心配です',
  'を見直すべきです',
  'は必要です',
];
const word = () => one(heads) + one(tails) + one(heads) + one(tails);
const sentence = () =>
  `${Array.from({ length: 3 + below(3) }, () => word() + one(kana)).join('')}${word()}${one(verbs)}。`;
const text = (sentences) => Array.from({ length: sentences }, sentence);

function varied(template) {
  const lines = [...template];
  for (let n = 1 + below(2); n > 0; n -= 1) {
    const act = below(3);
    if (act === 0) lines.splice(below(lines.length + 1), 0, sentence());
    else if (act === 1 && lines.length > 8) lines.splice(below(lines.length), 1);
    else [lines[0], lines[lines.length - 1]] = [lines[lines.length - 1], lines[0]];
  }
  return lines;
}

const templates = Array.from({ length: 40 }, () => text(10 + below(8)));
const texts = new Set(templates.map((lines) => lines.join('')));
while (texts.size < distinct) texts.add((below(4) > 0 ? varied(one(templates)) : text(2 + below(20))).join(''));
const all = [...texts];
// The more often a text was sent, the rarer are such texts.
const shares = all.map((_, i) => 1 / (1 + i) ** 1.05);
const sum = shares.reduce((a, b) => a + b);
const copies = shares.map((share) => 1 + Math.floor((share / sum) * (submissions - distinct)));
for (let left = submissions - copies.reduce((a, b) => a + b); left > 0; left -= 1) copies[left % distinct] += 1;

const rows = all.flatMap((line, i) => Array.from({ length: copies[i] }, () => line));
for (let i = rows.length - 1; i > 0; i -= 1) {
  const k = below(i + 1);
  [rows[i], rows[k]] = [rows[k], rows[i]];
}
const out = createWriteStream(file);
out.write('id,text,person\r\n');
for (let i = 0; i < rows.length; i += 1) {
  const line = `S${String(i + 1).padStart(6, '0')},"${rows[i]}",P${below(submissions)}\r\n`;
  if (!out.write(line)) await once(out, 'drain');
}
out.end();
await once(out, 'finish');
process.stderr.write(
  `${rows.length} submissions, ${all.length} different texts, ${rows.reduce((n, r) => n + r.length, 0)} characters\n`,
);
