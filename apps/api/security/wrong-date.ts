const right = Date;

/** The clock of a process that is so many minutes wrong. */
export const wrongDate = (minutes: number): DateConstructor => {
  const now = (): number => right.now() + minutes * 60_000;
  return class extends right {
    constructor(...parts: ConstructorParameters<DateConstructor> | []) {
      super(...((parts.length > 0 ? parts : [now()]) as ConstructorParameters<DateConstructor>));
    }

    static override now = now;
  } as DateConstructor;
};
