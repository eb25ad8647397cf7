const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** The comments that typed lines name: by the link of a comment, or by its id alone. A line that names none is sent as it is, to be refused. */
export const commentIdsIn = (typed: string): string[] =>
  typed.split(/\s+/).filter(Boolean).map((line) => {
    const named = /[?&]comment=([0-9a-f-]{36})/.exec(line)?.[1];
    return named ?? line.match(uuid)?.at(-1) ?? line;
  });
