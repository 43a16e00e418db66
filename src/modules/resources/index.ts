/** Rooms and equipment that services need. */
export { addResource, archiveResource, changeResource, insertResource } from "./commands.ts";
export { type CompleteResource, completeResource, planResource, type ResourceRow } from "./plan-resource.ts";
export { currentResources, getResource, listResources } from "./queries.ts";
export { type Resource, type ResourceInput, resourceInput } from "./schemas.ts";
