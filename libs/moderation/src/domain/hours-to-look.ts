/** Within how many hours somebody looks at a text that waits; then it is shown all the same, and looked at afterwards. */
export const HOURS_TO_LOOK = 24;
