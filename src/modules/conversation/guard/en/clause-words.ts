import { phrases } from "./phrases.ts";

/** Where one clause of a sentence ends and the next begins. No capturing groups. */
export const BETWEEN_CLAUSES =
  / (?:[;:()!?.]|--?(?= (?:i|we|you|there|how|what|which|would|shall|should|can|could|please|that|it|your|but|so|or i|do|is|are|just) )|(?:, )?(?:but|however|though|although|because|instead of|except|apart from|besides|whereas|while)|,(?= (?:and |or |so |then )?(?:i|we|you|there|how|what|which|would|shall|should|can|could|please|that is|that would|that will|it|your|do|does|here|just|who|if|once|when) )|and(?= (?:i|we|you|there|how|your|it|that|she|he|they|would|shall) )|so(?= (?:i|we|you|your|it|that|shall|there) )) /g;

/** Idioms in which "no" and "not" deny nothing. */
export const NO_DENIAL = phrases(
  String.raw`
  no ,
  no problem
  no problems
  no worries
  no trouble
  not a problem
  not at all
  why not
  no doubt
  not only
  no later than
  not later than
  no earlier than
  no need
  no rush
  no matter
  do not worry
  do not hesitate
  not to mention
  if not
  or not
`,
  "g",
);

/** Denies something, or says that it is not available. */
export const DENIES = phrases(
  String.raw`
  not|no|nothing|none|neither|nor|never|nobody|unable|unavailable|without|full
  taken|gone|closed|past|passed|outside|cannot
  too soon
  too late
  too early
  too far
  fully booked
  all booked
  sold out
  booked (?:up|out|solid)
  already booked
`,
);

/** Says that something is available, whatever else the clause denies. */
export const GIVES = phrases(String.raw`
  (?:{when}|S\d+|it|that|slot|time|place) (?:is|are) (?:still |also |now |again |actually |very much |totally )*(?:free|available|open|possible|fine|yours|good|okay)
  {when} (?:still |also )?(?:works|suits)
`);

/** A bare "yes", which affirms what was just asked. */
export const AFFIRMS =
  /^ (?:(?:[,.:;!?-]|well|oh|ok|okay|great|perfect) )*(?:(?:yes|yep|yeah|absolutely|sure|of course|certainly|definitely|indeed|it is|it does|we do|i do|that is right|you bet|correct)(?: [,.!:-])* )+$/;

/** Announces or reports a search; offers nothing. */
export const SEEKS =
  / (?:let me|i will|i shall|i be|lets|one moment|to|please|i would|i can|i could|we can|happy to|try|shall i|should i|want me to|would you like me to) (?:just )?(?:check|checking|look|looking|see|search|searching|find|finding|try)(?: |$)|^ (?:checking|looking|searching) | (?:i|we) (?:have )?(?:just |already )?(?:checked|looked|searched|tried) | for (?:me|you) to (?:check|look) /;

/** Repeats the customer's own wish. */
export const ECHOES = phrases(
  String.raw`
  noted|understood
  you (?:said|say|asked|ask|wanted|want|mentioned|mean|meant|would like|would prefer|prefer|be looking|are looking|were looking|are after|need|needed|wished|wrote|told|gave)
  your (?:request|wish|preferred|preference|question)
  the clocks
  got it
  i understand
  i heard
  i have noted
  do you mean
  did you mean
  you mean
`,
);

/** Has a verb, and so states something even before a question mark. */
export const STATES = / (?:have|has|had|is|are|was|be|can|could|will|do|does|works?) /;

/** The waiting list: the time waited for is the customer's own wish. */
export const WAITS = / (?:wait ?list|waiting list|wait list) /;

/** Offers a time or refers to a standing visit: only real offers and visits will do. */
export const OFFERS = phrases(
  String.raw`
  available|availability|free|openings?|slots?|spots?|gaps?|room|space|has|works?|earliest
  soonest|suits?|fits?
  (?:i|we|there) (?:do |still |also |only |just |currently )*(?:have|has|is|are|got|see|found|can (?:do|offer|fit|get|see|take|squeeze|give|make|book|put)|could (?:do|offer|fit|get|see|take|squeeze|give|book)|will (?:have|be|see))
  (?:take|see|fit|squeeze|get) you
  how about
  what about
  (?:how|what) (?:is |does |are )?{when}
  shall i (?:book|take|reserve|put|hold)
  should i (?:book|take|reserve|put|hold)
  want me to (?:book|take|reserve|hold)
  like (?:me )?to (?:book|take|reserve|hold)
  come (?:in|by|over|at|on)
  next free
  next available
  would suit
`,
);

/** Every one of some days, or always: more than any search has covered. */
export const ALWAYS = phrases(
  String.raw`
  whenever|always|never|now|immediately
  any ?time
  any day
  every day
  each day
  all day
  all of [DR]\d+
  (?:the )?whole (?:of )?[DRP]\d+
  the whole (?:day|week)
  all week
  wide open
  around the clock
  right now
  straight away
  right away
`,
);
export const ANY_TIME = /^(?:any ?time|any day)\b/;
/** Together with `ALWAYS`, says when the customer can come. */
export const COMES = phrases(
  String.raw`
  free|available|works?|come|walk|drop|pop|open|close|closed|suits?|fits?
  stop by
  swing by
`,
);

/** Refers to a standing visit of the customer. */
export const OWNS = phrases(
  String.raw`
  (?<!for )your (?:[a-z]+ )?(?:appointment|booking|visit|reservation|session|slot) (?:is|are|will be|has been|with|on|at|for|D\d+|T\d+)
  you (?:are|be|have been|are all|have an appointment|have a booking|have a visit) (?:already )?(?:booked|confirmed|set|scheduled|expected|reserved|down|in for|appointment)
  (?<!(?:could|can|would|might|to|may) )see you
  seeing you
  expect you
  you have (?:a|an|your|one) (?:[a-z]+ )?(?:appointment|booking|visit|reservation)
  have you (?:down|in)
  got you (?:down|in)
  booked you
  put you
  it is (?:booked|confirmed|reserved)
`,
);

export const QUESTION_START =
  /^ (?:(?:so|and|or|then|great|ok|okay|sure|perfect|thanks|sorry|,) )*(?:(?:for|at|on|under|with|to|by|in|from) )?(?:which|what|when|who|whose|how|where|why|shall|should|would|could|can|may|do|does|did|is|are|was|were|have|has|will|want|any|or) /;
export const WH_QUESTION =
  /^ (?:(?:so|and|or|then|great|ok|okay|sure|perfect|thanks|sorry|,) )*(?:which|what|when|who|how|why)(?! (?:about|is [DTRPSI]\d|does [DTRPSI]\d|[DTRPSI]\d)) /;

/** Is about the business's opening hours. */
export const HOURS = phrases(
  String.raw`
  closed
  (?:we|salon|shop|business|doors|store|studio|office|clinic|everyone|place) (?:are |is |be |also |only |usually |normally |generally |will be |do |stay |stays |were )*(?:not )?(?:open|opens|opened|closed|close|closes|shut)
  opening (?:hours|times)
  hours (?:are|is|on|for|of|today|tomorrow|:)
  our hours
  business hours
  (?:open|opens|close|closes|closed) (?:at|from|until|on|every|daily|all|for|R\d+|D\d+|S\d+|T\d+|today|P\d+|by|again|for the day)
  closing time
  (?:is|are) (?:we )?open (?:D|R|S|on|from|until|today|every)
`,
);
/** Exception to `HOURS`: a time that is open is an offer. */
export const NO_HOURS = phrases(
  String.raw`
  (?:have|has|got|see|find|offer|leaves?|keep) (?:[a-z]+ )*(?:T\d+|D\d+|S\d+|length) (?:[a-z]+ )*open
  slots? (?:is|are) open
  (?:T\d+|slot|spot|that|time) is (?:still )?open
`,
);
export const OPENS = / (?:open|opens|opening|start|starts) /;
export const CLOSES = / (?:close|closes|closing|until|shut|end|ends|by) /;
export const IS_CLOSED = / (?:closed|not open|shut|no hours|do not open|are not open) /;
export const EVERY_DAY = / (?:every day|each day|daily|all week|seven days|U7 days|N7 days|all days) /;
export const ENDS_VISIT = / (?:end|ends|ending|finish|finishes|finished|done|until|over|out by|ready) /;

/** Courtesies that mention a day or a part of it but say nothing about the calendar. */
export const PLEASANTRY = phrases(
  String.raw`
  (?:have|enjoy|wish(?:ing)? you)(?: (?:a|an|the|your))? (?:(?:very|really|truly|most|super) )*(?:great|good|nice|lovely|wonderful|pleasant|fantastic|beautiful|relaxing|happy|fabulous|amazing|sunny|restful|rest of (?:the|your)) (?:P\d+|D\d+|R\d+|day|one)
  rest of (?:the|your) (?:P\d+|R\d+|D\d+|day)
  (?:help|helping|assist|do for|serve|looking for|welcome|here for|reach(?:ing)? out|thank you|thanks|contacting us|chatting)(?: [a-z]+){0,3} (?:D\d+|P\d+)
`,
  "g",
);
/** Not open at the requested time; says nothing about the day. */
export const NOT_THEN = / (?:not open|closed) then /;
/** In the past: true of any day before today. */
export const IS_OVER = / (?:passed|past|over|was|gone) /;
/** Today's date, which may always be told. */
export const TODAY_IS = /^ (?:[a-z]+ , )?(?:today|it|D\d+) (?:is|be) (?:D\d+|T\d+|[,.]| )+$/;
/** The same if "today is Friday" was read as one date: nothing but days. */
export const ONLY_DAYS = /^ (?:D\d+|[,.]| )+$/;
