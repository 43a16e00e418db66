/** The free space and the size of DATA_DIR's disk, in bytes. */
export type FreeSpace = { readonly free: number; readonly size: number };

/** Asks the operating system; rejects if it cannot say. */
export type DiskSpace = { readonly look: () => Promise<FreeSpace> };
