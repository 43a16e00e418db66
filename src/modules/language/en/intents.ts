import { byCues } from "#modules/language/cues.ts";
import type { Clues } from "#modules/language/language.ts";
import type { Act, Intent } from "#modules/language/understanding.ts";

import { BUSINESS_WORDS, COMMON_SERVICES, LITTLE_WORDS } from "./vocabulary.ts";

type IntentClues = Clues & { readonly acts: readonly Act[] };

function form(...alternatives: readonly string[]): RegExp {
  return new RegExp(`(?<![^ ])(?:${alternatives.join("|")})(?![^ ])`);
}

const VISIT =
  "(?:appointments?|bookings?|reservations?|visits?|sessions?|slots?|spots?|openings?|tables?|meetings?|viewings?|consultations?|tours?|rooms?|maintenance|inspections?|follow ?ups?|class|party|consult)";
const VERB = "(?:book|schedule|reserve|arrange|set up|rebook)";

const BOOK = form(
  `(?:${VERB}|make|get|need|want|like|have|looking for|hoping for|fix|secure|setup|put in|place|create|give|find|request|require|set)(?: \\S+){0,6}? (?:${VISIT}|V\\d+)(?! (?:is|was|time|policy|policies))`,
  `(?:need|want|like|get|book|have|do|needs|wants|for|due for)(?: (?:to|a|an|my|some|get|have|me|in|our|his|her|their|do|book|new|quick|the|her|him|son|daughter|kids?|hair|nails|another|full|little|nice|simple|regular|hair|done|for)){0,5} (?:${COMMON_SERVICES}|V\\d+)`,
  "(?:get|have|want|need)(?: \\S+){0,3}? (?:hair|nails|brows|lashes|beard|teeth|roots|tires?|brakes?|car|engine|oil)(?: \\S+)? (?:done|cut|checked|cleaned|colou?red|trimmed|looked at|serviced|fixed|changed|rotated|repaired)(?: \\S+){0,2}",
  `(?:please|to|can (?:you|i|we)|could (?:you|i|we)|would (?:you|like to)|will you|lets|let us|and|i will|go ahead and|help me|just|i must|want to|so|then|must|yes|ok|okay|yeah|great|perfect|cool|sure|,|\\.|!) ${VERB}(?! (?:club|report|store|title|review|value)s?)(?: .*)?`,
  `^${VERB} (?:me|it|a|an|the|my|us|that|this|in|for|one|with|on|at|two|\\S*[A-Z]\\d|him|her|them|another|online|now)(?: .*)?`,
  "(?:fit|squeeze|pencil|slot|sign|put|get|book) (?:me|us|him|her|my \\S+) (?:in|up|down)(?! (?:touch|trouble))",
  "(?:come|pop|stop|drop|swing|get) (?:in|by|over)(?: \\S+){0,3}? (?:for (?:a|an|my)|on|at|tomorrow|today|this|next|[DTPR]\\d+)",
  "(?:can|could|would|will) (?:someone|somebody|anyone|anybody|you|they|F\\d+|dr|doctor)(?: please| maybe)? (?:see|treat|look at|fit in|take) (?:him|her|me|us|them|my \\S+)(?! (?:to|about) )(?: .*)?",
  "(?:see|meet|visit|go to|come see) (?:with )?(?:dr|doctor|a doctor|the doctor|a dentist|the dentist|a stylist|a therapist|F\\d+)(?! said)(?: .*)?",
  "(?:talk|speak|meet|consult)(?: (?:to|with))? (?:a|an|one of your) (?:\\S+ )?(?:lawyer|attorney|solicitor|accountant|therapist|counsell?or|tutor|coach|consultant|doctor|dentist|nurse|vet|specialist|expert|stylist)",
  "(?:join|attend|take|try|sign up for|enrol+ in|register for|come (?:to|for))(?: \\S+){0,3}? V\\d+",
  "(?:like|want|love|need) to (?:come|pop|stop|drop) (?:in|by|over)",
  "(?:can|could|may) (?:i|we) (?:just )?(?:come|pop|stop|drop|walk)(?: (?:in|by|over|round))?(?: right)?(?: now)?(?= (?:G\\d+|[.!?])|$)",
  "(?:need|want|like|love|get|have|book) (?:a|an|some|the)(?: \\S+){1,4}? (?:massages?|facials?|manicures?|pedicures?|haircut|highlights|consultation|check ?up|treatment)(?! (?:is|was|cost|costs))",
  "(?:new|first time) (?:client|customer|patient)",
  `(?:calling|ringing|writing|texting|emailing|messaging|reaching out|getting in touch|enquiring|inquiring|asking)(?: \\S+){0,2}? (?:for|to (?:get|make|have|book|schedule)|about (?:getting|having|booking|making))(?: \\S+){0,3}? (?:${VISIT}|V\\d+)`,
  `^(?:(?:hi|hello|hey|please|a|an|new|i|would|like|,) )*(?:${VERB}|booking|appointment|appt)(?: (?:please|now|[.!?]))*$`,
  "(?:another|one more|[NU]1 more|one|the same)(?: (?:one|[NU]1))? for (?:my|our) [a-z]+",
  "(?:^|ok |okay |then |just |, )(?:book )?(?:a )?new (?:one|[NU]1|appointment|booking|visit)(?! (?:client|customer|patient))(?: .*)?",
);

const CANCEL = form(
  "cancel(?! culture)|canceling|cancelling|cancell|cancelt|unreserve|unbook|call off|calling off",
  `(?:get rid of|take out|take off|strike|delete|remove|drop|scrap|release|annul|void|abandon|undo|close|erase|forget|withdraw|kill|scratch|clear|nix|revoke|end)(?: \\S+){0,5}? (?:${VISIT}|plans)`,
  `(?:no longer|do not|not going to|not gonna|will not|does not)(?: (?:need|want|require|be needing|be using|be able|keep|attend|need to))+(?: \\S+){0,4}? (?:${VISIT}|anymore|any more)`,
  `(?:put in|request|make|want|need)(?: \\S+){0,2} cancellation|${VISIT}(?: \\S+){0,6}? (?:not (?:needed|required|necessary)|no longer|cancel(?:led|ed))`,
  "(?:can|will|could) not (?:make it|come|be able to (?:make|come|attend))(?! (?:at|by|before|until|on|in))",
);

/** Somebody who cannot come but names or asks for another day is rescheduling, not cancelling. */
const CANNOT_COME = form(
  "(?:can|will|could) not (?:make (?:it|that|this)|come|attend|be (?:there|able to (?:make|come|attend)))(?: .*)?",
);
const OTHERWISE = form(
  "(?:can|could|may|would|want|like|rather|prefer|make|do|come|have|move|get|how about|what about)(?: \\S+){0,5}? [DTPR]\\d+(?: [DTPR]\\d+)* (?:instead|rather)",
  "instead (?:on |at |come )?[DTPR]\\d+",
  "(?:can|could|may|would|want|like|need)(?: \\S+){0,5}? (?:another|a different|some other|a new) (?:day|date|time)",
  "(?:can|could|may) (?:i|we) (?:please )?(?:come|do|make it|have|get)(?: in)? (?:on |at )?[DTPR]\\d+",
  "(?:how|what) about [DTPR]\\d+",
);

const ORDER =
  "(?:(?:please|just|ai|hey|ok|okay|no|nope|nah|oh|oops|actually|sorry|wait|can you|could you|would you|will you|you can|you should|you may|you must|go ahead and|i (?:want|need|would like|do want)(?: you)? to|i would like you to|i be going to need you to|lets|let us|and|,|never mind|nevermind|that is enough|do me a favor and|well|now|kindly|immediately|to|for now|on second thought|hold on|mind|,|would you mind|asking you to|enough|command) )*";
/** "Stop that", "never mind", "be quiet": ends whatever was in progress. */
const STOP = new RegExp(
  `^${ORDER}(?:cancel|stop|halt|quit|abort|terminate|discontinue|abandon|undo|cease|desist|pause|silence|hush|shush|shh+|quiet|be (?:quiet|silent)|shut (?:up|down|it)|zip it|scrap|scratch|eliminate|erase|delete|end|drop|forget|disregard|ignore|kill|nix|exit|enough|never ?mind|nevermind|hold (?:it|off)|knock it off|cut it out|wait stop|freeze|back out|turn off|switch off|wipe|clear|nullify|stand down|belay|strike|discard|reverse|withdraw|ditch|suspend|negate|refrain|go back)(?: (?:it|that|this|please|now|all|everything|there|talking|speaking|the|my|your|what|whatever|doing|immediately|right|at|off|you|request|last|previous|current|command|process|task|action|job|program|running|input|thing|order|message|present|operation|search|about|for|a|second|minute|moment|here|ai|of|were|are|said|asked|just|i|to|do|actually|so|then|activity|current|with|up|any|further|function|and|be|quiet|listening|work|working|on|playing|going|me|in|from|need|did|not|do|want|anymore|silent|responding|reading|pending|transaction|session|program|sentence|instruction|instructions|question|one|conversation|,|[.!?]|cancel|stop|them|these))*$`,
);
/** Verbs that at the start of a short command can hardly mean anything else. */
const STOP_START = new RegExp(
  `^${ORDER}(?:stop|abort|halt|quit|terminate|cease|discontinue|disregard|desist|hush|mute|rescind|retract|revert|shut|quiet|call it|back off|leave it|skip it|cut it|hold up)(?: [^ ?]+){0,6}$`,
);
const STOP_WITHIN = form(
  "never ?mind|nevermind|shut up|(?:stop|quit) (?:talking|it|that|speaking|this|doing|what|please|now|right|everything|your|the (?:current|process|task))|be quiet|please stop|lets not(?= (?:do (?:it|that|this)|[.!,])|$)|(?:i )?take (?:it|that) back|get out of (?:it|that|this)|no longer needed|enough already|do not (?:bother|worry about (?:it|that))(?= [.!,]|$)|forget (?:it|that|about it|my|the last|i (?:said|asked))|(?:do|does) not (?:complete|do|continue|proceed|bother|go on|go ahead|finish|execute|perform|carry|run|go through|talk|speak)(?: \\S+){0,4}? ?(?:task|process|action|request|that|this|it|any|further|with|anymore)|not want you to (?:\\S+ ){0,2}?(?:speak|talk|do|continue|say|finish|complete)|(?:can|could|would|will) you (?:please )?(?:stop|halt|quit|be quiet|shut (?:up|down|off))|please shut (?:up|down|off)|shut it|(?:the )?(?:cancel|stop|abort) (?:please|now|request|button)|not need (?:it|that|you to) (?:anymore|any more|done)|scratch that|changed? my mind|no longer (?:need|want) (?:it|that|this)|(?:that|it) is (?:not (?:needed|necessary)|enough)",
);

/** "Could I cancel it if something comes up?" asks about the policy. */
const CANCEL_LATER =
  "(?:can|could|may) (?:i|we) (?:still |also )?cancel(?: (?:it|this|that|the \\S+))? (?:late|later|afterwards?|any ?time|at any time|for free|on the day|last minute|until|up to|if(?! (?:possible|you|that|it|there|ok|okay)(?![^ ])))";

const POLICY = form(
  `${CANCEL_LATER}|policy|policies|fee|fees|penalty|charged?|notice|last minute|same day(?= (?:[.?!]|please)|$)|short notice|free of charge|how (?:late|long|far|soon|do|can)|what (?:happens|is|if)|rules?|terms|deadline`,
);

/** "I have an appointment tomorrow" mentions one rather than requesting it. */
const HAS_ONE = form(
  `(?<!(?:can|could|may|would|should|if|shall|to) )i (?:already |still )?(?:have|had|got) (?:a|an|my|the|this)(?: \\S+){0,2}? ${VISIT}`,
);

/** "Do I need an appointment, or can I walk in?" */
const ASKS_NEED = form(
  "(?:do|does|would) (?:i|we|you|people|one) (?:really |always )?(?:need|have)(?: to)? (?:an? |to )?(?:appointment|booking|reservation|book|make|reserve)",
);

/** "Do I need to fast before the cleaning?" */
const ASKS_HOW_TO = form(
  "(?:do|should|must|shall|can|may) (?:i|we|my \\S+) (?:(?:need|have|not) (?:to )?)*(?:fast|eat|drink|wash|bring|shave|avoid|wear|prepare|stop|remove|smoke|exercise|brush)(?: .*)?",
);

const RESCHEDULE = form(
  `(?:get|have|need|want)(?: \\S+){0,1}? (?:my|our|the)(?: \\S+){0,2}? (?:${VISIT}|V\\d+)(?: \\S+)? (?:moved|changed|pushed|switched|shifted)(?: (?:back|up|forward|out))?(?= (?:to|from|for|until|please|by|[.?!])|$)`,
  "reschedule|rescheduling|rescheduled|rebook|rebooking|postpone|postponing",
  `(?:move|switch|push|bump|shift) (?:me|us)(?: \\S+)? to|(?:another|a different|a new|some other) (?:day|date|time) for my(?: \\S+){0,2}? ${VISIT}|(?:do|have) my(?: \\S+){0,2}? ${VISIT} (?:on |at )?(?:another|a different|some other) (?:day|date|time)`,
  `(?:move|change|switch|shift|push|bump|swap|modify|update|adjust|alter|amend|edit|delay|transfer)(?: (?:up|back|forward))?(?: (?:my|the|our|this|that|a|an|his|her|some|existing|current|upcoming|dates?|times?|days?|details|of|for|on|[A-Z]\\d+)){0,6}(?: (?!living|bed|bath|dining)[a-z]+)? (?:${VISIT}|V\\d+)`,
  `${VISIT}(?: \\S+){0,8}? (?:i|we) (?:\\S+ )?(?:need|want|have|like|wish|got)(?: \\S+)? to (?:move|change|amend|modify|alter|update|edit|push|shift|adjust)`,
  "(?:move|change|switch|shift|push|swap|bump|amend) (?:my|our)(?: [DTP]\\d+)+",
  "(?:push|move|bring)(?: (?:it|that|this|my \\S+|the \\S+|things))? (?:back|up|forward|out)(?! from)",
);
/** Only when no booking is in progress; otherwise it corrects what was just said. */
const CHANGE_IT = form(
  "(?:move|change|switch|shift|push|bump|swap|transfer)(?: (?:my|the|our|it|that|this|all|both|them|those|these|series|and|later|ones|whole|every|date|time|day|of|for|[DTPRFV]\\d+))+ (?:to|from|for|until)(?: .*)?",
  "(?:move|change|switch|shift|push|bump|swap) (?:the|that|this) (?:one|[NU]1|last|next|first|second|third)(?: .*)?",
  "change (?:the |my )?(?:day|date|time)",
  "(?:move|change|switch|shift|push|reschedule) (?:both|them|all)(?: (?:of|them|both|these|those|all))*(?= (?:please|[.,!?])|$)",
  "^(?:(?:please|can you|could you|ok|okay|yes|and|,|just|lets|i want to|i would like to) )*(?:move|(?:move|push|shift) (?:it|that|this|\\S{24,}))(?= (?:please|[.,!?])|$)",
  "(?:push|move|shift|delay) (?:it|that|this)(?: (?:back|by))* [NU]\\d+ (?:min|mins|minutes?|hours?)",
  "(?:move|change|switch|shift|push|bump|bring)(?: (?:my|the|our|it|that|this))* G\\d+",
);

const LOOKUP = form(
  "(?:what time|when) (?:should|do|shall|must) (?:i|we) (?:arrive|be there|show up|get there|turn up)",
  `what (?:did|have|has|had) (?:i|we)(?: \\S+){0,2}? (?:book|booked|reserve|reserved|schedule|scheduled|got booked)(?= |$)`,
  `where(?: (?:is|are|was|be|do|does|exactly))+ (?:my|our|i|we|that|the)(?: \\S+){0,4}? ?(?:${VISIT}|booked|scheduled|supposed|meeting)(?= |$)`,
  `(?:when|what time|what day|at what time|on what (?:day|date)|what date)(?: (?:is|are|was|be|do|does|did|will|exactly))+ (?:my|our|i|we|that|the)(?: \\S+){0,4}? ?(?:${VISIT}|booked|scheduled|down|come|supposed|coming|meeting)?(?= |$)`,
  `(?:do|does|have) (?!you )(?:i|we|he|she|they|[a-z]+) (?:still |already |really )?(?:have|got|see)(?: (?:any|a|an|my|the|our))?(?: \\S+){0,3}? (?:${VISIT})`,
  // "Do you have any openings?" asks for times.
  `(?:do|have) you (?:still |already |really )?(?:have|got|see) (?:(?:my|our|me|us)(?: \\S+){0,3}? ${VISIT}|(?:any|a|an|the)(?: \\S+)? ${VISIT} (?:for me|for us|under|in my|booked|scheduled))`,
  `(?:confirm|check|verify|double check|make sure|look up|find|see|show|view|review|validate|pull up|ensure|look at|read|recheck|reconfirm|know|what are|what is|tell me|is|are|if|that|about|for)(?: (?:on|if|that|to|up|me|you|please|when|and|about|whether|status|of|there|i|have|had))* (?:my|our|the|a|i have|i had|any|there is|existing|upcoming|next|that|his|her|their|[a-z]+ has)(?: \\S+){0,4}? ${VISIT}`,
  `(?:am i|be i|are we|i be|is \\S+|have i been|i am) (?:still |already )?(?:booked|scheduled|down|reserved|confirmed|set)(?! (?:up|on fire))`,
  `(?:my|our) (?:next|upcoming|existing|current) ${VISIT}|(?:my|our)(?: \\S+){0,3}? ${VISIT} (?:still|confirmed|valid|booked|on|in order|good|set|details|information|info|correct)|status of my|(?:have|has|got|had) (?:a|an|my|the)(?: \\S+){0,2}? ${VISIT}(?: .*)? (?:confirm|check|verify|right|correct)`,
);

/** "Is the parking free?" asks about the price. */
const NOT_A_TIME =
  "(?:is|are) (?:the |your )?(?:parking|car park|wi(?: - | )?fi|internet|coffee|tea|drinks?|water|consultations?|entry|entrance|admission|cancell?ations?|rescheduling|delivery|shipping|advice)";

const AVAILABILITY = form(
  `(?:do you|do they|does \\S+|is there|are there|have you|you|got|have|if you|is|are|any|what|which|anything|when)(?: \\S+){0,5}? (?:availab\\S*|openings?|slots?|spots?|room|space|(?<!(?:ammonia|step|barrier|gluten|sugar|pain|cruelty|paraben|su[lp][fh]\\S+|fragrance|lactose|nut|smoke|peroxide|ppd|bleach|alcohol)(?: -)? )(?<!${NOT_A_TIME} )free(?! (?:(?:to )?(?:park|parking|cancel|reschedule)|wi|of charge)(?![^ ]))|open)(?: .*)?`,
  "(?:what|which) (?:times?|days?|dates?|hours?)(?: \\S+)? (?:do you have|are (?:available|open|free|possible|left)|have you got|is available|can i|could i|works|would work|you have)|when (?:can|could|would|may|is the (?:next|first|earliest)|are you (?:next )?(?:free|available))(?: .*)?",
  "(?:do you|do they|have you|you) (?:have|got|has) (?:any|anything|something|any thing|time|one|it)(?: .*)?|(?:any|some)thing (?:on|for|at|in|with|around|after|before|this|next|available|free|open|else|earlier|later|sooner)(?: .*)?",
  "(?:how|what) about (?:the |on |at )?[DTPRS]\\d+|(?:how|what) about (?:the |a |an )?V\\d+|(?:earliest|soonest|next|Q1|first) (?:available|availability|opening|appointment|slot|time)|availability|(?:is|would|does|will|could)(?: \\S+){0,2}? [DTPR]\\d+(?: [DTPR]\\d+)?(?: \\S+)? (?:work|available|free|open|ok|okay|possible|good)",
  "(?:both|all|same day|together)(?: \\S+){0,3}? (?:possible|doable)(?: (?:please|at all))?(?= [?]|$)",
  "what (?:do|have) (?:you|they)(?: guys)? (?:have|got)(?: \\S+){0,4}? [DTPR]\\d+",
  "how (?:soon|quickly)(?: .*)?|(?:how (?:long|much) (?:is|be)|what is) the (?:wait|waiting time|waiting list|queue)(?: .*)?",
  "(?:can|could) (?:i|we|you) (?:come|do|get|make|fit|see)(?: \\S+){0,4}? [DTPRS]\\d+",
  // "Is it full?", "are you booked up on Saturday?", "how busy are you?"
  "(?:is|are|be) (?:it|you|they|F\\d+|[DP]\\d+|everything|all)(?: (?:\\S+ly|all|very|really|quite|too|that|pretty|still|D\\d+))* (?:full|packed|busy|booked(?! (?:for|in)(?![^ ])))(?: .*)?|(?:any|is there a|is there any) (?:chance|possibility) (?:of|for|to|i|we|you)(?: .*)?|how (?:full|busy|packed|booked)(?: up)? (?:is|are|be|do|does|will|you|it)(?: .*)?|(?:do|does|will) (?:it|you|they)(?: \\S+)? (?:get|be) (?:\\S+ )?(?:full|busy|booked|packed)(?: .*)?",
);

const WAITLIST = form(
  "wait ?list|waiting ?list|wait list|waitlisted|standby|cancellation list|stand by list",
  "(?:let|notify|tell|text|call|ping|message|alert|inform|contact|email) me(?: know)? (?:if|when|as soon as|once)(?: \\S+){0,5}? (?:opens?(?: up)?|free[sd]?(?: up)?|cancels?|available|comes? up|becomes?|drops? out|change[sd]?)",
  "(?<!cancel (?:(?:it|this|that) )?)if (?:any ?one|some ?one|somebody|anybody|something|anything|a (?:spot|slot|place|time)) (?:cancels?|opens?(?: up)?|frees? up|comes? up|becomes|drops out)",
);

const FAQ = form(
  CANCEL_LATER,
  "(?:how much|price|prices|pricing|priced|cost|costs|charge|charges|rates?|fees?|expensive|cheap\\S*)",
  "(?:opening|business|working|your|office|store|shop) hours|hours|(?:what time|when)(?: (?:do|does|are|is|will)(?: \\S+){1,3}?| you| you guys) (?:open|close|closing|closed|opening)|(?:are|is) (?:you|they|it|the \\S+) (?:open|closed)(?: .*)?|open (?:on|until|late|today|tomorrow|D\\d+|now)|^(?:(?:hi|hey|so|and|hello|ok) ,? ?)*(?:you|they|you guys) (?:open|closed)(?! (?:up|to) )(?: .*)?",
  "address|located|location|directions?|where (?:are|is|do|can)(?: \\S+)? (?:you|they|it|the|he|she|your)(?: .*)?|how do i (?:get there|find you|reach you)|parking|park",
  "(?:phone|telephone|contact|their|your|his|her|the) (?:number|email|information|info|details)|phone number|contact|reach (?:you|them)",
  "(?:pay|payments?|credit|cards?|cash|insurance|deposit|deposits|refunds?|tips?|gift (?:card|certificate)s?|discounts?|vouchers?|coupons?|apple pay|venmo|paypal)",
  "policy|policies|no show|how late|walk ?ins?|walk in|wheelchair|accessible|wi(?: - | )?fi|unisex|ratings?|reviews?|reviewed|how long (?:does|is|will|do)(?: .*)?|what should i (?:bring|wear|do)|do i need (?:to bring|a|an|to)(?: .*)?",
  "(?:do|does|can|will|are) (?:you|they|he|she|it)(?: (?:guys|also|still|even|all))? (?:do|offer|provide|take|accept|speak|allow|sell|use|cut|colou?r|treat|serve|specialise|specialize|work|carry|cater|have (?:a|any) (?:parking|wifi|discount|products?|doctor|stylist))(?: .*)?",
  "what (?:services|treatments|kinds? of|types? of|do you offer|can you do|else do you|can i ask|do you do|brands?)(?: .*)?|(?:which|what) (?:\\S+ )?(?:stylists?|doctors?|therapists?|staff)(?: .*)?|(?:services|menu|price list)|allowed?|accept|reservations? policy|take reservations?|what can (?:you|i)|(?:can|could) you help(?: me)? with",
);

const formsFor = byCues(
  [
    BOOK,
    CANCEL,
    CANNOT_COME,
    OTHERWISE,
    STOP_START,
    STOP_WITHIN,
    POLICY,
    ASKS_NEED,
    ASKS_HOW_TO,
    HAS_ONE,
    RESCHEDULE,
    CHANGE_IT,
    LOOKUP,
    AVAILABILITY,
    WAITLIST,
    FAQ,
  ],
  (form) => form,
);

/** Whether a text, or part of it, matches a form. */
type Has = (form: RegExp, part: string) => boolean;

function formsIn(text: string, plain: string): Has {
  const likely = new Set(formsFor(text, plain));
  return (form, part) => likely.has(form) && form.test(part);
}

/** The share of unrelated words from which a text counts as out of scope. */
const ELSEWHERE = 0.34;

/** A command to stop is short. These forms backtrack heavily on long texts, so they are not tried there. */
const LONGEST_ORDER = 80;

function isOrderToStop(plain: string, has: Has): boolean {
  return plain.length <= LONGEST_ORDER && (STOP.test(plain) || has(STOP_START, plain));
}

/** "How long have you been open?" does not ask for a time. */
const SINCE_WHEN = /^(?:(?:and|so|ok|hi|hey) )*(?:how long|since when) (?:have|has|be) /;

/** Separates two requests in one message. */
const NEXT_WISH =
  / ?[.!?;] | (?:, )?(?:and|then|also|but)(?: then| also)? (?=(?:book|cancel|schedule|reschedule|move|reserve|can|could|what|when|where|how|is|are|do|does|please|make|change|put|tell|join)(?: |$))/;

/** The intents of a text of pieces in which values replace their words; changes first, then questions. */
export function intentsOf(text: string, plain: string, clues: IntentClues): Intent[] {
  const has = formsIn(text, plain);
  const plainParts = plain.split(NEXT_WISH);
  const found = new Set<Intent>(wishesOf(text, plain, clues, has));
  const parts = text.split(NEXT_WISH);
  if (parts.length > 1 && parts.length === plainParts.length) {
    for (const [i, part] of parts.entries()) {
      for (const intent of wishesOf(part.trim(), (plainParts[i] ?? "").trim(), clues, has)) found.add(intent);
    }
  }
  if (isElsewhere(text, found, clues)) return ["out_of_scope"];
  return [...found].toSorted((a, b) => ORDER_OF.indexOf(a) - ORDER_OF.indexOf(b));
}

const ORDER_OF: readonly Intent[] = [
  "cancel",
  "reschedule",
  "book",
  "waitlist",
  "lookup",
  "availability",
  "faq",
];

/** The intents of one request: a change takes precedence over a booking, with which it shares words. */
function wishesOf(text: string, plain: string, { asked }: IntentClues, has: Has): Intent[] {
  const changes = changesOf(text, plain, asked !== undefined, has);
  const asks: Intent[] = has(FAQ, plain) ? ["faq"] : [];
  if (changes.length > 0) return [...changes, ...asks];
  if (has(LOOKUP, text) && !isWish(plain)) return ["lookup"];
  const asksHowTo = has(ASKS_HOW_TO, plain) && !isWish(plain);
  const isTold =
    has(POLICY, plain) || has(ASKS_NEED, plain) || asksHowTo || (has(HAS_ONE, plain) && !isWish(plain));
  if (has(BOOK, text) && !isTold) asks.push("book");
  if (has(AVAILABILITY, text) && !SINCE_WHEN.test(plain)) asks.push("availability");
  return asks;
}

function changesOf(text: string, plain: string, inBooking: boolean, has: Has): Intent[] {
  const found: Intent[] = [];
  const comesOtherwise = has(CANNOT_COME, plain) && has(OTHERWISE, text) && !plain.includes("cancel");
  if (comesOtherwise) return ["reschedule"];
  const cancels = has(CANCEL, plain) && !has(POLICY, plain);
  if (cancels || isOrderToStop(plain, has) || has(STOP_WITHIN, plain)) found.push("cancel");
  if (has(RESCHEDULE, text) || (!inBooking && has(CHANGE_IT, text))) found.push("reschedule");
  if (has(WAITLIST, plain)) found.push("waitlist");
  return found;
}

function isWish(plain: string): boolean {
  return (
    /(?<![^ ])(?:(?:would|d) (?:like|love) (?:to )?(?:book|make|schedule|have|get|a|an|reserve)|(?:want|need) (?:to )?(?:book|make|schedule|get|reserve|a|an)|(?:book|schedule|make|reserve) (?:me )?(?:a|an))(?![^ ])/.test(
      plain,
    ) && !/confirm|verify|check|make sure/.test(plain)
  );
}

const SPOKEN_FOR: ReadonlySet<Act> = new Set([
  "affirm",
  "negate",
  "thank",
  "goodbye",
  "greet",
  "repeat",
  "human",
]);
const SURE: readonly Intent[] = ["book", "cancel", "reschedule", "lookup", "waitlist"];

/** Whether too many words are unrelated to anything that a business with bookings is asked. */
function isElsewhere(text: string, found: ReadonlySet<Intent>, clues: IntentClues): boolean {
  // "Can I cancel if I get sick?" is about a visit, whatever the condition mentions.
  const about = found.has("faq") ? text.replace(/ if (?:i|we|my|something|anything) .*/, "") : text;
  const codes = about.split(" ").filter((code) => /[a-z]/.test(code) || /^\d{5,}/.test(code));
  const content = codes.filter((code) => !LITTLE_WORDS.has(code));
  const strange = content.filter((code) => !BUSINESS_WORDS.has(code) && !/^[A-Z]\d/.test(code));
  if (clues.acts.some((act) => SPOKEN_FOR.has(act))) return false;
  if (SURE.some((intent) => found.has(intent))) return false;
  if (clues.hasService || clues.asksOther || clues.hasChoice) return false;
  // "How about Thursday, w/ Mia?": a day and one or two unknown words.
  if (clues.hasWhen && found.has("availability") && strange.length < 3) return false;
  if (found.size === 0) return strange.length > 0 && !isReply(strange.length, clues);
  return strange.length > 0 && strange.length / Math.max(content.length, 1) >= ELSEWHERE;
}

/** When something was asked, almost any short text is an answer. */
function isReply(strange: number, { asked, acts, hasWhen }: IntentClues): boolean {
  if (hasWhen && acts.includes("inform") && !acts.includes("request") && strange < 4) return true;
  return asked !== undefined && asked !== "confirm" && !acts.includes("request") && strange < 4;
}
