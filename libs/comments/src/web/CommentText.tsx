const address = /(https?:\/\/[^\s<>"'「」『』（）()、。　]+)/;
const isAddress = (part: string): boolean => /^https?:\/\//.test(part) && URL.canParse(part);

/** What a person wrote: plain text with its paragraphs, in which addresses can be followed. */
export function CommentText({ text, lang }: { text: string; lang?: string | undefined }) {
  const paragraphs = text.split(/\n{2,}/);
  return (
    <div className="grid gap-3 measure" lang={lang}>
      {paragraphs.map((paragraph, position) => (
        <p key={position} className="whitespace-pre-line">
          {paragraph.split(address).map((part, index) =>
            (isAddress(part) ? <a key={index} href={part} className="link" rel="nofollow ugc noopener">{part}</a> : part))}
        </p>
      ))}
    </div>
  );
}
