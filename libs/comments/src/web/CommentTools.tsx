import { useId, type FormEvent, type ReactNode } from 'react';
import { ActionButton, Form, useOutcome, useT } from '@hiroba/ui';
import { commentPolicy } from '../domain/comment.policy.ts';
import { CommentForm } from './CommentForm.tsx';
import type { CommentShown } from './comments.graphql.ts';
import { useComments } from './comments-context.ts';
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

/** Answering a comment. */
export function ReplyTool({ comment, about }: ToolsProps) {
  const t = useT();
  const name = `reply-${comment.id}`;
  const outcome = useOutcome(name);
  return (
    <Drawer label={t('comments.reply.open')} about={about} open={outcome !== undefined}>
      <CommentForm name={name} label={t('comments.reply.label')} signed>{t('comments.reply.submit')}</CommentForm>
    </Drawer>
  );
}

/** Changing or taking back one's own comment. */
export function OwnTools({ comment, about }: ToolsProps) {
  const t = useT();
  const { root } = useComments();
  const { id, authorId, state, body, locale } = comment;
  const edit = useOutcome(`edit-${id}`);
  const remove = useOutcome(`delete-${id}`);
  const refusal = useRootRefusal(commentPolicy.edit, { ...root, authorId, state });
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
