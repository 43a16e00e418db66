import { byCues } from "#modules/language/cues.ts";
import type { Topic } from "#modules/language/values.ts";

function form(...alternatives: readonly string[]): RegExp {
  return new RegExp(`(?<![^ ])(?:${alternatives.join("|")})(?![^ ])`);
}

/** "The quickest way" is not about a service. */
const NO_SERVICE =
  "(?:time|times|slot|appointment|opening|way|route|date|day|notice|visit|you|i|available|possible)";

/** Topics of questions about the business, most specific first. Matched over pieces. */
const FORMS: readonly (readonly [Topic, RegExp])[] = [
  [
    "identity",
    form(
      "(?:are|be|is) (?:you|this|it|that)(?: \\S+){0,2}? (?:robot|bot|chatbot|ai|a i|machine|computer|human|automated|program)(?: .*)?|(?:are|be) you (?:a )?(?:real|person|real person|live person|actual person)|(?:talking|speaking|chatting|writing) (?:to|with) (?:a |an )?(?:\\S+ )?(?:robot|bot|chatbot|ai|machine|computer|human|person|someone real)|who (?:are|be) you|(?:what|who) am i (?:talking|speaking|chatting) (?:to|with)",
    ),
  ],
  [
    "price",
    form(
      "(?:what is|what be|what will be|and|whats) (?:the|my|our) (?:\\S+ )?total|in total|(?:what|how much) do i owe|what (?:does|will|would) (?:it|that|this) come to",
      "how much(?! (?:time|longer|notice))|prices?|pricing|priced|costs?|rates|expensive|cheap\\S*|what (?:do|does|would|will)(?: \\S+){1,4}? (?:charge|cost|run)|(?:do|does) (?:you|it|they) charge|price list|quote",
    ),
  ],
  [
    "duration",
    form(
      "how (?:long|much time)(?! (?:before|in advance|ago|have|until|till|is the wait|do i have to wait))(?: .*)?|what is the (?:duration|length)|duration|how many (?:minutes|hours)|(?:does|will|would) (?:it|that|this|the \\S+) take(?: .*)?",
    ),
  ],
  [
    "hours",
    form(
      "(?:opening|business|working|office|store|shop|your|the)(?: \\S+)? (?:hours|times)(?! (?:number|phone|line|service))|(?<!(?:out of|after) )hours(?! (?:notice|before|number|phone|line))|(?:what time|when|until when|how late|till when|how early)(?: (?:do|does|are|is|will))? (?:you|they|the \\S+|it|\\S+)? ?(?:open|close|closing|opening|shut)(?: .*)?",
      "(?:are|is|be|will) (?:you|they|it|the \\S+|anyone)(?: \\S+){0,2}? (?:open|closed)(?: .*)?|open (?:on|until|late|today|tomorrow|now|D\\d+|P\\d+)|(?:do|does) (?:you|they|it|the \\S+) (?:open|close)(?: .*)?|(?:do|does) (?:you|they|the \\S+) (?:work(?= (?:on|at|until|till|late|today|tomorrow|weekends?|weekdays?|evenings?|sundays?|saturdays?|D\\d+|M\\d+|W\\d|[?.])|$))(?: .*)?|(?:which|what) days (?:are|do) you (?:open|work)|(?:^|(?<=[.,!?] ))(?:(?:hi|hey|so|and|hello|ok) ,? ?)*(?:you|they|you guys) (?:open|closed)(?! (?:up|to) )(?: .*)?",
    ),
  ],
  [
    "address",
    form(
      "(?<!(?:e - mail|email|mail|my|my own|own) )address(?! (?:is|be) \\S*(?:com|org|net))|located|location|directions?|where (?:exactly |abouts )?(?:are|is|be)(?: (?:you|they|it|your|the))?(?: (?:salon|shop|place|office|clinic|studio|practice|based|at|guys))?(?= |$)|where (?:do|can|should) (?:i|we) (?:go|come|find)|how (?:do|can|would) i (?:get there|find you|get to)|how far|which (?:street|area|neighbou?rhood)",
    ),
  ],
  [
    "contact",
    form(
      "(?:phone|telephone|contact|emergency|hours) (?:number|details|info|line|phone)|(?:your|the|a) (?:phone|number|telephone|e - mail|email|e-mail)|(?:call|ring|reach|contact|phone|email) (?:you|them|the \\S+)(?: .*)?",
    ),
  ],
  [
    "with_whom",
    form(
      "who (?:is|be|will|would) (?:it|that|this|that one|i|we)(?: be)?(?: \\S+)? (?:with|see|seeing|get|getting|have)|with (?:whom|who)|who (?:is|be|will|would)(?: be)? (?:do|doing|cut|cutting) (?:it|that|mine|my \\S+)|who (?:am|will|would|do) i (?:be )?(?:see|seeing|with|get|have)",
    ),
  ],
  [
    "staff",
    form(
      "who (?:does|do|works?|is|are|be|can|will|would|cuts?|offers?|gives?|has|have|else)(?: .*)?|(?:which|what)(?: (?:one )?of (?:your|the))? (?:stylists?|doctors?|therapists?|barbers?|dentists?|people|staff|hygienists?|team|teachers?|tutors?|trainers?|lawyers?|vets?)(?: .*)?|(?:(?:does|do|is|are) |is there )?(?:any|some)(?:one|body| one| body| of you)(?: (?:there|here|of you))?(?: who| that)? (?:speaks?|knows?|understands?|specialis\\S+|specializ\\S+)(?: .*)?|(?:does|will|would) (?:it|that|this) (?:matter|make a difference) (?:who|whom|with who)(?: .*)?|your (?:staff|team|stylists?|doctors?|barbers?|therapists?)|who(?: \\S+)? (?:available|working|there)",
    ),
  ],
  [
    "services",
    form(
      "(?:what|which)(?: \\S+)? (?:services?|treatments?|options)(?: .*)?|what (?:do|can|else do|all do|does) (?:you|they|the \\S+)(?: guys)? (?:offer|do|provide|have(?!.* (?:on|at|this|next|around|before|after|between|tomorrow|today|tonight|\\S+day|mornings?|afternoons?|evenings?|weekend|free|open|available|left|soonest|earliest)(?= |$)))(?: .*)?|(?:your|the|list of|all)(?: \\S+)? (?:services|treatments|menu)|services|price list|what (?:kinds?|types?|sorts?) of (?:\\S+ )?(?:services|treatments|appointments|cuts|haircuts|massages?)|what can i (?:book|get|have)|menu",
    ),
  ],
  [
    "description",
    form(
      "(?:what is|what are|what does|whats)(?: \\S+){0,4}? (?:difference|included|include|involve|entail|consist)(?: .*)?|(?:is|are) (?:\\S+ ){1,4}?included|(?:tell me|know|explain)(?: \\S+){0,3}? (?:about|what)(?: .*)?|describe|(?:what is|what are)(?: \\S+){0,2}? on offer|(?:what is|what are) (?:in )?(?:a|an|the|your) \\S+|what happens (?:in|during|at)|difference",
    ),
  ],
  [
    "offered",
    form(
      "(?:do|does|are) (?:you|they|we|anyone|someone|the \\S+)(?: (?:guys|also|still|even|all|get))? (?:do|offer|provide|have|sell|cut|colou?r|treat|make|get|specialise|specialize|dye|wax|braid|style)(?: .*)?|(?:can|could) (?:i|we) (?:get|have|buy)(?: .*)?|(?:can|will|would) (?:you|they|anyone|someone)(?: (?:also|still|even|all))? (?:do|cut|colou?r|dye|wax|braid|style|treat)(?: .*)?|(?:is|are) there (?:any )?\\S+",
    ),
  ],
  [
    "cancellation",
    form(
      "cancel\\S* (?:policy|policies|fees?|charges?|terms|rules?|notice|deadline)|(?:policy|fees?|charged?|rules?|penalty|happens?|cost|refund|notice)(?: \\S+){0,7}? cancel\\S*|(?:if|can|until when can|how (?:late|long before|far ahead)(?: \\S+){0,3}?) (?:i|we)(?: \\S+){0,3}? (?:cancel|reschedule|change|move)(?: .*)?|free cancell?ation|how much notice(?: .*)?|notice period",
    ),
  ],
  [
    "late",
    form(
      "(?:be|run|running|arrive|come|am|if i be|being) (?:\\S+ ){0,6}?late(?! (?:afternoon|evening|morning|appointments?|slots?|one|opening))|late (?:policy|arrival|arrivals|fee)|how late can i (?:be|come|arrive)|stuck in (?:\\S+ )?(?:traffic|jam|train|subway|tube|bus)|held up|running behind|grace period",
    ),
  ],
  [
    "no_show",
    form(
      "no - ?shows?|no ?shows?|(?:do not|does not|not|never) (?:show up|show|turn up)(?: .*)?|miss(?:ed)? (?:my|the|an) (?:appointment|visit|booking)",
    ),
  ],
  [
    "payment",
    form(
      "pay|paying|payments?|(?<!(?:gift|medical|loyalty|business|health|member|membership|id|insurance) )cards?|credit|debit|cash|apple pay|google pay|venmo|paypal|zelle|contactless|invoice|amex|(?:a |the )?(?:tips?|tipping|gratuity)(?! (?:for|on|about))",
    ),
  ],
  [
    "cheapest",
    form(
      "cheapest(?! (?:day|time|way))|(?:which|what|who)(?: \\S+){0,3}? cheaper|least expensive|most affordable|lowest (?:price|cost)\\S*",
    ),
  ],
  [
    "dearest",
    form(
      "(?:which|what)(?: \\S+){0,3}? (?:more expensive|dearer|pricier)|most expensive|dearest|priciest|highest price\\S*",
    ),
  ],
  [
    "quickest",
    form(
      `(?:which|what)(?: \\S+){0,3}? (?:quicker|faster|shorter)|(?:quickest|fastest|shortest)(?! ${NO_SERVICE})|(?:takes?|taking) (?:the )?(?:least|shortest)(?: time)?`,
    ),
  ],
  [
    "longest",
    form(
      `(?:which|what)(?: \\S+){0,3}? (?:longer|takes more time)|longest(?! (?:lasting|hair|${NO_SERVICE}))|(?:takes?|taking) (?:the )?most time`,
    ),
  ],
  [
    "reminder",
    form(
      "(?:can|could|will|would|do|does|please|to|i) (?:you |it |they |we |i )?(?:also |please |automatically )?(?:remind|get (?:a |any )?reminders?|send (?:\\S+ )?(?:a |out )?reminders?)(?! (?:you|him|her|mia))(?: .*)?",
      "^(?:(?:please|and|also|ok|oh|just) )*remind (?:me|us)(?: .*)?|(?:get|send|have|need|want|any|a)(?: me| us)?(?: (?:a|any|some|an?))?(?: (?:text|sms|email|e - mail|call))? reminders?(?: .*)?",
    ),
  ],
  ["deposit", form("deposits?|pre ?pay\\S*|up front|upfront|in advance(?= (?:pay|payment))|pay in advance")],
];

const formsFor = byCues(FORMS, ([, asked]) => asked);

/** The topics of a text of pieces (see `canonical`), before values replace words. */
export function topicsOf(words: string): Topic[] {
  return formsFor(words)
    .filter(([, asked]) => asked.test(words))
    .map(([topic]) => topic);
}
