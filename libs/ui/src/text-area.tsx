import { useEffect, useState } from 'react';
import { graphemes } from '@hiroba/kernel';
import { useAnnounce } from './announcer.tsx';
import { Field, asked, described, type FieldProps } from './field.tsx';
import { useField } from './form-context.tsx';
import { useT } from './i18n.tsx';

interface TextAreaProps extends FieldProps {
  readonly defaultValue?: string | undefined;
  readonly rows?: number;
  /** How many characters, as people count them, will be taken. */
  readonly max?: number;
  readonly lang?: string;
}

/** From so many rows on, an empty field invites to write at length. */
const TALL = 10;

/** Long text, with what is left of its room. */
export function TextArea({ defaultValue, rows = 8, max, lang, ...frame }: TextAreaProps) {
  const [typed, setTyped] = useState<string>();
  const room = `${useField(frame.name).id}-room`;
  return (
    <Field {...frame} after={max === undefined ? null : <Room id={room} max={max} text={typed} />}>
      {(field) => (
        <textarea
          id={field.id} name={frame.name} rows={rows} lang={lang} defaultValue={field.typed?.[0] ?? defaultValue}
          className={`control control-full field-sizing-content${rows >= TALL ? ' control-tall' : ''}`} onInput={(event) => setTyped(event.currentTarget.value)}
          {...asked(frame.optional)} {...described(field, frame.hint, max === undefined ? undefined : room)}
        />
      )}
    </Field>
  );
}

/** How near the end the announcer begins to speak. */
const NEAR = 0.9;

function Room({ id, max, text }: { id: string; max: number; text: string | undefined }) {
  const t = useT();
  const announce = useAnnounce();
  const used = text === undefined ? undefined : graphemes(text);
  const left = used === undefined ? undefined : max - used;
  const message = left === undefined
    ? t('ui.field.room', { max })
    : left < 0 ? t('ui.field.over', { over: -left }) : t('ui.field.left', { left });
  const near = used !== undefined && used >= max * NEAR;
  useEffect(() => {
    if (!near) return undefined;
    const pause = setTimeout(() => announce(message), 1_000);
    return () => clearTimeout(pause);
  }, [near, message, announce]);
  return <p id={id} className={left !== undefined && left < 0 ? 'text-error font-700' : 'text-ink-soft'}>{message}</p>;
}
