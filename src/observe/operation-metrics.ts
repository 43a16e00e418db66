import { Counter, Gauge, type Registry } from "prom-client";

/** Metrics of the installation's health: alarms, backups, disk. */
export function operationMetrics(registry: Registry, prefix: string) {
  const registers = [registry];
  return {
    alarms: new Gauge({
      name: `${prefix}alarms`,
      help: "Alarms that stand, by kind.",
      labelNames: ["kind"],
      registers,
    }),
    backups: new Counter({
      name: `${prefix}backups_total`,
      help: "Backups of businesses and of the control plane.",
      labelNames: ["outcome"],
      registers,
    }),
    restoreDrills: new Counter({
      name: `${prefix}restore_drills_total`,
      help: "Backups that were restored to try them out.",
      labelNames: ["outcome"],
      registers,
    }),
    diskFreeBytes: new Gauge({
      name: `${prefix}disk_free_bytes`,
      help: "Room on the disk of DATA_DIR.",
      registers,
    }),
    fsyncSeconds: new Gauge({
      name: `${prefix}fsync_seconds`,
      help: "Time until the disk of DATA_DIR had 4 kB, at the start.",
      registers,
    }),
    /** Sets the function that counts open tenant files on each scrape. */
    watchOpenTenants: (count: () => number): void => {
      const gauge: Gauge = new Gauge({
        name: `${prefix}tenants_open`,
        help: "Tenant files that are open.",
        registers,
        collect: () => gauge.set(count()),
      });
    },
    /** The same for streams that follow conversations. */
    watchOpenStreams: (count: () => number): void => {
      const gauge: Gauge = new Gauge({
        name: `${prefix}chat_streams_open`,
        help: "Streams on which somebody follows a conversation.",
        registers,
        collect: () => gauge.set(count()),
      });
    },
  };
}
