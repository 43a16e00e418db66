/** Authentication: API keys of tenants, passwords, and what each plan allows. */
export { hashPassword, isPassword } from "./password.ts";
export { planFeatures } from "./plan-features.ts";
export { SIGN_IN_LASTS, signIn, type SignInDeps, signOut } from "./sign-in.ts";
