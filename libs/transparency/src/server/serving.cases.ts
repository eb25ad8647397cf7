import { beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { unzipSync } from 'fflate';
import { auditLog, proveEntry, verifyFiles } from '../cli/index.ts';
import { parseVerifierKey, type VerifierKey } from '../domain/keys.ts';
import { plainCiphers } from '../domain/plain-ciphers.ts';
import { verifyProofFile } from '../domain/proof-file.ts';
import { tilePath } from '../domain/tiles.ts';
import type { LogWorld } from './log.world.ts';

/** How the files of a log are handed out. */
export function servingCases(the: () => LogWorld): void {
  describe('over HTTP', () => {
    let origin: string;
    beforeAll(async () => {
      await the().client.query(`insert into organisation_host (host, organisation_id) values ('127.0.0.1', $1)`, [
        the().log.organisationId,
      ]);
      const http = the().app.server.nest.getHttpServer() as Server;
      await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
      origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}/log/public`;
      await the().keeper.keep();
    });
    const heads = async (file: string, init: RequestInit = {}) => {
      const { status, headers } = await fetch(`${origin}/${file}`, init);
      return [
        status,
        headers.get('content-type'),
        headers.get('cache-control'),
        headers.get('access-control-allow-origin'),
        headers.get('set-cookie'),
      ];
    };

    test('a stranger with the key alone audits it, headers and all, and proves an entry', async () => {
      const trust = { vkey: [the().log.vkey] };
      const verdict = await auditLog(origin, { ...trust, strictHeaders: true, fresh: '10000d' });
      expect(verdict).toMatchObject({ code: 0, text: expect.stringContaining('order and types hold') });
      await expect(auditLog(origin)).rejects.toThrow(`its key is\n  ${the().log.vkey}`);
      const out = path.join(mkdtempSync(path.join(tmpdir(), 'hiroba-proof-')), 'entry');
      expect(await proveEntry(origin, 3, out, trust)).toMatchObject({ code: 0 });
      expect(await verifyFiles([`${out}.tlog-proof`, `${out}.leaf`], trust)).toMatchObject({ code: 0 });
    });

    test('T9 a citizen takes along a proof of an entry, and believes it with the key alone', async () => {
      const response = await fetch(origin.replace('/public', '/proof/2'));
      expect([
        response.status,
        response.headers.get('content-type'),
        response.headers.get('content-disposition'),
      ]).toEqual([200, 'application/zip', 'attachment; filename="record-2.zip"']);
      const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
      const [proof, leaf] = [files['proof.tlog-proof'], files['leaf.json']] as [Uint8Array, Uint8Array];
      expect(
        verifyProofFile(proof, leaf, [parseVerifierKey(the().log.vkey, plainCiphers) as VerifierKey], plainCiphers),
      ).toMatchObject({ index: 2 });
      expect(Buffer.from(files['README.txt'] as Uint8Array).toString()).toContain(the().log.vkey);
      for (const none of ['999999', '01', '-1', 'x', '9007199254740993'])
        expect((await fetch(origin.replace('/public', `/proof/${none}`))).status).toBe(404);
    });

    test('each kind of file says what it is and how long it lasts, to readers of any site', async () => {
      const text = 'text/plain; charset=utf-8';
      const size = Number((await the().numbered())?.n);
      const edge = tilePath({ level: 0, n: 0, width: size });
      expect(await heads('checkpoint')).toEqual([200, text, 'max-age=2', '*', null]);
      expect(await heads('vkey')).toEqual([200, text, 'max-age=3600', '*', null]);
      expect(await heads(edge, { headers: { cookie: 'hiroba=whoever' } })).toEqual([
        200,
        'application/octet-stream',
        'public, max-age=31536000, immutable',
        '*',
        null,
      ]);
      expect((await heads(edge, { method: 'HEAD' }))[0]).toBe(200);
      expect((await heads(edge, { method: 'POST' }))[0]).toBe(405);
      const bundle = await fetch(`${origin}/${edge.replace('tile/0', 'tile/entries')}`);
      expect([bundle.headers.get('content-encoding'), Buffer.from(await bundle.arrayBuffer())]).toEqual([
        'gzip',
        await the().read(edge.replace('tile/0', 'tile/entries')),
      ]);
      for (const missing of [
        '',
        'tile',
        'tile/0',
        'tile/0/0',
        'tile/0/000',
        'tile/0/000.p/0',
        'tile/7/000',
        'checkpoint/',
        'checkpoint.new',
        'schema/0',
        '..%2f..%2fsecret',
        'tile/0/..%2f000',
        'policy%00',
      ])
        expect([missing, ...(await heads(missing)).slice(0, 4)]).toEqual([missing, 404, text, 'no-store', '*']);
    });
  });
}
