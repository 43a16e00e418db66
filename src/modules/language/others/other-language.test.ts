import { describe, expect, test } from "vitest";

import { isOtherLanguage } from "./other-language.ts";

describe("texts in another language", () => {
  test.each([
    "¿hablan español?",
    "quiero un corte mañana",
    "hola",
    "Hola, necesito una cita para mañana por favor",
    "bonjour, je voudrais une coupe",
    "Parlez-vous français ? C'est pour demain",
    "ich möchte einen Termin",
    "Sprechen Sie Deutsch?",
    "vorrei un appuntamento per domani",
    "gostaria de marcar um corte amanhã",
    "ik wil graag een afspraak maken",
    "你好",
    "Здравствуйте, можно записаться?",
    "予約できますか",
    "مرحبا",
  ])("%s", (text) => {
    expect(isOtherLanguage(text)).toBe(true);
  });

  test.each([
    "hello",
    "a haircut tomorrow",
    "do you speak Spanish?",
    "hola, can I get a haircut tomorrow",
    "gracias for that, bye",
    "can my daughter come with me",
    "El Paso",
    "asdf qwer",
    "👍",
    "10:30",
    "",
    "José",
    "I like the café, is it open",
    "das is fine",
  ])("%s is not", (text) => {
    expect(isOtherLanguage(text)).toBe(false);
  });
});
