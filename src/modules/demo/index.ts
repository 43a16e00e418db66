/** The demo businesses: not created in production by default, and there without a password. */
export { DEMO_LOGIN, foundDemo } from "./found-demo.ts";
