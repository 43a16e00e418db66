import type { Topic } from "#modules/language/index.ts";
import { formatMoney } from "#kernel/money.ts";
import { lengthWords } from "#modules/conversation/words/en/index.ts";
import type { PublicService } from "#modules/services/index.ts";

import type { Scene } from "./scene.ts";

export type Extreme = Extract<Topic, "cheapest" | "dearest" | "quickest" | "longest">;

/** The most services named as tied; more would be no answer. */
const MOST_ALIKE = 3;

/** The cheapest, dearest, quickest or longest service, among those named if several are. */
export function extremeAnswer(scene: Scene, topic: Extreme): string | undefined {
  const found = extremeServices(scene, topic);
  const [first] = found;
  if (!first || found.length > MOST_ALIKE) return undefined;
  const isLength = topic === "quickest" || topic === "longest";
  // "What is your cheapest cleaning?", if there is only one.
  const [only, ...others] = scene.turn.understood.services;
  if (only && others.length === 0 && found.every(({ id }) => id !== only.id)) return undefined;
  const told = found.map(
    (service) =>
      `${service.name} (${isLength ? lengthWords(service.duration_minutes) : priceOf(scene, service)})`,
  );
  const { conduct } = scene.words;
  return comparedIn(scene).length > 1 ? conduct.ofThose(topic, told) : conduct[topic](told);
}

/** The services that match, if the question was asked. */
export function extremeServices(scene: Scene, topic: Extreme): readonly PublicService[] {
  const { known } = scene;
  const compared = comparedIn(scene);
  const among = known.services.filter(({ id }) => compared.length < 2 || compared.includes(id));
  const isLength = topic === "quickest" || topic === "longest";
  const figure = (service: PublicService) => (isLength ? service.duration_minutes : service.price_cents);
  const figures = among.map(figure);
  const best = topic === "cheapest" || topic === "quickest" ? Math.min(...figures) : Math.max(...figures);
  return among.filter((service) => figure(service) === best);
}

/** The services compared: "which is longer, a cut or a colour?", or "which is cheaper?", when asked which of two. */
function comparedIn({ turn }: Scene): readonly string[] {
  const { services, questions } = turn.understood;
  const named = [
    ...services,
    ...questions.flatMap((asked) => (asked.about === "service" ? asked.candidates : [])),
  ].map(({ id }) => id);
  const { asked, suggested = [] } = turn.state();
  const isAnswer = named.length === 0 && asked === "service" && suggested.length <= MOST_ALIKE;
  return isAnswer ? suggested : named;
}

function priceOf({ words }: Scene, { price_cents: cents, currency }: PublicService): string {
  return cents === 0 ? words.conduct.free() : formatMoney(cents, currency);
}

export function isExtreme(topic: Topic): topic is Extreme {
  return topic === "cheapest" || topic === "dearest" || topic === "quickest" || topic === "longest";
}
