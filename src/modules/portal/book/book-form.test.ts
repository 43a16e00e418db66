import { describe, expect, test } from "vitest";

import { checkDetails, EMPTY_FORM, readForm } from "./book-form.ts";

const ANA = { ...EMPTY_FORM, name: "Ana Ruiz", email: "ana@example.com" };

describe("the form of the details", () => {
  test("is read as it was typed", () => {
    const sent = {
      name: " Ana ",
      phone: "12",
      consent_sms: "yes",
      key: "k",
      price: "4500",
      minutes: "30",
      service: "cut",
    };
    expect(readForm(sent)).toEqual({
      typed: { name: " Ana ", email: "", phone: "12", notes: "", consent_sms: true, repeat: "", times: "" },
      key: "k",
      price: 4500,
      minutes: 30,
    });
  });

  test.each([
    undefined,
    null,
    "text",
    7,
    [],
    { name: ["two", "names"], price: "-1", minutes: "1e2", key: "with é" },
  ])("is empty where it makes no sense: %j", (sent) => {
    expect(readForm(sent)).toEqual({
      typed: EMPTY_FORM,
      key: undefined,
      price: undefined,
      minutes: undefined,
    });
  });

  test("accepts numbers as dialled in the business's country", () => {
    const checked = checkDetails({ ...ANA, email: "", phone: "(212) 555-0111", consent_sms: true }, "US");
    expect(checked).toEqual({
      details: { customer: { name: "Ana Ruiz", phone: "+12125550111", consentSms: true }, notes: "" },
    });
  });

  test("asks for no consent to texts without a number", () => {
    expect(checkDetails({ ...ANA, consent_sms: true }, "US")).toMatchObject({
      details: { customer: { consentSms: false } },
    });
  });

  test("keeps names of any script as they are", () => {
    for (const name of ["<script>alert(1)</script>", "أميرة بنت عبد الله", 'O\'Neil "Bo"']) {
      expect(checkDetails({ ...ANA, name }, "US")).toMatchObject({ details: { customer: { name } } });
    }
  });

  test.each([
    ["no name", { name: "  " }, { name: "Please tell us your name." }],
    ["a long name", { name: "a".repeat(201) }, { name: expect.stringContaining("at most 200") }],
    ["a name of two lines", { name: "Ana\nRuiz" }, { name: expect.stringContaining("one line") }],
    ["half a character", { name: "Ana \ud800" }, { name: expect.stringContaining("plain text") }],
    ["no way to be reached", { email: "" }, { email: "Please leave an email address or a phone number." }],
    ["a broken address", { email: "ana@" }, { email: expect.stringContaining("ana@example.com") }],
    ["an address with a header", { email: "a@b.co\r\nBcc: x" }, { email: expect.any(String) }],
    ["a number that is none", { phone: "12" }, { phone: expect.stringContaining("country code") }],
    ["a premium number", { phone: "+19005550123" }, { phone: expect.stringContaining("Premium-rate") }],
    ["a long note", { notes: "n".repeat(1001) }, { notes: expect.stringContaining("1,000") }],
  ])("says what is wrong with %s", (_what, changes, errors) => {
    expect(checkDetails({ ...ANA, ...changes }, "US")).toEqual({ errors });
  });

  test("needs the country code where the business has no country", () => {
    expect(checkDetails({ ...ANA, phone: "212 555 0111" }, null)).toMatchObject({
      errors: { phone: expect.stringContaining("with its country code") },
    });
  });
});
