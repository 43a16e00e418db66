import { byCues } from "#modules/language/cues.ts";
import type { Hint } from "#modules/language/values.ts";

import { IF_NOT } from "./settle.ts";

function form(...alternatives: readonly string[]): RegExp {
  return new RegExp(`(?<![^ ])(?:${alternatives.join("|")})(?![^ ])`);
}

const A = "(?:(?:a|an|the|my|some|maybe|then|just|get|have|do|need|want|book|you|can|i|we|to|would|like) )*";
/** Relatives and friends. */
export const CLOSE_ONES =
  "(?:son|sons|daughter|daughters|husband|wife|partner|boyfriend|girlfriend|mother|mom|mum|father|dad|friend|friends|sister|brother|kid|kids|child|children|boy|girl|baby|niece|nephew|grandson|granddaughter|grandmother|grandma|grandpa|roommate|colleague|cousin|aunt|uncle|bro|sis|bestie|mate|hubby|nan|gran|granny|grandad|grandfather|grandmother|teen|toddler|neighbou?r|boss|fiance|fiancee|twins|triplets|[NU]\\d+(?: -)? (?:year|yr)s?(?: -)? olds?)";
const VISIT = "(?:appointments?|bookings?|reservations?|visits?|sessions?|appt)";
/** Services that are common, but that not every business offers. */
const COMMON =
  "beards?(?: (?:trim|shave|V\\d+))?|shaves?|skin fades?|fades?|massages?|manicures?|pedicures?|mani pedi|facials?|wax|waxing|botox|fillers?|tattoos?|piercings?|balayage|highlights|perms?|extensions|lash\\S*|brows?|eyebrows?|nails?|acrylics|whitening|check ?ups?|cleaning|root canal|x ?rays?|vaccines?|oil change|keratin|makeup|make up|spray tan|threading|acupuncture|physio\\S*";
const DAY = "(?:day|date)";
const TIME = "(?:time|hour)";

/** Matched over pieces in which values replace their words. */
const FORMS: readonly (readonly [Hint, RegExp])[] = [
  [
    "also",
    form(
      `(?:also|plus|add|adding|along with(?: it| that)?|together with|in addition(?: to (?:it|that))?|on top(?: of (?:it|that))?|as well as) ${A}V\\d+`,
      "V\\d+(?: \\S+){0,2} (?:as well|also|too(?= (?:[.!?,]|please)|$)|on top|in addition|to (?:it|that|my \\S+))",
      `(?:^|, |\\. )(?:oh )?and ${A}V\\d+`,
    ),
  ],
  [
    "another",
    form(
      "(?:another|one more|[NU]1 more|a second|an extra)(?: (?:one|[NU]1|appointment|booking|visit|V\\d+))?(?: (?:for|on|at|too|as well|please|after|right)|(?= [.!?,])|$)",
      `(?:one|[NU]1|the same|same|V\\d+)(?: thing| again| one)? for (?:my|our) (?:\\S+ )?${CLOSE_ONES}`,
      "(?:the )?same (?:thing |one |service )?again|book again|again (?:(?:about|around|on|at|by|exactly) )*[DRG]\\d+",
    ),
  ],
  [
    "asks_when",
    form(
      "^(?:(?:and|so|ok|okay|wait|sorry|,) )*(?:when|what time|what day|at what time) (?:is|was) (?:it|that)(?: (?:again|now|then|exactly))*(?: [?.])*$",
    ),
  ],
  [
    "next_too",
    form(
      "^(?:yes|yeah|yep|yup|ok|okay|sure|perfect|great|signyes)(?: \\S+){0,6}? (?:and|plus|also|then)(?: (?:also|then|please|book|make|can|you|i|have|do|me))* (?:the same|another|one more|a second|[NU]1 more)(?: (?:one|[NU]1|visit|appointment|thing|time|again|V\\d+))*(?= (?:for|on|at|next|in|too|as well|please|[DRS]\\d+|[.!?,])|$)",
      // "Yes, and a check-up for my son": for another person it is a visit of its own.
      `^(?:yes|yeah|yep|yup|ok|okay|sure|perfect|great|signyes)(?: \\S+){0,6}? (?:and|plus|also|then)(?: \\S+){0,5}? V\\d+(?: \\S+){0,2}? for (?:my|our) (?:\\S+ )?${CLOSE_ONES}`,
    ),
  ],
  [
    "for_other",
    form(
      `(?:for|with) (?:my|our|his|her|a) (?:\\S+ )?${CLOSE_ONES}`,
      "for (?:someone|somebody) else",
      `my (?:\\S+ )?${CLOSE_ONES} (?:needs|wants|would like)`,
    ),
  ],
  [
    "any_day",
    form(
      `(?:any|which ?ever|what ?ever) ?${DAY}(?: (?:is|works|will|would|that|you|this|next|of))?`,
      `(?:no preference|do not (?:mind|care)|does not matter)(?: (?:which|what|on|about|the))* ${DAY}`,
    ),
  ],
  [
    "any_time",
    form(
      `any ?${TIME}(?: (?:is|works|will|would|that|you|on|in|of|D\\d+))?`,
      "(?:whenever|when ?ever|whichever|flexible|i be (?:free|open|available) all day|all day)",
      "(?:anything|any (?:slot|opening|spot)|whatever you have)(?: \\S+)? at all",
      `(?:no preference|do not (?:mind|care)|does not matter|it does not matter)(?: (?:which|what|on|about|the) ?(?:which |the |what )?${TIME})?`,
      `(?:which|what)ever ${TIME}`,
    ),
  ],
  [
    "any_of_them",
    form(
      "(?:any|either|all)(?: (?:one|[NU]1|of (?:them|those|these|the (?:two|[NU]\\d|above)))){0,2} (?:is|be|are|works|work|will|would|sounds|suits)(?: \\S+)?",
      "^(?:any|either|all of them)(?: (?:please|[.!]))*$",
      "(?:which|what)ever(?: (?:is|one|works|you|suits))?(?: .*)?|you (?:choose|pick|decide)|(?:pick|choose) (?:one|[NU]1|for me|any)|surprise me|up to you|your choice|does not matter|no preference|do not mind",
    ),
  ],
  [
    "latest",
    form(
      "(?:the |your )?latest(?! (?:fashion|trend|style|news))|last (?:appointment|slot|time|one|opening) (?:of the day|you have|you got|available|possible)|as late as (?:possible|you can)|end of the day",
    ),
  ],
  [
    "wants_note",
    form(
      "(?:can|could|may|want to|like to) (?:i )?(?:also |please )?(?:add|leave|make|write|put) (?:a |one |another )?(?:\\S+ )?(?:note|comment|remark)",
    ),
  ],
  [
    "asks_us",
    form(
      "(?:do|should|must|may|shall|am) (?:i|we)(?: (?:need|have|be|bring|wear|wash|eat|drink|come|get|pay|stop|remove|take|allowed|shave|avoid))(?: .*)?",
      "(?:can|could|may) (?:i|we|my \\S+) (?:bring|wear|eat|drink|wait|sit|park|pay|use|leave|come|stay|watch|get in|charge)(?: .*)?",
      "(?:do|are|have|does|is) (?:you|you guys|your \\S+|the (?:place|shop|salon|studio|clinic|office))(?! (?:a|an) )(?: .*)?",
      "(?:what|where|who|how \\S+)(?: (?:is|are|s))? your(?! (?:fav\\S*|name|opinion))(?: .*)?",
      "(?:does|do|will|would|is|are) (?:it|this|that|my \\S+)(?: \\S+){0,2}? (?:cover(?:s|ed)?|hurt|last|include|need|count|safe|painful)(?: .*)?",
      "(?:is|are|would|will|does|do) (?:it|this|that|these|they|V\\d+|a V\\d+|the \\S+)(?: be)?(?: \\S+)? (?:good|ok|okay|suitable|suited|right|safe|bad|fine|work|recommended|gentle|possible) (?:for|with|on|if|when|after|during|without) .*",
      "(?:gift )?(?:vouchers?|gift cards?|certificates?)|(?:student|senior|military|loyalty) (?:discounts?|cards?|rates?)|discounts?|hiring|vacanc(?:y|ies)|jobs?|apprentice\\S*|internships?",
      "(?:can|could|may) (?:i|we|it|this|that)(?: be)? (?:do|have|make|get|done|held)?(?: (?:it|this|that))? ?(?:by|over|via|through|on) (?:video|zoom|phone|skype|teams|facetime|call|internet)(?: .*)?",
      "(?:left|forgot|forgotten|lost|dropped) my (?!(?:reference|confirmation|number|phone number|code|appointment|booking|link|details)(?![^ ]))(?: ?\\S+){1,3} (?:there|here|at|behind|with|in|last|on|when)(?: .*)?",
      "how long have you (?:been|had)(?: .*)?|(?:wifi|wi - fi|parking|toilet|toilets|bathroom|restroom|elevator|lift)",
    ),
  ],
  [
    "common_service",
    form(
      `(?:book|schedule|need|want|have|get|like|do|for)(?: \\S+){0,5}? (?:${COMMON})`,
      `^(?:(?:what|how) about |and |or |any |a |an )*(?:${COMMON})(?: [?.!])*$`,
    ),
  ],
  [
    "asks_reference",
    form(
      "(?:booking|visit|appointment|confirmation|reservation) (?:reference|ref|number|code|id|no)|(?:my|the|a) (?:reference|ref)(?: (?:number|code|no))?",
    ),
  ],
  [
    "changes_details",
    form(
      "(?:change|changed|update|correct|fix)(?: \\S+){0,2}? (?:my|the) (?:phone |mobile |cell |contact |e - mail |email |last |sur)?(?:number|email|e - mail|address|name|details|phone|mobile)",
      "(?:wrong|incorrect|misspelled|mistyped|old) (?:phone|mobile|cell|e - mail|email|name|contact|number)(?! \\S+ (?:day|time))",
      "(?:my|the) (?:phone |mobile |cell |contact |e - mail |email |last )?(?:number|email|e - mail|name|phone|mobile|address) (?:is|be) (?:wrong|incorrect|misspelled|not (?:right|correct))",
    ),
  ],
  [
    "puts_off",
    form(
      "let me (?:check|think|see|ask|look)(?: .*)?|(?:one|[NU]1|just a|a|hang on a|gimme a|give me a) (?:sec|second(?! (?:one|visit|appointment|V\\d+))|moment|minute|min|mo)|hold on|hang on|brb|be right back|i (?:need|have) to (?:check|think|ask)(?: .*)?|(?:will|shall) think about it",
    ),
  ],
  [
    "wants_erasure",
    form(
      "(?:delete|erase|remove|wipe)(?: \\S+){0,3}? (?:data|information|records?|account|profile)|(?:delete|erase) everything(?: .*)?|gdpr|right to be forgotten|what (?:data|information)(?: \\S+){0,3}? (?:about|on) me",
    ),
  ],
  ["only_these", form("(?:just|only) (?:(?:do|book|have|take|get|for|a|an|the|my) )*V\\d+")],
  [
    "wants_colleague",
    form("(?:speak|talk|chat) (?:to|with) (?:(?:mr|mrs|ms|miss|dr|doctor) (?:\\. )?)?F\\d+"),
  ],
  [
    "corrects",
    form(
      "(?:i|we) (?:meant|mean|said|wanted)(?: (?:to say|it|for|on|at|the|next|this))* [DTPR]\\d+",
      "(?:oops|oh no|whoops|my bad|my mistake|wrong (?:day|time|date)|actually|sorry|wait)(?: (?:,|i|it|that|should|be|have|been|was|need|needs|to|the|for|on|at|can|we|do|make|go))* [DTPR]\\d+",
      "(?:should|was supposed to|supposed to|has to|must) (?:have been|be) (?:for |on |at )?[DTPR]\\d+|[DTPR]\\d+ (?:instead|rather)|not [DT]\\d+",
      "make (?:it|that)(?: (?:for|at|on|be|the|with))* [DTPRSF]\\d+",
    ),
  ],
  [
    "asks_presence",
    form(
      `(?:is|be|are|will) F\\d+(?: be)?(?: (?:also|even|still|actually))? (?:in|there|here|around|working|on duty|on shift|at work|off)(?! (?:a|the|stock|charge|to)(?![^ ]))`,
      "(?:is|will) (?:he|she)(?: be)? (?:in|there|here|around|working|on duty|on shift|at work)(?= (?:on|D\\d+|this|next|then|that|[?])|$)|(?:does|do) (?:he|she) work (?:on )?(?:D\\d+|then|that day)",
      "(?:does|do|will) F\\d+(?: (?:also|even|still|ever))? (?:work|come in)(?! with)",
      "(?:when|(?:what|which) (?:days?|hours?|times?|shifts?))(?: \\S+)? (?:does|is|will|are|do) F\\d+(?: be)? (?:work\\S*|in|there|here|around|on)",
      "F\\d+ (?:hours|schedule|shifts?|working (?:days|hours)|days off)",
      "F\\d+ (?:in|working|there|around) (?:on )?D\\d+ [?]",
    ),
  ],
  [
    "asks_how",
    form(
      "how (?:are|r) (?:you|u|ya)(?! (?:open|located|going|able|closed))(?: .*)?|how is it going|how do you do",
    ),
  ],
  [
    "in_order",
    form(
      `D\\d+(?: [PTR]\\d+)?(?: (?:,|but|or|and|at|in|the|is|best|ideally))* (?:${IF_NOT})(?: (?:,|then|maybe|perhaps|on|the|a|for|me|work|works|free|available|up|out|in|try|look|at|is|be))* D\\d+`,
    ),
  ],
  [
    "either_service",
    form(
      "V\\d+ or (?:(?:a|an|the|my|just|maybe|get|some) )*V\\d+",
      "(?:decide|choose|choosing|deciding|undecided|torn|pick|hesitating|debating|toss up|between)(?: (?:between|if|whether|i|want|need|a|an|the|my|some|on))* V\\d+ (?:and|or|&|vs|versus) (?:(?:a|an|the|my|some) )*V\\d+",
    ),
  ],
  [
    "as_before",
    form(
      "(?:the|my) usual(?: (?:one|thing|please|again))?",
      "(?:the )?same (?:\\S+ )?(?:as|like) (?:the )?(?:last time|G\\d+ time|G\\d+|before|always|ever|usual)|(?:same )?(?:what|whatever|as|like) i (?:had|got|did|have|always (?:get|have)|usually (?:get|have))(?: .*)?|(?:like|as) (?:last time|G\\d+ time|always|usual)",
    ),
  ],
  [
    "partly_listed",
    form(
      `V\\d+ (?:and|plus|with|&|,|then|also|\\+)(?: (?:and|a|an|some|also|my|the|maybe|then|full|get|\\S+ing))* (?:${COMMON})`,
      `(?:${COMMON}) (?:and|plus|with|&|,|then|also|\\+)(?: (?:and|a|an|some|also|my|the|maybe|then|full))* V\\d+`,
    ),
  ],
  [
    "wants_advice",
    form(
      "what (?:would|do|can|should|could) (?:you|i|we|one) (?:recommend|suggest|advise|choose|pick|(?<=i )(?:need|get|take|do))(?: .*)?",
      "(?:which|what) (?:one|service|treatment|visit|[NU]1)(?: \\S+)? (?:do|should|would|shall) (?:i|we|you) (?:need|book|get|take|choose|have|pick|recommend|suggest)(?: .*)?",
      "(?:any|some) (?:advice|recommendations?|suggestions?|tips? (?:for|on|about))(?: .*)?|(?:should|shall) i (?:come|see|worry|be worried|get (?:it|that|this) (?:checked|looked at|seen))(?: .*)?",
      "is (?:it|that|this) (?:bad|normal|serious|dangerous|safe|ok|okay|urgent)(?: (?:if|that|to|for|when) .*)?(?= [?.!]|$)|(?:can|could|would) you (?:recommend|suggest|advise)(?: .*)?|not sure (?:which|what)(?: .*)?",
    ),
  ],
  [
    "stop_messages",
    form(
      "(?:stop|quit|no more|do not|not to|please stop|cease)(?: (?:ever|please|sending|to|any|keep|all|these|your|the|me|more))* (?:messag\\S+|text(?:ing|s)?|sms|e ?mail(?:ing|s)?|mails?|spam\\S*|contact(?:ing)?|reminders?|notifications?|calling)(?: (?:to )?(?:me|us|my \\S+))?(?= (?:please|now|anymore|any more|again|ever|and|[.!?,])|$)",
      "unsubscribe(?: .*)?|opt (?:me )?out(?: .*)?|(?:take|remove|delete)(?: \\S+){1,3}? (?:off|from)(?: \\S+){1,2}? (?:mailing )?(?:list|contacts|messages|texts)",
      "^(?:(?:please|just) )*stop(?: (?:all|please|[.!]))*$",
    ),
  ],
  ["nearest", form("(?:the )?(?:closest|nearest)(?: (?:one|[NU]1|time|slot|option|to|is|please))*")],
  [
    "lets_be",
    form(
      "never ?mind|nevermind|forget (?:it|that|about it|this)|leave (?:it|that|everything|this)(?! (?:at|on|for))|keep (?:it|that)(?: as)?|as it is|do not bother",
    ),
  ],
  [
    "existing_visit",
    form(
      `(?:my|our|an existing|the existing)(?: \\S+){0,4}? ${VISIT}|(?:my|our)(?: (?:[DTP]\\d+|existing|upcoming|next))* V\\d+`,
      `(?:${VISIT}|one)(?: that)? i (?:have|had|made|booked|already)(?: .*)?|already (?:have|booked|made|got)(?: .*)?`,
      `(?<!(?:can|could|may|would|should|if|shall|to) )i (?:still )?(?:have|had|got)(?: (?:a|an|my|the|this)) (?:\\S+ ){0,2}?${VISIT}`,
      "i (?:just |only )?(?:booked|scheduled|reserved)(?! (?:to|like)(?![^ ]))",
    ),
  ],
  ["other_time", bare("time|hour|times")],
  ["other_day", either(bare("day|date|days"), form("too soon"))],
  [
    "other_person",
    either(
      either(
        bare("person|stylist|barber|doctor|dentist|therapist|somebody|someone|hairdresser"),
        form("not (?:with )?(?:him|her|them)(?: ,)?(?: the other (?:one|[NU]1))?(?= (?:[.!]|please)|$)"),
      ),
      form(
        `(?<!is )(?:any|some)(?:one|body| one| body) else(?: (?:free|available|there|around|then|who (?:can|could|does|is)))*(?= [.!?]|$)|(?:is|are) (?:any|some)(?:one|body| one| body) else (?:free|available|working)|(?:any|some) other (?:person|people|stylists?|barbers?|doctors?|dentists?|therapists?|hairdressers?|staff)`,
      ),
    ),
  ],
  ["other_service", bare("service|treatment|services|treatments")],
  [
    "has_none",
    form(
      "(?:do not|not|no longer) (?:have|know|got|remember|find|use|own)(?: .*)?|no (?:e - mail|e-mail|email|mail|phone|number|mobile|idea|reference|clue)|(?:lost|deleted|forgot|forgotten)(?: .*)?|without (?:it|one|an?)",
    ),
  ],
  [
    "complaint",
    form(
      "complain\\S*|unhappy|not (?:\\S+ )?(?:happy|satisfied|pleased)|dissatisfied|disappointed|ruined|messed up|botched|uneven|burn(?:t|ed) (?:me|my)|rude|(?:want|get|like|need)(?: \\S+){0,3} (?:refund|money back)",
    ),
  ],
  [
    "annoyed",
    form(
      "(?:already|just) (?:told|said|gave|given|mentioned|answered)(?: .*)?|told you(?: .*)?|hurry(?: up)?|come on(?= (?:[.!?,]|man|just|please|really|now)|$)|useless|stupid|ridiculous|annoying|frustrat\\S*|waste of time|(?:this|that|it) (?:is|be) (?:not working|taking|hopeless|impossible|a joke|so slow)|not (?:helping|listening|what i (?:asked|said|meant|want))|wtf|ffs|omg|for (?:god|heaven|pete)\\S*(?: sake)?|dumb|idiot|crap|terrible|awful|what a mess|(?:nobody|no one|no - one)(?: ever)? (?:answering|responding|picking up|picks?|answers?|replies|replied|calls?|called|helps?|is (?:picking|answering))(?: .*)?|(?:second|third|fourth|fifth|(?:[NU]\\d+|[OQ]\\d+)(?:th|rd|nd)?) time (?:i|we|that)(?: .*)?|been (?:waiting|trying|calling|on hold)(?: .*)?|just (?:book|do) it",
    ),
  ],
];

function either(one: RegExp, other: RegExp): RegExp {
  return new RegExp(`${one.source}|${other.source}`);
}

/** What is to change: "the time", "another day please", "change the time". */
function bare(what: string): RegExp {
  const other =
    "(?:the|a|an|my|other|another|different|new|change|wrong|not|that|maybe|just|i|want|need|would|like|to|with|pick|choose|at|on|please)";
  return form(
    `^(?:${other} )*(?:${what})(?: (?:else|please|is wrong|instead|slot|[.!?]))*$`,
    `(?:another|a different|some other|a new) (?:${what})`,
  );
}

const formsFor = byCues(FORMS, ([, said]) => said);

/** The hints in a text of pieces (see `canonical`) in which values replace their words. */
export function hintsOf(read: string): Hint[] {
  return formsFor(read)
    .filter(([, said]) => said.test(read))
    .map(([hint]) => hint);
}
