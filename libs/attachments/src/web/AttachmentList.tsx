import { sizeText, useT } from '@hiroba/ui';
import type { ShownAttachmentFragment } from './gql/graphql.ts';

/** The picture of a file in its smaller form, with its room kept until it is there. */
export function AttachedPicture({ file }: { file: ShownAttachmentFragment }) {
  const { url, smallUrl, width, height, alt } = file;
  return <img src={smallUrl ?? url} width={width ?? undefined} height={height ?? undefined} alt={alt} className="attached-picture" loading="lazy" />;
}

/** The files below a thing: pictures to look at, documents with their kind, size and pages. */
export function AttachmentList({ files, level = 2 }: { files: readonly ShownAttachmentFragment[]; level?: 2 | 3 }) {
  const t = useT();
  if (files.length === 0) return null;
  const Heading = level === 2 ? 'h2' : 'h3';
  const documents = files.filter(({ shape }) => shape !== 'IMAGE');
  return (
    <section className="grid gap-4">
      <Heading className="heading-4">{t('attachments.list')}</Heading>
      <ul className="attached-pictures">
        {files.filter(({ shape }) => shape === 'IMAGE').map((file) => (
          <li key={file.id} className="grid gap-2">
            {file.alt ? <a href={file.url}><AttachedPicture file={file} /></a> : <AttachedPicture file={file} />}
            <Waiting file={file} />
          </li>
        ))}
      </ul>
      {documents.length > 0 ? (
        <ul className="grid gap-3">{documents.map((file) => <li key={file.id}><AttachedDocument file={file} /></li>)}</ul>
      ) : null}
    </section>
  );
}

/** A document: what it is, and what to expect when it is opened. */
export function AttachedDocument({ file }: { file: ShownAttachmentFragment }) {
  const t = useT();
  const { alt, name, format, pages, bytes, url, shown } = file;
  const facts = [format, ...(pages ? [t('attachments.pages', { count: pages })] : []), sizeText(bytes), ...(shown ? [] : [t('attachments.saved')])];
  return (
    <span className="grid gap-1">
      <span className="flex flex-wrap items-baseline gap-x-3">
        <a className="link" href={url}>{alt || name}</a>
        <span className="text-ink-soft">{facts.join(' · ')}</span>
      </span>
      <Waiting file={file} />
    </span>
  );
}

function Waiting({ file }: { file: ShownAttachmentFragment }) {
  const t = useT();
  return file.waiting ? <span className="text-ink-soft">{t('attachments.waiting')}</span> : null;
}
