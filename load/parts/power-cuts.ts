import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { openFile } from "../../src/db/open.ts";
import { chanceOf } from "../../src/test/proof/chance.ts";
import { problemsOf, type Row } from "../../src/test/proof/consistency.ts";
import type { Load, Part } from "../part.ts";
import type { Standing } from "../power/acknowledged.ts";
import { createDisk, type Disk } from "../power/disk.ts";
import { type Recording, recordRun } from "../power/record.ts";
import { assertWhole, filesOf, listen, play } from "../power/replay.ts";
import { whyNoStrace } from "../tools.ts";

const ID = "power-cuts";
const CUTS = 300;
const LYING_CUTS = 30;
const ACTS = 60;
const SEED = 20_260_306;

/** Cuts the power 300 times, at arbitrary points of a run whose every write was recorded. */
export const powerCuts: Part = {
  id: ID,
  title: `${CUTS} power cuts`,
  run: async (load) => {
    const why = whyNoStrace();
    if (why !== undefined) {
      load.skip({ part: ID, what: "power cuts from a trace of writes", why });
      return [];
    }
    const recording = await recordRun(load.folder("power"), ACTS);
    assertWhole(recording);
    const honest = cutPower(recording, load, { cuts: CUTS, honest: true });
    const lying = cutPower(recording, load, { cuts: LYING_CUTS, honest: false });
    for (const problem of honest.problems.slice(0, 10)) load.say(problem);
    const syncs = recording.calls.filter(({ name }) => name === "fdatasync" || name === "fsync").length;
    return [
      {
        part: ID,
        what: "cuts after which something acknowledged was gone, or the file was not whole",
        figure: honest.broken,
        unit: `of ${CUTS}`,
        limit: { atMost: 0 },
        detail: `${recording.calls.length} calls, ${syncs} syncs, ${honest.acknowledged} acknowledgements looked for`,
      },
      {
        part: ID,
        what: "the same on a disk that forgets what it was told to keep (the check must notice)",
        figure: lying.broken,
        unit: `of ${LYING_CUTS}`,
        limit: { atLeast: 1 },
      },
    ];
  },
};

type Plan = { readonly cuts: number; readonly honest: boolean };

function cutPower(recording: Recording, load: Load, { cuts, honest }: Plan) {
  const chance = chanceOf(SEED);
  const { acknowledged, marks } = listen(recording);
  const at = new Map<number, number>();
  for (let n = 0; n < cuts; n++) {
    const index = chance.below(recording.calls.length);
    at.set(index, (at.get(index) ?? 0) + 1);
  }
  const problems: string[] = [];
  const seen = { broken: 0, acknowledged: 0 };
  const folder = load.folder("after-cut");
  const disk = createDisk({ honest });
  play(recording, disk, (index) => {
    for (let n = 0; n < (at.get(index) ?? 0); n++) {
      const marked = marks[index] ?? new Map<string, number>();
      const found = afterCut(folder, recording, () => surviving(recording, disk, chance));
      const wrong = [...found.problems, ...acknowledged.missing(marked, found.visits)];
      seen.acknowledged += marked.size;
      if (wrong.length > 0) seen.broken++;
      problems.push(...wrong.map((problem) => `cut after call ${index}: ${problem}`));
    }
  });
  return { ...seen, problems };
}

function surviving(recording: Recording, disk: Disk, chance: ReturnType<typeof chanceOf>) {
  return filesOf(recording).map((name) => [name, disk.cut(name, chance)] as const);
}

/** What is there when the machine comes up again: the file is opened as the server would. */
function afterCut(
  folder: string,
  { file }: Recording,
  survivors: () => readonly (readonly [string, Buffer])[],
): { readonly problems: readonly string[]; readonly visits: ReadonlyMap<string, Standing> } {
  const root = join(folder, "disk");
  rmSync(root, { recursive: true, force: true });
  mkdirSync(join(root, file, ".."), { recursive: true });
  for (const [name, content] of survivors()) writeFileSync(join(root, name), content);
  try {
    const opened = openFile(join(root, file), { kind: "tenant" });
    const read = (sql: string): Row[] => opened.prepare(sql).all() as Row[];
    const damage = read("pragma integrity_check").flatMap((row) => Object.values(row) as string[]);
    const problems = [...damage.filter((line) => line !== "ok"), ...problemsOf(read)];
    const visits = new Map(read("select uid, status, start_at from bookings").map(standingOf));
    opened.close();
    return { problems, visits };
  } catch (error) {
    return { problems: [`it does not open: ${String(error)}`], visits: new Map() };
  }
}

function standingOf({ uid, status, start_at }: Row): [string, Standing] {
  const start = new Date(start_at as number).toISOString().replace(".000Z", "Z");
  return [uid as string, { status: status as string, start }];
}
