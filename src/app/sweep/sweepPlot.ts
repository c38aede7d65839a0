/** Where the curves of a sweep stand in their picture, in pixels. */
export const HEIGHT = 260
export const LEFT = 56
export const RIGHT = 36
export const TOP = 18
export const BOTTOM = 34
