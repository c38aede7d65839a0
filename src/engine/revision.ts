/** Grows by one whenever the same scenario gives other bits than before. Links say which one made them. */
export const ENGINE_REVISION = 7
