import fc from "fast-check";

/** Of no meaning. */
const SEED = 20_260_306;

/**
 * Property tests try the same cases in every run, so that a change fails for what it changes and not by chance.
 * `SEED=7 npm run test:unit` tries others.
 */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env["SEED"] ?? SEED) });
