/** What can be booked. */
export { archiveService, changeNeeds, changeService, insertService } from "./commands.ts";
export {
  type CompleteService,
  completeService,
  planService,
  serviceDocument,
  type ServiceRow,
} from "./plan-service.ts";
export { allNeeds, currentServices, getService, getServiceRow, publicServices } from "./queries.ts";
export { type PublicService, serviceInput } from "./schemas.ts";
