/** Rooms and equipment that services need. */
export { changeResource, insertResource } from "./commands.ts";
export { type CompleteResource, completeResource, planResource, type ResourceRow } from "./plan-resource.ts";
export { currentResources } from "./queries.ts";
export { resourceInput } from "./schemas.ts";
