import { describe, expect, test } from "vitest";

import type { PublicService } from "#modules/services/index.ts";

import { findServices, readFind } from "./find-services.ts";

const service = (name: string, aliases: string[] = [], description = "") =>
  ({ name, aliases, description }) as unknown as PublicService;

const ALL = [
  service("Haircut", ["trim"], "Wash, cut and dry."),
  service("Beard trim"),
  service("Soin à l'Élixir", ["Ritual"]),
];

describe("finding a service", () => {
  test.each([
    ["", ["Haircut", "Beard trim", "Soin à l'Élixir"]],
    ["trim", ["Haircut", "Beard trim"]],
    ["TRI bea", ["Beard trim"]],
    ["elixir", ["Soin à l'Élixir"]],
    ["É", ["Soin à l'Élixir"]],
    ["dry", ["Haircut"]],
    ["ut", []],
    ["(.*", ["Haircut", "Beard trim", "Soin à l'Élixir"]],
  ])("by %j", (typed, names) => {
    expect(findServices(ALL, typed).map(({ name }) => name)).toEqual(names);
  });

  test.each([
    [{ find: "  cut " }, "cut"],
    [{}, ""],
    [{ find: ["a", "b"] }, ""],
    [{ find: "x".repeat(101) }, ""],
    [undefined, ""],
  ])("reads %j", (query, typed) => {
    expect(readFind(query)).toBe(typed);
  });
});
