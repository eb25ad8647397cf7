// A city that uses everything, and then an audit of its public log over HTTP: by ours, and by a verifier that shares no code with it.
//   node --import ./tools/ts-hooks.mjs tools/bench/log/scenario.ts
// 100 proposals, edits, answers, 300 comments, supports, reports and decisions, roles and settings, exports, a rotated key, five people
// erased. No name, mail, title, body, account or account code of it may stand in any published byte. Prints one JSON line.
import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from '../../../libs/server/src/embedded-database.ts';
import { auditLog } from '../../../libs/transparency/src/cli/index.ts';

const dataDir = mkdtempSync(path.join(tmpdir(), 'hiroba-scenario-'));
const database = await openDatabase({ dataDir });
process.env.HIROBA_TEST_DATABASE = database.url;
const { startApp } = await import('../../../libs/testing/src/start-app.ts');
const { ClosingService } = await import('../../../libs/accounts/src/server/index.ts');
const { DATA_DIR, sql } = await import('../../../libs/server/src/index.ts');
const { logFolder, LogKeeper } = await import('../../../libs/transparency/src/server/index.ts');
const app = await startApp({ env: { LOG_LEVEL: 'error' } });
const { world, server } = app;
type Actor = Awaited<ReturnType<typeof world.citizen>>;

const planted = new Set<string>();
/** A text that must not be published anywhere. */
function plant(text: string): string {
  planted.add(text);
  return text;
}
const refusal = '__typename ... on Refusal { code field }';
/** Does something to a thing by its id, and answers with the id of what came of it. */
async function act(by: Actor, call: string, type: string, variables: Record<string, unknown> = {}): Promise<string> {
  const kinds: Record<string, string> = {
    id: 'ID!',
    text: 'String!',
    person: 'String!',
    input: 'ProposalInput!',
    answer: 'ProposalAnswerInput!',
  };
  const declared = Object.keys(variables)
    .map((name) => `$${name}: ${kinds[name]}`)
    .join(', ');
  const document = `mutation M${declared && `(${declared})`} { outcome: ${call} { ${refusal} ... on ${type} { id } } }`;
  return (await by.act(document, variables)).id;
}
const numbers = (many: number): readonly number[] => Array.from({ length: many }, (_, n) => n);

const both = (text: string) => ({ ja: text, en: text });
const ask = {
  decided: both('使い方'),
  changeable: both('配置'),
  fixed: both('予算'),
  decider: both('市長'),
  deadline: both('年度末'),
  wanted: both('困りごと'),
  promise: 'INVOLVE',
};

async function live(): Promise<void> {
  const [admin, staff, moderator] = [
    await world.admin(plant('管理の柏木')),
    await world.staff(plant('職員の楠田')),
    await world.person(plant('運営の榎本'), [{ role: 'MODERATOR' }]),
  ];
  const citizens: Actor[] = [];
  for (const n of numbers(30)) citizens.push(await world.citizen(plant(`市民の棗田${n}号`)));
  const who = (n: number): Actor => citizens[n % citizens.length] as Actor;
  const { componentId } = await world.room(staff, 'proposals', { settings: { drafts: 50 } });
  const { componentId: debates } = await world.room(staff, 'debates', { actions: ['create', 'comment'] });

  const proposals: string[] = [];
  for (const n of numbers(100))
    proposals.push(
      await world.proposal(who(n), componentId, {
        title: plant(`題名の梔子${n}番`),
        body: plant(`本文の山茶花${n}番を植えてください。`),
      }),
    );
  for (const n of numbers(30))
    await act(who(n), 'editProposal(id: $id, input: $input)', 'Proposal', {
      id: proposals[n],
      input: { title: plant(`改題の馬酔木${n}番`), body: plant(`改めた文の南天${n}番です。`) },
    });
  for (const n of numbers(10))
    await act(who(90 + n), 'withdrawProposal(id: $id)', 'Proposal', { id: proposals[90 + n] });
  for (const n of numbers(20))
    await act(staff, 'answerProposal(id: $id, input: $answer)', 'Proposal', {
      id: proposals[n],
      answer: {
        kind: 'ACCEPTED',
        office: '企画課',
        text: { ja: plant(`回答の木犀${n}番`), en: plant(`answer osmanthus ${n}`) },
      },
    });
  const comments: string[] = [];
  for (const n of numbers(300))
    comments.push(
      await act(who(n * 7 + 1), 'addComment(rootKind: "proposal", rootId: $id, body: $text)', 'Comment', {
        id: proposals[n % 80],
        text: plant(`意見の百日紅${n}番`),
      }),
    );
  for (const n of numbers(30))
    await act(who(n * 7 + 1), 'editComment(id: $id, body: $text)', 'Comment', {
      id: comments[n],
      text: plant(`直した沈丁花${n}番`),
    });
  for (const n of numbers(10))
    await act(who((40 + n) * 7 + 1), 'deleteComment(id: $id)', 'Comment', { id: comments[40 + n] });
  for (const n of numbers(200))
    await act(who(n * 11 + 3), 'supportProposal(id: $id)', 'Proposal', { id: proposals[n % 40] }).catch(() => '');
  for (const n of numbers(5)) {
    await act(
      who(n + 3),
      'reportText(subjectKind: "comment", subjectId: $id, rule: "R5", note: $text)',
      'ReportedCase',
      {
        id: comments[100 + n],
        text: plant(`通報の柊${n}番`),
      },
    );
    await act(
      moderator,
      'withholdText(subjectKind: "comment", subjectId: $id, rule: "R5", reason: $text)',
      'ModerationDecision',
      {
        id: comments[100 + n],
        text: plant(`理由の枇杷${n}番`),
      },
    );
  }
  await act(who(100 * 7 + 1), 'appealDecision(subjectKind: "comment", subjectId: $id, text: $text)', 'AppealedCase', {
    id: comments[100],
    text: plant('申立ての金木犀'),
  });
  await staff
    .act(
      `mutation D($c: ID!, $t: String!, $ask: AskCardInput!) { outcome: draftDebate(componentId: $c, office: "企画課", input: { question: $t, background: $t, locale: "ja", ask: $ask }) { ${refusal} ... on Debate { id } } }`,
      { c: debates, t: plant('議論の石楠花について'), ask },
    )
    .then(({ id }) => act(staff, 'publishDebate(id: $id)', 'Debate', { id }));
  for (const n of numbers(5))
    await act(admin, 'grantRole(person: $person, role: STAFF)', 'RoleGrant', { person: who(n + 20).code });
  const { organisation } = await admin.run<{ organisation: { rev: number } }>('{ organisation { rev } }');
  await act(
    admin,
    `editOrganisation(rev: ${organisation.rev}, input: { greeting: { ja: "${plant('挨拶の蝋梅')}", en: "${plant('greeting wintersweet')}" } })`,
    'Organisation',
  );
  for (const n of numbers(5)) await who(n).run('mutation { exportMyData { __typename } }');
  await server.nest.get(LogKeeper).keep();
  await server.nest.get(LogKeeper).rotate(world.organisationId);

  for (const n of numbers(5)) {
    const { id } = who(n);
    await server.db.rows(sql`update person set closes_at = '2026-11-22T00:00:00Z' where id = ${id}`);
  }
  if ((await server.nest.get(ClosingService).closeDue(world.organisationId)) !== 5)
    throw new Error('five were to be erased');
  for (const { id, code } of [...citizens, admin, staff, moderator]) [id, code].map(plant);
  for (const n of numbers(40)) plant(`person${n + 1}@example.jp`);
  await server.nest.get(LogKeeper).keep();
}

interface Verdict {
  readonly code: number | null;
  readonly text: string;
}

async function measure(): Promise<object> {
  await server.db.rows(
    sql`insert into organisation_host (host, organisation_id) values ('127.0.0.1', ${world.organisationId})`,
  );
  await server.nest.get(LogKeeper).keep();
  const folder = logFolder(server.nest.get(DATA_DIR as never), world.organisationId);
  const [first, old] = [readFileSync(path.join(folder, 'vkey'), 'utf8').trim(), path.join(dataDir, 'old')];
  writeFileSync(old, readFileSync(path.join(folder, 'checkpoint')));
  const began = performance.now();
  await live();
  const lived = performance.now() - began;
  const http = server.nest.getHttpServer() as Server;
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(http.address() as AddressInfo).port}/log/public`;
  const deny = path.join(dataDir, 'deny');
  writeFileSync(deny, [...planted].join('\n'));

  const ours = await auditLog(address, { vkey: [first], old: [old], deny, strictHeaders: true });
  const found = globSync('**', { cwd: folder })
    .filter((file) => statSync(path.join(folder, file)).isFile())
    .flatMap((file) => {
      const bytes = readFileSync(path.join(folder, file));
      return [...planted].filter((text) => bytes.includes(text)).map((text) => `${file}: ${text}`);
    });
  const script = path.join(import.meta.dirname, 'c2sp_verify.py');
  // Beside this process, which answers it.
  const theirs = await new Promise<Verdict>((resolve) => {
    const child = spawn('python3', [script, first, address, old]);
    let text = '';
    child.stdout.on('data', (piece: Buffer) => (text += piece.toString()));
    child.stderr.on('data', (piece: Buffer) => (text += piece.toString()));
    child.on('close', (code) => resolve({ code, text: text.trim() }));
  });
  const check = await server.nest.get(LogKeeper).check(world.organisationId);
  return {
    seconds: Math.round(lived / 100) / 10,
    planted: planted.size,
    found,
    ours: { code: ours.code, text: ours.text.split('\n') },
    theirs,
    problems: check.problems,
  };
}

try {
  const result = (await measure()) as {
    found: string[];
    ours: { code: number };
    theirs: { code: number };
    problems: unknown[];
  };
  console.log(JSON.stringify(result, null, 1));
  process.exitCode = result.ours.code + result.theirs.code + result.found.length + result.problems.length === 0 ? 0 : 1;
} finally {
  await app.close();
  await database.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
