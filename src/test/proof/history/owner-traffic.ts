import { settingKey } from "./deeds.ts";
import { anAbsence, type Crowd, someHours, somePolicies } from "./people.ts";
import { oneOf, type Requests, stillWaiting } from "./requests.ts";

export async function offerOutOfTurn({ business, chance }: Crowd, asked: Requests): Promise<void> {
  const waiter = oneOf(stillWaiting(asked), chance.below(1_000));
  if (!waiter) return;
  asked.heard("offered", await business.administer("POST", `/v1/admin/waitlist/${waiter.id}/offer`));
}

/** Adds an absence of a staff member, or removes one. */
export async function changeStaff(crowd: Crowd, asked: Requests): Promise<void> {
  const { business, chance } = crowd;
  if (asked.absences.length < 2) {
    const said = { body: anAbsence(crowd), headers: { "idempotency-key": asked.key() } };
    return asked.once(business, {
      what: "absences",
      send: ({ administer }) => administer("POST", "/v1/admin/time_off", said),
      done: ({ body: { id } }) => {
        asked.deeds.note(true, `time_off_added time_off:${id}`);
        asked.absences.push(id);
      },
    });
  }
  const [id] = asked.absences.splice(chance.below(asked.absences.length), 1);
  const removed = await business.administer("DELETE", `/v1/admin/time_off/${id}`);
  asked.deeds.note(asked.heard("back", removed) === true, `time_off_removed time_off:${id}`);
}

/** Changes the opening hours, or how those who wait are asked. */
export async function changeSettings(crowd: Crowd, asked: Requests): Promise<void> {
  const key = crowd.chance.oneOf(["hours", "policies"]);
  const body = key === "hours" ? someHours(crowd) : somePolicies(crowd);
  const said = { body, headers: { "idempotency-key": asked.key() } };
  await asked.once(crowd.business, {
    what: key,
    send: ({ administer }) => administer("PUT", `/v1/admin/${key}`, said),
    done: ({ headers }) => {
      const version = /\d+/.exec(String(headers["etag"]))?.[0];
      asked.deeds.note(true, settingKey(key, Number(version)));
    },
  });
}
