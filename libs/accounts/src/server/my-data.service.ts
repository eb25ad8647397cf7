import { Inject, Injectable } from '@nestjs/common';
import { strToU8, zipSync, type Zippable } from 'fflate';
import { Refusal } from '@hiroba/kernel';
import { Commands, LIBRARIES, Log, Messages, type Caller, type LibraryServer } from '@hiroba/server';
import { exported } from '../domain/person.commands.ts';
import { personPolicy } from '../domain/person.policy.ts';
import { lockPerson } from './people.ts';
import { sourcesOf } from './personal-data.ts';
import type { DataExport } from './results.type.ts';

const escaped = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
const ndjson = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

function table(rows: readonly object[]): string {
  const heads = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (value: unknown): string =>
    escaped(
      value === null || value === undefined
        ? ''
        : value instanceof Date
          ? value.toISOString()
          : typeof value === 'object'
            ? JSON.stringify(value)
            : String(value),
    );
  const line = (row: object): string =>
    `<tr>${heads.map((head) => `<td>${cell((row as Record<string, unknown>)[head])}</td>`).join('')}</tr>`;
  return (
    `<table><thead><tr>${heads.map((head) => `<th scope="col">${escaped(head)}</th>`).join('')}</tr></thead>` +
    `<tbody>${rows.map(line).join('')}</tbody></table>`
  );
}

/** The download of one's own data: reads across all libraries, and leaves a line in the public log that names nobody. */
@Injectable()
export class MyDataService {
  constructor(
    private readonly commands: Commands,
    private readonly log: Log,
    private readonly messages: Messages,
    @Inject(LIBRARIES) private readonly libraries: readonly LibraryServer[],
  ) {}

  /** A ZIP of everything about the person who asks: exact rows as NDJSON, and a page to read them by. */
  export(caller: Caller): Promise<DataExport | Refusal> {
    return this.commands.transaction(caller, async (transaction) => {
      const { em } = transaction;
      const { organisationId, personId = '' } = caller;
      const person = personId ? await lockPerson(em, organisationId, personId) : null;
      if (!person) return new Refusal('UNAUTHENTICATED');
      const now = await transaction.now();
      const refusal = personPolicy.exportData({ viewer: caller, now }, person);
      if (refusal) return refusal;
      const t = this.messages.translator(person.locale);
      const parts: { name: string; title: string; rows: readonly object[] }[] = [];
      for (const { name, titleKey, rows } of sourcesOf(this.libraries)) {
        parts.push({ name, title: t(titleKey), rows: await rows(em, organisationId, personId) });
      }
      const total = parts.reduce((sum, { rows }) => sum + rows.length, 0);
      const files: Zippable = { 'index.html': strToU8(this.#page(person.locale, now, parts)) };
      for (const { name, rows } of parts) files[`data/${name}.ndjson`] = strToU8(ndjson(rows));
      await this.log.append(em, exported(total), { organisationId, at: now });
      const zip = Buffer.from(zipSync(files, { level: 6, mtime: now }));
      return { fileName: `my-data-${now.toISOString().slice(0, 10)}.zip`, zip: zip.toString('base64') };
    });
  }

  #page(locale: string, now: Date, parts: readonly { name: string; title: string; rows: readonly object[] }[]): string {
    const t = this.messages.translator(locale);
    const sections = parts.map(
      ({ name, title, rows }) =>
        `<section><h2>${escaped(title)}</h2><p>data/${name}.ndjson</p>${rows.length > 0 ? table(rows) : `<p>${escaped(t('accounts.myData.none'))}</p>`}</section>`,
    );
    const heading = escaped(t('accounts.myData.title'));
    return (
      `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${heading}</title></head>` +
      `<body><h1>${heading}</h1><p><time>${now.toISOString()}</time></p>${sections.join('')}</body></html>\n`
    );
  }
}
