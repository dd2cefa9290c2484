/** Memory and large files are reckoned in these. */
export const GIB = 2 ** 30

/** "376.2 GiB" */
export const gib = (bytes: number): string => `${(bytes / GIB).toFixed(1)} GiB`
