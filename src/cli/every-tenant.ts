import type { ControlPlane, TenantRecord } from "#ports/control-plane.ts";

/** All businesses, in order of slug. */
export async function* everyTenant({
  control,
}: {
  readonly control: Pick<ControlPlane, "listTenants">;
}): AsyncGenerator<TenantRecord> {
  let after: string | undefined;
  do {
    const page = await control.listTenants({ after, limit: 200 });
    yield* page;
    after = page.at(-1)?.slug;
  } while (after !== undefined);
}
