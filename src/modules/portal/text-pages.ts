import { type Shell, shellOf, type Site } from "./shell.ts";

/** A page of plain text. */
export type TextPage = {
  readonly shell: Shell;
  readonly heading: string;
  readonly sections: readonly TextSection[];
};

/** `ask` adds how to contact the business. */
export type TextSection = {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly ask?: string;
};

/** What happens to customers' data. Everything stated here must be true. */
export function privacyPage(site: Site): TextPage {
  const shell = shellOf(site, "Privacy");
  return {
    shell,
    heading: "Privacy",
    sections: [
      {
        title: "What is kept",
        paragraphs: [
          "When you book, we keep your name, your email address or phone number, your visits and any notes you wrote, so that the visit can take place.",
          `They belong to ${shell.business} and are kept in a file of its own, apart from those of other businesses.`,
        ],
      },
      {
        title: "Messages",
        paragraphs: [
          "We write to you about your visits at the email address you left, and by text message only if you agreed to it.",
        ],
      },
      {
        title: "Cookies",
        paragraphs: [
          "Looking around and booking don't need cookies. When you open one of your visits, your place on the waitlist or a conversation with the assistant, one cookie remembers that you may see it. It's only sent to those pages, and nothing here follows you to other sites.",
        ],
      },
      {
        title: "Your data",
        paragraphs: [],
        ask: "To see, correct or erase what we keep about you,",
      },
    ],
  };
}

/** The rules under which a visit is booked. */
export function termsPage(site: Site, policies: readonly TextSection[]): TextPage {
  const shell = shellOf(site, "Terms");
  return {
    shell,
    heading: "Terms of booking",
    sections: [
      {
        title: "Booking",
        paragraphs: [
          `A visit is agreed between you and ${shell.business} as soon as the page says it's booked. Its price, length and rules for changes stay as they were at that moment.`,
        ],
      },
      ...policies,
      { title: "Questions", paragraphs: [], ask: "About a visit or these rules," },
    ],
  };
}
