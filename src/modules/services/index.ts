/** What can be booked. */
export { addService, archiveService, changeNeeds, changeService, insertService } from "./commands.ts";
export {
  type CompleteService,
  completeService,
  planService,
  serviceDocument,
  type ServiceRow,
} from "./plan-service.ts";
export {
  allNeeds,
  currentServices,
  getService,
  getServiceRow,
  listServices,
  publicServices,
} from "./queries.ts";
export { type PublicService, type Service, type ServiceInput, serviceInput } from "./schemas.ts";
