import type { CustomerDetails } from "#modules/customers/index.ts";

import type { Chance } from "./chance.ts";

const FIRST = `Amara Ben Carla Dev Elif Finn Grace Hugo Ines Jonah Keiko Liam Maya Noor Oscar Priya Quinn Rosa
Samir Tess Uma Viktor Wren Ximena Yusuf Zoe Adele Bruno Chloe Dmitri Esther Femi Greta Hana Isaac Jade
Kofi Lena Mateo Nadia Owen Paloma Rafael Sofia Theo Ursula Vera Willa`.split(/\s+/);

const LAST = `Abbott Banerjee Castillo Delgado Eriksen Fontaine Gallagher Haddad Ibrahim Jansen Kowalski
Lindqvist Moreau Nakamura Okafor Petrov Quintero Rossi Schneider Tanaka Ueda Vargas Whitfield Xu Yilmaz
Zhang Adeyemi Brandt Costa Dubois Ellison Ferrari Goldberg Hughes Iyer Johansson Kim Larsen Mbeki Novak
Ortega Park Reyes Silva Torres Underwood Vance Weiss`.split(/\s+/);

/** Names that a page must cope with: long ones, short ones, and letters of many scripts. */
const OTHERS = [
  "王小明",
  "أميرة عبد الله",
  "Юлія Коваленко",
  "佐藤 さくら",
  "Παναγιώτης Παπαδόπουλος",
  "김민준",
  "Nguyễn Thị Minh Khai",
  "Þórdís Björk Sigurðardóttir",
  "Maria Antonieta Figueiredo de Albuquerque e Vasconcelos",
  "Bartholomew Featherstonehaugh-Cholmondeley",
  "רות לוי",
  "สมชาย ใจดี",
  "Li",
  "Siân O’Connor",
] as const;

/** `count` people with distinct names, each with an address that belongs to nobody. */
export function planGuests(count: number, chance: Chance): CustomerDetails[] {
  const names = new Set<string>(OTHERS);
  while (names.size < count)
    names.add(`${FIRST[chance.below(FIRST.length)]} ${LAST[chance.below(LAST.length)]}`);
  return [...names].map((name, index) => ({ name, email: addressOf(name, index + 1) }));
}

/** `example.com` is reserved (RFC 2606), so mail to it reaches nobody. */
function addressOf(name: string, number: number): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z ]/g, "")
    .trim();
  return `${plain === "" ? "guest" : plain.replaceAll(" ", ".").slice(0, 40)}.${number}@example.com`;
}
