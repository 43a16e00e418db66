/** How much room the disk of DATA_DIR has, in bytes. */
export type FreeSpace = { readonly free: number; readonly size: number };

/** Asks the machine; rejects when it cannot say. */
export type DiskSpace = { readonly look: () => Promise<FreeSpace> };
