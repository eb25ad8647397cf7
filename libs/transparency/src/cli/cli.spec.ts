import { describe, expect, test } from '@jest/globals';
import { cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { sharedJson, sharedTest } from '@hiroba/kernel/testing/shared-data.ts';
import { auditLog, proveEntry, WronglyAsked } from './log-commands.ts';
import { verifyFiles } from './verify-files.ts';

const golden = fileURLToPath(new URL('../../../../../shared/data/transparency/golden-log', import.meta.url));
const at = (file: string): string => path.join(golden, file);
const needs = 'transparency/golden-log/keys.json';
interface Keys {
  log: { vkey: string };
  receipts: { vkey: string };
  wrongKeySameName: { vkey: string };
}
const keys = (): Keys => sharedJson<Keys>(needs);
const own = () => ({ vkey: [keys().log.vkey, keys().receipts.vkey] });
const folder = mkdtempSync(path.join(tmpdir(), 'hiroba-log-cli-'));

describe('hiroba log audit', () => {
  sharedTest(
    'T1 accepts a whole log and keeps its checkpoint; T8 a fork is none of its beginnings',
    needs,
    async () => {
      const save = path.join(folder, 'kept');
      const good = await auditLog(golden, { ...own(), save, old: [at('checkpoints/300'), at('checkpoints/0')] });
      expect(good).toEqual({
        code: 0,
        text: expect.stringMatching(
          /^city\.example\/log\/public: 600 entries, root U2177[\s\S]*proposal\.published 90[\s\S]*2 older checkpoints/,
        ),
      });
      expect(readFileSync(save, 'utf8')).toBe(readFileSync(at('checkpoint'), 'utf8'));
      expect(await auditLog(golden, { ...own(), old: [at('fork/checkpoint.300')] })).toEqual({
        code: 1,
        text: `✗ ${at('fork/checkpoint.300')}: is no beginning of this log`,
      });
      expect(await auditLog(golden, { policy: at('cosigned/policy.none') })).toMatchObject({ code: 0 });
      expect(await auditLog(golden, { policy: at('cosigned/policy') })).toEqual({
        code: 1,
        text: '✗ checkpoint: too few of the witnesses signed it',
      });
      expect(await auditLog(golden, { vkey: [keys().wrongKeySameName.vkey] })).toEqual({
        code: 1,
        text: '✗ checkpoint: NO_KNOWN_SIGNATURE',
      });
    },
  );

  sharedTest('T2 T10 names an entry with a denied text, and a log that has stopped', needs, async () => {
    const deny = path.join(folder, 'deny');
    writeFileSync(deny, 'mod.decided\n');
    expect((await auditLog(golden, { ...own(), deny })).text).toMatch(/^✗ entry \d+: holds a denied text/);
    const [, last] = /Last heartbeat: (\S+)/.exec((await auditLog(golden, own())).text) ?? [];
    const since = (ms: number) => auditLog(golden, { ...own(), fresh: '2h' }, Date.parse(last ?? '') + ms);
    expect([(await since(7_200_000)).code, await since(7_200_001)]).toEqual([
      0,
      { code: 1, text: `✗ the last heartbeat was at ${last}, more than 2h ago` },
    ]);
  });

  sharedTest('L3 names the file in which one byte is another one', needs, async () => {
    const copy = path.join(folder, 'damaged');
    cpSync(golden, copy, { recursive: true });
    const file = path.join(copy, 'tile/entries/001');
    const bytes = readFileSync(file);
    bytes[5_000] = (bytes[5_000] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    expect(await auditLog(copy, own())).toEqual({ code: 1, text: '✗ tile/entries/001: OTHER_HASH' });
    expect(await proveEntry(copy, 300, path.join(folder, 'none'), own())).toMatchObject({ code: 1 });
    expect(existsSync(path.join(folder, 'none.leaf'))).toBe(false);
  });

  test('believes no key that it was not given', async () => {
    await expect(auditLog(folder)).rejects.toThrow(WronglyAsked);
    for (const question of [{ vkey: ['x'] }, { vkey: ['@/nowhere/key'] }, { policy: '/nowhere/policy' }])
      await expect(auditLog(folder, question)).rejects.toThrow(WronglyAsked);
  });
});

sharedTest(
  'T9 a proof that was made is believed from its files alone, with its disclosures, and by nobody else',
  needs,
  async () => {
    const out = path.join(folder, 'entry');
    expect(await proveEntry(golden, 377, out, own())).toMatchObject({ code: 0 });
    expect([readFileSync(`${out}.tlog-proof`), readFileSync(`${out}.leaf`)]).toEqual([
      readFileSync(at('proofs/377.tlog-proof')),
      readFileSync(at('proofs/377.leaf')),
    ]);
    const disclosures =
      sharedJson<Record<string, Record<string, string>>>('transparency/golden-log/disclosures.json')['377'] ?? {};
    const disclosure = Object.entries(disclosures).map(([name, text]) => {
      writeFileSync(path.join(folder, name), text);
      return path.join(folder, name);
    });
    const files = [`${out}.tlog-proof`, `${out}.leaf`, at('receipts/377.receipt')];
    const verified = await verifyFiles(files, { ...own(), disclosure });
    expect([verified.code, verified.text.match(/^✓/gm)?.length, disclosure.length > 0]).toEqual([
      0,
      3 + disclosure.length,
      true,
    ]);
    expect(verified.text).toContain('recorded at 377 of 600 in city.example/log/public, unchanged');
    expect(await verifyFiles([at('proofs/377.tlog-proof'), at('proofs/256.leaf')], own())).toMatchObject({
      code: 1,
      text: expect.stringContaining('NOT_INCLUDED'),
    });
    expect(await verifyFiles([at('receipts/377.receipt'), at('proofs/256.leaf')], own())).toMatchObject({
      code: 1,
      text: expect.stringContaining('about another leaf'),
    });
    expect(await verifyFiles([at('proofs/256.leaf')], own())).toMatchObject({
      code: 1,
      text: expect.stringContaining('nothing here is signed'),
    });
    expect(
      await verifyFiles([at('proofs/256.leaf'), at('proofs/256.tlog-proof')], { ...own(), disclosure }),
    ).toMatchObject({ code: 1 });
    expect(await verifyFiles([at('checkpoint')], own())).toMatchObject({ code: 0 });
    await expect(verifyFiles([at('proofs/377.tlog-proof')], own())).rejects.toThrow(WronglyAsked);
    await expect(proveEntry(golden, 600, out, own())).rejects.toThrow('0 to 599');
  },
);
