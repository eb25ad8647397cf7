import type { ReactNode } from 'react';
import { Disclosure, useT } from '@hiroba/ui';
import { TILE_WIDTH, tilePath } from '../domain/tiles.ts';

interface EntryBytesProps {
  readonly entry: { readonly leaf: string; readonly hash: string; readonly number?: number | null };
  readonly proof: string | undefined;
}

/** What can be checked of an entry, to the byte: for those who want it. */
export function EntryBytes({ entry: { leaf, hash, number }, proof }: EntryBytesProps) {
  const t = useT();
  const [, hashes = '', size = ''] = /^([\s\S]*?)\n\n[^\n]*\n(\d+)\n/.exec(proof ?? '') ?? [];
  return (
    <Disclosure summary={t('transparency.log.bytes.title')}>
      <Piece title={t('spaces.record.leaf')} lead={t('transparency.log.bytes.leafText')}>
        {leaf}
      </Piece>
      <Piece title={t('spaces.record.hash')}>{hash}</Piece>
      {proof && hashes ? (
        <>
          <Piece title={t('transparency.log.bytes.proof')} lead={t('transparency.log.bytes.proofText', { size })}>
            {proof}
          </Piece>
          <div className="grid gap-2">
            <h3 className="heading-4">{t('transparency.log.bytes.files')}</h3>
            <p className="text-ink-soft measure">{t('transparency.log.bytes.filesText')}</p>
            <ul className="list-disc pl-6">
              {filesOf(number ?? 0, Number(size)).map((file) => (
                <li key={file}>
                  <a className="link" href={`/log/public/${file}`}>
                    <code className="break-all">/log/public/{file}</code>
                  </a>
                </li>
              ))}
            </ul>
          </div>
        </>
      ) : null}
    </Disclosure>
  );
}

function Piece({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <div className="grid gap-2 min-w-0">
      <h3 className="heading-4">{title}</h3>
      {lead ? <p className="text-ink-soft measure">{lead}</p> : null}
      <pre className="whitespace-pre-wrap break-all">
        <code>{children}</code>
      </pre>
    </div>
  );
}

/** The published files in which an entry and its hash stand, with the signed checkpoint and the key. */
function filesOf(number: number, size: number): readonly string[] {
  const n = Math.floor(number / TILE_WIDTH);
  const width = Math.min(TILE_WIDTH, size - n * TILE_WIDTH);
  return ['checkpoint', 'vkey', tilePath({ level: 'entries', n, width }), tilePath({ level: 0, n, width })];
}
