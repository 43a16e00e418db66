import { draftOf, type Scene } from "./scene.ts";

/** The requested people or services that do not exist here. */
export function notHere(scene: Scene): string[] {
  const { turn, words, known } = scene;
  const { hints, services } = turn.understood;
  const { goal, items } = draftOf(scene);
  if (goal !== "book") return [];
  const able = known.staff.filter(({ service_ids: does }) =>
    items.every(({ serviceId }) => does.includes(serviceId)),
  );
  const isStranger = hints.includes("unknown_person") && able.length > 0;
  return [
    ...(hints.includes("partly_listed") ? [words.answer.onlyListed(services.map(({ name }) => name))] : []),
    ...(isStranger ? [words.book.nobodyCalledSo(able.map(({ name }) => name))] : []),
  ];
}
