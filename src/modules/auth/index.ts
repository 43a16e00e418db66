/** Who may do what: keys to a tenant's API, passwords, what a plan allows. */
export { createApiKey, type KeyDirectory, revokeApiKey } from "./commands.ts";
export { hashPassword, isPassword } from "./password.ts";
export { type Feature, planFeatures } from "./plan-features.ts";
export { SIGN_IN_LASTS, signIn, type SignInDeps, signOut } from "./sign-in.ts";
