import { claimForm } from "./claim-form.ts";

/** Claims that a visit is booked. */
export const BOOKED = claimForm(
  ["booked", "moved"],
  String.raw`
  booked|reserved|confirmed|scheduled|secured|finali[sz]ed|penci?ll?ed|pencil|guaranteed|registered
  enrolled|enlisted|arranged|slotted|snagged|nailed|nabbed|grabbed|sorted|settled
  inked|succeeded|successful|successfully
  (?:be|am|are|i be) (?:now |just )?(?:booking|reserving|confirming|scheduling|securing|locking|finali[sz]ing|putting you|slotting|squeezing|signing you|adding you|placing|entering)
  (?:booking|reserving|confirming|scheduling|securing) (?:you|it|that|this) (?:in|now|for|down|right|right now|as we speak)
  (?:locked|lock|locking)(?: {it})* in
  (?:booked|set|put|got|have|get|getting|squeezed|fit|fitted|signed|added|placed|entered|marked|noted|wrote|written|jotted|slid|popped|tucked){0-2} (?:you|your name|your {it}|it|that)(?: all)? (?:down|in|up|for {when}|on {book}|to {book})
  (?:in|on|into) {book}
  all (?:set|done|sorted|settled|good to go|booked|yours|ready|taken care of|arranged|confirmed|wrapped up|squared away|fixed|organi[sz]ed)
  (?:you|we|it|everything|that) (?:are|is|be) (?:now |already )?(?:good to go|set|in|sorted|done|official|taken care of|complete|completed|a date|a done deal|a deal|locked|fixed|yours|all yours|on file|final|ready to go)(?= (?:[.!,;:?)]|for|on|at|with|now|then|{when}|and|to)| ?$)
  (?:took|taken|take) care of
  consider it
  (?:i|we) (?:have )?(?:just |now )?(?:did|done) (?:it|that|this|so)
  made it happen
  wish is granted
  you (?:have )?got (?:it|the {place}|your {place})
  it worked
  taken by you
  (?:nobody|no one) else can (?:take|have|get|book)
  (?:knows|know) you (?:are|be) coming
  has you (?:on|in|down)
  (?:just|simply|only|need is|need to do is|need to do now is) (?:show up|turn up|come (?:on|at|by|along|{when})|arrive|be here)
  nothing (?:more|else) to do
  (?:have|got) it ready
  done deal
  in order for
  been (?:entered|logged|recorded|accepted|submitted|filed|finali[sz]ed|locked|slotted)
  blocked? (?:off|out)
  name (?:is )?on it
  you down for
  (?:thanks|thank you) for (?:your )?(?:booking|reservation|order|choosing|reserving)
  (?:request|order|application) (?:was|has been|is) (?:accepted|approved|granted|confirmed)
  (?:been|is|are|was) (?:saved|set aside|put aside|blocked|kept aside|handled)
  is yours
  are yours
  yours now
  waiting for you
  expecting you
  mission accomplished
  signed,? sealed
  went through
  gone through
  has gone ahead
  see you (?:then|on|at|there|{when})
  (?:look|looking) forward to (?:seeing|welcoming|having|meeting)
  (?:see|seeing|expect|expecting) you (?:on |at |for )?(?:{when}|then)
  your (?:[a-z]+ )?{place} (?:(?:is|are) (?!(?:not|now being|being|to|what|which|about))(?:[a-z]+ )?(?:on|at|for|with|all|now|{when}|in|ready|live|active|good|complete|fixed|made|placed|set|there|safe|yours|waiting)|(?:has|have) been (?:made|placed|set|created|entered|added|accepted|approved|taken|logged|recorded|put|saved|completed))
  (?:made|placed|created|entered|logged|recorded|completed|set up|fixed)(?: up)? (?:your|the|an?|that|this|it)(?: [a-z]+)? ?{visit}
  you (?:now )?have (?:now )?(?:got )?(?:an|a|your|the) (?:[a-z]+ )?{place}(?= (?:on|at|for|with|now|in|{when}|booked|[.!]| ?$))
  (?:booking|confirmation|reservation|appointment) (?:number|code|reference|id)
  {visit} (?:confirmed|made|booked|complete|completed|done|set|created|accepted)
`,
);
