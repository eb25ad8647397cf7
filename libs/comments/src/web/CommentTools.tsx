import { useId, useRef, type FormEvent, type MouseEvent, type ReactNode } from 'react';
import { Link } from 'react-router';
import { coveredSince } from '@hiroba/moderation';
import { ActionButton, Form, useInterlude, useOutcome, useT } from '@hiroba/ui';
import { commentPolicy } from '../domain/comment.policy.ts';
import { CommentForm } from './CommentForm.tsx';
import type { CommentShown } from './comments.graphql.ts';
import { quoteLink, useComments } from './comments-context.ts';
import { insert, quotation } from './insert.ts';
import { useRootRefusal } from './use-root-refusal.ts';

interface DrawerProps {
  readonly label: string;
  /** For readers: whose comment it is about. */
  readonly about: string;
  readonly open: boolean;
  readonly children: ReactNode;
}

// A kept text that comes back into a closed form opens it.
const reveal = ({ currentTarget }: FormEvent<HTMLDetailsElement>) => {
  currentTarget.open = true;
};

/** Something to do with a comment that opens below it, with and without JavaScript. */
function Drawer({ label, about, open, children }: DrawerProps) {
  const id = useId();
  return (
    <details className="group grid min-w-0 open:basis-full" open={open || undefined} onInput={reveal}>
      <summary className="button button-quiet button-small -ml-4 w-fit" aria-describedby={id}>{label}</summary>
      <span id={id} className="sr-only">{about}</span>
      <div className="grid gap-6 pt-2 pb-4">{children}</div>
    </details>
  );
}

interface ToolsProps {
  readonly comment: CommentShown;
  /** Whose comment it is, in words. */
  readonly about: string;
}

/** Puts a comment, or the part of it that is marked, before the words somebody writes; without a script the page comes with it. */
function QuoteLink({ comment: { id, body } }: { comment: CommentShown }) {
  const t = useT();
  const { pathname } = useComments();
  const marked = useRef('');
  const quote = (event: MouseEvent<HTMLAnchorElement>) => {
    const form = event.currentTarget.parentElement?.parentElement?.querySelector('form') ?? null;
    if (insert(form, quotation(marked.current || (body ?? '')), 'BEFORE')) event.preventDefault();
  };
  return (
    <p>
      <Link
        className="link" to={quoteLink(pathname, id)} onClick={quote}
        onPointerDown={() => { marked.current = String(getSelection() ?? '').trim(); }}
      >
        {t('comments.quote')}
      </Link>
    </p>
  );
}

/** Answering a comment. */
export function ReplyTool({ comment, about }: ToolsProps) {
  const t = useT();
  const name = `reply-${comment.id}`;
  const answered = useOutcome(name) !== undefined;
  const found = useInterlude(name) !== undefined;
  const { target, quoting, root } = useComments();
  const refusal = useRootRefusal(commentPolicy.create, root);
  const here = target === comment.id;
  const quotes = here && quoting === true;
  return (
    <Drawer label={t('comments.reply.open')} about={about} open={answered || found || quotes}>
      <QuoteLink comment={comment} />
      <CommentForm
        name={name} label={t('comments.reply.label')} refusal={refusal} signed findsPeople={here} defaultValue={quotes ? quotation(comment.body ?? '') : undefined}
      >
{t('comments.reply.submit')}</CommentForm>
    </Drawer>
  );
}

/** Changing or taking back one's own comment. */
export function OwnTools({ comment, about }: ToolsProps) {
  const t = useT();
  const { root } = useComments();
  const { id, authorId, state, body, locale, markings } = comment;
  const edit = useOutcome(`edit-${id}`);
  const remove = useOutcome(`delete-${id}`);
  const refusal = useRootRefusal(commentPolicy.edit, { ...root, authorId, state, redactedAt: coveredSince(markings) });
  return (
    <>
      {refusal && !edit ? null : (
        <Drawer label={t('comments.edit.open')} about={about} open={edit !== undefined}>
          <CommentForm
            name={`edit-${id}`} label={t('comments.edit.label')} hint={t('comments.edit.hint')} defaultValue={body ?? ''}
            lang={locale} refusal={refusal}
          >
            {t('comments.edit.submit')}
          </CommentForm>
        </Drawer>
      )}
      <Drawer label={t('comments.delete.open')} about={about} open={remove !== undefined}>
        <Form name={`delete-${id}`} className="grid gap-4">
          <p className="measure">{t('comments.delete.explain')}</p>
          <ActionButton weight="danger">{t('comments.delete.submit')}</ActionButton>
        </Form>
      </Drawer>
    </>
  );
}
