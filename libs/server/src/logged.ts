const kinds = new WeakMap<object, string>();

/** Marks an entity as a subject of the log, under its kind; its table carries the guard trigger. */
export const LogKind = (kind: string): ClassDecorator => (type) => {
  kinds.set(type, kind);
};

/** The log kind of a logged thing; looks up the class chain. */
export function logKind(subject: object): string {
  for (let type: object | null = subject.constructor; type; type = Object.getPrototypeOf(type) as object | null) {
    const kind = kinds.get(type);
    if (kind) return kind;
  }
  throw new Error(`${subject.constructor.name} has no log kind`);
}
