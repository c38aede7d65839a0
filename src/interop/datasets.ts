/** Where a recording that ships with Ballast lies, relative to the page (`public/` in the repository). */
export const datasetPath = (hash: string): string => `datasets/${hash}.json`
