import { globSync, readFileSync } from "node:fs";
import { Eta } from "eta";
import { describe, expect, test } from "vitest";

import { MissingValueError, renderView } from "./views.ts";

const FOLDER = new URL("../../views/", import.meta.url).pathname;
const VIEWS = globSync("**/*.eta", { cwd: FOLDER });
const ERROR = { title: "Title", text: "Text", home: "", requestId: "id" };

describe("a view", () => {
  test("escapes what it shows, between tags and within attributes", () => {
    const html = renderView("errors/show", { ...ERROR, text: `<b>"&'`, home: '"><script>' });
    expect(html).toContain("<p>&lt;b&gt;&quot;&amp;&#39;</p>");
    expect(html).toContain('href="&quot;&gt;&lt;script&gt;/"');
  });

  test("shows a mark for the character that HTML cannot hold", () => {
    const html = renderView("errors/show", { ...ERROR, text: "a\0b" });
    expect(html).toContain("<p>a\uFFFDb</p>");
  });

  test.each([undefined, null, true, {}])("shows no %s as if it were words", (text) => {
    expect(() => renderView("errors/show", { ...ERROR, text })).toThrow(MissingValueError);
  });

  test.each(VIEWS)("is well written: %s", (path) => {
    const text = readFileSync(`${FOLDER}${path}`, "utf8");
    expect(() => new Eta().compile(text)).not.toThrow();
    expect(text).not.toMatch(/<style|<script(?! type="module")| style="| on[a-z]+="|javascript:/);
    // Only the output of a view may be unescaped: a partial, or the body of a layout.
    expect([...text.matchAll(/<%~\s*(\S+)/g)].map(([, what = ""]) => what.replace(/\(.*/, ""))).toEqual(
      [...text.matchAll(/<%~/g)].map(() => expect.stringMatching(/^(?:include|it\.body)$/)),
    );
    // A value within a tag must be quoted.
    expect(text.replace(/<%.*?%>/gs, (tag) => (tag.startsWith("<%=") ? "VALUE" : ""))).not.toMatch(/=VALUE/);
  });
});
